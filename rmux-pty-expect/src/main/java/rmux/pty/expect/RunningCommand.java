// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import rmux.pty.expect.internal.transcript.CommandMark;
import rmux.pty.expect.internal.transcript.HeadAndTail;

/** A command of a {@link Shell}, from its being typed to its end. Guarded by the lock of the conversation. */
final class RunningCommand {

    private final String token;
    private final int number;
    private final int budget;
    private final long start = System.nanoTime();
    private HeadAndTail output;
    private boolean begun;
    private boolean echoKnown;
    private boolean finished;
    private long written;
    private long writtenAtReport = -1;
    private OptionalInt exitCode = OptionalInt.empty();

    RunningCommand(String token, int number, int budget) {
        this.token = token;
        this.number = number;
        this.budget = budget;
        output = new HeadAndTail(budget);
    }

    void text(String text) {
        if (begun && !finished) {
            output.add(text);
            written += text.length();
        }
    }

    /** Takes a mark: only those with the token are the shell's own, and not of a shell within. */
    void mark(CommandMark mark) {
        List<String> arguments = mark.arguments();
        if (arguments.size() < 2 || !arguments.get(1).equals(token)) {
            return;
        }
        if (mark.kind() == 'C') {
            begun = arguments.size() > 2 && arguments.get(2).equals(String.valueOf(number));
            echoKnown = arguments.get(0).equals("0");
        } else if (mark.kind() == 'D' && begun) {
            finished = true;
            exitCode = mark.exitCode();
        }
    }

    boolean isFinished() {
        return finished;
    }

    /** Whether a switched-off echo would mean a prompt that has not been reported. */
    boolean mayAwaitInput() {
        return begun && !finished && echoKnown && written != writtenAtReport;
    }

    void reportsInput() {
        writtenAtReport = written;
    }

    /** What has come since the last result. */
    ShellResult result(ShellResult.Status status, OptionalInt code) {
        HeadAndTail.Kept kept = output.kept();
        output = new HeadAndTail(budget);
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        OptionalInt ended = status == ShellResult.Status.EXITED ? exitCode : code;
        return new ShellResult(status, ended, kept.head(), kept.tail(), kept.dropped(), duration);
    }
}
