// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty.jna;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** winpty of a loaded library; functions are looked up when the library is bound, so that a wrong one is refused at once. */
final class LibraryWinPty implements WinPtyApi {

    private final NativeLibrary library;
    private final Function errorCode;
    private final Function errorMsg;
    private final Function errorFree;
    private final Function configNew;
    private final Function configFree;
    private final Function configSetInitialSize;
    private final Function configSetMouseMode;
    private final Function configSetAgentTimeout;
    private final Function open;
    private final Function agentProcess;
    private final Function coninName;
    private final Function conoutName;
    private final Function free;
    private final Function spawnConfigNew;
    private final Function spawnConfigFree;
    private final Function spawn;
    private final Function setSize;
    private final @Nullable Function getConsoleProcessList;

    LibraryWinPty(NativeLibrary library) {
        this.library = library;
        this.errorCode = function("winpty_error_code");
        this.errorMsg = function("winpty_error_msg");
        this.errorFree = function("winpty_error_free");
        this.configNew = function("winpty_config_new");
        this.configFree = function("winpty_config_free");
        this.configSetInitialSize = function("winpty_config_set_initial_size");
        this.configSetMouseMode = function("winpty_config_set_mouse_mode");
        this.configSetAgentTimeout = function("winpty_config_set_agent_timeout");
        this.open = function("winpty_open");
        this.agentProcess = function("winpty_agent_process");
        this.coninName = function("winpty_conin_name");
        this.conoutName = function("winpty_conout_name");
        this.free = function("winpty_free");
        this.spawnConfigNew = function("winpty_spawn_config_new");
        this.spawnConfigFree = function("winpty_spawn_config_free");
        this.spawn = function("winpty_spawn");
        this.setSize = function("winpty_set_size");
        this.getConsoleProcessList = optional("winpty_get_console_process_list");
    }

    private @Nullable Function optional(String name) {
        try {
            return library.getFunction(name);
        } catch (UnsatisfiedLinkError missing) {
            return null;
        }
    }

    private Function function(String name) {
        try {
            return library.getFunction(name);
        } catch (UnsatisfiedLinkError e) {
            UnsatisfiedLinkError error = new UnsatisfiedLinkError(
                    library.getName() + " has no " + name + "; winpty 0.4.3 or later is needed");
            error.initCause(e);
            throw error;
        }
    }

    @Override
    public int winpty_error_code(long error) {
        return errorCode.invokeInt(new Object[] {error});
    }

    @Override
    public long winpty_error_msg(long error) {
        return errorMsg.invokeLong(new Object[] {error});
    }

    @Override
    public void winpty_error_free(long error) {
        errorFree.invokeVoid(new Object[] {error});
    }

    @Override
    public long winpty_config_new(long flags, long error) {
        return configNew.invokeLong(new Object[] {flags, error});
    }

    @Override
    public void winpty_config_free(long config) {
        configFree.invokeVoid(new Object[] {config});
    }

    @Override
    public void winpty_config_set_initial_size(long config, int columns, int rows) {
        configSetInitialSize.invokeVoid(new Object[] {config, columns, rows});
    }

    @Override
    public void winpty_config_set_mouse_mode(long config, int mode) {
        configSetMouseMode.invokeVoid(new Object[] {config, mode});
    }

    @Override
    public void winpty_config_set_agent_timeout(long config, int millis) {
        configSetAgentTimeout.invokeVoid(new Object[] {config, millis});
    }

    @Override
    public long winpty_open(long config, long error) {
        return open.invokeLong(new Object[] {config, error});
    }

    @Override
    public long winpty_agent_process(long winpty) {
        return agentProcess.invokeLong(new Object[] {winpty});
    }

    @Override
    public long winpty_conin_name(long winpty) {
        return coninName.invokeLong(new Object[] {winpty});
    }

    @Override
    public long winpty_conout_name(long winpty) {
        return conoutName.invokeLong(new Object[] {winpty});
    }

    @Override
    public void winpty_free(long winpty) {
        free.invokeVoid(new Object[] {winpty});
    }

    @Override
    public long winpty_spawn_config_new(
            long flags, long application, long commandLine, long directory, long environment, long error) {
        return spawnConfigNew.invokeLong(new Object[] {flags, application, commandLine, directory, environment, error});
    }

    @Override
    public void winpty_spawn_config_free(long config) {
        spawnConfigFree.invokeVoid(new Object[] {config});
    }

    @Override
    public int winpty_spawn(long winpty, long config, long process, long thread, long createProcessError, long error) {
        return spawn.invokeInt(new Object[] {winpty, config, process, thread, createProcessError, error});
    }

    @Override
    public int winpty_set_size(long winpty, int columns, int rows, long error) {
        return setSize.invokeInt(new Object[] {winpty, columns, rows, error});
    }

    @Override
    public boolean canListProcesses() {
        return getConsoleProcessList != null;
    }

    @Override
    public int winpty_get_console_process_list(long winpty, long list, int capacity, long error) {
        return Objects.requireNonNull(getConsoleProcessList, "canListProcesses() says no")
                .invokeInt(new Object[] {winpty, list, capacity, error});
    }
}
