// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.Execable;
import io.fabric8.kubernetes.client.dsl.internal.OperationContext;
import io.fabric8.kubernetes.client.dsl.internal.PodOperationContext;
import io.fabric8.kubernetes.client.dsl.internal.core.v1.PodOperationsImpl;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A pod in which commands are run as it is. fabric8's client waits for a pod to be ready before each exec, be it for no time: it lists
 * pods and watches them, which users need not be allowed to do, and which leaves a connection open for a while.
 */
final class PlainPod extends PodOperationsImpl {

    private PlainPod(PodOperationContext pod, OperationContext context) {
        super(pod, context);
    }

    /** The same exec, without the wait. */
    static Execable of(Execable exec) {
        PodOperationsImpl pod = (PodOperationsImpl) exec;
        return new PlainPod(pod.getContext(), pod.getOperationContext());
    }

    /**
     * Looks once: from what the pod is like, the client knows its containers. If that fails, it asks again and throws what comes of it;
     * any exception but that of a timeout would be logged as a warning first.
     */
    @Override
    public Pod waitUntilCondition(Predicate<Pod> condition, long amount, TimeUnit unit) {
        Pod pod = look();
        if (pod == null || !condition.test(pod)) {
            throw new KubernetesClientTimeoutException("Pod", getName(), getNamespace(), amount, unit);
        }
        return pod;
    }

    private @Nullable Pod look() {
        try {
            return get();
        } catch (RuntimeException e) {
            return null;
        }
    }
}
