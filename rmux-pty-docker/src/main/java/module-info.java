// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * The backend for Docker containers.
 *
 * <p>Start at {@link rmux.pty.docker.DockerPtyProvider}.
 *
 * @provides rmux.pty.api.spi.PtyProvider the backend named "docker", for commands that name a container
 */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("requires-automatic") // docker-java has no descriptors
module rmux.pty.docker {
    requires transitive rmux.pty.api;
    requires rmux.pty.remote;
    requires com.fasterxml.jackson.core;
    requires com.github.dockerjava.transport;
    requires com.github.dockerjava.transport.zerodep;
    requires static org.jspecify;

    exports rmux.pty.docker;

    provides rmux.pty.api.spi.PtyProvider with
            rmux.pty.docker.DockerPtyProvider;
}
