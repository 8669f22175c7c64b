// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import rmux.pty.posix.platform.Platforms;

/** The bindings of the C library by themselves, whichever is the default. */
public final class Bindings {

    private static final class Foreign {
        private static final LibC LIB_C = ForeignBinding.bind(Platforms.running());
    }

    private Bindings() {}

    /** Returns the binding by the Foreign Function &amp; Memory API, of JDK 22 and newer. */
    public static LibC foreign() {
        return Foreign.LIB_C;
    }

    /** Returns the binding by JNA. */
    public static LibC jna() {
        return JnaBinding.bind(Platforms.running());
    }
}
