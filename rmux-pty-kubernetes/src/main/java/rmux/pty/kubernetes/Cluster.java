// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A client of a cluster, which all sessions share that have the same configuration. The descriptors of the JDK's HTTP client are
 * closed by the garbage collector alone, so that one client for each session would use them up.
 *
 * <p>An idle client is kept for a short time, after which a changed configuration is read.
 */
final class Cluster {

    private static final long IDLE_SECONDS = 20;
    private static final Map<Key, Cluster> CLUSTERS = new HashMap<>();

    /** What sessions of one client have in common. */
    private record Key(Optional<Path> kubeconfig, Duration limit, Duration heartbeat) {}

    private final Key key;
    private final HiddenCommands commands = new HiddenCommands();
    private final KubernetesClient client;
    private int users;
    private long idleTurn;

    private Cluster(Key key) {
        this.key = key;
        Config config = key.kubeconfig()
                .map(file -> Config.fromKubeconfig(file.toFile()))
                .orElseGet(() -> Config.autoConfigure(null));
        int limit = (int) Math.min(Integer.MAX_VALUE, key.limit().toMillis());
        config.setConnectionTimeout(limit);
        config.setRequestTimeout(limit);
        config.setRequestRetryBackoffLimit(0); // a failure is the caller's to judge
        this.client = new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new PodHttpClientFactory(commands, key.heartbeat()))
                .build();
    }

    /** Returns the client for a target; whoever enters leaves. */
    static Cluster enter(KubernetesTarget target) {
        Key key = new Key(target.kubeconfig(), target.limit(), target.heartbeat());
        synchronized (CLUSTERS) {
            Cluster cluster = CLUSTERS.get(key);
            if (cluster == null) {
                cluster = new Cluster(key);
                CLUSTERS.put(key, cluster);
            }
            cluster.users++;
            return cluster;
        }
    }

    KubernetesClient client() {
        return client;
    }

    HiddenCommands commands() {
        return commands;
    }

    /** Keeps this client from those who enter from now on. */
    void discard() {
        synchronized (CLUSTERS) {
            boolean unused = CLUSTERS.remove(key, this);
        }
    }

    void leave() {
        boolean last;
        synchronized (CLUSTERS) {
            users--;
            idleTurn++;
            last = users == 0 && CLUSTERS.get(key) != this;
            if (users == 0 && !last) {
                long turn = idleTurn;
                CompletableFuture.delayedExecutor(IDLE_SECONDS, TimeUnit.SECONDS)
                        .execute(() -> closeIdle(turn));
            }
        }
        if (last) {
            client.close();
        }
    }

    private void closeIdle(long turn) {
        synchronized (CLUSTERS) {
            if (users > 0 || turn != idleTurn || !CLUSTERS.remove(key, this)) {
                return;
            }
        }
        client.close();
    }
}
