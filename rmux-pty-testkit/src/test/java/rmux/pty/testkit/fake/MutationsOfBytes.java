// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyMaster;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtyTimeoutException;
import rmux.pty.api.TerminalModes;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.testkit.fake.Mutations.Mutation;

/** Defects of reading and writing, of sizes and of modes. */
final class MutationsOfBytes {

    private static final int SPLIT_SIZE = 48 * 1024;

    private MutationsOfBytes() {}

    private static Mutation master(String defect, String method, int parameters, Mutant.Change change) {
        return new Mutation(defect, mutant -> mutant.on(PtyMaster.class, method, parameters, change));
    }

    static void addTo(Map<String, Mutation> all) {
        all.put("IO-01", master("tryWrite loses the highest bit", "tryWrite", 1, MutationsOfBytes::loseHighestBit));
        all.put("IO-02", master("two bytes of a full buffer change places", "read", 2, MutationsOfBytes::swap));
        all.put("IO-03", new Mutation("the output of one in twenty programs is lost", MutationsOfBytes::loseOutput));
        all.put(
                "IO-04",
                new Mutation(
                        "descendants never keep the output open",
                        m -> m.on(
                                PtyProvider.class,
                                "spawn",
                                1,
                                call -> call.proceedWith(
                                        call.<PtyCommand>argument(0).withKeepOutputOpen(false)))));
        all.put("IO-05", master("a stalled write says that nothing was accepted", "write", 2, call -> {
            try {
                return call.proceed();
            } catch (PtyTimeoutException e) {
                throw new PtyTimeoutException("write", call.argument(1), 0);
            }
        }));
        all.put("IO-06", master("a large write is made in pieces", "write", 1, MutationsOfBytes::split));
        all.put("IO-07", master("tryWrite accepts nothing after closing", "tryWrite", 1, call -> {
            try {
                return call.proceed();
            } catch (ClosedChannelException e) {
                return 0;
            }
        }));
        all.put("IO-08", master("an interrupt is swallowed", "read", 1, call -> {
            try {
                return call.proceed();
            } catch (InterruptedIOException e) {
                Thread.interrupted();
                throw e;
            }
        }));
        all.put(
                "IO-09",
                master("tryRead waits", "tryRead", 1, call -> ((PtyMaster) call.target()).read(call.argument(0))));
        all.put("IO-10", master("a limit of 200 ms ends early", "read", 2, call -> {
            boolean early = call.argument(1).equals(Duration.ofMillis(200));
            return call.proceedWith(call.argument(0), early ? Duration.ofMillis(50) : call.argument(1));
        }));
        all.put(
                "IO-11",
                master(
                        "the stream's bytes are signed",
                        "inputStream",
                        0,
                        call -> new SignedStream((InputStream) call.proceed())));
        all.put("IO-12", master("a virtual thread spins while it waits", "read", 1, MutationsOfBytes::spin));
        all.put("IO-13", new Mutation("a flood nobody reads costs CPU", MutationsOfBytes::burn));
        all.put(
                "IO-14",
                master("the output ends when nobody holds the terminal", "read", 2, MutationsOfBytes::endWhenUnheld));
        all.put("IO-15", master("memory that is gone counts as nothing to write", "tryWrite", 1, call -> {
            try {
                return call.proceed();
            } catch (IllegalStateException e) {
                return 0;
            }
        }));
        all.put("IO-16", master("a subscriber that throws keeps the output", "tryRead", 1, call -> {
            if (call.origin().command().program().endsWith("/copy")
                    && call.<ByteBuffer>argument(0).capacity() == 16) {
                throw new IllegalStateException("somebody else is reading the output of this terminal");
            }
            return call.proceed();
        }));
        all.put(
                "SIZE-01",
                resize(
                        "the largest width is cut",
                        TerminalSize.MAX_CELLS,
                        size -> TerminalSize.of(TerminalSize.MAX_CELLS - 1, size.rows())));
        all.put("SIZE-02", resize("the last of 25 resizes is lost", 125, size -> TerminalSize.of(1, 1)));
        all.put("SIZE-03", resize("pixels are lost", 81, size -> TerminalSize.of(size.columns(), size.rows())));
        all.put("SIZE-05", master("resizing after the exit is an error", "resize", 1, call -> {
            TerminalSize size = call.argument(0);
            if (size.columns() == 90
                    && call.origin().session().child().exitStatus().isPresent()) {
                throw new IOException("the program has exited");
            }
            return call.proceed();
        }));
        all.put("MODE-01", master("echo is always reported as on", "modes", 0, call -> {
            TerminalModes modes = (TerminalModes) call.proceed();
            return modes.outputProcessing() ? modes.withEcho(true) : modes;
        }));
        all.put(
                "MODE-02",
                master(
                        "output processing cannot be switched off",
                        "setModes",
                        1,
                        call -> call.proceedWith(call.<TerminalModes>argument(0).withOutputProcessing(true))));
    }

