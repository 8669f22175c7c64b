// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * The backend for the pods of a Kubernetes cluster.
 *
 * <p>Start at {@link rmux.pty.kubernetes.KubernetesPtyProvider}.
 *
 * @provides rmux.pty.api.spi.PtyProvider the backend named "kubernetes", for commands that name a pod
 */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("requires-automatic") // fabric8's client has no descriptors
module rmux.pty.kubernetes {
    requires transitive rmux.pty.api;
    requires rmux.pty.remote;
    requires java.net.http; // fabric8's client uses it, and has no descriptor that says so
    requires kubernetes.client;
    requires kubernetes.client.api;
    requires io.fabric8.kubernetes.client.jdkhttp;
    requires kubernetes.model.core;
    requires static org.jspecify;

    exports rmux.pty.kubernetes;

    provides rmux.pty.api.spi.PtyProvider with
            rmux.pty.kubernetes.KubernetesPtyProvider;
}
