// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.bsd;

import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Platform;

/** Looks at children without collecting them. */
final class Children {

    private Children() {}

    static boolean hasExited(LibC linux, int pid) {
        Platform platform = linux.platform();
        return look(linux, pid, platform.flags(Constant.WEXITED, Constant.WNOHANG, Constant.WNOWAIT));
    }

    static boolean awaitExit(LibC linux, int pid) {
        return look(linux, pid, linux.platform().flags(Constant.WEXITED, Constant.WNOWAIT));
    }

    static boolean look(LibC linux, int pid, int options) {
        Platform platform = linux.platform();
        long siginfo = linux.allocate(platform.room(Constant.SIGINFO_SIZE));
        try {
            return linux.waitid(platform.number(Constant.P_PID), pid, siginfo, options) >= 0
                    && linux.view(siginfo, platform.number(Constant.SIGINFO_SIZE))
                                    .getInt(platform.number(Constant.SIGINFO_PID_OFFSET))
                            == pid;
        } finally {
            linux.free(siginfo);
        }
    }
}
