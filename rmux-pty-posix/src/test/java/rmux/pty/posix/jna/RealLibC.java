// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

/** The real C library of Linux, of which functions can be overridden: by a class, because the calls of a proxy need memory. */
public abstract class RealLibC extends JnaLibC {

    /** Binds the running system, once JNA has been loaded as it is for everybody. */
    protected RealLibC() {
        super(NativeAccess.libC().platform());
    }
}
