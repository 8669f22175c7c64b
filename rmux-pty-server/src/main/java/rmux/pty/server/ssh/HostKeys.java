// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Set;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;

/** The private key of the server, in a file that only its owner can read. */
final class HostKeys {

    private static final Set<PosixFilePermission> OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private HostKeys() {}

    /** Reads the key, or creates it; once, so that a bad file is reported at the start rather than to each client. */
    static KeyPairProvider of(Path file) throws IOException {
        boolean isNew = Files.notExists(file);
        if (isNew) {
            createPrivately(file);
        } else {
            refuseShared(file);
        }
        SimpleGeneratorHostKeyProvider provider = new SimpleGeneratorHostKeyProvider();
        provider.setAlgorithm("EC");
        provider.setKeySize(256);
        provider.setStrictFilePermissions(true);
        provider.setOverwriteAllowed(isNew);
        provider.setPath(file);
        try {
            Iterator<KeyPair> keys = provider.loadKeys(null).iterator();
            if (keys.hasNext()) {
                return KeyPairProvider.wrap(keys.next());
            }
        } catch (RuntimeException e) {
            throw new IOException(
                    file + " cannot be read as a private key (" + e.getMessage() + "); name another file", e);
        }
        throw new IOException(file + " holds no private key; name another file, or delete it to have one created");
    }

    private static void createPrivately(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    private static void refuseShared(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (permissions.stream().anyMatch(OTHERS::contains)) {
            throw new IOException(file + " is accessible to other users; run chmod 600 on it");
        }
    }
}
