// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import rmux.pty.posix.platform.Platform;

/**
 * Binds the C library by the Foreign Function &amp; Memory API, which came with JDK 22.
 *
 * <p>This is the class for older JDKs. {@code META-INF/versions/22} of the jar has another one in its place, if the jar was
 * built by JDK 22 or newer.
 */
final class ForeignBinding {

    private static final int FIRST_JDK = 22;

    private ForeignBinding() {}

    static LibC bind(Platform platform) {
        int running = Runtime.version().feature();
        throw new UnsatisfiedLinkError(
                running < FIRST_JDK
                        ? "the Foreign Function & Memory API needs JDK 22 or newer, and this is " + running
                        : "this rmux-pty-posix has no binding by the Foreign Function & Memory API: it was built by a JDK"
                                + " older than 22, or it is not in a jar whose manifest says Multi-Release: true");
    }
}
