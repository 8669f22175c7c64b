// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty.process;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import rmux.pty.api.NativeError;
import rmux.pty.api.PtyException;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.jna.NativeBlock;
import rmux.pty.windows.jna.OwnedHandle;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.jna.Win32Error;
import rmux.pty.winpty.jna.WinPtyApi;
import rmux.pty.winpty.jna.WinPtyError;

/**
 * A {@code winpty_t}: an agent with its hidden console. Freed once, and never while another thread works on it, which winpty
 * leaves undefined.
 */
public final class Agent implements AutoCloseable {

    /** How long an agent may take to start or to answer; the default of winpty itself. */
    public static final int TIMEOUT_MILLIS = 30_000;

    /** The agent ends the output, all of it delivered, when the program has exited. */
    public static final long SPAWN_AUTO_SHUTDOWN = 1;

    /** Then it ends itself, and with it what is left on the console; else it would stay until the session is closed. */
    public static final long SPAWN_EXIT_AFTER_SHUTDOWN = 2;

    static final int CREATE_PROCESS_FAILED = 2;

    /** More processes than have ever been on one console; the list grows when that is wrong. */
    private static final int USUAL_PROCESSES = 64;

    private final Win32 win32;
    private final WinPtyApi api;
    private final long winpty;
    private final OwnedHandle process;
    private final int pid;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean freed;

    private Agent(Win32 win32, WinPtyApi api, long winpty, OwnedHandle process, int pid) {
        this.win32 = win32;
        this.api = api;
        this.winpty = winpty;
        this.process = process;
        this.pid = pid;
    }

    /** Starts an agent. */
    public static Agent open(Win32 win32, WinPtyApi api, AgentConfig config) throws PtyException {
        try (WinPtyError error = new WinPtyError(win32, api)) {
            long made = error.check("winpty_config_new", api.winpty_config_new(config.flags(), error.address()));
            try {
                api.winpty_config_set_initial_size(
                        made, config.size().columns(), config.size().rows());
                api.winpty_config_set_mouse_mode(made, config.mouseMode());
                api.winpty_config_set_agent_timeout(made, TIMEOUT_MILLIS);
                long winpty = error.check("winpty_open", api.winpty_open(made, error.address()));
                return of(win32, api, winpty);
            } finally {
                api.winpty_config_free(made);
            }
        }
    }

    /** With a handle of our own for its process: winpty closes its own when the object is freed, before the agent ends. */
    private static Agent of(Win32 win32, WinPtyApi api, long winpty) throws PtyException {
        try (Cleanup undo = new Cleanup()) {
            undo.add(() -> api.winpty_free(winpty));
            long given = given("winpty_agent_process", api.winpty_agent_process(winpty));
            OwnedHandle process = undo.own(new OwnedHandle(win32, "DuplicateHandle", win32.DuplicateHandle(given)));
            int pid = Win32Error.check(win32, "GetProcessId", win32.GetProcessId(process.value()));
            undo.keep();
            return new Agent(win32, api, winpty, process, pid);
        }
    }

    /** The agent's process, which stays this object's. */
    public OwnedHandle process() {
        return process;
    }

    /** The agent's process id. */
    public int pid() {
        return pid;
    }

    /** Something of the object's, which these functions have no error object for. */
    private static long given(String operation, long result) throws PtyException {
        if (result == 0) {
            throw new PtyException(operation, operation + " gave nothing");
        }
        return result;
    }

    /** Our end of the input. */
    public OwnedHandle openInput() throws PtyException {
        return openPipe("winpty_conin_name", api.winpty_conin_name(winpty), Constants.GENERIC_WRITE);
    }

    /** Our end of the output. */
    public OwnedHandle openOutput() throws PtyException {
        return openPipe("winpty_conout_name", api.winpty_conout_name(winpty), Constants.GENERIC_READ);
    }

