// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import rmux.pty.api.PtySignal;

/** The signals of a system: their numbers and names. */
public final class Signals {

    /** {@code asm-generic/signal.h}; the same on every processor that Java runs on. */
    static final Signals LINUX = new Signals(
            34,
            "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG"
                    + " XCPU XFSZ VTALRM PROF WINCH IO PWR SYS");

    private static final String BSD =
            "HUP INT QUIT ILL TRAP ABRT EMT FPE KILL BUS SEGV SYS PIPE ALRM TERM URG STOP TSTP CONT CHLD TTIN TTOU IO"
                    + " XCPU XFSZ VTALRM PROF WINCH INFO USR1 USR2";

    /** {@code bsd/sys/signal.h} of XNU; there are no real-time signals. */
    static final Signals DARWIN = new Signals(Integer.MAX_VALUE, BSD);

    /** {@code sys/sys/signal.h} of FreeBSD. */
    static final Signals FREEBSD = new Signals(65, BSD + " THR LIBRT");

    private final List<String> names;
    private final int firstRealTime;

    private Signals(int firstRealTime, String names) {
        this.firstRealTime = firstRealTime;
        this.names = Stream.of(names.split(" ", -1)).map(name -> "SIG" + name).toList();
    }

    /** Returns the number of a signal. */
    public int number(PtySignal signal) {
        return names.indexOf(signal.posixName()) + 1;
    }

    /** Returns the number of a signal by its POSIX name; 0 if the system does not have it. */
    public int number(String posixName) {
        return names.indexOf(posixName) + 1;
    }

    /** Returns the POSIX name of a number; real-time signals are {@code SIGRTMIN+n} as the C library counts them. */
    public String name(int number) {
        if (number >= 1 && number <= names.size()) {
            return names.get(number - 1);
        }
        return number >= firstRealTime ? "SIGRTMIN+" + (number - firstRealTime) : "SIG" + number;
    }

    /** Returns the names, the first being that of signal 1. */
    public List<String> names() {
        return new ArrayList<>(names);
    }
}
