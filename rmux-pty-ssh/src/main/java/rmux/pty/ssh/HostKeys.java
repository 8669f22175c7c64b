// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.ssh;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.client.keyverifier.KnownHostsServerKeyVerifier;
import org.apache.sshd.client.keyverifier.RejectAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.signature.Signature;
import org.jspecify.annotations.Nullable;

/** Admits a server whose key is in the file of known hosts, and remembers why another one was refused. */
final class HostKeys extends KnownHostsServerKeyVerifier {

    private final SshTarget target;
    private volatile @Nullable String refusal;

    HostKeys(SshTarget target) {
        super(RejectAllServerKeyVerifier.INSTANCE, target.knownHosts());
        this.target = target;
    }

    /** Why the server was refused; null if it was not. */
    @Nullable
    String refusal() {
        return refusal;
    }

    @Override
    protected boolean acceptUnknownHostKey(ClientSession session, SocketAddress address, PublicKey key) {
        refusal =
                "its host key " + fingerprint(key) + " is not known; compare it with the machine's own, then add it to "
                        + target.knownHosts() + ", for example with ssh-keyscan";
        return false;
    }

    @Override
    protected boolean acceptIncompleteHostKeys(
            ClientSession session, SocketAddress address, PublicKey key, Throwable reason) {
        refusal = "the known host keys cannot be read from " + target.knownHosts() + ": " + reason.getMessage();
        return false;
    }

    @Override
    public boolean acceptModifiedServerKey(
            ClientSession session, SocketAddress address, KnownHostEntry entry, PublicKey expected, PublicKey actual) {
        refusal = "its host key " + fingerprint(actual) + " is not the known one, " + fingerprint(expected)
                + "; the machine was set up anew, or somebody else answers in its place. Correct "
                + target.knownHosts() + " once you know which";
        return false;
    }

    @Override
    protected void handleRevokedKey(ClientSession session, SocketAddress address, PublicKey key) {
        refusal = "its host key " + fingerprint(key) + " is marked as revoked in " + target.knownHosts();
    }

    private static String fingerprint(PublicKey key) {
        return KeyUtils.getKeyType(key) + " " + KeyUtils.getFingerPrint(key);
    }

    /** Puts the kinds of keys first that are known of this machine: a server shows only one of its keys. */
    List<NamedFactory<Signature>> preferring(List<NamedFactory<Signature>> factories) {
        Set<String> known = knownTypes(target.knownHosts());
        List<NamedFactory<Signature>> sorted = new ArrayList<>(factories);
        sorted.sort(Comparator.comparing(factory -> !known.contains(KeyUtils.getCanonicalKeyType(factory.getName()))));
        return sorted;
    }

    private Set<String> knownTypes(Path file) {
        Set<String> types = new HashSet<>();
        if (!Files.isReadable(file)) {
            return types;
        }
        try {
            for (KnownHostEntry entry : KnownHostEntry.readKnownHostEntries(file)) {
                if (entry.isHostMatch(target.host(), target.port())) {
                    types.add(entry.getKeyEntry().getKeyType());
                }
            }
        } catch (IOException | RuntimeException e) {
            // Said when the server's key is looked for.
            types.clear();
        }
        return types;
    }
}
