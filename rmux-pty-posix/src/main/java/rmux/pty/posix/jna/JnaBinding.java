// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import com.sun.jna.Native;
import rmux.pty.api.internal.events.LibraryVersion;
import rmux.pty.posix.platform.Feature;
import rmux.pty.posix.platform.Platform;

/** Binds the C library by JNA. */
public final class JnaBinding {

    private JnaBinding() {}

    /** Returns the version of JNA that is in use. */
    public static String inUse() {
        return LibraryVersion.of(Native.class);
    }

    /** Returns the version of JNA that this was compiled with. */
    public static String compiledWith() {
        return Native.VERSION; // a constant, copied by the compiler
    }

    static LibC bind(Platform platform) {
        boolean direct = platform.has(Feature.EPOLL)
                && platform.has(Feature.VARIADIC_AS_OTHERS)
                && platform.wordSize() == Long.BYTES;
        return direct ? new JnaLibC(platform) : GenericLibC.bind(platform);
    }
}
