// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.lang.System.Logger;
import java.util.List;
import java.util.Optional;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.internal.events.QuietLog;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.jna.NativeStrings;
import rmux.pty.posix.jna.NativeVector;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;

/**
 * For systems whose {@code posix_spawn} cannot give a program a controlling terminal: it starts a {@link Trampoline}, which then
 * becomes the program.
 *
 * <p>On macOS, POSIX_SPAWN_SETSID takes effect after the file actions (kern_exec.c, posix_spawn), so that a terminal that they
 * open is not taken; FreeBSD has no such flag. Returns once the program has been executed, or reports why it was not.
 */
final class TrampolineRecipe implements SpawnRecipe {

    private static final Logger LOGGER = System.getLogger("rmux.pty.posix");

    private final LibC libC;
    private final SpawnCall call;
    private final ProgramFormat format;
    private final Trampolines trampolines;

    TrampolineRecipe(LibC libC) {
        this.libC = libC;
        this.call = new SpawnCall(libC);
        this.format = new ProgramFormat(libC);
        this.trampolines = new Trampolines(libC);
    }

    @Override
    public int start(SpawnMemory request) throws PtyException {
        int refused = format.check(request.program());
        if (refused < 0) {
            return refused;
        }
        Trampoline trampoline = trampolines.select(request);
        try (StatusPipe status = new StatusPipe(libC)) {
            int pid = spawn(trampoline, request, status);
            if (pid >= 0) {
                check(trampoline, request, status.await());
            } else if (Errno.ENOENT.is(pid) || Errno.EACCES.is(pid)) {
                trampolines.checkPresence(trampoline);
            }
            return pid;
        }
    }

    private int spawn(Trampoline trampoline, SpawnMemory request, StatusPipe status) throws PtyException {
        try (NativeBlock path = NativeStrings.copy(libC, NativeStrings.encode(trampoline.path()));
                NativeBlock nowhere = NativeStrings.copy(libC, NativeStrings.encode("/dev/null"));
                NativeVector argv = new NativeVector(libC, trampoline.arguments(request));
                NativeVector envp = new NativeVector(libC, List.of())) {
            SpawnCall.Image image = new SpawnCall.Image(path.address(), argv.address(), envp.address());
            boolean apart = request.hasErrorDescriptor();
            int error = apart ? status.outOfTheWay(request.errorDescriptor()) : 0;
            return call.run(request.started(), image, actions -> {
                call.addDup2(actions, status.writer(), StatusPipe.NUMBER);
                if (apart) {
                    call.addDup2(actions, error, StatusPipe.ERROR_NUMBER);
                }
                call.addOpen(actions, 0, nowhere.address(), libC.platform().number(Constant.O_RDWR));
                call.addDup2(actions, 0, 1);
                call.addDup2(actions, 0, 2);
                if (!libC.platform().has(Constant.POSIX_SPAWN_CLOEXEC_DEFAULT)) {
                    int last = apart ? StatusPipe.ERROR_NUMBER : StatusPipe.NUMBER;
                    DirectRecipe.addCloseFrom(libC, actions, last + 1);
                }
                DirectRecipe.addChangeDirectory(libC, actions, request);
            });
        }
    }

    /** What the trampoline wrote about its failure is nobody's output; and on macOS its exit may wait until that is read. */
    private static void discard(SpawnMemory request) {
        try {
            request.discardOutput();
        } catch (PtyException e) {
            QuietLog.warn(LOGGER, "what a failed start wrote to " + request.terminal() + " cannot be thrown away", e);
        }
    }

    /** Throws unless the program was executed. */
    private void check(Trampoline trampoline, SpawnMemory request, String report) throws PtyException {
        List<String> lines = report.lines().toList();
        if (lines.equals(List.of(Trampoline.READY))) {
            return;
        }
        discard(request);
        Optional<Integer> program = lines.stream()
                .filter(line -> line.matches(Trampoline.PROGRAM + " [0-9]{1,9}"))
                .map(line -> Integer.valueOf(line.substring(Trampoline.PROGRAM.length() + 1)))
                .findFirst();
        if (program.isPresent()) {
            int refused = format.check(request.program()); // may have changed since
            throw refused < 0
                    ? new SpawnFailures(libC).explain(request, refused)
                    : trampoline.explain(request, program.get());
        }
        throw new PtySpawnException(
                Stage.CREATE_PROCESS,
                trampoline.path(),
                "the terminal " + request.terminal() + " cannot be made the controlling one of " + request.program()
                        + ": " + trampoline.path()
                        + (lines.isEmpty() ? " ended early" : " reported \"" + String.join(", ", lines) + "\""));
    }
}
