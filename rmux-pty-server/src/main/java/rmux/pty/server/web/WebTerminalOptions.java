// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.web;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.CheckReturnValue;

/**
 * What a web terminal listens on, whom it admits and what it allows; an immutable value. Every {@code with} method returns a
 * changed copy.
 */
public final class WebTerminalOptions implements Cloneable {

    /** The address on which only programs of this machine can connect. */
    public static final String LOOPBACK = "127.0.0.1";

    /** The port that is used unless set: that of ttyd. */
    public static final int DEFAULT_PORT = 7681;

    /** How many clients may be connected at the same time, unless set. */
    public static final int DEFAULT_MAXIMUM_CLIENTS = 32;

    /** How large a message of a client may be, unless set: 1 MiB. */
    public static final int DEFAULT_MAXIMUM_MESSAGE = 1024 * 1024;

    private static final int HIGHEST_PORT = 65_535;

    private String host = LOOPBACK;
    private int port = DEFAULT_PORT;
    private List<String> names = List.of();
    private @Nullable String credential;
    private boolean readOnly;
    private @Nullable Path keyStore;
    private String keyStorePassword = "";
    private int maximumClients = DEFAULT_MAXIMUM_CLIENTS;
    private int maximumMessage = DEFAULT_MAXIMUM_MESSAGE;

    private WebTerminalOptions() {}

    /**
     * Returns the options of a server on the loopback address, with a random token.
     *
     * @return the options
     */
    public static WebTerminalOptions defaults() {
        return new WebTerminalOptions();
    }

    private WebTerminalOptions changed(Consumer<WebTerminalOptions> change) {
        try {
            WebTerminalOptions copy = (WebTerminalOptions) super.clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Sets where the server listens.
     *
     * @param newHost the name or address
     * @param newPort the TCP port, 0 to 65535; 0 lets the system choose one
     * @return the changed copy
     * @throws IllegalArgumentException if the port is out of its range
     */
    @CheckReturnValue
    public WebTerminalOptions withAddress(String newHost, int newPort) {
        if (newPort < 0 || newPort > HIGHEST_PORT) {
            throw new IllegalArgumentException("the port must be 0 to " + HIGHEST_PORT + ", but was " + newPort);
        }
        return changed(copy -> {
            copy.host = newHost;
            copy.port = newPort;
        });
    }

    /**
     * Sets the host names under which browsers may call this server, besides {@code localhost}, the name it listens on and plain
     * addresses. Any other name is refused, because a stranger's web site could have it resolve to this machine.
     *
     * @param hostNames the names, without ports
     * @return the changed copy
     */
    @CheckReturnValue
    public WebTerminalOptions withHostNames(List<String> hostNames) {
        return changed(copy -> copy.names = List.copyOf(hostNames));
    }

    /**
     * Admits whoever knows a user name and a password, by HTTP's basic authentication, instead of a token in the address. Use it
     * with a key store, or on the loopback address.
     *
     * @param userAndPassword the two, with a colon between them
     * @return the changed copy
     * @throws IllegalArgumentException if there is no colon after a name
     */
    @CheckReturnValue
    public WebTerminalOptions withCredential(String userAndPassword) {
        if (userAndPassword.indexOf(':') < 1) {
            throw new IllegalArgumentException("a credential must be USER:PASSWORD");
        }
        return changed(copy -> copy.credential = userAndPassword);
    }

    /**
     * Sets whether clients only watch.
     *
     * @param only whether what they type is discarded
     * @return the changed copy
     */
    @CheckReturnValue
    public WebTerminalOptions withReadOnly(boolean only) {
        return changed(copy -> copy.readOnly = only);
    }

    /**
     * Encrypts the connections, with the key and certificate in a key store.
     *
     * @param file the key store, of type PKCS12 or JKS
     * @param password its password
     * @return the changed copy
     */
    @CheckReturnValue
    public WebTerminalOptions withKeyStore(Path file, String password) {
        return changed(copy -> {
            copy.keyStore = file;
            copy.keyStorePassword = password;
        });
    }

    /**
     * Sets how many clients may be connected at the same time.
     *
     * @param most the number, 1 or more
     * @return the changed copy
     * @throws IllegalArgumentException if it is less
     */
    @CheckReturnValue
    public WebTerminalOptions withMaximumClients(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("the number of clients must be 1 or more, but was " + most);
        }
        return changed(copy -> copy.maximumClients = most);
    }

    /**
     * Sets how large a message of a client may be; whoever sends a larger one is disconnected.
     *
     * @param bytes the number of bytes, 1024 or more
     * @return the changed copy
     * @throws IllegalArgumentException if it is less
     */
    @CheckReturnValue
    public WebTerminalOptions withMaximumMessage(int bytes) {
        if (bytes < 1024) {
            throw new IllegalArgumentException("the size of messages must be 1024 or more, but was " + bytes);
        }
        return changed(copy -> copy.maximumMessage = bytes);
    }

    /** {@return the name or address to listen on} */
    public String host() {
        return host;
    }

    /** {@return the TCP port, or 0 if the system chooses one} */
    public int port() {
        return port;
    }

    /** {@return the host names under which browsers may call this server; immutable} */
    public List<String> hostNames() {
        return names;
    }

    /** {@return whether clients only watch} */
    public boolean isReadOnly() {
        return readOnly;
    }

    /** {@return the key store, if connections are encrypted} */
    public Optional<Path> keyStore() {
        return Optional.ofNullable(keyStore);
    }

    /** {@return how many clients may be connected at the same time} */
    public int maximumClients() {
        return maximumClients;
    }

    /** {@return how large a message of a client may be, in bytes} */
    public int maximumMessage() {
        return maximumMessage;
    }

    Optional<String> credential() {
        return Optional.ofNullable(credential);
    }

    String keyStorePassword() {
        return keyStorePassword;
    }
}
