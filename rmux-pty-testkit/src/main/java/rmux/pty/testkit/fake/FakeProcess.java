// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtySignal;
import rmux.pty.api.TerminalModes;
import rmux.pty.api.TerminalSize;
import rmux.pty.testkit.programs.ProgramIdentity;

/**
 * What a program of the fake knows and can do; for the program's own thread.
 *
 * <p>Signals take effect when the program calls a method here or waits in one: the default action ends it there, a handler runs
 * there.
 */
public final class FakeProcess {

    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(5).toNanos();

    private final FakeKernel kernel;
    private final Task task;
    private final FakeStart start;
    private final InputStream input = new Input();
    private final OutputStream output = new Output();

    FakeProcess(FakeKernel kernel, Task task, FakeStart start) {
        this.kernel = kernel;
        this.task = task;
        this.start = start;
    }

    /**
     * The name under which the program sees itself.
     *
     * @return {@code argv[0]}
     */
    public String name() {
        return start.name();
    }

    /**
     * The arguments.
     *
     * @return those after the name
     */
    public List<String> arguments() {
        return start.arguments();
    }

    /**
     * The environment.
     *
     * @return an immutable map
     */
    public Map<String, String> environment() {
        return start.environment();
    }

    /**
     * The working directory.
     *
     * @return an absolute path
     */
    public Path directory() {
        return start.directory();
    }

    /**
     * The user and groups.
     *
     * @return their numbers
     */
    public ProgramIdentity identity() {
        return start.identity();
    }

    /**
     * The process id; no process of the real system has a number like it.
     *
     * @return the id
     */
    public long pid() {
        return task.pid();
    }

    /**
     * The process group.
     *
     * @return the id of its leader
     */
    public long group() {
        return kernel.locked(task::group);
    }

    /**
     * The session.
     *
     * @return the id of its leader
     */
    public long session() {
        return task.session();
    }

    /**
     * What is typed.
     *
     * @return the stream; it ends at a {@code ^D} and when the terminal is hung up
     */
    public InputStream input() {
        return input;
    }

    /**
     * The terminal's screen.
     *
     * @return the stream; writing blocks while nobody reads and fails once the terminal is hung up
     */
    public OutputStream output() {
        return output;
    }

