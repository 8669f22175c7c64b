// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import rmux.pty.api.Closing;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyChild;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyMaster;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySignal;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.internal.waiting.LibraryThreads;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.testkit.fake.Mutations.Mutation;

/** Defects of signals, of exits, and of closing. */
final class MutationsOfControl {

    private MutationsOfControl() {}

    private static Mutation child(String defect, String method, int parameters, Mutant.Change change) {
        return new Mutation(defect, mutant -> mutant.on(PtyChild.class, method, parameters, change));
    }

    static void addTo(Map<String, Mutation> all) {
        addSignals(all);
        addExits(all);
        addNotices(all);
        addClosing(all);
        addLife(all);
    }

    private static void addSignals(Map<String, Mutation> all) {
        all.put("SIG-01", child("an interrupt reaches the leader too", "signal", 1, call -> {
            if (call.argument(0) == PtySignal.INTERRUPT) {
                ((PtyChild) call.target()).signalLeader(PtySignal.INTERRUPT);
            }
            return call.proceed();
        }));
        all.put("SIG-02", child("TERMINATE to the leader reaches its group", "signalLeader", 1, call -> {
            if (call.argument(0) == PtySignal.TERMINATE) {
                ((PtyChild) call.target()).signal(PtySignal.TERMINATE);
            }
            return call.proceed();
        }));
        all.put(
                "SIG-03",
                child(
                        "HANGUP is sent as TERMINATE",
                        "signal",
                        1,
                        call -> call.proceedWith(
                                call.argument(0) == PtySignal.HANGUP ? PtySignal.TERMINATE : call.argument(0))));
        all.put("SIG-04", child("continueIfStopped always says no", "continueIfStopped", 0, call -> {
            call.proceed();
            return false;
        }));
        all.put("SIG-05", child("a KILL goes to whoever has the number", "signalLeader", 1, call -> {
            PtyChild child = (PtyChild) call.target();
            FakeKernel kernel = call.mutant().fake().kernel();
            if (child.exitStatus().isPresent() && call.argument(0) == PtySignal.KILL) {
                kernel.doLocked(
                        () -> kernel.task(child.pid().orElseThrow()).ifPresent(task -> task.signal(PtySignal.KILL)));
            }
            return call.proceed();
        }));
        all.put(
                "SIG-06",
                new Mutation(
                        "^C is lost",
                        m -> m.on(PtyMaster.class, "write", 2, call -> {
                            ByteBuffer source = call.argument(0);
                            return source.remaining() == 1 && source.get(source.position()) == 3 ? 1 : call.proceed();
                        })));
        all.put("SIG-07", child("the job in front is always the leader", "foregroundProcessGroup", 0, call -> {
            OptionalLong group = (OptionalLong) call.proceed();
            return group.isPresent()
                    ? OptionalLong.of(((PtyChild) call.target()).pid().getAsLong())
                    : group;
        }));
        all.put("SIG-08", child("terminateTree ends the leader alone", "terminateTree", 0, call -> {
            ((PtyChild) call.target()).signalLeader(PtySignal.KILL);
            return null;
        }));
    }

    private static Mutation status(String defect, ExitStatus of, ExitStatus instead) {
        return child(defect, "waitFor", 1, call -> {
            Optional<?> status = (Optional<?>) call.proceed();
            return status.equals(Optional.of(of)) ? Optional.of(instead) : status;
        });
    }

