// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import rmux.pty.api.TerminalSize;

/** Standard streams as Java sees them: no terminal. */
class PlainStreams implements StandardStreams {

    private static final byte END_OF_FILE_KEY = 4; // ^D, termios' VEOF

    private final InputStream input = new FileInputStream(FileDescriptor.in);

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public Optional<TerminalSize> size() {
        return Optional.empty();
    }

    @Override
    public void enterRawMode() throws IOException {
        throw new IOException("there is no terminal");
    }

    @Override
    public void restore() {}

    @Override
    public void onResize(Runnable action) {}

    @Override
    public void silenceJvm() {}

    @Override
    @SuppressWarnings("InputStreamSlowMultibyteRead")
    public int read(byte[] bytes) throws IOException {
        return input.read(bytes);
    }

    @Override
    public void stopReading() {}

    /** ^D ends the input at the start of a line; within one, the first only delivers the line so far (termios(3), VEOF). */
    @Override
    public byte[] endOfInput(byte last) {
        return last == '\n' ? new byte[] {END_OF_FILE_KEY} : new byte[] {END_OF_FILE_KEY, END_OF_FILE_KEY};
    }
}
