// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySpawnException;
import rmux.pty.testkit.programs.Inquiry;
import rmux.pty.testkit.programs.Resources;

/** What a {@link HelperJvm} can be asked to do. */
enum HelperTask {
    /** Reports, of the environment that a program gets, what SPAWN-05 is about, and the variables that the arguments name. */
    ENVIRONMENT {
        @Override
        void run(PtyProviderConformance subject, List<String> arguments, Consumer<String> report) throws Exception {
            Map<String, String> seen =
                    new TreeMap<>(ask(subject, subject.activePrograms().environment()));
            seen.forEach((name, value) -> {
                if (name.matches("COLUMNS|LINES|TERM|TERMCAP|TMUX.*|STY|WINDOWID|RMUX_.*")
                        || arguments.contains(name)) {
                    report.accept(name + "=" + value);
                }
            });
        }
    },
    /** Reports the signals that are blocked and ignored in a program. */
    DISPOSITIONS {
        @Override
        void run(PtyProviderConformance subject, List<String> arguments, Consumer<String> report) throws Exception {
            report.accept(ask(subject, subject.activePrograms().dispositions()).toString());
        }
    },
    /** Reports how the lookup of bare names went. */
    LOOKUP {
        @Override
        void run(PtyProviderConformance subject, List<String> arguments, Consumer<String> report) throws Exception {
            report.accept("a program on the path: "
                    + attempt(subject, subject.activePrograms().byBareName()));
            report.accept("a missing one: " + attempt(subject, PtyCommand.of("rmux-no-such-program")));
            report.accept("one with a strange name: " + attempt(subject, PtyCommand.of("rmux-\u00e9\u65e5-missing")));
        }
    },
    /** Reports a program's limit of open files. */
    OPEN_FILES {
        @Override
        void run(PtyProviderConformance subject, List<String> arguments, Consumer<String> report) throws Exception {
            report.accept(ask(subject, subject.activePrograms().openFileLimit()).toString());
        }
    },
    /** Reports the output of a program as a subscriber gets it. */
    SUBSCRIBE {
        @Override
        void run(PtyProviderConformance subject, List<String> arguments, Consumer<String> report) throws Exception {
            PtyCommand command = subject.activePrograms().print("text for a subscriber");
            try (PtySession session = subject.backend().spawn(command)) {
                OutputSubscriber subscriber = new OutputSubscriber();
                session.master().publisher().subscribe(subscriber);
                long limit = subject.activeSettings().limit().toMillis();
                report.accept(subscriber.end().get(limit, TimeUnit.MILLISECONDS).strip());
            }
        }
    },
    /** Starts so many programs whose exits somebody else collects, and reports how they ended. */
    COLLECTED_ELSEWHERE {
        @Override
        void run(PtyProviderConformance subject, List<String> arguments, Consumer<String> report) throws Exception {
            Duration limit = subject.activeSettings().limit();
            Path scratch = Files.createTempDirectory("conformance");
            for (int i = 0; i < Integer.parseInt(arguments.get(0)); i++) {
                Path gate = scratch.resolve("gate-" + i);
                PtyCommand command = subject.activePrograms().gatedExit(gate, 0);
                try (Conversation talk = Conversation.start(subject.backend(), command, limit)) {
                    talk.awaitReady();
                    subject.activePrograms().collectElsewhere(talk.pid());
                    Files.createFile(gate);
                    Optional<ExitStatus> status = talk.child().waitFor(limit);
                    report.accept(
                            status.map(how -> how.getClass().getSimpleName()).orElse("hangs") + ", alive: "
                                    + talk.session().toProcess().isAlive());
                }
                Files.delete(gate);
            }
            Files.delete(scratch);
        }
    },
    /** Reports what is still reachable of an application that used the library and is gone; "nothing" if all is well. */
    UNDEPLOY {
        @Override
        void run(PtyProviderConformance subject, List<String> arguments, Consumer<String> report) throws Exception {
            String left = Undeployed.run(subject);
            report.accept(left.isEmpty() ? "nothing" : left);
        }
    },
    /** Reports what becomes of sessions before, while and after the heap is full. */
    FULL_HEAP {
        @Override
        void run(PtyProviderConformance subject, List<String> arguments, Consumer<String> report) throws Exception {
            FullHeap.run(subject, report);
        }
    },
    /** Reports what becomes of sessions when threads are refused: all, then one in each of so many turns. */
    REFUSED_THREADS {
        @Override
        void run(PtyProviderConformance subject, List<String> arguments, Consumer<String> report) throws Exception {
            RefusedThreads.run(subject, Integer.parseInt(arguments.get(0)), report);
        }
    },
    /** Closes a session whose programs ignore hang-ups, reports them, and ends at once. */
    CLOSE_AND_END {
        @Override
        void run(PtyProviderConformance subject, List<String> arguments, Consumer<String> report) throws Exception {
            PtyCommand command = subject.activePrograms().tree(true).withHangupGrace(Duration.ofMillis(100));
            Duration limit = subject.activeSettings().limit();
            List<Long> members;
            try (Conversation talk = Conversation.start(subject.backend(), command, limit)) {
                members = SignalContract.awaitTree(talk);
            }
            members.forEach(pid -> report.accept(Long.toString(pid)));
        }
    },
    /** Runs programs that leave others behind, and reports what is left once their sessions are closed. */
    ORPHANS {
        @Override
        void run(PtyProviderConformance subject, List<String> arguments, Consumer<String> report) throws Exception {
            Duration limit = subject.activeSettings().limit();
            attempt(subject, subject.activePrograms().exit(0));
            Resources before = subject.activePrograms().resources();
            for (boolean leaderStays : new boolean[] {true, false}) {
                PtyCommand command = subject.activePrograms().tree(leaderStays).withHangupGrace(Duration.ofMillis(100));
                try (Conversation talk = Conversation.start(subject.backend(), command, limit)) {
                    SignalContract.awaitTree(talk);
                }
            }
            Map<String, Long> grown = awaitNothing(subject, before);
            report.accept(grown.isEmpty() ? "nothing" : grown.toString());
        }
    },
    /** Starts a program, reports its process id, and waits to be killed. */
    HANG {
        @Override
        void run(PtyProviderConformance subject, List<String> arguments, Consumer<String> report) throws Exception {
            Duration limit = subject.activeSettings().limit();
            PtyCommand command = subject.activePrograms().waiting();
            try (Conversation talk = Conversation.start(subject.backend(), command, limit)) {
                talk.awaitReady();
                report.accept(Long.toString(talk.pid()));
                talk.child().waitFor();
            }
        }
    },
    /** Starts programs with ever more free descriptors, from none on, and reports how that went. */
    DESCRIPTORS {
        private static final int MOST_FREE = 40;
        private static final int ENOUGH = 3;

        @Override
        void run(PtyProviderConformance subject, List<String> arguments, Consumer<String> report) throws Exception {
            FolderClasses.load();
            PtyCommand command = subject.activePrograms().exit(0);
            attempt(subject, command);
            attempt(subject, PtyCommand.of("rmux-no-such-program"));
            subject.activePrograms().resources();
            Resources before = subject.activePrograms().resources();
            for (int free = 0, successes = 0; free < MOST_FREE && successes < ENOUGH; free++) {
                String outcome;
                try (AutoCloseable full = subject.activePrograms().scarcity().leave(free)) {
                    outcome = full == null ? "" : attempt(subject, command);
                }
                successes += outcome.equals("spawned") ? 1 : 0;
                Map<String, Long> grown = awaitNothing(subject, before);
                report.accept(free + ": " + outcome + (grown.isEmpty() ? "" : ", left behind " + grown));
            }
            report.accept(attempt(subject, command) + " again");
        }
    },
    /** Has virtual threads read from terminals on which nothing is to be read, and reports whether another one can run. */
    VIRTUAL_READERS {
        @Override
        void run(PtyProviderConformance subject, List<String> arguments, Consumer<String> report) throws Exception {
            int count = Integer.parseInt(arguments.get(0));
            long limit = subject.activeSettings().limit().toMillis();
            List<Conversation> talks = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                PtyCommand command = subject.activePrograms().copy();
                talks.add(Conversation.start(
                        subject.backend(), command, subject.activeSettings().limit()));
            }
            for (Conversation talk : talks) {
                talk.awaitReady();
            }
            CountDownLatch begun = new CountDownLatch(count);
            CountDownLatch done = new CountDownLatch(count);
            AtomicInteger bytes = new AtomicInteger();
            for (Conversation talk : talks) {
                startVirtual(() -> {
                    begun.countDown();
                    bytes.addAndGet(read(talk));
                    done.countDown();
                });
            }
            boolean allBegun = begun.await(limit, TimeUnit.MILLISECONDS);
            CountDownLatch another = new CountDownLatch(1);
            startVirtual(another::countDown);
            boolean ran = allBegun && another.await(limit, TimeUnit.MILLISECONDS);
            report.accept((ran ? "another thread ran" : "no other thread ran") + " while " + done.getCount()
                    + " were blocked");
            for (Conversation talk : talks) {
                talk.send("x");
            }
            done.await(limit, TimeUnit.MILLISECONDS);
            report.accept(bytes + " read");
            for (Conversation talk : talks) {
                talk.close();
            }
        }

