// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import rmux.pty.posix.platform.Platform;

/** Binds the C library by the Foreign Function &amp; Memory API: no library of another kind, and no file to unpack. */
final class ForeignBinding {

    private ForeignBinding() {}

    static LibC bind(Platform platform) {
        if (platform.wordSize() != Long.BYTES) {
            throw new UnsatisfiedLinkError(
                    "the binding by the Foreign Function & Memory API is for 64-bit platforms, and not for "
                            + platform);
        }
        return new ForeignLibC(platform);
    }
}
