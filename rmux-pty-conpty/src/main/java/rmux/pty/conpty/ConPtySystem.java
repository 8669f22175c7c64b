// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Availability;
import rmux.pty.conpty.io.ConsoleFlags;
import rmux.pty.conpty.io.QueryWindow;
import rmux.pty.conpty.spawn.ConPtySpawner;
import rmux.pty.windows.jna.NativeAccess;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.process.ConsoleHelper;
import rmux.pty.windows.process.JvmConsoleHelper;

/** The system this backend runs on: whether it can, what it has, and the spawner, made when first needed. */
final class ConPtySystem {

    /** Whatever its value, passthrough is not used. */
    static final String NO_PASSTHROUGH = "RMUX_CONPTY_NO_PASSTHROUGH";

    private final String osName;
    private final String architecture;
    private final Supplier<Win32> binding;
    private final UnaryOperator<@Nullable String> environment;
    private final Supplier<ConsoleHelper> helper;
    private volatile @Nullable Examination examination;
    private volatile @Nullable ConPtySpawner spawner;

    /** What was found out, once. */
    private record Examination(Availability availability, ConsoleFlags flags) {}

    ConPtySystem(
            String osName,
            String architecture,
            Supplier<Win32> binding,
            UnaryOperator<@Nullable String> environment,
            Supplier<ConsoleHelper> helper) {
        this.osName = osName;
        this.architecture = architecture;
        this.binding = binding;
        this.environment = environment;
        this.helper = helper;
    }

    /** The running system, one for all instances of the provider: they share the event thread. */
    static ConPtySystem running() {
        return Running.INSTANCE;
    }

    Availability availability() {
        return examination().availability();
    }

    boolean havePassthrough() {
        return examination().flags().havePassthrough();
    }

    private synchronized Examination examination() {
        Examination known = examination;
        if (known == null) {
            known = examine();
            examination = known;
        }
        return known;
    }

    private Examination examine() {
        if (!osName.startsWith("Windows")) {
            return unavailable(
                    "this is " + osName + ", and pseudo consoles are of Windows", "use a backend for this system");
        }
        Optional<Availability> refusal = NativeAccess.refuse(architecture);
        if (refusal.isPresent()) {
            return new Examination(refusal.get(), ConsoleFlags.forBuild(0, true));
        }
        try {
            return examine(binding.get());
        } catch (LinkageError | IllegalCallerException e) {
            return new Examination(NativeAccess.unavailable(e), ConsoleFlags.forBuild(0, true));
        }
    }

    private Examination examine(Win32 win32) {
        int build;
        try {
            build = ConsoleFlags.build(win32);
        } catch (PtyException e) {
            return new Examination(
                    Availability.unavailable("the version of Windows cannot be told: " + e.getMessage(), "", e),
                    ConsoleFlags.forBuild(0, true));
        }
        try {
            win32.pseudoConsoles();
        } catch (UnsatisfiedLinkError e) {
            return unavailable(
                    "this Windows (build " + build + ") has no pseudo consoles",
                    "use Windows 10 1809 (build 17763) or later, or the backend winpty");
        }
        return new Examination(
                Availability.available(), ConsoleFlags.forBuild(build, environment.apply(NO_PASSTHROUGH) != null));
    }

    private static Examination unavailable(String reason, String remedy) {
        return new Examination(Availability.unavailable(reason, remedy), ConsoleFlags.forBuild(0, true));
    }

    /** The spawner; only where the backend is available. */
    synchronized ConPtySpawner spawner() {
        ConPtySpawner made = spawner;
        if (made == null) {
            made = new ConPtySpawner(
                    binding.get(),
                    examination().flags(),
                    QueryWindow.of(environment.apply(QueryWindow.VARIABLE)),
                    helper.get());
            spawner = made;
        }
        return made;
    }

    private static final class Running {
        private static final ConPtySystem INSTANCE = new ConPtySystem(
                System.getProperty("os.name", ""),
                System.getProperty("os.arch", ""),
                NativeAccess::win32,
                System::getenv,
                JvmConsoleHelper::new);
    }
}
