// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.ssh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import rmux.pty.api.CheckReturnValue;
import rmux.pty.api.Closing;

/**
 * What an SSH server listens on, whom it admits and what it allows; an immutable value.
 *
 * @param host the name or address to listen on; {@value #LOOPBACK} by default
 * @param port the TCP port, 0 to 65535; 0 lets the system choose one
 * @param authorizedKeys the file of admitted public keys, in the format of {@code sshd(8)}
 * @param hostKey the file with the private key of the server; created if it does not exist
 * @param acceptedVariables names of environment variables that a client may set; a {@code *} at the end stands for any rest
 * @param maximumSessions how many shells and commands may run at the same time, 1 or more
 * @param closing what a session ends when its client disconnects or its program exits
 * @param heartbeat how often a silent client is asked whether it is still there; after three unanswered requests it is
 *     disconnected
 */
public record SshServerOptions(
        String host,
        int port,
        Path authorizedKeys,
        Path hostKey,
        List<String> acceptedVariables,
        int maximumSessions,
        Closing closing,
        Duration heartbeat) {

    /** The address on which only programs of this machine can connect. */
    public static final String LOOPBACK = "127.0.0.1";

    /** The port that is used unless set. */
    public static final int DEFAULT_PORT = 2222;

    /** How many sessions may run at the same time unless set. */
    public static final int DEFAULT_MAXIMUM_SESSIONS = 256;

    /** The variables that a client may set unless others are named: those of {@code sshd} on Debian, and two about colors. */
    public static final List<String> DEFAULT_VARIABLES = List.of("LANG", "LC_*", "COLORTERM", "NO_COLOR");

    private static final int HIGHEST_PORT = 65_535;
    private static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(30);

    /**
     * Checks the ranges.
     *
     * @param host the name or address to listen on; {@value #LOOPBACK} by default
     * @param port the TCP port, 0 to 65535; 0 lets the system choose one
     * @param authorizedKeys the file of admitted public keys, in the format of {@code sshd(8)}
     * @param hostKey the file with the private key of the server; created if it does not exist
     * @param acceptedVariables names of environment variables that a client may set; a {@code *} at the end stands for any rest
     * @param maximumSessions how many shells and commands may run at the same time, 1 or more
     * @param closing what a session ends when its client disconnects or its program exits
     * @param heartbeat how often a silent client is asked whether it is still there; after three unanswered requests it is
     *     disconnected
     * @throws IllegalArgumentException if a number is out of its range
     */
    public SshServerOptions {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(authorizedKeys, "authorizedKeys");
        Objects.requireNonNull(hostKey, "hostKey");
        Objects.requireNonNull(closing, "closing");
        acceptedVariables = List.copyOf(acceptedVariables);
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("the port must be 0 to " + HIGHEST_PORT + ", but was " + port);
        }
        if (maximumSessions < 1) {
            throw new IllegalArgumentException("the number of sessions must be 1 or more, but was " + maximumSessions);
        }
        if (heartbeat.isNegative() || heartbeat.isZero()) {
            throw new IllegalArgumentException("the heartbeat must be positive, but was " + heartbeat);
        }
    }

    /**
     * Returns the options of a server on the loopback address that admits the keys in a file.
     *
     * @param authorizedKeys the file of admitted public keys
     * @param hostKey the file with the private key of the server; created if it does not exist
     * @return the options
     */
    public static SshServerOptions of(Path authorizedKeys, Path hostKey) {
        return new SshServerOptions(
                LOOPBACK,
                DEFAULT_PORT,
                authorizedKeys,
                hostKey,
                DEFAULT_VARIABLES,
                DEFAULT_MAXIMUM_SESSIONS,
                Closing.END_TREE,
                DEFAULT_HEARTBEAT);
    }

    /**
     * Sets where the server listens.
     *
     * @param newHost the name or address
     * @param newPort the TCP port, 0 to 65535; 0 lets the system choose one
     * @return the changed copy
     */
    @CheckReturnValue
    public SshServerOptions withAddress(String newHost, int newPort) {
        return new SshServerOptions(
                newHost, newPort, authorizedKeys, hostKey, acceptedVariables, maximumSessions, closing, heartbeat);
    }

    /**
     * Sets the names of environment variables that a client may set.
     *
     * @param names the names; a {@code *} at the end stands for any rest
     * @return the changed copy
     */
    @CheckReturnValue
    public SshServerOptions withAcceptedVariables(List<String> names) {
        return new SshServerOptions(host, port, authorizedKeys, hostKey, names, maximumSessions, closing, heartbeat);
    }

    /**
     * Sets how many shells and commands may run at the same time.
     *
     * @param most the number, 1 or more
     * @return the changed copy
     */
    @CheckReturnValue
    public SshServerOptions withMaximumSessions(int most) {
        return new SshServerOptions(host, port, authorizedKeys, hostKey, acceptedVariables, most, closing, heartbeat);
    }

    /**
     * Sets what a session ends when its client disconnects or its program exits. {@link Closing#HANG_UP} spares programs that
     * were started with {@code nohup}.
     *
     * @param what what a session ends
     * @return the changed copy
     */
    @CheckReturnValue
    public SshServerOptions withClosing(Closing what) {
        return new SshServerOptions(
                host, port, authorizedKeys, hostKey, acceptedVariables, maximumSessions, what, heartbeat);
    }

    /**
     * Sets how often a silent client is asked whether it is still there.
     *
     * @param interval the interval, positive
     * @return the changed copy
     */
    @CheckReturnValue
    public SshServerOptions withHeartbeat(Duration interval) {
        return new SshServerOptions(
                host, port, authorizedKeys, hostKey, acceptedVariables, maximumSessions, closing, interval);
    }
}
