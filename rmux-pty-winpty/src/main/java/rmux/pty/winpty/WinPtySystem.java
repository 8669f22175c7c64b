// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
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
import rmux.pty.windows.jna.Examination;
import rmux.pty.windows.jna.Examination.Result;
import rmux.pty.windows.jna.NativeAccess;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.process.ConsoleHelper;
import rmux.pty.windows.process.JvmConsoleHelper;
import rmux.pty.winpty.jna.LibrarySearch;
import rmux.pty.winpty.jna.WinPtyApi;
import rmux.pty.winpty.jna.WinPtyLoader;
import rmux.pty.winpty.options.WinPtyOptions;
import rmux.pty.winpty.spawn.WinPtySpawner;

/** The system this backend runs on: whether it can, which library it has, and the spawner, made when first needed. */
final class WinPtySystem {

    private final String osName;
    private final String architecture;
    private final LibrarySearch search;
    private final Supplier<Win32> windows;
    private final Function<Path, WinPtyApi> loader;
    private final Supplier<ConsoleHelper> helper;
    private final ThreadFactory threads;
    private final Map<Path, WinPtyApi> loaded = new ConcurrentHashMap<>();
    private final Examination<Win32> nativeAccess = new Examination<>(this::bind);
    private final Examination<Path> examination = new Examination<>(this::examine);
    private @Nullable WinPtySpawner spawner;

    WinPtySystem(
            String osName,
            String architecture,
            LibrarySearch search,
            Supplier<Win32> windows,
            Function<Path, WinPtyApi> loader,
            Supplier<ConsoleHelper> helper) {
        this(osName, architecture, search, windows, loader, helper, LibraryThreads::create);
    }

    WinPtySystem(
            String osName,
            String architecture,
            LibrarySearch search,
            Supplier<Win32> windows,
            Function<Path, WinPtyApi> loader,
            Supplier<ConsoleHelper> helper,
            ThreadFactory threads) {
        this.osName = osName;
        this.architecture = architecture;
        this.search = search;
        this.windows = windows;
        this.loader = loader;
        this.helper = helper;
        this.threads = threads;
    }

    /** The running system, one for all instances of the provider: they share the event thread. */
    static WinPtySystem running() {
        return Running.INSTANCE;
    }

    Availability availability() {
        return examination.result().availability();
    }

    /** Whether it could be used if only there were a library. */
    Availability availabilityWithAnyLibrary() {
        return nativeAccess.result().availability();
    }

    /** Why nothing here could ever use winpty; empty when something could. */
    private Optional<Availability> refusal() {
        return osName.startsWith("Windows")
                ? NativeAccess.refuse(architecture)
                : Optional.of(Availability.unavailable(
                        "this is " + osName + ", and winpty is for Windows", "use a backend for this system"));
    }

    private Result<Win32> bind() {
        Optional<Availability> refusal = refusal();
        if (refusal.isPresent()) {
            return Result.unavailable(refusal.get());
        }
        try {
            return Result.available(windows.get());
        } catch (LinkageError | IllegalCallerException e) {
            return Result.unavailable(NativeAccess.unavailable(e));
        }
    }

    /** The files are looked at first: a JVM without winpty loads nothing. */
    private Result<Path> examine() {
        Optional<Availability> refusal = refusal();
        if (refusal.isPresent()) {
            return Result.unavailable(refusal.get());
        }
        LibrarySearch.Result found = search.find(architecture);
        if (found.library().isEmpty()) {
            return Result.unavailable(Availability.unavailable(found.reason(), found.remedy()));
        }
        Availability callable = availabilityWithAnyLibrary();
        if (!callable.isAvailable()) {
            return Result.unavailable(callable);
        }
        Path library = found.library().get();
        try {
            load(library);
            return Result.available(library);
        } catch (LinkageError e) {
            return Result.unavailable(Availability.unavailable(
                    library + " cannot be loaded: " + e.getMessage(), "install winpty anew, 0.4.3 or later", e));
        }
    }

    private WinPtyApi load(Path library) {
        return loaded.computeIfAbsent(library, loader);
    }

    /** Starts a program; only where the backend is available. */
    SessionParts start(SpawnRequest request) throws PtyException {
        LocalCommand command = LocalCommand.of(request, System.getenv(), true);
        WinPtyApi library = libraryFor(command);
        return spawner().spawn(command, library);
    }

    private WinPtyApi libraryFor(LocalCommand command) throws PtySpawnException {
        Optional<Path> named = command.command().option(WinPtyOptions.LIBRARY);
        if (named.isEmpty()) {
            return load(examination.result().found().orElseThrow());
        }
        LibrarySearch.Result checked = LibrarySearch.named(architecture, named.get());
        if (checked.library().isEmpty()) {
            throw new PtySpawnException(Stage.ALLOCATE, "LoadLibrary", checked.reason() + "; " + checked.remedy());
        }
        try {
            return load(named.get());
        } catch (LinkageError e) {
            PtySpawnException failure = new PtySpawnException(
                    Stage.ALLOCATE, "LoadLibrary", named.get() + " cannot be loaded: " + e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    private synchronized WinPtySpawner spawner() {
        WinPtySpawner made = spawner;
        if (made == null) {
            made = new WinPtySpawner(nativeAccess.result().found().orElseThrow(), helper.get(), threads);
            spawner = made;
        }
        return made;
    }

    private static final class Running {
        private static final WinPtySystem INSTANCE = new WinPtySystem(
                System.getProperty("os.name", ""),
                System.getProperty("os.arch", ""),
                LibrarySearch.ofThisJvm(),
                NativeAccess::win32,
                WinPtyLoader::load,
                JvmConsoleHelper::new);
    }
}
