// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyProviders;
import rmux.pty.api.PtySession;
import rmux.pty.api.TerminalSize;

/** What runs in a pod: on a terminal of this machine's backend, or on pipes. */
interface PodProgram extends AutoCloseable {

    static PodProgram start(List<String> words, boolean terminal) throws IOException {
        return terminal ? new OnTerminal(words) : new OnPipes(words);
    }

    /** Reads behind an offset; -1 at the end. */
    int read(byte[] bytes, int offset) throws IOException;

    void write(byte[] bytes, int offset, int length) throws IOException;

    void endInput() throws IOException;

    void resize(TerminalSize size) throws IOException;

    /** The status as a shell tells it. */
    int waitFor() throws IOException;

    @Override
    void close();

    /** On a terminal. */
    final class OnTerminal implements PodProgram {

        private final PtySession session;

        OnTerminal(List<String> words) throws IOException {
            PtyCommand command = PtyCommand.of(words.get(0), words.subList(1, words.size()));
            session = PtyProviders.installed().named("posix").spawn(command);
        }

        @Override
        public int read(byte[] bytes, int offset) throws IOException {
            return session.master().read(ByteBuffer.wrap(bytes, offset, bytes.length - offset));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            session.master().write(ByteBuffer.wrap(bytes, offset, length));
        }

        @Override
        public void endInput() {
            // A terminal has no end of input but the key for it.
        }

        @Override
        public void resize(TerminalSize size) throws IOException {
            session.master().resize(size);
        }

        @Override
        public int waitFor() throws IOException {
            try {
                return session.child().waitFor().shellCode();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }

        @Override
        public void close() {
            try {
                session.close();
            } catch (PtyException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** On pipes. */
    final class OnPipes implements PodProgram {

        private final Process process;
        private final InputStream output;
        private final OutputStream input;

        OnPipes(List<String> words) throws IOException {
            process = new ProcessBuilder(words).redirectErrorStream(true).start();
            output = process.getInputStream();
            input = process.getOutputStream();
        }

        @Override
        public int read(byte[] bytes, int offset) throws IOException {
            return output.read(bytes, offset, bytes.length - offset);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            input.write(bytes, offset, length);
            input.flush();
        }

        @Override
        public void endInput() throws IOException {
            input.close();
        }

        @Override
        public void resize(TerminalSize size) {
            // Nothing to resize.
        }

        @Override
        public int waitFor() throws IOException {
            try {
                return process.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
