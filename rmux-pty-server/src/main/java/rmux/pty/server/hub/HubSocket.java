// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.hub;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;

/**
 * The UNIX-domain socket of a hub: in a directory that only its owner may enter, itself accessible only to its owner, and both
 * sides ask the system who the other one is.
 */
final class HubSocket {

    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private HubSocket() {}

    /** Listens; a socket that nobody listens on any more is replaced. */
    static ServerSocketChannel listen(Path file) throws IOException {
        prepare(directory(file));
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            if (isAnswered(file)) {
                throw new HubException("a hub is running already at " + file);
            }
            Files.delete(file);
        }
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(address(file));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Connects to a hub of the same user. */
    static SocketChannel connect(Path file) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(address(file));
            requireSameUser(channel, directory(file));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Refuses a connection of another user.
     *
     * @throws HubException if the other side is another user
     */
    static void requireSameUser(SocketChannel channel, Path directory) throws IOException {
        UserPrincipal owner = Files.getOwner(directory);
        UserPrincipal other =
                channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
        if (!owner.equals(other)) {
            throw new HubException("the other side of the socket is another user, " + other.getName());
        }
    }

    static Path directory(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        return directory == null ? Path.of("/") : directory;
    }

    private static void prepare(Path directory) throws IOException {
        if (Files.notExists(directory, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER));
        }
        UserPrincipal self = directory
                .getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(System.getProperty("user.name", ""));
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                || !Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(self)) {
            throw new HubException(directory + " is not a directory of yours; name another socket");
        }
        if (!OWNER.containsAll(Files.getPosixFilePermissions(directory))) {
            throw new HubException(
                    directory + " can be entered by other users; run chmod 700 on it, or name another socket");
        }
    }

    private static boolean isAnswered(Path file) throws IOException {
        try (SocketChannel probe = SocketChannel.open(address(file))) {
            return probe.isConnected();
        } catch (java.net.ConnectException e) {
            return false;
        }
    }

    private static UnixDomainSocketAddress address(Path file) {
        return UnixDomainSocketAddress.of(file);
    }
}
