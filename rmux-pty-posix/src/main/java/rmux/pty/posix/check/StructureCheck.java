// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.check;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongToIntFunction;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.jna.NativeStrings;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Platform;

/** Checks that the system writes no further than a structure is long, and says the errors that it should. */
final class StructureCheck {

    private static final byte UNTOUCHED = (byte) 0xA5;
    private static final int BEYOND = 64;
    private static final int NO_DESCRIPTOR = -1;

    private final LibC libC;
    private final Platform platform;
    private final List<SystemCheck.Finding> findings = new ArrayList<>();

    StructureCheck(LibC libC) {
        this.libC = libC;
        this.platform = libC.platform();
    }

    List<SystemCheck.Finding> run() {
        structure(
                "struct timespec",
                Constant.TIMESPEC_SIZE,
                address -> libC.clock_gettime(platform.number(Constant.CLOCK_REALTIME), address));
        structure(
                "struct sigaction",
                Constant.SIGACTION_SIZE,
                address -> libC.sigaction(platform.signals().number("SIGCHLD"), 0, address));
        structure("sigset_t", Constant.SIGSET_SIZE, libC::sigfillset);
        structure("posix_spawnattr_t", Constant.SPAWNATTR_SIZE, libC::posix_spawnattr_init);
        structure("posix_spawn_file_actions_t", Constant.SPAWN_FILE_ACTIONS_SIZE, libC::posix_spawn_file_actions_init);
        if (platform.has(Constant.STATVFS_SIZE)) {
            structure("struct statvfs", Constant.STATVFS_SIZE, this::statvfs);
        }
        error(Errno.EBADF, libC.close(NO_DESCRIPTOR));
        error(
                Errno.ENOENT,
                onPath("/rmux-pty/no/such/file", path -> libC.open(path, platform.number(Constant.O_RDONLY))));
        error(Errno.ENOTDIR, onPath("/dev/null/file", path -> libC.open(path, platform.number(Constant.O_RDONLY))));
        error(Errno.ENAMETOOLONG, onPath("/" + "x".repeat(5000), path -> libC.access(path, 0)));
        error(Errno.ECHILD, libC.waitpid(1, 0, platform.number(Constant.WNOHANG)));
        return findings;
    }

    private int statvfs(long address) {
        return onPath("/", path -> libC.statvfs(path, address));
    }

    private int onPath(String path, LongToIntFunction call) {
        try (NativeBlock text = NativeStrings.copy(libC, NativeStrings.encode(path))) {
            return call.applyAsInt(text.address());
        }
    }

    private void structure(String name, Constant size, LongToIntFunction fill) {
        int length = platform.number(size);
        try (NativeBlock block = new NativeBlock(libC, length + BEYOND)) {
            ByteBuffer bytes = block.bytes();
            for (int i = 0; i < length + BEYOND; i++) {
                bytes.put(i, UNTOUCHED);
            }
            int result = fill.applyAsInt(block.address());
            int written = length + BEYOND;
            while (written > 0 && bytes.get(written - 1) == UNTOUCHED) {
                written--;
            }
            boolean fits = result >= 0 && written > 0 && written <= length;
            String found = result < 0 ? Errno.of(result).toString() : written + " bytes written";
            findings.add(
                    new SystemCheck.Finding(fits, String.format(Locale.ROOT, "%s: %d bytes, %s", name, length, found)));
        }
    }

    private void error(Errno expected, int result) {
        boolean same = expected.is(result);
        findings.add(new SystemCheck.Finding(
                same, same ? Errno.of(result).toString() : expected + " expected, " + result + " returned"));
    }
}