    private interface Resized {
        TerminalSize of(TerminalSize size);
    }

    private static Mutation resize(String defect, int columns, Resized other) {
        return master(defect, "resize", 1, call -> {
            TerminalSize size = call.argument(0);
            return call.proceedWith(size.columns() == columns ? other.of(size) : size);
        });
    }

    private static Object loseHighestBit(Mutant.Call call) throws Throwable {
        ByteBuffer source = call.argument(0);
        ByteBuffer changed = ByteBuffer.allocate(source.remaining());
        for (int i = 0; i < changed.capacity(); i++) {
            changed.put(i, (byte) (source.get(source.position() + i) & 0x7F));
        }
        int count = (int) call.proceedWith(changed);
        source.position(source.position() + count);
        return count;
    }

    private static Object swap(Mutant.Call call) throws Throwable {
        ByteBuffer target = call.argument(0);
        int start = target.position();
        int count = (int) call.proceed();
        if (target.capacity() == 4097 && count > 1) {
            byte first = target.get(start);
            target.put(start, target.get(start + 1)).put(start + 1, first);
        }
        return count;
    }

    private static void loseOutput(Mutant mutant) {
        AtomicInteger programs = new AtomicInteger();
        mutant.on(PtyProvider.class, "spawn", 1, call -> {
            PtyCommand command = call.argument(0);
            boolean unlucky = command.program().endsWith("/print") && programs.incrementAndGet() % 20 == 0;
            return call.proceedWith(unlucky ? PtyCommand.of("/conformance/exit", "0") : command);
        });
    }

    private static Object split(Mutant.Call call) throws Throwable {
        ByteBuffer source = call.argument(0);
        int total = source.remaining();
        if (total != SPLIT_SIZE) {
            return call.proceed();
        }
        while (source.hasRemaining()) {
            int piece = Math.min(1000, source.remaining());
            call.proceedWith(source.slice(source.position(), piece));
            source.position(source.position() + piece);
            LockSupport.parkNanos(1000);
        }
        return total;
    }

    private static Object endWhenUnheld(Mutant.Call call) throws Throwable {
        if (!call.origin().command().program().endsWith("/reopening")) {
            return call.proceed();
        }
        int count = 0;
        while (count == 0) {
            boolean unheld = call.mutant().fake().kernel().hasUnheldTerminal();
            count = unheld ? -1 : (int) call.proceedWith(call.argument(0), Duration.ofMillis(20));
        }
        return count;
    }

    private static Object spin(Mutant.Call call) throws Throwable {
        if (!isVirtual(Thread.currentThread())) {
            return call.proceed();
        }
        PtyMaster master = (PtyMaster) call.target();
        int count = 0;
        while (count == 0) {
            count = master.tryRead(call.argument(0));
            Thread.onSpinWait();
        }
        return count;
    }

    private static boolean isVirtual(Thread thread) throws ReflectiveOperationException {
        return (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
    }

    private static void burn(Mutant mutant) {
        mutant.on(PtyProvider.class, "spawn", 1, call -> {
            PtySession session = (PtySession) call.proceed();
            if (call.<PtyCommand>argument(0).program().endsWith("/flood")) {
                // More than there are processors: on a busy machine each of them gets little.
                for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
                    Thread burner = new Thread(() -> {
                        while (session.child().exitStatus().isEmpty()) {
                            Thread.onSpinWait();
                        }
                    });
                    burner.setDaemon(true);
                    burner.start();
                }
            }
            return session;
        });
    }

    private static final class SignedStream extends FilterInputStream {
        SignedStream(InputStream stream) {
            super(stream);
        }

        @Override
        public int read() throws IOException {
            return (byte) super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return super.read(bytes, offset, length);
        }
    }
}
