// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.docker;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import rmux.pty.remote.Heartbeat;

/**
 * A container to run programs in. Immutable: each {@code with} method returns a changed copy.
 *
 * @param container its name or id
 * @param host where the engine listens: {@code unix:///PATH} or {@code tcp://HOST:PORT}
 * @param user the user in the container; empty for the container's own
 * @param limit how long each answer of the engine, and the start of a program, may take
 * @param heartbeat how often the engine is asked whether it is there; after three questions without an answer it is lost
 */
public record DockerTarget(String container, URI host, Optional<String> user, Duration limit, Duration heartbeat) {

    /** How long each answer may take, unless set. */
    public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(30);

    private static final String DEFAULT_HOST = "unix:///var/run/docker.sock";

    /**
     * A container.
     *
     * @param container its name or id
     * @param host where the engine listens: {@code unix:///PATH} or {@code tcp://HOST:PORT}
     * @param user the user in the container; empty for the container's own
     * @param limit how long each answer of the engine, and the start of a program, may take
     * @param heartbeat how often the engine is asked whether it is there; after three questions without an answer it is lost
     * @throws IllegalArgumentException if the container has no name, or a duration is not positive
     */
    public DockerTarget {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(user, "user");
        if (container.isBlank() || container.indexOf('/') >= 0 || container.indexOf('?') >= 0) {
            throw new IllegalArgumentException("a container has a name or an id, but was \"" + container + '"');
        }
        checkPositive("limit", limit);
        checkPositive("heartbeat", heartbeat);
    }

    private static void checkPositive(String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("the " + what + " must be positive, but was " + duration);
        }
    }

    /**
     * Returns a container of the engine that {@code DOCKER_HOST} names, or of this machine's.
     *
     * @param container its name or id
     * @return the target
     */
    public static DockerTarget of(String container) {
        String host = System.getenv().getOrDefault("DOCKER_HOST", DEFAULT_HOST);
        return new DockerTarget(
                container, URI.create(host), Optional.empty(), DEFAULT_LIMIT, Heartbeat.DEFAULT_INTERVAL);
    }

    /**
     * Sets where the engine listens.
     *
     * @param newHost {@code unix:///PATH} or {@code tcp://HOST:PORT}
     * @return the changed copy
     */
    public DockerTarget withHost(URI newHost) {
        return new DockerTarget(container, newHost, user, limit, heartbeat);
    }

    /**
     * Sets the user in the container.
     *
     * @param newUser {@code user}, {@code user:group}, or their numbers
     * @return the changed copy
     */
    public DockerTarget withUser(String newUser) {
        return new DockerTarget(container, host, Optional.of(newUser), limit, heartbeat);
    }

    /**
     * Sets how long each answer of the engine, and the start of a program, may take.
     *
     * @param newLimit the limit, positive
     * @return the changed copy
     */
    public DockerTarget withLimit(Duration newLimit) {
        return new DockerTarget(container, host, user, newLimit, heartbeat);
    }

    /**
     * Sets how often the engine is asked whether it is there; after three questions without an answer it is lost.
     *
     * @param interval the interval, positive
     * @return the changed copy
     */
    public DockerTarget withHeartbeat(Duration interval) {
        return new DockerTarget(container, host, user, limit, interval);
    }

    /** {@code docker:} and the container. */
    @Override
    public String toString() {
        return "docker:" + container;
    }
}
