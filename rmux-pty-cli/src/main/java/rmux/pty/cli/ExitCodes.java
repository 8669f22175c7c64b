// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

/** Exit codes of our own, apart from the program's; those of {@code env(1)} and the shells. */
final class ExitCodes {

    static final int OK = 0;
    static final int USAGE = 2;
    /** As of timeout(1): what was awaited did not come. */
    static final int NOT_SHOWN = 124;

    static final int FAILURE = 125;
    static final int NOT_EXECUTABLE = 126;
    static final int NOT_FOUND = 127;
    /** 128 + SIGINT: ended by ^C. */
    static final int INTERRUPTED = 130;
    /** 128 + SIGPIPE: whoever read our output has gone. */
    static final int OUTPUT_CLOSED = 141;

    private ExitCodes() {}
}