    private static void addExits(Map<String, Mutation> all) {
        all.put("EXIT-01", status("255 becomes -1", new ExitStatus.Exited(255), new ExitStatus.Exited(-1)));
        all.put(
                "EXIT-02",
                status(
                        "137 counts as a death by SIGKILL",
                        new ExitStatus.Exited(137),
                        new ExitStatus.Signaled(9, "SIGKILL", false)));
        all.put("EXIT-03", child("exitStatus gives another answer", "exitStatus", 0, call -> {
            Optional<?> status = (Optional<?>) call.proceed();
            boolean seven = status.equals(Optional.of(new ExitStatus.Exited(7)));
            return seven ? Optional.of(new ExitStatus.Exited(8)) : status;
        }));
        all.put("EXIT-04", child("onExit comes late", "onExit", 0, call -> {
            CompletableFuture<?> future = (CompletableFuture<?>) call.proceed();
            Object late = future.thenApplyAsync(
                    status -> status, CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS));
            return late;
        }));
        all.put("EXIT-05", child("waitFor polls", "waitFor", 1, MutationsOfControl::poll));
        all.put("EXIT-06", child("waitFor wants the output read first", "waitFor", 1, call -> {
            Object status = call.proceed(); // looked at afterwards: the program may not have printed before
            boolean unread = call.origin().command() != null
                    && call.origin().command().arguments().equals(List.of("unread output"))
                    && call.origin().session().master().inputStream().available() > 0;
            return unread ? Optional.empty() : status;
        }));
        all.put(
                "EXIT-08",
                new Mutation(
                        "programs that fail become zombies",
                        mutant -> mutant.on(PtyProvider.class, "spawn", 1, call -> {
                            Object session = call.proceed();
                            PtyCommand command = call.argument(0);
                            if (command.program().endsWith("/exit")
                                    && !command.arguments().equals(List.of("0"))) {
                                FakeKernel kernel = mutant.fake().kernel();
                                FakeTerminal terminal = new FakeTerminal(kernel, TerminalSize.DEFAULT, true);
                                Task zombie = kernel.newTask(null, true, terminal);
                                kernel.doLocked(() -> zombie.end(new ExitStatus.Exited(1)));
                            }
                            return session;
                        })));
    }

    private static void addNotices(Map<String, Mutation> all) {
        all.put(
                "EXIT-09",
                new Mutation(
                        "an exit that cannot be collected at once is never told",
                        mutant -> mutant.fake().kernel().tellExitsOnce()));
        all.put("EXIT-10", child("a lost status is waited for", "waitFor", 1, call -> {
            Optional<?> status = (Optional<?>) call.proceed();
            return status.filter(how -> !(how instanceof ExitStatus.Unknown));
        }));
        all.put("EXIT-11", child("a future does not keep its session", "onExit", 0, call -> {
            PtySession session = call.origin().session();
            if (call.origin().command().program().endsWith("/gated-exit")) {
                CompletableFuture<Void> unused = session.closeAsync();
            }
            return call.proceed();
        }));
    }

    private static Object poll(Mutant.Call call) {
        PtyChild child = (PtyChild) call.target();
        long end = System.nanoTime() + call.<Duration>argument(0).toNanos();
        while (child.exitStatus().isEmpty() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return child.exitStatus();
    }

    private static void addLife(Map<String, Mutation> all) {
        all.put("LIFE-01", new Mutation("the third close fails", mutant -> {
            Map<Object, Integer> closings = new ConcurrentHashMap<>();
            mutant.on(PtySession.class, "close", 0, call -> {
                if (closings.merge(call.target(), 1, Integer::sum) == 3) {
                    throw new PtyException("close", "closed already");
                }
                return call.proceed();
            });
        }));
        all.put("LIFE-02", spawn("there is no grace period", command -> command.withHangupGrace(Duration.ZERO)));
        all.put(
                "LIFE-03",
                new Mutation(
                        "a terminal of some sessions is not released",
                        mutant -> mutant.on(PtyProvider.class, "spawn", 1, call -> {
                            if (call.<PtyCommand>argument(0).arguments().equals(List.of("text"))) {
                                FakeKernel kernel = mutant.fake().kernel();
                                kernel.open(new FakeTerminal(kernel, TerminalSize.DEFAULT, true));
                            }
                            return call.proceed();
                        })));
        all.put("LIFE-04", new Mutation("sessions are kept reachable", mutant -> {
            Queue<Object> kept = new ConcurrentLinkedQueue<>();
            mutant.on(PtyProvider.class, "spawn", 1, call -> {
                Object session = call.proceed();
                kept.add(session);
                return session;
            });
            KEPT.add(kept);
        }));
        all.put(
                "LIFE-06",
                new Mutation(
                        "a full descriptor table is no IOException",
                        mutant -> mutant.on(PtyProvider.class, "spawn", 1, call -> {
                            try {
                                return call.proceed();
                            } catch (PtySpawnException e) {
                                if (e.getMessage().contains("EMFILE")) {
                                    throw new IllegalStateException(e);
                                }
                                throw e;
                            }
                        })));
        all.put(
                "LIFE-07",
                new Mutation(
                        "a failing resize is hidden",
                        mutant -> mutant.on(PtyMaster.class, "resize", 1, call -> {
                            try {
                                return call.proceed();
                            } catch (PtyException hidden) {
                                return null;
                            }
                        })));
    }

    private static void addClosing(Map<String, Mutation> all) {
        all.put("LIFE-08", new Mutation("a thread that was refused once is never asked for again", mutant -> {
            AtomicBoolean refused = new AtomicBoolean();
            mutant.on(PtyProvider.class, "spawn", 1, call -> {
                Throwable refusal = LibraryThreads.tryStart("mutant", 0, () -> {});
                if (refusal != null || refused.get()) {
                    refused.set(true);
                    throw new PtyException("spawn", "no thread can be started any more");
                }
                return call.proceed();
            });
        }));
        all.put(
                "LIFE-09",
                new Mutation(
                        "close() does not wait",
                        mutant -> mutant.on(PtySession.class, "close", 0, call -> {
                            CompletableFuture<Void> unused = ((PtySession) call.target()).closeAsync();
                            return null;
                        })));
        all.put("LIFE-10", spawn("a hang-up ends the tree", command -> command.withClosing(Closing.END_TREE)));
        all.put(
                "LIFE-11",
                new Mutation(
                        "a thread keeps the class loader of its first caller",
                        mutant -> mutant.on(PtyProvider.class, "spawn", 1, call -> {
                            Thread kept = new Thread(LockSupport::park, "kept");
                            kept.setDaemon(true);
                            kept.start();
                            return call.proceed();
                        })));
    }

    /** What LIFE-04's mutant keeps. */
    private static final Queue<Object> KEPT = new ConcurrentLinkedQueue<>();

    private static Mutation spawn(String defect, UnaryOperator<PtyCommand> change) {
        return new Mutation(
                defect,
                mutant -> mutant.on(
                        PtyProvider.class, "spawn", 1, call -> call.proceedWith(change.apply(call.argument(0)))));
    }
}
