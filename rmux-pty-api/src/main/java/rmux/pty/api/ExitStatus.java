// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

/**
 * How a program ended: by itself with a code, by a signal, or in a way that nobody can tell any more.
 *
 * <p>The first two are kept apart: {@code exit 137} and death by {@code SIGKILL} are different values with the same
 * {@link #shellCode()}.
 */
public sealed interface ExitStatus {

    /**
     * The program ended by itself.
     *
     * @param code the exit code: 0 to 255 on POSIX systems, any 32-bit value on Windows (259 and negative ones included)
     */
    record Exited(int code) implements ExitStatus {
        @Override
        public boolean isSuccess() {
            return code == 0;
        }

        @Override
        public int shellCode() {
            return code;
        }

        /** As a sentence fragment: {@code exit code 7}. */
        @Override
        public String toString() {
            return "exit code " + code;
        }
    }

    /**
     * The program was ended by a signal. Does not occur on Windows.
     *
     * @param number the signal's number on this system
     * @param name the signal's POSIX name, such as {@code SIGKILL}
     * @param coreDumped whether the system wrote a core dump
     */
    record Signaled(int number, String name, boolean coreDumped) implements ExitStatus {
        @Override
        public boolean isSuccess() {
            return false;
        }

        @Override
        public int shellCode() {
            return 128 + number;
        }

        /** As a sentence fragment: {@code ended by SIGKILL (9)}. */
        @Override
        public String toString() {
            return "ended by " + name + " (" + number + ")" + (coreDumped ? ", core dumped" : "");
        }
    }

    /**
     * The program has ended, and its status is lost: something else in this process collected it, or the connection to the
     * machine that it ran on was lost.
     *
     * @param reason why the status is lost, as a sentence fragment
     */
    record Unknown(String reason) implements ExitStatus {

        /** The {@link #shellCode()} of a program whose status is lost. */
        public static final int SHELL_CODE = 255;

        @Override
        public boolean isSuccess() {
            return false;
        }

        @Override
        public int shellCode() {
            return SHELL_CODE;
        }

        /** As a sentence fragment: {@code exit status unknown: REASON}. */
        @Override
        public String toString() {
            return "exit status unknown: " + reason;
        }
    }

    /**
     * Whether the program ended by itself with code 0.
     *
     * @return whether it did
     */
    boolean isSuccess();

    /**
     * The status as a shell reports it in {@code $?}: the code, 128 plus the signal's number, or 255 if the status is lost.
     *
     * @return the status as one number
     */
    int shellCode();
}
