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
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.PtyProvider;

/** The ways in which a provider can break its contract, each at the priority that ranks it before all others. */
@SuppressWarnings("ImmutableEnumChecker") // the suppliers hold nothing
enum Misbehavior {
    NAME_NULL("name() returned null", () -> named(null)),
    NAME_UPPER_CASE("name() must return lower case letters", () -> named("Upper")),
    NAME_FORGES_A_LINE("a\\n\\u001b[2Jgood", () -> named("a\n\u001b[2Jgood     available, priority 9")),
    NAME_THROWS("java.lang.IllegalStateException: spoiled", () -> new Spoiled() {
        @Override
        public String name() {
            throw new IllegalStateException("spoiled");
        }
    }),
    PRIORITY_THROWS("java.lang.AssertionError: spoiled", () -> new Spoiled() {
        @Override
        public int priority() {
            throw new AssertionError("spoiled");
        }
    }),
    AVAILABILITY_NULL("availability() returned null", () -> available(() -> null)),
    AVAILABILITY_THROWS_UNCHECKED(
            "java.lang.IllegalStateException: spoiled",
            () -> available(() -> {
                throw new IllegalStateException("spoiled");
            })),
    AVAILABILITY_THROWS_UNDECLARED(
            "java.io.IOException: spoiled",
            () -> available(() -> {
                throw Misbehavior.<RuntimeException>undeclared(new java.io.IOException("spoiled"));
            })),
    AVAILABILITY_LACKS_CLASSES(
            "java.lang.NoClassDefFoundError: spoiled",
            () -> available(() -> {
                throw new NoClassDefFoundError("spoiled");
            })),
    AVAILABILITY_OVERFLOWS("java.lang.StackOverflowError", () -> available(Misbehavior::recurse)),
    AVAILABILITY_LACKS_MEMORY(
            "java.lang.OutOfMemoryError: spoiled",
            () -> available(() -> {
                throw new OutOfMemoryError("spoiled");
            })),
    AVAILABILITY_CLAIMS_INTERNAL_ERROR(
            "java.lang.InternalError: spoiled",
            () -> available(() -> {
                throw new InternalError("spoiled");
            })),
    AVAILABILITY_HANGS("has not answered", () -> available(Misbehavior::hang)),
    AVAILABILITY_REASON_NULL("reason", () -> available(() -> Availability.unavailable(nothing(), ""))),
    REASON_FORGES_A_LINE(
            "no\\ngood     available", () -> available(() -> Availability.unavailable("no\ngood     available", ""))),
    CAUSES_FORM_A_CYCLE(
            "cyclic",
            () -> available(() -> {
                IllegalStateException first = new IllegalStateException("cyclic");
                first.initCause(new IllegalStateException("cyclic", first));
                throw first;
            })),
    CAUSE_OF_UNAVAILABILITY_LIES("no", () -> available(() -> Availability.unavailable("no", "", new Unprintable()))),
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
    CAPABILITIES_NULL("capabilities() returned null", () -> able(() -> null)),
    CAPABILITIES_WITH_NULL("returned a set with null", () -> able(() -> new HashSet<>(Collections.singleton(null)))),
    CAPABILITIES_OF_ANOTHER_TYPE("ClassCastException", () -> able(Misbehavior::polluted)),
    CAPABILITIES_WITHOUT_END("more elements than there are", () -> able(Endless::new)),
    CAPABILITIES_THROW(
            "java.lang.LinkageError: spoiled",
            () -> able(() -> {
                throw new LinkageError("spoiled");
            })),
    ACCEPTS_THROWS("", () -> new Spoiled() {
        @Override
        public boolean accepts(PtyCommand command) {
            throw new IllegalStateException("spoiled");
        }
    }),
    ACCEPTS_HANGS("", () -> new Spoiled() {
        @Override
        public boolean accepts(PtyCommand command) {
            hang();
            return true;
        }
    });

    /** What the line of the report contains. */
    final String line;

    private final Supplier<PtyProvider> maker;

    Misbehavior(String line, Supplier<PtyProvider> maker) {
        this.line = line;
        this.maker = maker;
    }

    PtyProvider provider() {
        return maker.get();
    }

    boolean isSeenByCommandsOnly() {
        return this == ACCEPTS_THROWS || this == ACCEPTS_HANGS;
    }

    private static class Spoiled extends TestProvider {
        Spoiled() {
            super("spoiled", Integer.MAX_VALUE);
        }
    }

    private static PtyProvider named(@Nullable String name) {
        return new Spoiled() {
            @Override
            @SuppressWarnings("NullAway")
            public String name() {
                return name;
            }
        };
    }

    private static PtyProvider available(Supplier<@Nullable Availability> answer) {
        return new Spoiled() {
            @Override
            @SuppressWarnings("NullAway")
            public Availability availability() {
                return answer.get();
            }
        };
    }

    private static PtyProvider able(Supplier<@Nullable Set<PtyCapability>> answer) {
        return new Spoiled() {
            @Override
            @SuppressWarnings("NullAway")
            public Set<PtyCapability> capabilities() {
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
    private static String nothing() {
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
