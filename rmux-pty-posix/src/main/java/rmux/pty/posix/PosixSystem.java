// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.api.internal.events.PassingFailure;
import rmux.pty.api.spi.Availability;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeAccess;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Feature;
import rmux.pty.posix.platform.Platform;
import rmux.pty.posix.platform.Platforms;
import rmux.pty.posix.spawn.PosixSpawner;
import rmux.pty.posix.spawn.Privileges;
import rmux.pty.posix.spawn.Trampolines;

/** The system this backend runs on: whether it can, and the spawner, made when first needed. */
class PosixSystem {

    private final String osName;
    private final String architecture;
    private final Supplier<LibC> binding;
    private volatile @Nullable Availability availability;
    private volatile @Nullable PosixSpawner spawner;

    PosixSystem(String osName, String architecture, Supplier<LibC> binding) {
        this.osName = osName;
        this.architecture = architecture;
        this.binding = binding;
    }

    /** The running system, one for all instances of the provider: they share the poller. */
    static PosixSystem running() {
        return Running.INSTANCE;
    }

    /** A system with a C library of the caller's making, on the platform that this is for. */
    static PosixSystem of(LibC libC) {
        return new PosixSystem("", "", () -> libC) {
            @Override
            Optional<Platform> platform() {
                return Optional.of(libC.platform());
            }
        };
    }

    /** The platform, if it is known. */
    Optional<Platform> platform() {
        return Platforms.of(osName, architecture);
    }

    Availability availability() {
        Availability known = availability;
        if (known == null) {
            known = examine();
            if (!known.cause().map(PassingFailure::isIn).orElse(false)) {
                availability = known;
            }
        }
        return known;
    }

    private Availability examine() {
        Optional<Platform> platform = platform();
        if (platform.isEmpty()) {
            return unknown(Platforms.processors(osName));
        }
        try {
            LibC libC = binding.get();
            return libC.platform().equals(platform.get())
                    ? examine(libC)
                    : Availability.unavailable(
                            "this backend is for " + platform.get() + ", and the C library here is that of "
                                    + libC.platform(),
                            "use a backend for this system");
        } catch (LinkageError | IllegalCallerException e) {
            return BindingFailure.explain(e);
        }
    }

    private Availability unknown(List<String> processors) {
        return processors.isEmpty()
                ? Availability.unavailable(
                        "this is " + osName + ", and the backend is for Linux, macOS and FreeBSD",
                        "use a backend for this system")
                : Availability.unavailable(
                        "this is " + architecture + ", and the backend knows " + osName + " on "
                                + String.join(", ", processors),
                        "");
    }

    /** posix_spawnattr_setflags refuses what the C library does not know. */
    private static Availability examine(LibC libC) {
        Platform platform = libC.platform();
        if (!platform.has(Feature.SESSION_BEFORE_FILE_ACTIONS)) {
            return new Trampolines(libC).availability();
        }
        try (NativeBlock attributes = new NativeBlock(libC, platform.room(Constant.SPAWNATTR_SIZE))) {
            int result = libC.posix_spawnattr_init(attributes.address());
            if (result >= 0) {
                short flags = (short) platform.number(Constant.POSIX_SPAWN_SETSID);
                result = libC.posix_spawnattr_setflags(attributes.address(), flags);
                libC.posix_spawnattr_destroy(attributes.address());
            }
            return result >= 0
                    ? Availability.available()
                    : Availability.unavailable(
                            "posix_spawn of this C library cannot start a session: " + Errno.of(result),
                            "needs glibc 2.26 or musl 1.1.17");
        }
    }

    /** Whether something stands between {@code posix_spawn} and the program; known without loading anything. */
    boolean usesTrampolines() {
        return platform()
                .filter(known -> !known.has(Feature.SESSION_BEFORE_FILE_ACTIONS))
                .isPresent();
    }

    /** Whether a program can have another name than its own, where something stands in between. */
    boolean canRename() {
        return availability().isAvailable() && new Trampolines(binding.get()).canRename();
    }

    /** Whether programs can run as other users; known without loading anything. */
    boolean canRunAs() {
        return platform().filter(Privileges::canRunAs).isPresent();
    }

    /** The spawner; a failed attempt to make it is repeated by the next call. */
    synchronized PosixSpawner spawner() throws PtyException {
        PosixSpawner made = spawner;
        if (made == null) {
            made = new PosixSpawner(binding.get());
            spawner = made;
        }
        return made;
    }

    private static final class Running {
        private static final PosixSystem INSTANCE = new PosixSystem(
                System.getProperty("os.name", ""), System.getProperty("os.arch", ""), NativeAccess::libC);
    }
}
