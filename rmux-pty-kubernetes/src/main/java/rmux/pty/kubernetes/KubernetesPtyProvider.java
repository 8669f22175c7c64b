// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.kubernetes;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyOption;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.api.spi.SessionParts;
import rmux.pty.api.spi.SpawnRequest;
import rmux.pty.remote.TargetChoice;

/**
 * Starts programs in the pods of a Kubernetes cluster, as {@code kubectl exec -it} does.
 *
 * <p>{@link #connect} makes one for a pod; the provider that {@link java.util.ServiceLoader} finds takes commands that name one by
 * {@link KubernetesOptions#TARGET}. The container needs a POSIX shell at {@code /bin/sh}.
 *
 * <p>What the cluster cannot do: a death by a signal is an exit code, 128 and the signal's number; signals, and the end of a
 * program on closing, are a further exec; directory and variables are set by the shell in the container. The cluster leaves a
 * program running when this JVM ends without closing its session. The exit of a program is known once its output has been read,
 * of which this library reads 64 KiB ahead.
 *
 * <p>One connection carries input and changes of size: both wait when a program does not read its input.
 */
public final class KubernetesPtyProvider extends PtyProvider {

    private static final String NAME = "kubernetes";
    private static final int PRIORITY = 10;
    private static final Set<PtyCapability> CAPABILITIES = Set.of(
            PtyCapability.CONTROLLING_TERMINAL,
            PtyCapability.FAITHFUL_OUTPUT,
            PtyCapability.SURVIVES_CLIENT,
            PtyCapability.REMOTE);
    private static final TargetChoice<KubernetesTarget> NAMED = TargetChoice.named(
            KubernetesOptions.TARGET,
            Set.of(KubernetesOptions.TARGET, KubernetesOptions.KUBECONFIG),
            "the command names no pod to run in",
            "set the option " + KubernetesOptions.TARGET + " of the command, or use KubernetesPtyProvider.connect");

    private final TargetChoice<KubernetesTarget> target;

    /** A provider for commands that name a pod. */
    public KubernetesPtyProvider() {
        super(NAME, PRIORITY);
        this.target = NAMED;
    }

    private KubernetesPtyProvider(KubernetesTarget target) {
        super(NAME, PRIORITY);
        this.target = NAMED.at(target);
    }

    /**
     * Returns a provider for a pod. Blocks until the cluster has answered.
     *
     * @param target the pod
     * @return the provider
     * @throws PtySpawnException if the cluster does not answer, or the pod does not run
     */
    public static KubernetesPtyProvider connect(KubernetesTarget target) throws PtySpawnException {
        KubernetesStart.check(target);
        return new KubernetesPtyProvider(target);
    }

    /** Returns a provider that asks the cluster with its first session. */
    static KubernetesPtyProvider unchecked(KubernetesTarget target) {
        return new KubernetesPtyProvider(target);
    }

    @Override
    protected Availability probe() {
        return target.availability();
    }

    @Override
    protected Set<PtyCapability> probeCapabilities() {
        return CAPABILITIES;
    }

    @Override
    protected Set<PtyOption<?>> options() {
        return target.options();
    }

    @Override
    protected Availability availabilityFor(PtyCommand command) {
        return target.availabilityFor(command);
    }

    @Override
    protected SessionParts start(SpawnRequest request) throws PtyException {
        KubernetesTarget chosen = target.of(request.command(), "kubernetes exec", KubernetesPtyProvider::read);
        return SessionParts.of(KubernetesStart.start(chosen, request));
    }

    private static KubernetesTarget read(PtyCommand command, String pod) {
        KubernetesTarget named = KubernetesTarget.of(pod);
        Optional<Path> file = command.option(KubernetesOptions.KUBECONFIG);
        return file.isPresent() ? named.withKubeconfig(file.get()) : named;
    }
}
