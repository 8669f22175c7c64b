// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect;

import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rmux.pty.expect.internal.transcript.CommandMark;
import rmux.pty.expect.internal.transcript.HeadAndTail;

/** Follows a shell's marks: what was run, what it wrote, how it ended. */
final class CommandTracker {

    private static final int MOST_OUTPUT = 256 * 1024;
    private static final int MOST_COMMANDS = 100;

    private final ArrayDeque<CommandOutput> finished = new ArrayDeque<>();
    private @Nullable HeadAndTail output;
    private Optional<String> commandLine = Optional.empty();
    private boolean atPrompt;

    void text(String text) {
        if (output != null) {
            output.add(text);
        }
    }

    void mark(CommandMark mark) {
        switch (mark.kind()) {
            case 'A', 'B' -> atPrompt = true;
            case 'E' -> commandLine = mark.commandLine();
            case 'C' -> {
                atPrompt = false;
                output = new HeadAndTail(MOST_OUTPUT);
            }
            default -> finish(mark);
        }
    }

    private void finish(CommandMark mark) {
        HeadAndTail written = output;
        if (written != null) { // shells also send this after an empty line
            HeadAndTail.Kept kept = written.kept();
            finished.addLast(
                    new CommandOutput(commandLine, mark.exitCode(), kept.head() + kept.tail(), kept.dropped()));
            if (finished.size() > MOST_COMMANDS) {
                finished.removeFirst();
            }
        }
        output = null;
        commandLine = Optional.empty();
    }

    boolean isAtPrompt() {
        return atPrompt;
    }

    Optional<CommandOutput> next() {
        return Optional.ofNullable(finished.pollFirst());
    }
}
