// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.util.Optional;
import rmux.pty.api.TerminalSize;
import rmux.pty.windows.stdio.ConsoleReader;
import rmux.pty.windows.stdio.StandardConsole;

/** Standard streams on Windows. */
final class WindowsStreams extends PlainStreams {

    /** There is no signal for a new size; events of the console would have to be taken from the input. */
    private static final long RESIZE_POLL_MILLIS = 200;

    private final StandardConsole console;
    private final ConsoleReader keys;
    private final PipedLines lines = new PipedLines();

    private WindowsStreams(StandardConsole console) {
        this.console = console;
        this.keys = console.openInput();
    }

    static WindowsStreams ofThisProcess() {
        return new WindowsStreams(StandardConsole.ofThisProcess());
    }

    @Override
    public boolean isInteractive() {
        return console.isInteractive();
    }

    @Override
    public Optional<TerminalSize> size() {
        return console.size();
    }

    @Override
    public void enterRawMode() throws IOException {
        console.enterRawMode();
    }

    @Override
    public void restore() {
        console.restore();
    }

    @Override
    public void onResize(Runnable action) {
        Thread thread = new Thread(new SizeWatch(console::size, RESIZE_POLL_MILLIS, action), "window-size");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public int read(byte[] bytes) throws IOException {
        if (isInteractive()) {
            return keys.read(bytes);
        }
        int count;
        do {
            count = super.read(bytes);
            count = count < 0 ? count : lines.toKeys(bytes, count);
        } while (count == 0);
        return count;
    }

    @Override
    public byte[] endOfInput(byte last) {
        return PipedLines.endOfInput(last);
    }
}
