// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.jna;

/** Pseudo consoles, of the system or of a library that replaces them. Results are HRESULTs, negative when they are errors. */
public interface PseudoConsoleApi {

    /** Creates one; {@code size} has the rows in the high word and the columns in the low one. */
    int CreatePseudoConsole(int size, long input, long output, int flags, long pseudoConsole);

    int ResizePseudoConsole(long pseudoConsole, int size);

    /** Closes one; on builds before 26100 it returns only when the console host has ended. */
    void ClosePseudoConsole(long pseudoConsole);

    /** Whether {@link #ReleasePseudoConsole} is there: Windows 11 24H2. */
    boolean canRelease();

    /** Lets the console host end with its last client. Only where {@link #canRelease} says so. */
    int ReleasePseudoConsole(long pseudoConsole);
}