        private static int read(Conversation talk) {
            try {
                return talk.master().read(ByteBuffer.allocate(1));
            } catch (IOException e) {
                throw new AssertionError("a virtual thread could not read", e);
            }
        }

        private static void startVirtual(Runnable task) {
            VirtualThreads.factory().newThread(task).start();
        }
    };

    /** Runs a program to its end; returns "spawned", "refused" if that failed as the contract says, or what is wrong. */
    private static String attempt(PtyProviderConformance subject, PtyCommand command) {
        try (PtySession session = subject.backend().spawn(command)) {
            return session.child().waitFor(subject.activeSettings().limit()).isPresent() ? "spawned" : "hangs";
        } catch (PtySpawnException e) {
            return "refused";
        } catch (PtyException | InterruptedException | RuntimeException | Error e) {
            return e.toString();
        }
    }

    /** Waits until nothing is in use beyond what was before; returns what still is when the limit has passed. */
    private static Map<String, Long> awaitNothing(PtyProviderConformance subject, Resources before) {
        long deadline = System.nanoTime() + subject.activeSettings().limit().toNanos();
        Map<String, Long> grown = subject.activePrograms().resources().grownSince(before);
        while (!grown.isEmpty() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            grown = subject.activePrograms().resources().grownSince(before);
        }
        return grown;
    }

    abstract void run(PtyProviderConformance subject, List<String> arguments, Consumer<String> report) throws Exception;

    private static <T> T ask(PtyProviderConformance subject, Inquiry<T> inquiry) throws Exception {
        Duration limit = subject.activeSettings().limit();
        try (Conversation talk = Conversation.start(subject.backend(), inquiry.command(), limit)) {
            byte[] output = talk.drain();
            talk.exit();
            return inquiry.answer().from(output);
        }
    }
}
