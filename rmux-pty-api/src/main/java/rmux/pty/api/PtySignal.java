// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

/**
 * What can be asked of a running program from outside.
 *
 * <p>On POSIX systems each is the signal of its {@link #posixName()}. On Windows {@link #INTERRUPT} is a console event;
 * {@link #TERMINATE}, {@link #KILL} and {@link #HANGUP} end the program with everything it started; {@link #CONTINUE} does
 * nothing; the others need {@link PtyCapability#POSIX_SIGNALS}.
 */
public enum PtySignal {
    /** Stop what you are doing, as {@code ^C} does. */
    INTERRUPT("SIGINT"),
    /** End, leaving a core dump, as {@code ^\} does. Needs {@link PtyCapability#POSIX_SIGNALS}. */
    QUIT("SIGQUIT"),
    /** End, in good order. */
    TERMINATE("SIGTERM"),
    /** End now; the program is not asked. */
    KILL("SIGKILL"),
    /** The terminal has gone away. */
    HANGUP("SIGHUP"),
    /** Stop until {@link #CONTINUE}; the program is not asked. Needs {@link PtyCapability#POSIX_SIGNALS}. */
    STOP("SIGSTOP"),
    /** Stop until {@link #CONTINUE}, as {@code ^Z} does. Needs {@link PtyCapability#POSIX_SIGNALS}. */
    TERMINAL_STOP("SIGTSTP"),
    /** Go on after a stop. */
    CONTINUE("SIGCONT"),
    /** The size of the terminal has changed; sent by the system on a resize. Needs {@link PtyCapability#POSIX_SIGNALS}. */
    WINDOW_CHANGE("SIGWINCH"),
    /** Whatever the program makes of it. Needs {@link PtyCapability#POSIX_SIGNALS}. */
    USER_1("SIGUSR1"),
    /** Whatever the program makes of it. Needs {@link PtyCapability#POSIX_SIGNALS}. */
    USER_2("SIGUSR2");

    private final String posixName;

    PtySignal(String posixName) {
        this.posixName = posixName;
    }

    /**
     * The name that POSIX gives this signal, such as {@code SIGINT}.
     *
     * @return the name, upper case
     */
    public String posixName() {
        return posixName;
    }

    /**
     * Whether this signal has a meaning without {@link PtyCapability#POSIX_SIGNALS}.
     *
     * @return true for the five that every backend has
     */
    public boolean isPortable() {
        return switch (this) {
            case INTERRUPT, TERMINATE, KILL, HANGUP, CONTINUE -> true;
            case QUIT, STOP, TERMINAL_STOP, WINDOW_CHANGE, USER_1, USER_2 -> false;
        };
    }
}
