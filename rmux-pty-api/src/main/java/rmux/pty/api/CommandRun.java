// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/** Reads all that a program writes until it has ended or the time is over. */
final class CommandRun {

    private static final int PIECE = 16 * 1024;

    private final PtyCommand command;
    private final Duration limit;
    private final long start = System.nanoTime();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private boolean truncated;

    CommandRun(PtyCommand command, Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("the time limit must be positive, but was " + limit);
        }
        this.command = command;
        this.limit = limit;
    }

    /** Follows a session to its end, and closes it. */
    CompletedCommand follow(PtySession session) throws PtyException, InterruptedException {
        try (session) {
            try {
                Optional<ErrorCollector> error = command.separateError()
                        ? Optional.of(ErrorCollector.start(session.errorStream(), command.outputLimit()))
                        : Optional.empty();
                readAll(session.master());
                ExitStatus status = session.child().waitFor(left()).orElseThrow(this::timeout);
                byte[] errors = error.isPresent() ? error.get().await(left()).orElseThrow(this::timeout) : new byte[0];
                return new CompletedCommand(status, output.toByteArray(), errors, truncated);
            } catch (PtyTimeoutException | InterruptedException | InterruptedIOException e) {
                end(session.child());
                throw e;
            }
        } catch (InterruptedIOException e) {
            InterruptedException interrupted = new InterruptedException(e.getMessage());
            interrupted.initCause(e);
            Thread.interrupted(); // as is custom where the exception tells of it
            throw interrupted;
        } catch (PtyException e) {
            throw e;
        } catch (IOException e) {
            throw new PtyException("read", "the output of " + command.program() + " could not be read: " + e, e);
        }
    }

    /** Whatever closing spares, a program that took too long is ended with all that it started. */
    private static void end(PtyChild child) throws PtyException {
        try {
            child.terminateTree();
        } catch (UnsupportedPtyFeatureException onlyByClosing) {
            // Closing the session ends what this backend can end.
        }
    }

    private void readAll(PtyMaster master) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        int count = master.read(piece, left());
        while (count >= 0) {
            if (count == 0) {
                throw timeout();
            }
            int kept = Math.min(count, command.outputLimit() - output.size());
            output.write(piece.array(), 0, kept);
            truncated |= kept < count;
            piece.clear();
            count = master.read(piece, left());
        }
    }

    private Duration left() throws PtyTimeoutException {
        Duration left = limit.minusNanos(System.nanoTime() - start);
        if (left.isNegative() || left.isZero()) {
            throw timeout();
        }
        return left;
    }

    private PtyTimeoutException timeout() {
        return new PtyTimeoutException(command.program(), limit, output.toByteArray());
    }
}
