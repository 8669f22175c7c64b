// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import java.util.Map;
import rmux.pty.api.PtySignal;

/** Signal numbers of Linux on x86-64 and aarch64, from {@code asm-generic/signal.h}. */
public final class Signals {

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(1, "SIGHUP"),
            Map.entry(2, "SIGINT"),
            Map.entry(3, "SIGQUIT"),
            Map.entry(4, "SIGILL"),
            Map.entry(5, "SIGTRAP"),
            Map.entry(6, "SIGABRT"),
            Map.entry(7, "SIGBUS"),
            Map.entry(8, "SIGFPE"),
            Map.entry(9, "SIGKILL"),
            Map.entry(10, "SIGUSR1"),
            Map.entry(11, "SIGSEGV"),
            Map.entry(12, "SIGUSR2"),
            Map.entry(13, "SIGPIPE"),
            Map.entry(14, "SIGALRM"),
            Map.entry(15, "SIGTERM"),
            Map.entry(16, "SIGSTKFLT"),
            Map.entry(17, "SIGCHLD"),
            Map.entry(18, "SIGCONT"),
            Map.entry(19, "SIGSTOP"),
            Map.entry(20, "SIGTSTP"),
            Map.entry(21, "SIGTTIN"),
            Map.entry(22, "SIGTTOU"),
            Map.entry(23, "SIGURG"),
            Map.entry(24, "SIGXCPU"),
            Map.entry(25, "SIGXFSZ"),
            Map.entry(26, "SIGVTALRM"),
            Map.entry(27, "SIGPROF"),
            Map.entry(28, "SIGWINCH"),
            Map.entry(29, "SIGIO"),
            Map.entry(30, "SIGPWR"),
            Map.entry(31, "SIGSYS"));

    private Signals() {}

    /** The number of a signal. */
    public static int number(PtySignal signal) {
        return switch (signal) {
            case HANGUP -> 1;
            case INTERRUPT -> 2;
            case QUIT -> 3;
            case KILL -> 9;
            case USER_1 -> 10;
            case USER_2 -> 12;
            case TERMINATE -> 15;
            case CONTINUE -> 18;
            case STOP -> 19;
            case TERMINAL_STOP -> 20;
            case WINDOW_CHANGE -> 28;
        };
    }

    /** The POSIX name of a number; real-time signals are {@code SIGRTMIN+n} as the C library counts them. */
    public static String name(int number) {
        String name = NAMES.get(number);
        if (name != null) {
            return name;
        }
        return number >= 34 ? "SIGRTMIN+" + (number - 34) : "SIG" + number;
    }
}
