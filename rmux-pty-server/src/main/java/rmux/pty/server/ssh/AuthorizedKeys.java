// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.ssh;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.config.keys.AuthorizedKeysAuthenticator;
import org.apache.sshd.server.session.ServerSession;

/**
 * Admits one user, by the keys in a file that is read again whenever it has changed.
 *
 * <p>An option before a key restricts what it may do. Those that forbid what this server never does are met by nature; a key
 * with any other option, such as {@code command="…"}, is not admitted, because it would get more than its owner meant.
 */
final class AuthorizedKeys extends AuthorizedKeysAuthenticator {

    private static final Logger LOGGER = System.getLogger("rmux.pty.server");
    private static final Set<String> MET =
            Set.of("no-agent-forwarding", "no-port-forwarding", "no-x11-forwarding", "no-user-rc");

    private final String user;

    AuthorizedKeys(Path file, String user) {
        super(file);
        this.user = user;
    }

    @Override
    protected boolean isValidUsername(String username, ServerSession session) {
        return !user.isEmpty() && user.equals(username);
    }

    /** One at a time: until a changed file has been read, the superclass admits nobody, and would tell others so meanwhile. */
    @Override
    protected synchronized PublickeyAuthenticator resolvePublickeyAuthenticator(String username, ServerSession session)
            throws IOException, GeneralSecurityException {
        return super.resolvePublickeyAuthenticator(username, session);
    }

    @Override
    protected Collection<AuthorizedKeyEntry> reloadAuthorizedKeys(Path path, String username, ServerSession session)
            throws IOException, GeneralSecurityException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            LOGGER.log(
                    Level.WARNING, "{0} can be changed by other users, and admits nobody; run chmod 600 on it", path);
            return List.of();
        }
        return super.reloadAuthorizedKeys(path, username, session).stream()
                .filter(AuthorizedKeys::isUnrestricted)
                .collect(Collectors.toList());
    }

    private static boolean isUnrestricted(AuthorizedKeyEntry entry) {
        List<String> unmet = entry.getLoginOptions().keySet().stream()
                .map(option -> option.toLowerCase(Locale.ROOT))
                .filter(option -> !MET.contains(option))
                .collect(Collectors.toList());
        if (!unmet.isEmpty()) {
            LOGGER.log(
                    Level.WARNING,
                    "the key \"{0}\" is not admitted: its options {1} are not supported",
                    entry.getComment(),
                    unmet);
        }
        return unmet.isEmpty();
    }
}
