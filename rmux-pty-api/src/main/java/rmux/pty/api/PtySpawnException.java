// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.io.Serial;

/** A program could not be started; nothing of the attempt is left behind. */
public class PtySpawnException extends PtyException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The step of a spawn that failed. */
    public enum Stage {
        /** Getting a terminal. */
        ALLOCATE,
        /** Finding the program. */
        RESOLVE_PROGRAM,
        /** Entering the working directory. */
        DIRECTORY,
        /** Starting the process. */
        CREATE_PROCESS,
        /** Putting the process into its Job Object. */
        JOB,
        /** Letting a process go on that was created suspended. */
        RESUME;

        /** In words: {@code resolve-program}. */
        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    private final Stage stage;

    /**
     * A step that the system refused.
     *
     * @param stage the step
     * @param operation what was tried, by the name of the native call where there is one
     * @param message what happened, to what, and what to do
     * @param error what the system said
     */
    public PtySpawnException(Stage stage, String operation, String message, NativeError error) {
        super(operation, stage + ": " + message + ": " + error, error);
        this.stage = stage;
    }

    /**
     * A step that failed for a reason which is not an error of the system.
     *
     * @param stage the step
     * @param operation what was tried
     * @param message what happened, to what, and what to do
     */
    public PtySpawnException(Stage stage, String operation, String message) {
        super(operation, stage + ": " + message);
        this.stage = stage;
    }

    /**
     * A step that failed because of another failure.
     *
     * @param stage the step
     * @param message what happened, to what, and what to do
     * @param cause the other failure, whose operation and native error become this one's
     */
    public PtySpawnException(Stage stage, String message, PtyException cause) {
        super(cause.operation(), stage + ": " + message + ": " + cause.getMessage(), cause);
        this.stage = stage;
    }

    /**
     * The step that failed.
     *
     * @return the step
     */
    public Stage stage() {
        return stage;
    }
}
