// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.bsd;

import java.util.List;
import java.util.Set;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Platform;
import rmux.pty.posix.platform.Signals;

/** Numbers of a BSD as Linux has them, and back. */
final class Translation {

    private static final int ACCESS_MODE = 3;
    private static final int SIGNAL_MASK = 0x7f;
    private static final List<Constant> OPEN_FLAGS =
            List.of(Constant.O_NOCTTY, Constant.O_NONBLOCK, Constant.O_CLOEXEC);

    private final Platform bsd;
    private final Platform linux;
    private final int[] errors = new int[SIGNAL_MASK + 1];
    private final int[] toLinux;
    private final int[] toBsd;

    Translation(Platform bsd, Platform linux) {
        this.bsd = bsd;
        this.linux = linux;
        for (int i = 0; i < errors.length; i++) {
            errors[i] = -i;
        }
        linux.errors()
                .all()
                .forEach((errno, number) -> errors[number] = bsd.errors().result(errno));
        this.toLinux = signals(bsd.signals(), linux.signals());
        this.toBsd = signals(linux.signals(), bsd.signals());
    }

    private static int[] signals(Signals from, Signals to) {
        int[] numbers = new int[SIGNAL_MASK + 1];
        for (String name : from.names()) {
            numbers[from.number(name)] = to.number(name);
        }
        return numbers;
    }

    Platform bsd() {
        return bsd;
    }

    Platform linux() {
        return linux;
    }

    /** A result of Linux as the binding of the BSD would return it. */
    int result(int result) {
        return result >= 0 || -result >= errors.length ? result : errors[-result];
    }

    int openFlags(int flags) {
        int translated = flags & ACCESS_MODE;
        for (Constant flag : OPEN_FLAGS) {
            if ((flags & bsd.number(flag)) != 0) {
                translated |= linux.number(flag);
            }
        }
        return translated;
    }

    int flags(int flags, Set<Constant> known) {
        int translated = 0;
        for (Constant flag : known) {
            if (bsd.has(flag) && (flags & bsd.number(flag)) != 0) {
                translated |= linux.number(flag);
            }
        }
        return translated;
    }

    /** The number of a signal; 0, which asks whether there is anybody, stays. */
    int signal(int number) {
        return toLinux[number];
    }

    /** The number that the BSD gives to a signal of Linux; 0 for one that it has not. */
    int signalOfBsd(int number) {
        return toBsd[number];
    }

    /** What {@code waitpid(2)} stores. */
    int status(int status) {
        int signal = status & SIGNAL_MASK;
        return signal == 0 || signal == SIGNAL_MASK ? status : (status & ~SIGNAL_MASK) | toBsd[signal];
    }
}
