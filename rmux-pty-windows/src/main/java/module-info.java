// SPDX-License-Identifier: Apache-2.0 OR MIT
/** What the two Windows backends share; nothing here is for applications. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // the two backends and the command line are compiled after this
module rmux.pty.windows {
    requires transitive rmux.pty.api;
    requires com.sun.jna;
    requires com.sun.jna.platform;
    requires static org.jspecify;

    exports rmux.pty.windows.io to
            rmux.pty.conpty,
            rmux.pty.winpty;
    exports rmux.pty.windows.jna to
            rmux.pty.conpty,
            rmux.pty.winpty;
    exports rmux.pty.windows.process to
            rmux.pty.conpty,
            rmux.pty.winpty;
    exports rmux.pty.windows.spawn to
            rmux.pty.conpty,
            rmux.pty.winpty;
    exports rmux.pty.windows.stdio to
            rmux.pty.cli;

    // JNA binds the native methods and callbacks of this package, and of no other.
    opens rmux.pty.windows.jna to
            com.sun.jna;
}
