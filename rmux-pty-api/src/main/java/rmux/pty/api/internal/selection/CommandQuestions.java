// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.selection;

import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.internal.events.ForeignFailure;
import rmux.pty.api.internal.events.QuietLog;
import rmux.pty.api.internal.waiting.Uninterruptibly;
import rmux.pty.api.spi.PtyProvider;

/**
 * Asks providers whether they take a command, best first, each in a thread of the library.
 *
 * <p>A provider that does not answer in time is passed over, and not asked again while its call is running.
 */
final class CommandQuestions {

    private static final Logger LOGGER = System.getLogger("rmux.pty.api");

    private final Patience patience;
    private final Executor executor;
    private final IdentityHashMap<PtyProvider, CompletableFuture<Boolean>> hanging = new IdentityHashMap<>();

    CommandQuestions(Patience patience, Executor executor) {
        this.patience = patience;
        this.executor = executor;
    }

    /** The best entry that takes the command, and those after it that do so with the same priority. */
    List<ProviderRegistry.Entry> accepting(List<ProviderRegistry.Entry> entries, PtyCommand command) {
        List<ProviderRegistry.Entry> taking = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            ProviderRegistry.Entry entry = entries.get(i);
            boolean better = taking.isEmpty() || entry.rank() == taking.get(0).rank();
            boolean isLast = i == entries.size() - 1;
            if (better && accepts(entry.provider().orElseThrow(), command, isLast && taking.isEmpty())) {
                taking.add(entry);
            }
        }
        return taking;
    }

    private boolean accepts(PtyProvider provider, PtyCommand command, boolean isLast) {
        if (isHanging(provider)) {
            return false;
        }
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        executor.execute(() -> ask(provider, command, answer));
        if (!Uninterruptibly.await(answer, isLast ? patience.limitNanos() : patience.graceNanos())) {
            synchronized (hanging) {
                hanging.put(provider, answer);
            }
            warn(provider, new IllegalStateException("accepts() has not returned in time"));
            return false;
        }
        return answer.join();
    }

    private boolean isHanging(PtyProvider provider) {
        synchronized (hanging) {
            CompletableFuture<Boolean> call = hanging.get(provider);
            if (call != null && call.isDone()) {
                hanging.remove(provider);
                return false;
            }
            return call != null;
        }
    }

    private static void ask(PtyProvider provider, PtyCommand command, CompletableFuture<Boolean> answer) {
        boolean accepts = false;
        try {
            accepts = provider.accepts(command);
        } catch (Throwable e) {
            warn(provider, ForeignFailure.harmless(e));
        } finally {
            answer.complete(accepts);
        }
    }

    private static void warn(PtyProvider provider, Throwable failure) {
        QuietLog.warn(
                LOGGER,
                "the pty provider " + provider.getClass().getName()
                        + " could not say whether it takes a command and is passed over",
                failure);
    }
}
