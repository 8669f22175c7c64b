// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * What backends for other machines share: starting, signaling and ending a program by a POSIX shell there.
 *
 * <p>Start at {@link rmux.pty.remote.RemoteStart}.
 */
@org.jspecify.annotations.NullMarked
module rmux.pty.remote {
    requires transitive rmux.pty.api;
    requires static org.jspecify;

    exports rmux.pty.remote;
}
