// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.kubernetes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rmux.pty.remote.Heartbeat;

/**
 * A pod to run programs in. Immutable: each {@code with} method returns a changed copy.
 *
 * @param namespace its namespace
 * @param pod its name
 * @param container the container in it; empty for the one that the cluster chooses
 * @param kubeconfig the file that names the cluster and the user; empty for what {@code KUBECONFIG} names, {@code ~/.kube/config},
 *     or the service account of the pod that this JVM runs in
 * @param limit how long each answer of the cluster, and the start of a program, may take
 * @param heartbeat how often a silent connection is asked whether it is there; after three questions without an answer it is lost
 */
public record KubernetesTarget(
        String namespace,
        String pod,
        Optional<String> container,
        Optional<Path> kubeconfig,
        Duration limit,
        Duration heartbeat) {

    /** How long each answer may take, unless set. */
    public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(30);

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");
    private static final Pattern TEXT = Pattern.compile("([^/]+)/([^/]+)(?:/([^/]+))?");

    /**
     * A pod.
     *
     * @param namespace its namespace
     * @param pod its name
     * @param container the container in it; empty for the one that the cluster chooses
     * @param kubeconfig the file that names the cluster and the user
     * @param limit how long each answer of the cluster, and the start of a program, may take
     * @param heartbeat how often a silent connection is asked whether it is there; after three questions without an answer it is lost
     * @throws IllegalArgumentException if a name is not one that Kubernetes allows, or a duration is not positive
     */
    public KubernetesTarget {
        Objects.requireNonNull(kubeconfig, "kubeconfig");
        checkName("namespace", namespace);
        checkName("pod", pod);
        container.ifPresent(name -> checkName("container", name));
        checkPositive("limit", limit);
        checkPositive("heartbeat", heartbeat);
    }

    private static void checkPositive(String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("the " + what + " must be positive, but was " + duration);
        }
    }

    private static void checkName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a " + what + " in Kubernetes: \"" + name + '"');
        }
    }

    /**
     * Returns a pod of the cluster that the user's configuration names.
     *
     * @param text {@code NAMESPACE/POD} or {@code NAMESPACE/POD/CONTAINER}
     * @return the target
     * @throws IllegalArgumentException if the text has another form
     */
    public static KubernetesTarget of(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "a pod has the form NAMESPACE/POD or NAMESPACE/POD/CONTAINER, but was \"" + text + '"');
        }
        return new KubernetesTarget(
                matcher.group(1),
                matcher.group(2),
                Optional.ofNullable(matcher.group(3)),
                Optional.empty(),
                DEFAULT_LIMIT,
                Heartbeat.DEFAULT_INTERVAL);
    }

    /**
     * Sets the file that names the cluster and the user.
     *
     * @param file the file, in kubectl's format
     * @return the changed copy
     */
    public KubernetesTarget withKubeconfig(Path file) {
        return new KubernetesTarget(namespace, pod, container, Optional.of(file), limit, heartbeat);
    }

    /**
     * Sets how long each answer of the cluster, and the start of a program, may take.
     *
     * @param newLimit the limit, positive
     * @return the changed copy
     */
    public KubernetesTarget withLimit(Duration newLimit) {
        return new KubernetesTarget(namespace, pod, container, kubeconfig, newLimit, heartbeat);
    }

    /**
     * Sets how often a silent connection is asked whether it is there; after three questions without an answer it is lost.
     *
     * @param interval the interval, positive
     * @return the changed copy
     */
    public KubernetesTarget withHeartbeat(Duration interval) {
        return new KubernetesTarget(namespace, pod, container, kubeconfig, limit, interval);
    }

    /** {@code kube:}, the namespace, the pod, and the container if one is named. */
    @Override
    public String toString() {
        return "kube:" + namespace + "/" + pod
                + container.map(name -> "/" + name).orElse("");
    }
}
