// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.io.Serial;
import java.io.Serializable;

/** A program could not be started; nothing of the attempt is left behind. */
public class PtySpawnException extends PtyException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * A step of a spawn. Backends may add their own.
     *
     * @param name what is done in it, in lower case with hyphens, such as {@code resolve-program}
     */
    public record Stage(String name) implements Serializable {
        /** Getting a terminal. */
        public static final Stage ALLOCATE = new Stage("allocate");

        /** Finding the program. */
        public static final Stage RESOLVE_PROGRAM = new Stage("resolve-program");

        /** Entering the working directory. */
        public static final Stage DIRECTORY = new Stage("directory");

        /** Becoming the user that the program is to run as. */
        public static final Stage USER = new Stage("user");

        /** Starting the process. */
        public static final Stage CREATE_PROCESS = new Stage("create-process");

        /** Putting the process into its Job Object. */
        public static final Stage JOB = new Stage("job");

        /** Resuming a process that was created suspended. */
        public static final Stage RESUME = new Stage("resume");

        /** Arranging to be notified of the program's exit; it was started, and has been ended again. */
        public static final Stage WATCH_EXIT = new Stage("watch-exit");

        /** Reaching the machine that the program is to run on. */
        public static final Stage CONNECT = new Stage("connect");

        /** The name. */
        @Override
        public String toString() {
            return name;
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
        super(cause.operation(), stage + ": " + message + ": " + cause.text(), cause);
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
