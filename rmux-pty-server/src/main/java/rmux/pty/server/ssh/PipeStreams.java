// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.TerminalModes;
import rmux.pty.server.internal.ServerThreads;

/**
 * Pipes, for a client that asks for no terminal: data passes unchanged, errors apart, and the input has an end.
 *
 * <p>The program still leads a session of ours on a terminal, so that it is signaled, reaped and ended as all others; its
 * standard streams are named pipes in a private directory. It can open that terminal as {@code /dev/tty}, but nobody types there.
 */
final class PipeStreams implements ProgramStreams {

    private static final Logger LOGGER = System.getLogger("rmux.pty.server");
    private static final int BUFFER_SIZE = 32 * 1024;
    private static final List<String> NAMES = List.of("in", "out", "err");

    /** $1 is the directory; the rest is the program. The byte says that the pipes are there to be opened. */
    private static final String SCRIPT = "mkfifo -m 600 \"$1/in\" \"$1/out\" \"$1/err\" || exit 255; printf 1;"
            + " exec <\"$1/in\" >\"$1/out\" 2>\"$1/err\"; shift; exec \"$@\"";

    private final Path directory;
    private final PtyCommand command;
    private final CountDownLatch opened = new CountDownLatch(1);

    private PipeStreams(Path directory, Optional<String> text) {
        this.directory = directory;
        String shell = PtyCommand.loginShell().program();
        List<String> arguments = new ArrayList<>(List.of("-c", SCRIPT, "rmux-pty", directory.toString(), shell));
        arguments.addAll(text.map(line -> List.of("-c", line)).orElse(List.of("-l")));
        this.command = PtyCommand.of("/bin/sh", arguments)
                .withModes(TerminalModes.raw())
                .withoutEnvironment("TERM");
    }

    static PipeStreams of(Optional<String> text) throws IOException {
        return new PipeStreams(Files.createTempDirectory("rmux-pty-ssh"), text);
    }

    @Override
    public PtyCommand command() {
        return command;
    }

    @Override
    public void carry(PtySession session, InputStream input, OutputStream output, OutputStream errors)
            throws IOException, InterruptedException {
        awaitPipes(session);
        CompletableFuture<Void> release = session.onExit().thenRun(this::releaseOpening);
        // The script opens them in this order as well: each of the two waits for the other.
        OutputStream toProgram = Files.newOutputStream(directory.resolve("in"), StandardOpenOption.WRITE);
        try (InputStream fromProgram = Files.newInputStream(directory.resolve("out"));
                InputStream errorsOfProgram = Files.newInputStream(directory.resolve("err"))) {
            opened.countDown();
            ServerThreads.start("rmux-pty-ssh-input", () -> copyInput(input, toProgram));
            Thread second = ServerThreads.start("rmux-pty-ssh-errors", () -> copyErrors(errorsOfProgram, errors));
            copy(fromProgram, output);
            second.join();
        } finally {
            opened.countDown();
            release.cancel(false);
            toProgram.close();
        }
    }

    private static void awaitPipes(PtySession session) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        if (session.master().read(one) < 0 || one.get(0) != '1') {
            throw new IOException("mkfifo failed; is the temporary directory full?");
        }
    }

    /** A program that ends before it has opened its pipes leaves us waiting for it: be the other side until we are through. */
    private void releaseOpening() {
        List<FileChannel> others = new ArrayList<>();
        try {
            for (String name : NAMES) {
                others.add(
                        FileChannel.open(directory.resolve(name), StandardOpenOption.READ, StandardOpenOption.WRITE));
            }
            opened.await();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "the pipes were closed and removed already", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            others.forEach(PipeStreams::closeQuietly);
        }
    }

    private static void copyInput(InputStream input, OutputStream toProgram) {
        try (toProgram) {
            copy(input, toProgram);
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "input", e); // the program reads no more, or the connection has ended
        }
    }

    private static void copyErrors(InputStream errorsOfProgram, OutputStream errors) {
        try {
            copy(errorsOfProgram, errors);
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "errors", e); // the connection has ended
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] bytes = new byte[BUFFER_SIZE];
        for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
            to.write(bytes, 0, count);
            to.flush();
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "close", e);
        }
    }

    @Override
    public void close() throws IOException {
        for (String name : NAMES) {
            Files.deleteIfExists(directory.resolve(name));
        }
        Files.deleteIfExists(directory);
    }
}
