// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What came of a command, or of waiting for it.
 *
 * @param status how far it got
 * @param exitCode its exit code, once it has ended
 * @param head the beginning of the output since the last result: all of it, unless there was too much
 * @param tail the end of that output, if there was too much
 * @param droppedBytes how many bytes are missing between the two
 * @param duration the time since the command was started
 */
public record ShellResult(
        Status status, OptionalInt exitCode, String head, String tail, long droppedBytes, Duration duration) {

    /** How far a command got. */
    public enum Status {
        /** It has ended, and the shell waits for the next one. */
        EXITED,
        /** It is still running: the limit has elapsed. */
        RUNNING,
        /** It is still running and has switched off the echo, so it asks for a password. */
        AWAITING_INPUT,
        /** The shell itself has ended. */
        CLOSED
    }

    /**
     * The output since the last result, as text without escape sequences. If there was too much, a line says how many bytes are
     * missing.
     *
     * @return the text
     */
    public String output() {
        return droppedBytes == 0 ? head + tail : head + "[" + droppedBytes + " bytes dropped]\n" + tail;
    }

    /**
     * Whether the command has ended with exit code 0.
     *
     * @return whether it has
     */
    public boolean isSuccess() {
        return status == Status.EXITED && exitCode.orElse(-1) == 0;
    }
}
