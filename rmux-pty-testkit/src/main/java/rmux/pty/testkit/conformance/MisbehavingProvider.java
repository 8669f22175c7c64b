// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.api.spi.SessionParts;
import rmux.pty.api.spi.SpawnRequest;

/** A provider of the highest priority that breaks the rules of providers in one way. */
final class MisbehavingProvider extends PtyProvider {

    private final Supplier<@Nullable Availability> probe;
    private final Supplier<@Nullable Set<PtyCapability>> capabilities;

    private MisbehavingProvider(
            String name, Supplier<@Nullable Availability> probe, Supplier<@Nullable Set<PtyCapability>> capabilities) {
        super(name, Integer.MAX_VALUE);
        this.probe = probe;
        this.capabilities = capabilities;
    }

    /** One of each kind, with or without one that hangs. */
    static List<PtyProvider> all(boolean hanging) {
        List<PtyProvider> all = new ArrayList<>(List.of(
                new MisbehavingProvider("throwing", MisbehavingProvider::fail, Set::of),
                new MisbehavingProvider("answering-null", () -> null, Set::of),
                new MisbehavingProvider("throwing-late", Availability::available, MisbehavingProvider::fail),
                new MisbehavingProvider("unable-to-say", Availability::available, () -> null)));
        if (hanging) {
            all.add(new MisbehavingProvider("hanging", MisbehavingProvider::hang, Set::of));
        }
        return all;
    }

    @SuppressWarnings("TypeParameterUnusedInFormals")
    private static <T> T fail() {
        throw new LinkageError("thrown by a provider of the test");
    }

    /** For good; the thread that examines providers is a daemon. */
    private static Availability hang() {
        while (true) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                // A provider that hangs does not mind.
            }
        }
    }

    @Override
    @SuppressWarnings("NullAway") // null is what is wrong with it
    protected Availability probe() {
        return probe.get();
    }

    @Override
    @SuppressWarnings("NullAway") // null is what is wrong with it
    protected Set<PtyCapability> probeCapabilities() {
        return capabilities.get();
    }

    @Override
    protected SessionParts start(SpawnRequest request) throws PtyException {
        throw new PtyException("spawn", "a provider that misbehaves was selected");
    }
}