    /**
     * Prints a text.
     *
     * @param text the text, as UTF-8
     * @throws IOException if the terminal was hung up
     */
    public void print(String text) throws IOException {
        output.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Prints a text and a newline.
     *
     * @param text the text, as UTF-8
     * @throws IOException if the terminal was hung up
     */
    public void println(String text) throws IOException {
        print(text + "\n");
    }

    /**
     * Reads a line.
     *
     * @return the line without its end, or empty at the end of input
     * @throws IOException if reading fails
     */
    public Optional<String> readLine() throws IOException {
        byte[] bytes = new byte[8192];
        int count = 0;
        int b = input.read();
        while (b >= 0 && b != '\n') {
            if (count < bytes.length) {
                bytes[count++] = (byte) b;
            }
            b = input.read();
        }
        boolean nothing = b < 0 && count == 0;
        return nothing ? Optional.empty() : Optional.of(new String(bytes, 0, count, StandardCharsets.UTF_8));
    }

    /**
     * The size of the terminal.
     *
     * @return the size
     */
    public TerminalSize size() {
        return kernel.locked(task.terminal()::size);
    }

    /**
     * The modes of the terminal.
     *
     * @return the modes
     */
    public TerminalModes modes() {
        return kernel.locked(task.terminal()::modes);
    }

    /**
     * Sets the modes of the terminal.
     *
     * @param modes the modes
     */
    public void setModes(TerminalModes modes) {
        kernel.doLocked(() -> {
            task.checkpoint();
            task.terminal().modes(modes);
        });
    }

    /** Closes the terminal; what the program writes or reads before {@link #reopenTerminal} is an error of the program. */
    public void closeTerminal() {
        kernel.doLocked(() -> {
            task.checkpoint();
            task.terminal().detach(task);
        });
    }

    /** Opens the terminal again, by its name. */
    public void reopenTerminal() {
        kernel.doLocked(() -> {
            task.checkpoint();
            task.terminal().attach(task);
        });
    }

    // Signals.

    /**
     * Has a signal handled; the handler runs in the program's thread, between or within its calls here.
     *
     * @param signal any but KILL and STOP
     * @param handler what to do
     */
    public void onSignal(PtySignal signal, Runnable handler) {
        kernel.doLocked(() -> {
            task.dispose(signal, Task.Disposition.HANDLE, handler);
        });
    }

    /**
     * Ignores a signal; programs started from here on inherit that.
     *
     * @param signal any but KILL and STOP
     */
    public void ignore(PtySignal signal) {
        kernel.doLocked(() -> {
            task.dispose(signal, Task.Disposition.IGNORE, null);
        });
    }

    /** Signals that are ignored, bit n-1 for signal n. */
    long ignoredSignals() {
        return kernel.locked(task::ignored);
    }

    // Waiting.

    /**
     * Sleeps by the fake's clock.
     *
     * @param time how long
     */
    public void sleep(Duration time) {
        long until = kernel.clock().nanos() + time.toNanos();
        kernel.doLocked(() -> {
            task.checkpoint();
            long left = until - kernel.clock().nanos();
            while (left > 0) {
                if (kernel.clock().isReal()) {
                    task.waitOn(kernel.ticked(), left);
                } else {
                    task.waitOn(kernel.ticked());
                }
                task.checkpoint();
                left = until - kernel.clock().nanos();
            }
        });
    }

    /** Waits for ever; signals end it, or are handled meanwhile. */
    public void pause() {
        kernel.locked(() -> {
            while (true) {
                task.checkpoint();
                task.waitOn(task.changed());
            }
        });
    }

    /**
     * Waits until something outside is so, looking every few milliseconds of real time.
     *
     * @param condition what is waited for
     */
    public void awaitThat(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            kernel.doLocked(() -> {
                task.checkpoint();
                task.waitOn(task.changed(), LOOK_AGAIN_NANOS);
            });
        }
    }

    // Other processes.

    /**
     * Starts another program on the same terminal, as a child of this one.
     *
     * @param program the program
     * @param ownGroup whether it gets a process group of its own, as a job of a shell does
     * @return its process id
     */
    public long start(FakeProgram program, boolean ownGroup) {
        Task child = kernel.locked(() -> {
            task.checkpoint();
            return kernel.newTask(task, ownGroup, task.terminal());
        });
        start.with(program).launch(kernel, child);
        return child.pid();
    }

    /**
     * Waits for a child to end and collects it.
     *
     * @param pid its process id
     * @return how it ended
     */
    public ExitStatus await(long pid) {
        Task child = kernel.locked(() -> kernel.childrenOf(task).stream()
                .filter(candidate -> candidate.pid() == pid)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("process " + pid + " is no child of " + pid())));
        return kernel.locked(() -> {
            while (child.isRunning()) {
                task.checkpoint();
                if (child.isRunning()) {
                    task.waitOn(child.changed());
                }
            }
            child.reap();
            return child.status().orElseThrow();
        });
    }

    /**
     * Puts a process group to the front: it gets the signals of keys.
     *
     * @param group the group
     */
    public void foreground(long group) {
        kernel.doLocked(() -> {
            task.checkpoint();
            task.terminal().foreground(group);
        });
    }

    /**
     * The process group in front.
     *
     * @return the group
     */
    public long foreground() {
        return kernel.locked(task.terminal()::foreground);
    }

    private final class Input extends InputStream {
        @Override
        public int read() {
            byte[] single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(single[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            return length == 0 ? 0 : kernel.locked(() -> task.terminal().read(task, bytes, offset, length));
        }
    }

    private final class Output extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            Optional<IOException> failure = kernel.locked(() -> {
                try {
                    task.terminal().write(task, bytes, offset, length);
                    return Optional.empty();
                } catch (IOException e) {
                    return Optional.of(e);
                }
            });
            if (failure.isPresent()) {
                throw failure.get();
            }
        }
    }
}