    /** The agent has the other end, which is there and takes one client. */
    private OwnedHandle openPipe(String operation, long name, int access) throws PtyException {
        return new OwnedHandle(
                win32,
                "CreateFileW",
                win32.CreateFileW(
                        given(operation, name), access, 0, Constants.OPEN_EXISTING, Constants.FILE_FLAG_OVERLAPPED));
    }

    /**
     * Starts a program on the agent's console.
     *
     * @param flags {@code WINPTY_SPAWN_FLAG_...}
     * @return a handle of the program's process
     * @throws PtyException with the error of CreateProcessW if that is what failed
     */
    public OwnedHandle spawn(long flags, long application, long commandLine, long directory, long environment)
            throws PtyException {
        try (WinPtyError error = new WinPtyError(win32, api)) {
            long config = error.check(
                    "winpty_spawn_config_new",
                    api.winpty_spawn_config_new(
                            flags, application, commandLine, directory, environment, error.address()));
            try {
                return spawn(config, error);
            } finally {
                api.winpty_spawn_config_free(config);
            }
        }
    }

    private OwnedHandle spawn(long config, WinPtyError error) throws PtyException {
        try (NativeBlock created = new NativeBlock(win32, Long.BYTES);
                NativeBlock reason = new NativeBlock(win32, Integer.BYTES)) {
            int started = api.winpty_spawn(winpty, config, created.address(), 0, reason.address(), error.address());
            if (started != 0) {
                return new OwnedHandle(win32, "winpty_spawn", created.bytes().getLong(0));
            }
            NativeError failure = error.take();
            if (failure.code() == CREATE_PROCESS_FAILED) {
                NativeError windows = Win32Error.of(win32, -reason.bytes().getInt(0));
                throw new PtyException("winpty_spawn", "winpty_spawn failed: " + failure + ": " + windows, windows);
            }
            throw new PtyException("winpty_spawn", failure);
        }
    }

    /** Sets the size; false when the agent is gone already. */
    public boolean resize(TerminalSize size) throws PtyException {
        lock.lock();
        try (WinPtyError error = new WinPtyError(win32, api)) {
            if (freed) {
                return false;
            }
            error.check("winpty_set_size", api.winpty_set_size(winpty, size.columns(), size.rows(), error.address()));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The ids of the processes on the console, the agent among them; none when the agent is gone already. */
    public Set<Integer> processes() throws PtyException {
        lock.lock();
        try (WinPtyError error = new WinPtyError(win32, api)) {
            int capacity = USUAL_PROCESSES;
            while (!freed) {
                try (NativeBlock list = new NativeBlock(win32, capacity * Integer.BYTES)) {
                    int count = (int) error.check(
                            "winpty_get_console_process_list",
                            api.winpty_get_console_process_list(winpty, list.address(), capacity, error.address()));
                    if (count <= capacity) {
                        Set<Integer> ids = new HashSet<>();
                        for (int i = 0; i < count; i++) {
                            ids.add(list.bytes().getInt(i * Integer.BYTES));
                        }
                        return ids;
                    }
                    capacity = count;
                }
            }
            return Set.of();
        } finally {
            lock.unlock();
        }
    }

    /** Tells the agent to end, and with it the console, which hangs up the programs on it; the second time does nothing. */
    public void hangUp() {
        lock.lock();
        try {
            if (!freed) {
                freed = true;
                api.winpty_free(winpty);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Hangs up if that has not been done, and waits until the agent has gone. */
    @Override
    public void close() throws PtyException {
        hangUp();
        try (process) {
            int result = Win32Error.check(
                    win32, "WaitForSingleObject", win32.WaitForSingleObject(process.value(), TIMEOUT_MILLIS));
            if (result == Constants.WAIT_TIMEOUT) {
                throw new PtyException(
                        "WaitForSingleObject",
                        "the agent of winpty, process " + pid + ", did not end within " + TIMEOUT_MILLIS + " ms");
            }
        }
    }
}
