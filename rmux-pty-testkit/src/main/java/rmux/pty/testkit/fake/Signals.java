// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import rmux.pty.api.PtySignal;

/** The numbers that Linux gives the signals (signal(7)). */
final class Signals {

    private Signals() {}

    static int number(PtySignal signal) {
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
}
