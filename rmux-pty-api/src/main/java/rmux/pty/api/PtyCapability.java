// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import rmux.pty.api.internal.events.Printable;

/**
 * Something that some backends can do and others cannot.
 *
 * <p>A call that needs a capability its backend lacks throws {@link UnsupportedPtyFeatureException} and changes nothing.
 * {@link PtyCommand#withRequired} makes the selection choose a backend that has what a command needs. The constants are known to
 * this library; a backend from elsewhere adds its own with {@link #of}. There is one instance for each name.
 */
public final class PtyCapability implements Comparable<PtyCapability> {

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
    private static final Map<String, PtyCapability> KNOWN = new ConcurrentHashMap<>();

    /**
     * The program is leader of a session whose controlling terminal is the pseudo-terminal; {@code /dev/tty} opens.
     * Affects: how a program is started. Has it: posix. Without it: the program has a console or pipe of another kind.
     */
    public static final PtyCapability CONTROLLING_TERMINAL = of("CONTROLLING_TERMINAL");

    /**
     * All constants of {@link PtySignal} can be sent, and a program starts with default signal dispositions and an empty mask.
     * Affects: {@link PtyChild#signal}, {@link PtyChild#signalLeader}, {@link PtyChild#continueIfStopped}. Has it: posix.
     * Without it: only the {@linkplain PtySignal#isPortable() portable} signals are accepted.
     */
    public static final PtyCapability POSIX_SIGNALS = of("POSIX_SIGNALS");

    /**
     * A program's death by a signal is an {@link ExitStatus.Signaled}. Affects: {@link PtyChild#waitFor}. Has it: posix.
     * Without it: such a death is an exit code, by convention 128 and the number of the signal.
     */
    public static final PtyCapability EXIT_SIGNAL = of("EXIT_SIGNAL");

    /**
     * The program's own name, {@code argv[0]}, can differ from the program that is started. Affects: {@link PtyCommand#argv0}.
     * Has it: posix, conpty, winpty. Without it: a command that sets it is refused.
     */
    public static final PtyCapability ARGV0 = of("ARGV0");

    /**
     * The terminal has a size in pixels. Affects: {@link PtyMaster#size}, {@link PtyMaster#resize}. Has it: posix. Without it:
     * pixels are ignored and {@code size()} reports 0.
     */
    public static final PtyCapability PIXEL_SIZE = of("PIXEL_SIZE");

    /**
     * The foreground job of the terminal is known and can be signaled apart from the leader. Affects:
     * {@link PtyChild#signal}, {@link PtyChild#foregroundProcessGroup}. Has it: posix. Without it: {@code signal} addresses
     * the program with everything it started.
     */
    public static final PtyCapability FOREGROUND_SIGNAL = of("FOREGROUND_SIGNAL");

    /**
     * Everything the program started can be ended with it, whatever process groups and sessions it made. Affects:
     * {@link PtyChild#terminateTree}, {@link PtySession#close}. Has it: posix, conpty, winpty.
     */
    public static final PtyCapability PROCESS_TREE = of("PROCESS_TREE");

    /**
     * The modes of the line discipline can be read and set. Affects: {@link PtyCommand#modes}, {@link PtyMaster#modes},
     * {@link PtyMaster#setModes}. Has it: posix. Without it: those calls are refused.
     */
    public static final PtyCapability TERMINAL_MODES = of("TERMINAL_MODES");

    /**
     * A terminal can be opened without a program. Affects: {@link PtyProviders#open}. Has it: posix. Without it: the call is
     * refused.
     */
    public static final PtyCapability OPEN_PAIR = of("OPEN_PAIR");

    /**
     * A part of the command line can be passed on verbatim, unquoted. Affects: {@link PtyOptions#VERBATIM_ARGUMENTS}. Has it:
     * conpty, winpty.
     */
    public static final PtyCapability VERBATIM_ARGUMENTS = of("VERBATIM_ARGUMENTS");

    /**
     * The program and all it starts are held in a Job Object and die with it. Affects: {@link PtyOptions#ALLOW_BREAKAWAY}. Has
     * it: conpty, winpty.
     */
    public static final PtyCapability JOB_OBJECT = of("JOB_OBJECT");

    /**
     * Key and mouse records can be put into the program's console input. Affects: {@link ConsoleInput}. Has it: conpty.
     */
    public static final PtyCapability CONSOLE_INPUT_RECORDS = of("CONSOLE_INPUT_RECORDS");

    /**
     * Escape sequences of the program reach the reader as written, 24-bit colors included, not re-rendered from a screen
     * buffer. Has it: posix, conpty with a configured {@code conpty.dll} whose version is 1.22 or later (the
     * option {@code conpty.library}); the console of no released Windows is known to.
     */
    public static final PtyCapability FAITHFUL_OUTPUT = of("FAITHFUL_OUTPUT");

    /**
     * The program is a process of this machine. Affects: {@link PtyChild#pid}, {@link PtyChild#handle}, {@link
     * PtySession#toProcess}. Has it: posix, conpty, winpty. Without it: the program has no process id and no handle here.
     */
    public static final PtyCapability LOCAL_PROCESS = of("LOCAL_PROCESS");

    /**
     * The program runs on another machine or in a container: no variable of this JVM and no path of this machine means anything
     * to it. Affects: {@link PtyCommand#withEnvironment}, {@link PtyCommand#withDirectory}.
     */
    public static final PtyCapability REMOTE = of("REMOTE");

    /**
     * What a program writes to its standard error can be read apart from the terminal. Affects: {@link
     * PtyCommand#withSeparateError}, {@link PtySession#errorStream}. Has it: posix. Without it: a command that asks for it is
     * refused.
     */
    public static final PtyCapability SEPARATE_ERROR = of("SEPARATE_ERROR");

    /**
     * A program can run as another user. Affects: {@link PtyCommand#withRunAs}. Has it: posix on Linux, if this JVM may change
     * users and groups, give files away and signal programs of others (CAP_SETUID, CAP_SETGID, CAP_CHOWN and CAP_KILL of
     * capabilities(7)), as root may. Without it: a command that asks for a user is refused.
     */
    public static final PtyCapability RUN_AS = of("RUN_AS");

    /** The program goes on when this JVM ends or loses its connection. */
    public static final PtyCapability SURVIVES_CLIENT = of("SURVIVES_CLIENT");

    private final String name;

    private PtyCapability(String name) {
        this.name = name;
    }

    /**
     * Returns the capability of a name.
     *
     * @param name upper case letters, digits and underscores, at most 64, beginning with a letter
     * @return the one instance of that name
     * @throws IllegalArgumentException if the name has another form
     */
    public static PtyCapability of(String name) {
        PtyCapability known = KNOWN.get(name);
        if (known != null) {
            return known;
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name of a capability has upper case letters, digits and underscores, but "
                            + Printable.quoted(name) + " does not");
        }
        PtyCapability added = new PtyCapability(name);
        PtyCapability other = KNOWN.putIfAbsent(name, added);
        return other == null ? added : other;
    }

    /**
     * Returns the name of this capability.
     *
     * @return the name, such as {@code PROCESS_TREE}
     */
    public String name() {
        return name;
    }

    /** By name. */
    @Override
    public int compareTo(PtyCapability other) {
        return name.compareTo(other.name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PtyCapability that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
