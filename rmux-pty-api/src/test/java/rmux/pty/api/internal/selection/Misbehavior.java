// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.selection;

import java.util.AbstractSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyOption;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.PtyProvider;

/** The ways in which a provider can break its contract, each at the priority that ranks it before all others. */
@SuppressWarnings("ImmutableEnumChecker") // the suppliers hold nothing
enum Misbehavior {
    NAME_NULL("java.lang.NullPointerException", () -> named(nothing())),
    NAME_UPPER_CASE("has lower case letters, digits and hyphens", () -> named("Upper")),
    NAME_FORGES_A_LINE("a\\n\\u001b[2Jgood", () -> named("a\n\u001b[2Jgood     available, priority 9")),
    CONSTRUCTOR_THROWS("java.lang.IllegalStateException: spoiled", () -> {
        throw new IllegalStateException("spoiled");
    }),
    CONSTRUCTOR_HANGS("has not answered", () -> named(String.valueOf(hang()))),
    PROBE_NULL("probe() returned null", () -> available(() -> null)),
    PROBE_THROWS_UNCHECKED(
            "java.lang.IllegalStateException: spoiled",
            () -> available(() -> {
                throw new IllegalStateException("spoiled");
            })),
    PROBE_THROWS_UNDECLARED(
            "java.io.IOException: spoiled",
            () -> available(() -> {
                throw Misbehavior.<RuntimeException>undeclared(new java.io.IOException("spoiled"));
            })),
    PROBE_LACKS_CLASSES(
            "java.lang.NoClassDefFoundError: spoiled",
            () -> available(() -> {
                throw new NoClassDefFoundError("spoiled");
            })),
    PROBE_OVERFLOWS("java.lang.StackOverflowError", () -> available(Misbehavior::recurse)),
    PROBE_LACKS_MEMORY(
            "java.lang.OutOfMemoryError: spoiled",
            () -> available(() -> {
                throw new OutOfMemoryError("spoiled");
            })),
    PROBE_CLAIMS_INTERNAL_ERROR(
            "java.lang.InternalError: spoiled",
            () -> available(() -> {
                throw new InternalError("spoiled");
            })),
    PROBE_HANGS("has not answered", () -> available(Misbehavior::hang)),
    PROBE_REASON_NULL("reason", () -> available(() -> Availability.unavailable(nothing(), ""))),
    REASON_FORGES_A_LINE(
            "no\\ngood     available", () -> available(() -> Availability.unavailable("no\ngood     available", ""))),
    CAUSES_FORM_A_CYCLE(
            "cyclic",
            () -> available(() -> {
                IllegalStateException first = new IllegalStateException("cyclic");
                first.initCause(new IllegalStateException("cyclic", first));
                throw first;
            })),
    CAUSE_OF_UNPROBE_LIES("no", () -> available(() -> Availability.unavailable("no", "", new Unprintable()))),
    MESSAGE_THROWS(
            "whose own methods fail",
            () -> available(() -> {
                throw new Unprintable();
            })),
    MESSAGE_HANGS(
            "has not answered",
            () -> available(() -> {
                throw new IllegalStateException() {
                    @Override
                    public String getMessage() {
                        hang();
                        return "late";
                    }
                };
            })),
    CAPABILITIES_NULL("probeCapabilities() returned null", () -> able(() -> null)),
    CAPABILITIES_WITH_NULL("returned a set with null", () -> able(() -> new HashSet<>(Collections.singleton(null)))),
    CAPABILITIES_OF_ANOTHER_TYPE("ClassCastException", () -> able(Misbehavior::polluted)),
    CAPABILITIES_WITHOUT_END("returned more than", () -> able(Endless::new)),
    CAPABILITIES_THROW(
            "java.lang.LinkageError: spoiled",
            () -> able(() -> {
                throw new LinkageError("spoiled");
            })),
    AVAILABILITY_FOR_A_COMMAND_THROWS("", () -> new Spoiled() {
        @Override
        protected Availability availabilityFor(PtyCommand command) {
            throw new IllegalStateException("spoiled");
        }
    }),
    AVAILABILITY_FOR_A_COMMAND_NULL("", () -> new Spoiled() {
        @Override
        @SuppressWarnings("NullAway")
        protected Availability availabilityFor(PtyCommand command) {
            return nothing();
        }
    }),
    AVAILABILITY_FOR_A_COMMAND_HANGS("", () -> new Spoiled() {
        @Override
        protected Availability availabilityFor(PtyCommand command) {
            return hang();
        }
    }),
    OPTIONS_NULL("", () -> new Spoiled() {
        @Override
        @SuppressWarnings("NullAway")
        protected Set<PtyOption<?>> options() {
            return nothing();
        }
    });

    /** What the line of the report contains. */
    final String line;

    private final Supplier<PtyProvider> maker;

    Misbehavior(String line, Supplier<PtyProvider> maker) {
        this.line = line;
        this.maker = maker;
    }

    /** Where the provider comes from: as ServiceLoader does it, the constructor runs when the provider is made. */
    ProviderSource source() {
        return new ProviderSource("example.Spoiled", "Spoiled", "class path", maker::get);
    }

    boolean isSeenByCommandsOnly() {
        return line.isEmpty();
    }

    private static class Spoiled extends TestProvider {
        Spoiled() {
            super("spoiled", Integer.MAX_VALUE);
        }
    }

    private static PtyProvider named(String name) {
        return new TestProvider(name, Integer.MAX_VALUE);
    }

    private static PtyProvider available(Supplier<@Nullable Availability> answer) {
        return new Spoiled() {
            @Override
            @SuppressWarnings("NullAway")
            protected Availability probe() {
                return answer.get();
            }
        };
    }

    private static PtyProvider able(Supplier<@Nullable Set<PtyCapability>> answer) {
        return new Spoiled() {
            @Override
            @SuppressWarnings("NullAway")
            protected Set<PtyCapability> probeCapabilities() {
                return answer.get();
            }
        };
    }

    @SuppressWarnings("InfiniteRecursion")
    private static Availability recurse() {
        return recurse();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T undeclared(Throwable failure) throws T {
        throw (T) failure;
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }

    /** For good; the thread is a daemon. */
    private static Availability hang() {
        while (true) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                // A provider that hangs does not mind.
            }
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Set<PtyCapability> polluted() {
        return (Set) Set.of("ARGV0");
    }

    private static final class Unprintable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    private static final class Endless extends AbstractSet<PtyCapability> {
        @Override
        public Iterator<PtyCapability> iterator() {
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return true;
                }

                @Override
                public PtyCapability next() {
                    return PtyCapability.ARGV0;
                }
            };
        }

        @Override
        public int size() {
            return 1;
        }
    }
}
