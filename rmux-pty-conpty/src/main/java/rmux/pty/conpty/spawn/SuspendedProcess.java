// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty.spawn;

import java.nio.ByteBuffer;
import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.jna.NativeBlock;
import rmux.pty.windows.jna.OwnedHandle;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.jna.Win32Error;
import rmux.pty.windows.spawn.NativeRequest;
import rmux.pty.windows.spawn.SpawnRequest;

/** A process that was created and has not run yet. */
final class SuspendedProcess implements AutoCloseable {

    private static final int FLAGS =
            Constants.EXTENDED_STARTUPINFO_PRESENT | Constants.CREATE_UNICODE_ENVIRONMENT | Constants.CREATE_SUSPENDED;
    private static final int TERMINATED = 1;

    private final Win32 win32;
    private final OwnedHandle process;
    private final OwnedHandle thread;
    private final int pid;

    private SuspendedProcess(Win32 win32, OwnedHandle process, OwnedHandle thread, int pid) {
        this.win32 = win32;
        this.process = process;
        this.thread = thread;
        this.pid = pid;
    }

    /** Creates a process on a pseudo console; {@code extraFlags} are added to the creation flags. */
    static SuspendedProcess create(Win32 win32, SpawnRequest request, long pseudoConsole, int extraFlags)
            throws PtyException {
        try (AttributeList attributes = AttributeList.withPseudoConsole(win32, pseudoConsole);
                NativeBlock startup = startupInfo(win32, attributes);
                NativeBlock information = new NativeBlock(win32, Constants.PROCESS_INFORMATION_SIZE);
                NativeRequest texts = new NativeRequest(win32, request)) {
            // An "ignore Ctrl-C" that this process was started with would be inherited.
            Win32Error.check(win32, "SetConsoleCtrlHandler", win32.SetConsoleCtrlHandler(false));
            Win32Error.check(
                    win32,
                    "CreateProcessW",
                    win32.CreateProcessW(
                            texts.application(),
                            texts.commandLine(),
                            FLAGS | extraFlags,
                            texts.environment(),
                            texts.directory(),
                            startup.address(),
                            information.address()));
            ByteBuffer created = information.bytes();
            return new SuspendedProcess(
                    win32,
                    new OwnedHandle(win32, "CreateProcessW", created.getLong(0)),
                    new OwnedHandle(win32, "CreateProcessW", created.getLong(Constants.PROCESS_INFORMATION_THREAD)),
                    created.getInt(Constants.PROCESS_INFORMATION_PID));
        }
    }

    /** With invalid standard handles, so that the program takes the console's and never inherits ours. */
    private static NativeBlock startupInfo(Win32 win32, AttributeList attributes) {
        NativeBlock startup = new NativeBlock(win32, Constants.STARTUPINFOEX_SIZE);
        startup.bytes()
                .putInt(0, Constants.STARTUPINFOEX_SIZE)
                .putInt(Constants.STARTUPINFO_FLAGS, Constants.STARTF_USESTDHANDLES)
                .putLong(Constants.STARTUPINFO_INPUT, Constants.INVALID_HANDLE_VALUE)
                .putLong(Constants.STARTUPINFO_OUTPUT, Constants.INVALID_HANDLE_VALUE)
                .putLong(Constants.STARTUPINFO_ERROR, Constants.INVALID_HANDLE_VALUE)
                .putLong(Constants.STARTUPINFOEX_ATTRIBUTE_LIST, attributes.address());
        return startup;
    }

    OwnedHandle process() {
        return process;
    }

    int pid() {
        return pid;
    }

    /** Lets it run; its first thread's handle is of no use then. */
    void resume() throws PtyException {
        Win32Error.check(win32, "ResumeThread", win32.ResumeThread(thread.value()));
        thread.close();
    }

    /** Ends it before it ran, and adds what goes wrong to the failure that is the reason. */
    void abandon(PtyException reason) {
        try (Cleanup owned = new Cleanup()) {
            owned.add(this::close);
            owned.add(() ->
                    Win32Error.check(win32, "TerminateProcess", win32.TerminateProcess(process.value(), TERMINATED)));
        } catch (PtyException also) {
            reason.addSuppressed(also);
        }
    }

    @Override
    public void close() throws PtyException {
        try (Cleanup owned = new Cleanup()) {
            owned.add(process);
            owned.add(thread);
        }
    }
}
