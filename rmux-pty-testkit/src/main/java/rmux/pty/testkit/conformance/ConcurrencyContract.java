// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyMaster;
import rmux.pty.api.TerminalSize;
import rmux.pty.testkit.programs.Inquiry;

/** Many threads at once. */
abstract class ConcurrencyContract extends Contract {

    private static final int THREADS = 8;
    private static final int SPAWNS = 5;
    private static final long SLOW_MILLIS = 20;

    ConcurrencyContract(PtyProviderConformance subject) {
        super(subject);
    }

    /** How long all of it may take. */
    private Duration longLimit() {
        return limit().multipliedBy(10);
    }

    @Rule("SPAWN-13")
    void concurrentSpawnsDoNotSeeOneAnother(@TempDir Path scratch) throws Exception {
        AtomicInteger next = new AtomicInteger();
        Workers.together(THREADS, longLimit(), () -> {
            int self = next.getAndIncrement();
            Path directory = Files.createDirectory(scratch.resolve("of-" + self));
            for (int i = 0; i < SPAWNS; i++) {
                spawnAndCheck(self * SPAWNS + i, directory);
            }
        });
    }

    private void spawnAndCheck(int token, Path directory) throws Exception {
        Inquiry<Map<String, String>> environment = programs().environment();
        String value = "value " + token;
        assertEquals(
                value,
                ask(environment.with(environment.command().withEnvironment("RMUX_TOKEN", value)))
                        .get("RMUX_TOKEN"),
                "the environment of one of many");
        Inquiry<Path> where = programs().directory();
        assertEquals(
                directory.toRealPath(),
                ask(where.with(where.command().withDirectory(directory))),
                "the directory of one of many");
        Inquiry<TerminalSize> size = programs().size();
        TerminalSize own = TerminalSize.of(20 + token, 10 + token);
        assertEquals(own, ask(size.with(size.command().withSize(own))), "the size of one of many");
    }

    @Rule("IO-03")
    void outputWrittenJustBeforeTheExitIsNeverLost() throws Exception {
        AtomicInteger next = new AtomicInteger();
        Duration forAll = longLimit().plusMillis(SLOW_MILLIS * settings().shortPrograms());
        Workers.together(THREADS, forAll, () -> {
            for (int i = next.getAndIncrement(); i < settings().shortPrograms(); i = next.getAndIncrement()) {
                String text = "output of short program " + i;
                try (Conversation talk = start(programs().print(text))) {
                    assertEquals(
                            text + "\r\n",
                            new String(talk.drain(), StandardCharsets.UTF_8),
                            "all output of one of many short programs");
                    assertEquals(new ExitStatus.Exited(0), talk.exit());
                }
            }
        });
    }

    @Rule("LIFE-01")
    void closingAtAnyTimeAgainstEverythingElse() throws Exception {
        AtomicInteger next = new AtomicInteger();
        Workers.together(THREADS / 4, longLimit(), () -> {
            try (Workers workers = new Workers(5)) {
                for (int i = next.getAndIncrement(); i < settings().closeIterations(); i = next.getAndIncrement()) {
                    closeAgainstAll(i, workers);
                }
            }
        });
    }

    private void closeAgainstAll(int iteration, Workers workers) throws Exception {
        try (Conversation talk = start(programs().copy())) {
            CyclicBarrier together = new CyclicBarrier(6);
            byte[] letters = new byte[64 * 1024];
            Arrays.fill(letters, (byte) 'x');
            ByteBuffer some = ByteBuffer.wrap(letters);
            Workers.Work[] works = {
                workers.start(() -> untilClosed(together, () -> talk.master().read(ByteBuffer.allocate(16)))),
                workers.start(() -> untilClosed(together, () -> talk.master().write(some.clear()))),
                workers.start(() -> untilClosed(together, () -> resize(talk.master()))),
                workers.start(() -> {
                    together.await();
                    talk.exit();
                }),
                workers.start(() -> {
                    together.await();
                    talk.session().close();
                }),
            };
            together.await();
            for (int spin = 0; spin < iteration % 7 * 1000; spin++) {
                Thread.onSpinWait();
            }
            talk.session().close();
            for (Workers.Work work : works) {
                work.await(limit());
            }
            talk.session().close();
            assertTrue(talk.child().exitStatus().isPresent(), "the program is still there after close()");
        }
    }

    /** A backend whose resize is a known issue, and therefore may fail, is closed against the size being asked for. */
    private void resize(PtyMaster master) throws IOException {
        if (settings().knownIssue("SIZE-02").isPresent()) {
            master.size();
        } else {
            master.resize(TerminalSize.of(9, 9));
        }
    }

    private interface Call {
        void run() throws IOException;
    }

    /** Repeats a call until the session is closed; the end of output, and a program that is gone, come before that. */
    private static void untilClosed(CyclicBarrier together, Call call) throws Exception {
        together.await();
        try {
            while (true) {
                call.run();
            }
        } catch (ClosedChannelException expected) {
            return;
        } catch (PtyException programGone) {
            assertEquals("write", programGone.operation(), programGone::toString);
        }
    }
}
