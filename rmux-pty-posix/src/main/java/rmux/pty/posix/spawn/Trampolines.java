// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.util.List;
import java.util.Optional;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.spi.Availability;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.LibC.Symbol;
import rmux.pty.posix.jna.NativeStrings;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Feature;

/** The trampolines of a system: where they are, and which one starts which program. */
public final class Trampolines {

    /** Where macOS has perl, and where packages of FreeBSD install it. */
    private static final List<String> PERL = List.of("/usr/bin/perl", "/usr/local/bin/perl");

    private final LibC libC;
    private final FileAccess files;
    private final SpawnFailures failures;
    private final long openFiles;

    /** The trampolines of a system that needs them. */
    public Trampolines(LibC libC) {
        this.libC = libC;
        this.files = new FileAccess(libC);
        this.failures = new SpawnFailures(libC);
        this.openFiles = OriginalLimit.where(libC.platform());
    }

    /** Whether programs can be started at all. */
    public Availability availability() {
        if (!libC.has(Symbol.POSIX_SPAWN_FILE_ACTIONS_ADDCHDIR_NP)
                || (!libC.platform().has(Constant.POSIX_SPAWN_CLOEXEC_DEFAULT)
                        && !libC.has(Symbol.POSIX_SPAWN_FILE_ACTIONS_ADDCLOSEFROM_NP))) {
            return Availability.unavailable(
                    "posix_spawn of this C library cannot change the directory, or cannot close descriptors",
                    "needs macOS 10.15 or FreeBSD 14");
        }
        if (isShellEnough()) {
            return isPresent(DashTrampoline.PATH)
                    ? Availability.available()
                    : Availability.unavailable(
                            DashTrampoline.PATH + ", which starts the programs, is missing",
                            "restore it; macOS ships it");
        }
        return canRename()
                ? Availability.available()
                : Availability.unavailable(
                        "perl, which starts the programs here, is not in " + String.join(" or ", PERL),
                        "install perl (pkg install perl5)");
    }

    /** Whether a program can have another name than its own, and variables any name. */
    public boolean canRename() {
        return perl().isPresent();
    }

    /** A shell can open a terminal, which is enough where that takes it, and neither start a session nor call ioctl(2). */
    private boolean isShellEnough() {
        return libC.platform().has(Feature.OPEN_TAKES_TERMINAL)
                && libC.platform().has(Constant.POSIX_SPAWN_SETSID);
    }

    private Optional<String> perl() {
        return PERL.stream().filter(this::isPresent).findFirst();
    }

    private boolean isPresent(String path) {
        return files.execute(SystemPath.of(NativeStrings.encode(path))) >= 0;
    }

    /** The trampoline for a program. */
    Trampoline select(SpawnMemory request) throws PtySpawnException {
        if (isShellEnough() && DashTrampoline.fits(request)) {
            return new DashTrampoline(DashTrampoline.PATH, openFiles, failures);
        }
        String perl = perl().orElseThrow(() -> new PtySpawnException(
                Stage.CREATE_PROCESS,
                "access",
                "another name for the program, and variables with names that are not those of a shell, need perl in "
                        + String.join(" or ", PERL),
                Errno.ENOENT.toNativeError()));
        return new PerlTrampoline(perl, openFiles, libC, failures);
    }

    /** Throws if the trampoline itself is missing. */
    void checkPresence(Trampoline trampoline) throws PtyException {
        int result = files.execute(SystemPath.of(NativeStrings.encode(trampoline.path())));
        if (result < 0) {
            throw new PtySpawnException(
                    Stage.CREATE_PROCESS,
                    "posix_spawn",
                    trampoline.path() + ", which starts the programs here, cannot be executed",
                    Errno.of(result));
        }
    }
}
