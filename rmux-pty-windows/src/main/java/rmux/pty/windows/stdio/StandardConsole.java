// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.stdio;

import java.util.Optional;
import rmux.pty.api.PtyException;
import rmux.pty.api.TerminalSize;
import rmux.pty.windows.jna.ConsoleApi;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.jna.NativeAccess;
import rmux.pty.windows.jna.NativeBlock;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.jna.Win32Error;

/**
 * The console that the standard streams of this process are connected to, if they are: its modes and its size.
 *
 * <p>No method writes to the console or reads from it. Safe for use by several threads.
 */
public final class StandardConsole {

    private static final int NOT_A_CONSOLE = -1;
    private static final int COOKED =
            Constants.ENABLE_PROCESSED_INPUT | Constants.ENABLE_LINE_INPUT | Constants.ENABLE_ECHO_INPUT;
    private static final int SEQUENCES =
            Constants.ENABLE_PROCESSED_OUTPUT | Constants.ENABLE_VIRTUAL_TERMINAL_PROCESSING;

    private final Win32 win32;
    private final ConsoleApi console;
    private final long input;
    private final long output;
    private final int inputMode;
    private final int outputMode;
    private final int outputCodePage;

    /** Examines the standard streams, through a binding of the caller's choice. */
    StandardConsole(Win32 win32, ConsoleApi console) {
        this.win32 = win32;
        this.console = console;
        this.input = console.GetStdHandle(Constants.STD_INPUT_HANDLE);
        this.output = console.GetStdHandle(Constants.STD_OUTPUT_HANDLE);
        this.inputMode = modeOf(input);
        this.outputMode = modeOf(output);
        this.outputCodePage = console.GetConsoleOutputCP();
    }

    /**
     * Examines the standard streams of this process.
     *
     * @return the console, which may turn out not to be one
     * @throws UnsatisfiedLinkError if Windows cannot be called
     */
    public static StandardConsole ofThisProcess() {
        return new StandardConsole(NativeAccess.win32(), NativeAccess.console());
    }

    private int modeOf(long handle) {
        try (NativeBlock mode = new NativeBlock(win32, Integer.BYTES)) {
            return console.GetConsoleMode(handle, mode.address()) < 0
                    ? NOT_A_CONSOLE
                    : mode.bytes().getInt(0);
        }
    }

    /**
     * Whether a person uses this process through a console.
     *
     * @return whether both standard input and standard output are consoles
     */
    public boolean isInteractive() {
        return inputMode != NOT_A_CONSOLE && outputMode != NOT_A_CONSOLE;
    }

    /**
     * The size of the window, which is a part of the screen buffer.
     *
     * @return the size, or empty if standard output is not a console
     */
    public Optional<TerminalSize> size() {
        try (NativeBlock information = new NativeBlock(win32, Constants.SCREEN_BUFFER_INFO_SIZE)) {
            if (console.GetConsoleScreenBufferInfo(output, information.address()) < 0) {
                return Optional.empty();
            }
            int window = Constants.SCREEN_BUFFER_INFO_WINDOW;
            int columns = cells(information, window, window + 4);
            int rows = cells(information, window + 2, window + 6);
            return columns < 1 || rows < 1 ? Optional.empty() : Optional.of(TerminalSize.of(columns, rows));
        }
    }

    private static int cells(NativeBlock information, int first, int last) {
        return information.bytes().getShort(last) - information.bytes().getShort(first) + 1;
    }

    /**
     * Makes keys arrive at once and unchanged, those without a character as escape sequences, and output be shown as a terminal
     * shows it, in UTF-8.
     *
     * @throws PtyException if a console refuses, such as that of a Windows before 10
     */
    public void enterRawMode() throws PtyException {
        set(input, (inputMode & ~COOKED) | Constants.ENABLE_VIRTUAL_TERMINAL_INPUT);
        int withoutReturn = outputMode | SEQUENCES | Constants.DISABLE_NEWLINE_AUTO_RETURN;
        if (console.SetConsoleMode(output, withoutReturn) < 0) {
            set(output, outputMode | SEQUENCES);
        }
        Win32Error.check(win32, "SetConsoleOutputCP", console.SetConsoleOutputCP(Constants.CP_UTF8));
    }

    private void set(long handle, int mode) throws PtyException {
        Win32Error.check(win32, "SetConsoleMode", console.SetConsoleMode(handle, mode));
    }

    /** Restores the modes that the console had when this object was made; does nothing where there was none. */
    public void restore() {
        if (inputMode != NOT_A_CONSOLE) {
            console.SetConsoleMode(input, inputMode);
        }
        if (outputMode != NOT_A_CONSOLE) {
            console.SetConsoleMode(output, outputMode);
        }
        if (isInteractive() && outputCodePage > 0) {
            console.SetConsoleOutputCP(outputCodePage);
        }
    }

    /**
     * Opens the console's input for reading. Only for a console; pipes are read as files are.
     *
     * @return the input
     */
    public ConsoleReader openInput() {
        return new ConsoleReader(win32, console, input);
    }
}
