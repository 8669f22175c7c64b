// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.kubernetes;

import java.nio.file.Path;
import rmux.pty.api.PtyOption;

/** What a command can say to the backend for Kubernetes that is found by {@link java.util.ServiceLoader}. */
public final class KubernetesOptions {

    /**
     * The pod: {@code NAMESPACE/POD} or {@code NAMESPACE/POD/CONTAINER}; see {@link KubernetesTarget#of}. Without it the backend is
     * not chosen.
     */
    public static final PtyOption<String> TARGET = PtyOption.of("kubernetes.pod", String.class);

    /** The file that names the cluster and the user, in place of the one that {@code KUBECONFIG} names or {@code ~/.kube/config}. */
    public static final PtyOption<Path> KUBECONFIG = PtyOption.of("kubernetes.config", Path.class);

    private KubernetesOptions() {}
}
