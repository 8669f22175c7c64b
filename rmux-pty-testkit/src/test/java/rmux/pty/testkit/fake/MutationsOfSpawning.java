// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.PtyTerminal;
import rmux.pty.api.RunAs;
import rmux.pty.api.TerminalModes;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.testkit.fake.Mutations.Mutation;

/** Defects of what a provider says of itself, of spawning, and of opening terminals. */
final class MutationsOfSpawning {

    private MutationsOfSpawning() {}

    /** Changes the command on its way. */
    private static Mutation command(String defect, UnaryOperator<PtyCommand> change) {
        return new Mutation(
                defect,
                mutant -> mutant.on(
                        PtyProvider.class, "spawn", 1, call -> call.proceedWith(change.apply(call.argument(0)))));
    }

    private static boolean runs(PtyCommand command, String program) {
        return command.program().endsWith("/" + program);
    }

    static void addTo(Map<String, Mutation> all) {
        all.put(
                "META-01",
                new Mutation("a name in upper case", m -> m.on(PtyProvider.class, "name", 0, call -> "Fake-Posix")));
        all.put(
                "META-02",
                new Mutation(
                        "a set of capabilities that callers can change",
                        m -> m.on(
                                PtyProvider.class, "capabilities", 0, call -> new HashSet<>((Set<?>) call.proceed()))));
        all.put("META-03", new Mutation("said to be a service, and not registered", m -> {}));
        all.put(
                "META-04",
                new Mutation(
                        "unavailable without a reason",
                        m -> m.on(PtyProvider.class, "availability", 0, call -> Availability.unavailable("", ""))));
        all.put(
                "SPAWN-01",
                new Mutation(
                        "the program leads no process group",
                        m -> m.program("standing", process -> {
                            process.println(process.pid() + " 1 " + process.session() + " " + process.foreground());
                            return 0;
                        })));
        all.put(
                "SPAWN-03",
                new Mutation(
                        "the program does not see the pixels",
                        m -> m.program("size", process -> {
                            TerminalSize size = process.size();
                            process.println(size.columns() + " " + size.rows() + " 0 0");
                            return 0;
                        })));
        all.put(
                "SPAWN-04",
                command(
                        "empty arguments are dropped",
                        command -> command.withArguments(command.arguments().stream()
                                .filter(argument -> !argument.isEmpty())
                                .toList())));
        all.put("SPAWN-05", command("COLUMNS is set", command -> command.withEnvironment("COLUMNS", "80")));
        all.put(
                "SPAWN-06",
                command(
                        "a missing directory is ignored",
                        command -> command.directoryPath()
                                                .filter(Files::isDirectory)
                                                .isPresent()
                                        || command.directoryPath().isEmpty()
                                ? command
                                : command.withDirectory(Path.of(""))));
        all.put("SPAWN-07", new Mutation("failures without a stage", MutationsOfSpawning::failWithoutStage));
        all.put("SPAWN-08", new Mutation("the child's directory is searched", MutationsOfSpawning::searchDirectory));
        all.put(
                "SPAWN-09",
                new Mutation(
                        "SIGINT is ignored in the program",
                        m -> m.program("dispositions", process -> {
                            process.println("2");
                            return 0;
                        })));
        all.put(
                "SPAWN-11",
                new Mutation(
                        "argv[0] is always the program",
                        m -> m.program("argv0", process -> {
                            process.println("2f");
                            return 0;
                        })));
        all.put("SPAWN-13", new Mutation("the directory is that of the whole process", mutant -> {
            AtomicReference<Path> current = new AtomicReference<>(Path.of(""));
            mutant.on(PtyProvider.class, "spawn", 1, call -> {
                PtyCommand command = call.argument(0);
                if (command.directoryPath().filter(Files::isDirectory).isEmpty()) {
                    return call.proceed();
                }
                current.set(command.directoryPath().get());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                return call.proceedWith(command.withDirectory(current.get()));
            });
        }));
        all.put(
                "SPAWN-14",
                command(
                        "PWD is the root, whatever the directory",
                        command ->
                                command.directoryPath().isPresent() ? command.withEnvironment("PWD", "/") : command));
        all.put(
                "SPAWN-15",
                new Mutation(
                        "a name that the encoding lacks is an unchecked exception",
                        m -> m.on(PtyProvider.class, "spawn", 1, call -> {
                            String program = call.<PtyCommand>argument(0).program();
                            if (program.chars().anyMatch(c -> c > 127)) {
                                throw new InvalidPathException(program, "unmappable characters");
                            }
                            return call.proceed();
                        })));
        all.put(
                "SPAWN-16",
                command(
                        "the program has the user's own groups, whatever was asked for",
                        command -> command.runAs()
                                .map(runAs -> command.withRunAs(RunAs.user(runAs.user())))
                                .orElse(command)));
        all.put(
                "MODE-03",
                command(
                        "IUTF8 is off by default",
                        command -> runs(command, "modes") && command.modes().isEmpty()
                                ? command.withModes(TerminalModes.cooked().withUtf8(false))
                                : command));
        all.put(
                "OPEN-01",
                new Mutation(
                        "the size of an opened terminal is the default",
                        m -> m.on(PtyProvider.class, "open", 1, call -> call.proceedWith(TerminalSize.DEFAULT))));
        all.put("OPEN-02", new Mutation("a terminal takes one program only", mutant -> {
            AtomicReference<Object> used = new AtomicReference<>();
            mutant.on(PtyTerminal.class, "spawn", 1, call -> {
                if (call.target().equals(used.getAndSet(call.target()))) {
                    throw new PtyException("spawn", "the terminal has been used");
                }
                return call.proceed();
            });
        }));
    }

    private static void failWithoutStage(Mutant mutant) {
        mutant.on(PtyProvider.class, "spawn", 1, call -> {
            try {
                return call.proceed();
            } catch (PtySpawnException e) {
                if (e.stage().equals(Stage.CREATE_PROCESS)) {
                    throw new PtyException(e.operation(), e.getMessage());
                }
                throw e;
            }
        });
    }

    private static void searchDirectory(Mutant mutant) {
        mutant.on(PtyProvider.class, "spawn", 1, call -> {
            PtyCommand command = call.argument(0);
            try {
                return call.proceed();
            } catch (PtySpawnException e) {
                if (!e.stage().equals(Stage.RESOLVE_PROGRAM)
                        || command.directoryPath().isEmpty()) {
                    throw e;
                }
                String program =
                        command.directoryPath().get().resolve(command.program()).toString();
                return call.proceedWith(PtyCommand.of(program, command.arguments())
                        .withDirectory(command.directoryPath().get()));
            }
        });
    }
}
