// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.docker;

import rmux.pty.api.PtyOption;

/** What a command can say to the backend for Docker that is found by {@link java.util.ServiceLoader}. */
public final class DockerOptions {

    /** The name or the id of a running container. Without it the backend is not chosen. */
    public static final PtyOption<String> TARGET = PtyOption.of("docker.container", String.class);

    /** Where the engine listens, such as {@code unix:///var/run/docker.sock}; as {@code DOCKER_HOST} says unless set. */
    public static final PtyOption<String> HOST = PtyOption.of("docker.host", String.class);

    /** The user, and perhaps the group, in the container: {@code user}, {@code user:group}, or their numbers. */
    public static final PtyOption<String> USER = PtyOption.of("docker.user", String.class);

    private DockerOptions() {}
}
