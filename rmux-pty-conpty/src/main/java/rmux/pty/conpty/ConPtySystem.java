// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.internal.waiting.LibraryThreads;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.LocalCommand;
import rmux.pty.api.spi.SessionParts;
import rmux.pty.api.spi.SpawnRequest;
import rmux.pty.conpty.io.ConsoleFlags;
import rmux.pty.conpty.io.ConsoleLibrary;
import rmux.pty.conpty.io.QueryWindow;
import rmux.pty.conpty.options.ConPtyOptions;
import rmux.pty.conpty.spawn.ConPtySpawner;
import rmux.pty.windows.jna.Examination;
import rmux.pty.windows.jna.Examination.Result;
import rmux.pty.windows.jna.NativeAccess;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.process.ConsoleHelper;
import rmux.pty.windows.process.JvmConsoleHelper;

/** The system this backend runs on: whether it can be used, what it has, and the spawner, which is made when first needed. */
final class ConPtySystem {

    /** The absolute path of a conpty.dll that is used instead of the pseudo consoles of Windows. */
    static final String LIBRARY_PROPERTY = "rmux.pty.conpty.library";

    /** The same, which counts if the property is not set. */
    static final String LIBRARY_VARIABLE = "RMUX_PTY_CONPTY_LIBRARY";

    private static final Logger LOGGER = System.getLogger("rmux.pty.conpty");

    private final String osName;
    private final String architecture;
    private final Supplier<Win32> binding;
    private final Function<String, @Nullable String> properties;
    private final Function<String, @Nullable String> environment;
    private final Supplier<ConsoleHelper> helper;
    private final ThreadFactory threads;
    private final Map<Path, ConsoleLibrary> loaded = new ConcurrentHashMap<>();
    private final Examination<ConsoleLibrary> examination = new Examination<>(this::examine);
    private @Nullable ConPtySpawner spawner;

    ConPtySystem(
            String osName,
            String architecture,
            Supplier<Win32> binding,
            Function<String, @Nullable String> properties,
            Function<String, @Nullable String> environment,
            Supplier<ConsoleHelper> helper,
            ThreadFactory threads) {
        this.osName = osName;
        this.architecture = architecture;
        this.binding = binding;
        this.properties = properties;
        this.environment = environment;
        this.helper = helper;
        this.threads = threads;
    }

    /** The running system, one for all instances of the provider: they share the event thread. */
    static ConPtySystem running() {
        return Running.INSTANCE;
    }

    Availability availability() {
        return examination.result().availability();
    }

    /** Whether the console that is used unless a command names another is known to pass escape sequences through. */
    boolean passesSequencesThrough() {
        return examination
                .result()
                .found()
                .filter(ConsoleLibrary::passesSequencesThrough)
                .isPresent();
    }

    private Result<ConsoleLibrary> examine() {
        if (!osName.startsWith("Windows")) {
            return unavailable(
                    "this is " + osName + ", and pseudo consoles are of Windows", "use a backend for this system");
        }
        Optional<Availability> refusal = NativeAccess.refuse(architecture);
        if (refusal.isPresent()) {
            return Result.unavailable(refusal.get());
        }
        Win32 win32;
        try {
            win32 = binding.get();
        } catch (LinkageError | IllegalCallerException e) {
            return Result.unavailable(NativeAccess.unavailable(e));
        }
        String property = properties.apply(LIBRARY_PROPERTY);
        if (property != null) {
            return examine(win32, "the system property " + LIBRARY_PROPERTY, property);
        }
        String variable = environment.apply(LIBRARY_VARIABLE);
        return variable == null ? examine(win32) : examine(win32, "the variable " + LIBRARY_VARIABLE, variable);
    }

    private Result<ConsoleLibrary> examine(Win32 win32) {
        try {
            return Result.available(ConsoleLibrary.ofWindows(win32));
        } catch (UnsatisfiedLinkError e) {
            OptionalInt build = build(win32);
            return unavailable(
                    "this Windows (build " + (build.isPresent() ? build.getAsInt() : "unknown")
                            + ") has no pseudo consoles",
                    "use Windows 10 1809 (build 17763) or later, or the backend winpty");
        }
    }

    /** What the application says is not passed over when it is wrong. */
    private Result<ConsoleLibrary> examine(Win32 win32, String by, String value) {
        try {
            return Result.available(load(win32, Path.of(value)));
        } catch (InvalidPathException | UnsatisfiedLinkError e) {
            return unavailable(by + " names a library that cannot be used: " + e.getMessage(), "correct or remove it");
        }
    }

    private static Result<ConsoleLibrary> unavailable(String reason, String remedy) {
        return Result.unavailable(Availability.unavailable(reason, remedy));
    }

    private ConsoleLibrary load(Win32 win32, Path path) {
        return loaded.computeIfAbsent(path, named -> ConsoleLibrary.load(win32, architecture, named));
    }

    /** Without a build number, only what every Windows has is asked for. */
    private static OptionalInt build(Win32 win32) {
        try {
            return OptionalInt.of(ConsoleFlags.build(win32));
        } catch (PtyException e) {
            LOGGER.log(
                    Level.WARNING,
                    "the version of Windows is unknown: {0}; going on without optional flags",
                    e.getMessage());
            return OptionalInt.empty();
        }
    }

    /** Starts a program; only where the backend is available. */
    SessionParts start(SpawnRequest request) throws PtyException {
        LocalCommand command = LocalCommand.of(request, System.getenv(), true);
        return spawner().spawn(command, libraryFor(command));
    }

    private ConsoleLibrary libraryFor(LocalCommand command) throws PtySpawnException {
        Optional<Path> named = command.command().option(ConPtyOptions.LIBRARY);
        if (named.isEmpty()) {
            return examination.result().found().orElseThrow();
        }
        try {
            return load(binding.get(), named.get());
        } catch (UnsatisfiedLinkError e) {
            PtySpawnException failure = new PtySpawnException(
                    Stage.ALLOCATE,
                    "LoadLibrary",
                    "no pseudo console for " + command.command().program() + ": " + e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    private synchronized ConPtySpawner spawner() {
        ConPtySpawner made = spawner;
        if (made == null) {
            Win32 win32 = binding.get();
            made = new ConPtySpawner(
                    win32,
                    new ConsoleFlags(build(win32), environment.apply(ConsoleFlags.NO_PASSTHROUGH)),
                    QueryWindow.of(environment.apply(QueryWindow.VARIABLE)),
                    helper.get(),
                    threads);
            spawner = made;
        }
        return made;
    }

    private static final class Running {
        private static final ConPtySystem INSTANCE = new ConPtySystem(
                System.getProperty("os.name", ""),
                System.getProperty("os.arch", ""),
                NativeAccess::win32,
                System::getProperty,
                System::getenv,
                JvmConsoleHelper::new,
                LibraryThreads::create);
    }
}
