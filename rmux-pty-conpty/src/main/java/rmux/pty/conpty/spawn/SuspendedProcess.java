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
import rmux.pty.windows.process.CtrlCInheritance;
import rmux.pty.windows.spawn.NativeRequest;
import rmux.pty.windows.spawn.ProcessArguments;

/** A process that was created and has not run yet. Closing it ends it. */
final class SuspendedProcess implements AutoCloseable {

    private static final int FLAGS =
            Constants.EXTENDED_STARTUPINFO_PRESENT | Constants.CREATE_UNICODE_ENVIRONMENT | Constants.CREATE_SUSPENDED;
    private static final int TERMINATED = 1;

    private final Win32 win32;
    private final OwnedHandle process;
    private final OwnedHandle thread;
    private int pid;

    private SuspendedProcess(Win32 win32) {
        this.win32 = win32;
        this.process = new OwnedHandle(win32);
        this.thread = new OwnedHandle(win32);
    }

    /** Creates a process on a pseudo console; {@code extraFlags} are added to the creation flags. */
    @SuppressWarnings("try") // the suspension has to be there, and nothing more
    static SuspendedProcess create(Win32 win32, ProcessArguments request, long pseudoConsole, int extraFlags)
            throws PtyException {
        SuspendedProcess created = new SuspendedProcess(win32);
        try (AttributeList attributes = AttributeList.withPseudoConsole(win32, pseudoConsole);
                NativeBlock startup = startupInfo(win32, attributes);
                NativeBlock information = new NativeBlock(win32, Constants.PROCESS_INFORMATION_SIZE);
                NativeRequest texts = new NativeRequest(win32, request);
                CtrlCInheritance.Suspension suspension = CtrlCInheritance.suspend(win32)) {
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
            created.take(information.bytes());
        }
        return created;
    }

    private void take(ByteBuffer information) throws PtyException {
        process.take("CreateProcessW", information.getLong(0));
        thread.take("CreateProcessW", information.getLong(Constants.PROCESS_INFORMATION_THREAD));
        pid = information.getInt(Constants.PROCESS_INFORMATION_PID);
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

    /** The handle of its first thread, to be closed with the process once that runs. */
    OwnedHandle thread() {
        return thread;
    }

    /** Lets it run. */
    void resume() throws PtyException {
        Win32Error.check(win32, "ResumeThread", win32.ResumeThread(thread.value()));
    }

    /** Ends it before it has run. */
    @Override
    public void close() throws PtyException {
        try (Cleanup owned = new Cleanup()) {
            owned.add(process);
            owned.add(thread);
            owned.add(() ->
                    Win32Error.check(win32, "TerminateProcess", win32.TerminateProcess(process.value(), TERMINATED)));
        }
    }
}
