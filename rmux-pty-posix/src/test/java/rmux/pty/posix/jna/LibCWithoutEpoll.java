// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Platform;

/**
 * The real C library in a sandbox that refuses epoll. By a class and not by a proxy, whose calls need memory: with a full heap,
 * those fail that in truth cannot.
 */
public final class LibCWithoutEpoll extends JnaLibC {

    private LibCWithoutEpoll(Platform platform) {
        super(platform);
    }

    /** Binds the running system, once JNA has been loaded as it is for everybody. */
    public static LibC bind() {
        return new LibCWithoutEpoll(NativeAccess.libC().platform());
    }

    @Override
    public int epoll_create1(int flags) {
        return Errno.EPERM.asResult();
    }
}
