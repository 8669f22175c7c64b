// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.testkit.fault.CallFaults;
import rmux.pty.testkit.programs.ConformancePrograms;
import rmux.pty.testkit.programs.PosixPrograms;
import rmux.pty.testkit.programs.ProgramNotAvailableException;

/**
 * Is a backend right? Extend this, say which backend, run it with JUnit.
 *
 * <pre>{@code
 * class MyConformanceTest extends PtyProviderConformance {
 *     @Override
 *     protected PtyProvider provider() {
 *         return new MyPtyProvider();
 *     }
 * }
 * }</pre>
 *
 * <p>The subclass has a name and a constructor without arguments, for some rules are tested in a JVM of their own, which makes
 * its own instance. Each rule of the contract is one test; the capabilities of the provider decide whether the case for
 * providers that have a capability or the one for those that lack it runs. The manual is {@code docs/conformance.md}.
 */
@DisplayNameGeneration(RuleNames.class)
@SuppressWarnings("exports") // the generator of names is for JUnit alone
@Timeout(value = 1, unit = TimeUnit.DAYS) // in place of a build's default: ConformanceSettings.ruleLimit decides
public abstract class PtyProviderConformance {

    private @Nullable PtyProvider backend;
    private @Nullable ConformancePrograms activePrograms;

    /** For subclasses. */
    protected PtyProviderConformance() {}

    /**
     * The provider to be tested. Called once for each test.
     *
     * @return the provider
     */
    protected abstract PtyProvider provider();

    /**
     * The programs that the suite has the provider start; those of this operating system unless overridden.
     *
     * @return the programs
     */
    protected ConformancePrograms programs() {
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows")) {
            throw new ProgramNotAvailableException(
                    "on Windows, override programs() to say where the test programs are: new WindowsPrograms(directory)");
        }
        return new PosixPrograms();
    }

    /**
     * How much the suite does and how long it waits; {@link ConformanceSettings#defaults} unless overridden.
     *
     * @return the settings
     */
    protected ConformanceSettings settings() {
        return ConformanceSettings.defaults();
    }

    /**
     * The means to make native calls fail, for rule LIFE-07; without it the rule is skipped.
     *
     * @return the means, none unless overridden
     */
    protected Optional<CallFaults> callFaults() {
        return Optional.empty();
    }

    /**
     * System properties for the JVMs that the suite starts, in which another instance of this class is made.
     *
     * @return names and values, none unless overridden; those of this JVM that begin with {@code rmux.pty.} are passed on anyway
     */
    protected Map<String, String> helperProperties() {
        return Map.of();
    }

    /**
     * Cuts the connection to the machine that the programs run on, as a network does that fails; the next program may be
     * started by a new one. For rule REM-03; without it the rule is skipped.
     *
     * @throws IOException if it cannot be cut
     */
    protected void cutConnection() throws IOException {
        throw new ProgramNotAvailableException("the connection cannot be cut: override cutConnection()");
    }

    final PtyProvider backend() {
        PtyProvider made = backend;
        if (made == null) {
            made = provider();
            backend = made;
        }
        return made;
    }

    final ConformancePrograms activePrograms() {
        ConformancePrograms made = activePrograms;
        if (made == null) {
            made = programs();
            activePrograms = made;
        }
        return made;
    }

    final ConformanceSettings activeSettings() {
        return settings();
    }

    @Nested
    class Metadata extends MetadataContract {
        Metadata() {
            super(PtyProviderConformance.this);
        }
    }

    @Nested
    class Spawning extends SpawnContract {
        Spawning() {
            super(PtyProviderConformance.this);
        }
    }

    @Nested
    class Inheritance extends InheritanceContract {
        Inheritance() {
            super(PtyProviderConformance.this);
        }
    }

    @Nested
    class OtherUsers extends RunAsContract {
        OtherUsers() {
            super(PtyProviderConformance.this);
        }
    }

    @Nested
    class SpawnFailures extends SpawnFailureContract {
        SpawnFailures() {
            super(PtyProviderConformance.this);
        }
    }

    @Nested
    class Output extends OutputContract {
        Output() {
            super(PtyProviderConformance.this);
        }
    }

    @Nested
    class StandardError extends ErrorContract {
        StandardError() {
            super(PtyProviderConformance.this);
        }
    }

    @Nested
    class EndOfOutput extends EndOfOutputContract {
        EndOfOutput() {
            super(PtyProviderConformance.this);
        }
    }

    @Nested
    class Input extends InputContract {
        Input() {
            super(PtyProviderConformance.this);
        }
    }

    @Nested
    class Memory extends MemoryContract {
        Memory() {
            super(PtyProviderConformance.this);
        }
    }

    @Nested
    class Callbacks extends CallbackContract {
        Callbacks() {
            super(PtyProviderConformance.this);
        }
    }

    @Nested
    class Blocking extends BlockingContract {
        Blocking() {
            super(PtyProviderConformance.this);
        }
    }

    @Nested
    class Size extends SizeContract {
        Size() {
            super(PtyProviderConformance.this);
        }
    }

    @Nested
    class Signals extends SignalContract {
        Signals() {
            super(PtyProviderConformance.this);
        }
    }

    @Nested
    class Identity extends IdentityContract {
        Identity() {
            super(PtyProviderConformance.this);
        }
    }

    @Nested
    class Exit extends ExitContract {
        Exit() {
            super(PtyProviderConformance.this);
        }
    }

    @Nested
    class ExitNotices extends ExitNoticeContract {
        ExitNotices() {
            super(PtyProviderConformance.this);
        }
    }

    @Nested
    class Life extends LifeContract {
        Life() {
            super(PtyProviderConformance.this);
        }
    }

    @Nested
    class Closings extends ClosingContract {
        Closings() {
            super(PtyProviderConformance.this);
        }
    }

    @Nested
    class Surroundings extends SurroundingsContract {
        Surroundings() {
            super(PtyProviderConformance.this);
        }
    }

    @Nested
    class Shortages extends ShortageContract {
        Shortages() {
            super(PtyProviderConformance.this);
        }
    }

    @Nested
    class Modes extends ModeContract {
        Modes() {
            super(PtyProviderConformance.this);
        }
    }

    @Nested
    class Open extends OpenContract {
        Open() {
            super(PtyProviderConformance.this);
        }
    }

    @Nested
    class Remote extends RemoteContract {
        Remote() {
            super(PtyProviderConformance.this);
        }
    }

    @Nested
    class Concurrency extends ConcurrencyContract {
        Concurrency() {
            super(PtyProviderConformance.this);
        }
    }
}
