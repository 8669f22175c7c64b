// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty.jna;

/**
 * The functions of winpty.h that this backend calls, by their names there.
 *
 * <p>Objects, texts and places for results are addresses, of which 0 is {@code NULL}. The last argument of a function that
 * can fail is where it puts an error object, or {@code NULL}; what it returns on failure is 0. Texts are UTF-16 with a NUL,
 * and those that are returned belong to the object they were asked of. Handles of an object are the object's.
 */
public interface WinPtyApi {

    // Errors.

    /** One of {@code WINPTY_ERROR_...}. */
    int winpty_error_code(long error);

    /** A text that is the error's. */
    long winpty_error_msg(long error);

    void winpty_error_free(long error);

    // An agent.

    long winpty_config_new(long flags, long error);

    void winpty_config_free(long config);

    void winpty_config_set_initial_size(long config, int columns, int rows);

    void winpty_config_set_mouse_mode(long config, int mode);

    void winpty_config_set_agent_timeout(long config, int millis);

    /** Starts an agent and waits until it answers. */
    long winpty_open(long config, long error);

    /** A handle that is the object's, and not to be closed. */
    long winpty_agent_process(long winpty);

    /** The name of a pipe, a text that is the object's. */
    long winpty_conin_name(long winpty);

    /** The name of a pipe, a text that is the object's. */
    long winpty_conout_name(long winpty);

    /** Ends the agent and with it the console. Must not be called while another function works on the object. */
    void winpty_free(long winpty);

    // A program.

    long winpty_spawn_config_new(
            long flags, long application, long commandLine, long directory, long environment, long error);

    void winpty_spawn_config_free(long config);

    /** Sets two 64-bit handles, which are the caller's, and the 32-bit {@code GetLastError} of the agent's CreateProcessW. */
    int winpty_spawn(long winpty, long config, long process, long thread, long createProcessError, long error);

    int winpty_set_size(long winpty, int columns, int rows, long error);

    /** Whether there is {@link #winpty_get_console_process_list}, which came after 0.4.3, the last release. */
    boolean canListProcesses();

    /** Fills a list of 32-bit process ids; the number of processes, which may be more than the list holds. */
    int winpty_get_console_process_list(long winpty, long list, int capacity, long error);
}
