// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.io.IOException;
import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.internal.events.HelpTopics;
import rmux.pty.api.internal.events.Printable;

/** An operation on a terminal or its program failed; says which one, and what the system said. */
public class PtyException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String operation;
    private final transient @Nullable NativeError nativeError;

    /**
     * An operation that the system refused.
     *
     * @param operation what was tried, by the name of the native call where there is one, such as {@code posix_openpt}
     * @param error what the system said
     */
    public PtyException(String operation, NativeError error) {
        this(operation, operation + " failed: " + error, error);
    }

    /**
     * An operation that the system refused, with a message for people.
     *
     * @param operation what was tried
     * @param message what happened, to what, and what to do
     * @param error what the system said
     */
    public PtyException(String operation, String message, NativeError error) {
        super(Printable.text(message));
        this.operation = operation;
        this.nativeError = error;
    }

    /**
     * An operation that failed for a reason which is not an error of the system.
     *
     * @param operation what was tried
     * @param message what happened, to what, and what to do
     */
    public PtyException(String operation, String message) {
        super(Printable.text(message));
        this.operation = operation;
        this.nativeError = null;
    }

    /**
     * An operation that failed because of another failure.
     *
     * @param operation what was tried
     * @param message what happened, to what, and what to do
     * @param cause the other failure; when it is a {@code PtyException}, its native error becomes this one's
     */
    public PtyException(String operation, String message, Throwable cause) {
        super(Printable.text(message), cause);
        this.operation = operation;
        this.nativeError = cause instanceof PtyException other ? other.nativeError : null;
    }

    /**
     * What happened, to what, and what to do; and behind that in brackets, where there is one, the name of the topic in the
     * manual's chapter on troubleshooting that explains it.
     *
     * @return the message
     */
    @Override
    public String getMessage() {
        return HelpTopics.appendTo(text());
    }

    /** The message without the topic. */
    String text() {
        return String.valueOf(super.getMessage());
    }

    /**
     * What was tried, by the name of the native call where there is one.
     *
     * @return the operation, such as {@code posix_openpt}
     */
    public String operation() {
        return operation;
    }

    /**
     * What the system said, where it said something.
     *
     * @return the error
     */
    public Optional<NativeError> nativeError() {
        return Optional.ofNullable(nativeError);
    }
}
