// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.ssh;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A machine to reach over SSH, and how to log in there. Immutable: each {@code with} method returns a changed copy.
 *
 * <p>Unless set otherwise, the host key must be in the user's {@code ~/.ssh/known_hosts}, and the user logs in with the agent
 * that {@code SSH_AUTH_SOCK} names and with the files {@code id_ed25519}, {@code id_ecdsa} and {@code id_rsa} of {@code
 * ~/.ssh}. The user's {@code ~/.ssh/config} is not read.
 */
public final class SshTarget {

    /** The port of SSH servers, unless set. */
    public static final int DEFAULT_PORT = 22;

    /** How long reaching a machine, logging in and starting a program may take each, unless set. */
    public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(30);

    /** How often a silent server is asked whether it is there, unless set; after three intervals, the connection is lost. */
    public static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(10);

    private static final Pattern TEXT =
            Pattern.compile("(?:([^@]+)@)?(?:\\[([^\\]]+)\\]|([^@:\\[\\]]+))(?::(\\d{1,5}))?");
    private static final int HIGHEST_PORT = 65_535;

    private final String user;
    private final String host;
    private final int port;
    private @Nullable String password;
    private @Nullable List<Path> identities;
    private Path knownHosts;
    private boolean agent = true;
    private Duration limit = DEFAULT_LIMIT;
    private Duration heartbeat = DEFAULT_HEARTBEAT;

    private SshTarget(String user, String host, int port) {
        this.user = user;
        this.host = host;
        this.port = port;
        this.knownHosts = home().resolve("known_hosts");
    }

    private static Path home() {
        return Path.of(System.getProperty("user.home", ""), ".ssh");
    }

    /**
     * Returns a target.
     *
     * @param text {@code host}, {@code user@host}, {@code host:port} or {@code user@host:port}, where an IPv6 address is in
     *     brackets; the user is the one who runs this JVM unless named
     * @return the target
     * @throws IllegalArgumentException if the text has another form
     */
    public static SshTarget of(String text) {
        Matcher matcher = TEXT.matcher(text);
        int port = DEFAULT_PORT;
        if (matcher.matches() && matcher.group(4) != null) {
            port = Integer.parseInt(matcher.group(4));
        }
        if (!matcher.matches() || port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException(
                    "an SSH target has the form user@host or user@host:port, but was \"" + text + '"');
        }
        String user = Optional.ofNullable(matcher.group(1)).orElse(System.getProperty("user.name", ""));
        return new SshTarget(user, Optional.ofNullable(matcher.group(2)).orElse(matcher.group(3)), port);
    }

    private SshTarget changed(Consumer<SshTarget> change) {
        SshTarget copy = new SshTarget(user, host, port);
        copy.password = password;
        copy.identities = identities;
        copy.knownHosts = knownHosts;
        copy.agent = agent;
        copy.limit = limit;
        copy.heartbeat = heartbeat;
        change.accept(copy);
        return copy;
    }

    /**
     * Sets a password to log in with, where no key is admitted.
     *
     * @param newPassword the password; it appears in no message and no log
     * @return the changed copy
     */
    public SshTarget withPassword(String newPassword) {
        Objects.requireNonNull(newPassword, "password");
        return changed(copy -> copy.password = newPassword);
    }

    /**
     * Sets the private key files to log in with, in place of those of the user.
     *
     * @param files the files, in the order in which they are tried; none for no file
     * @return the changed copy
     */
    public SshTarget withIdentities(List<Path> files) {
        List<Path> copied = List.copyOf(files);
        return changed(copy -> copy.identities = copied);
    }

    /**
     * Sets the file of known host keys.
     *
     * @param file the file, in the format of OpenSSH
     * @return the changed copy
     */
    public SshTarget withKnownHosts(Path file) {
        Objects.requireNonNull(file, "file");
        return changed(copy -> copy.knownHosts = file);
    }

    /**
     * Sets whether the agent is asked, which {@code SSH_AUTH_SOCK} names.
     *
     * @param ask whether it is
     * @return the changed copy
     */
    public SshTarget withAgent(boolean ask) {
        return changed(copy -> copy.agent = ask);
    }

    /**
     * Sets how long reaching the machine, logging in, and starting a program may take each.
     *
     * @param newLimit the limit, positive
     * @return the changed copy
     * @throws IllegalArgumentException if it is not positive
     */
    public SshTarget withLimit(Duration newLimit) {
        return changed(copy -> copy.limit = positive("limit", newLimit));
    }

    /**
     * Sets how often a silent server is asked whether it is there; after three intervals without an answer, the connection is lost.
     *
     * @param interval the interval, positive
     * @return the changed copy
     * @throws IllegalArgumentException if it is not positive
     */
    public SshTarget withHeartbeat(Duration interval) {
        return changed(copy -> copy.heartbeat = positive("heartbeat", interval));
    }

    private static Duration positive(String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("the " + what + " must be positive, but was " + duration);
        }
        return duration;
    }

    /** {@return the user to log in as} */
    public String user() {
        return user;
    }

    /** {@return the name or the address of the machine} */
    public String host() {
        return host;
    }

    /** {@return the port, 22 unless named} */
    public int port() {
        return port;
    }

    Optional<String> password() {
        return Optional.ofNullable(password);
    }

    List<Path> identities() {
        List<Path> given = identities;
        if (given != null) {
            return given;
        }
        return Stream.of("id_ed25519", "id_ecdsa", "id_rsa")
                .map(home()::resolve)
                .filter(Files::isRegularFile)
                .toList();
    }

    Path knownHosts() {
        return knownHosts;
    }

    boolean asksAgent() {
        return agent;
    }

    Duration limit() {
        return limit;
    }

    Duration heartbeat() {
        return heartbeat;
    }

    /** What makes two targets reachable by one connection. */
    List<Object> key() {
        return List.of(user, host, port, password(), knownHosts, identities(), agent, limit, heartbeat);
    }

    /** The user, the host, and the port if it is not the usual one; no password. */
    @Override
    public String toString() {
        String address = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return user + "@" + address + (port == DEFAULT_PORT ? "" : ":" + port);
    }
}
