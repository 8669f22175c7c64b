// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Optional;
import rmux.pty.api.TerminalSize;

/**
 * The standard streams of this process, and the terminal that they may be connected to.
 *
 * <p>Nothing here writes to the terminal, and nothing is read from it before {@link #read}.
 */
public interface StandardStreams {

    /** Whether both standard input and standard output are terminals. */
    boolean isInteractive();

    /** The size of the window, where one of the streams has one. */
    Optional<TerminalSize> size();

    /** Makes keys arrive unchanged and at once; only if {@link #isInteractive}. */
    void enterRawMode() throws IOException;

    /** Restores the modes that the terminal had at first. May be called at any time, and again. */
    void restore();

    /** Runs an action in another thread whenever the size of the window may have changed. */
    void onResize(Runnable action);

    /** Keeps the JVM from writing to standard output by itself at a signal. */
    void silenceJvm();

    /** Reads input for the program; -1 at its end, or once reading has been stopped. */
    int read(byte[] bytes) throws IOException;

    /** Ends a blocked read where the system can do that without losing what is typed next. */
    void stopReading();

    /** What ends the input of a program that reads lines, after a last byte. */
    byte[] endOfInput(byte last);

    /** The streams of this process. Plain ones where the system cannot be called; starting a program says why, then. */
    static StandardStreams ofThisProcess() {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");
        try {
            return windows ? WindowsStreams.ofThisProcess() : PosixStreams.ofThisProcess();
        } catch (LinkageError | IllegalCallerException e) {
            Logger logger = System.getLogger("rmux.pty.cli");
            logger.log(Level.DEBUG, "standard streams", e);
            return new PlainStreams();
        }
    }
}
