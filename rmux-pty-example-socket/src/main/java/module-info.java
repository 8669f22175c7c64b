// SPDX-License-Identifier: Apache-2.0 OR MIT
/** A backend for programs on another machine, over a plain socket, and the server that starts them. */
@org.jspecify.annotations.NullMarked
module example.socket {
    requires rmux.pty.api;
    requires static org.jspecify;

    provides rmux.pty.api.spi.PtyProvider with
            example.socket.SocketPtyProvider;
}
