// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.NativeError;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.testkit.programs.Resources;
import rmux.pty.testkit.programs.Unstartable;

/** SPAWN: what cannot be started, and where programs are looked for. */
abstract class SpawnFailureContract extends Contract {

    SpawnFailureContract(PtyProviderConformance subject) {
        super(subject);
    }

    private PtySpawnException failureOf(PtyCommand command, String situation) {
        return assertThrows(
                PtySpawnException.class,
                () -> provider().spawn(command).close(),
                () -> situation + " must fail in spawn(), with a PtySpawnException");
    }

    private static void assertNames(String named, Exception failure) {
        assertTrue(
                String.valueOf(failure.getMessage()).contains(named),
                () -> "the message must name \"" + named + "\", but is: " + failure.getMessage());
    }

    @Rule("SPAWN-06")
    void directoryThatIsNoneIsNamed(@TempDir Path scratch) throws Exception {
        Path file = Files.createFile(scratch.resolve("a-file"));
        for (Path directory : List.of(scratch.resolve("missing-directory"), file, file.resolve("below"))) {
            PtySpawnException failure = failureOf(programs().exit(0).withDirectory(directory), directory.toString());
            assertEquals(Stage.DIRECTORY, failure.stage(), () -> "the stage of: " + failure.getMessage());
            assertNames(directory.toString(), failure);
        }
    }

    @Rule("SPAWN-07")
    void whatCannotBeStartedFailsInSpawnAndLeavesNothing(@TempDir Path scratch) throws Exception {
        try (Conversation warmUp = start(programs().exit(0))) {
            warmUp.drain();
            warmUp.exit();
        }
        Resources before = programs().resources();
        for (Unstartable unstartable : programs().unstartable(scratch)) {
            PtySpawnException failure = failureOf(unstartable.command(), unstartable.situation());
            Stage stage = failure.stage();
            assertTrue(
                    stage.equals(Stage.RESOLVE_PROGRAM) || stage.equals(Stage.CREATE_PROCESS),
                    () -> unstartable.situation() + ": stage " + stage);
            NativeError error = failure.nativeError()
                    .orElseThrow(() -> new AssertionError(
                            unstartable.situation() + ": no native error in: " + failure.getMessage(), failure));
            assertFalse(
                    error.code() == 0
                            || error.symbol().isBlank()
                            || error.symbol().equals("?"),
                    error::toString);
            assertNames(unstartable.named(), failure);
        }
        awaitNothingLeft(before, "commands that cannot be started");
    }

    @Rule("SPAWN-08")
    void bareNameIsFoundOnTheChildsPathAlone(@TempDir Path scratch) throws Exception {
        Path directory = Files.createDirectory(scratch.resolve("work"));
        Path absolute = Files.createDirectory(scratch.resolve("absolute"));
        String inPath = programs().install(absolute, "rmux-tool-a");
        String inRelative = programs().install(Files.createDirectory(directory.resolve("bin")), "rmux-tool-b");
        String inDirectory = programs().install(directory, "rmux-tool-c");
        String path = "bin" + File.pathSeparator + absolute + File.pathSeparator
                + System.getenv().getOrDefault("PATH", "");
        assertFound(inPath, directory, path, "an absolute entry of the child's PATH");
        assertFound(inRelative, directory, path, "a relative entry of the child's PATH, against its directory");
        failureOf(found(inDirectory, directory, path), "a bare name that is only in the child's directory");
        String withEmpty = File.pathSeparator + path + File.pathSeparator;
        failureOf(found(inDirectory, directory, withEmpty), "the same with empty entries in PATH");
        failureOf(found(inPath, directory, "bin"), "a name that is on the parent's PATH or elsewhere alone");
    }

    @Rule("SPAWN-08")
    void pathCountsFromTheChildsDirectory(@TempDir Path scratch) throws Exception {
        Path directory = Files.createDirectory(scratch.resolve("work"));
        Path below = Files.createDirectory(directory.resolve("below"));
        String name = programs().install(directory, "rmux-tool-d");
        String path = System.getenv().getOrDefault("PATH", "");
        assertFound("." + File.separator + name, directory, path, "a program relative to the child's directory");
        assertFound(".." + File.separator + name, below, path, "a program above the child's directory");
    }

    private static PtyCommand found(String program, Path directory, String path) {
        return PtyCommand.of(program).withDirectory(directory).withEnvironment("PATH", path);
    }

    private void assertFound(String program, Path directory, String path, String where) throws Exception {
        try (Conversation talk = start(found(program, directory, path))) {
            assertEquals(
                    new ExitStatus.Exited(programs().installedCode()),
                    talk.exit(),
                    () -> "the program that was installed in " + where);
        }
    }

    @Rule("SPAWN-10")
    void stringsThatNoSystemCanPassOnAreRefusedBeforeAnythingIsAllocated() throws Exception {
        PtyCommand plain = programs().exit(0);
        Resources before = programs().resources();
        assertRefusal("pro\\u0000gram", () -> PtyCommand.of("pro\0gram"));
        assertRefusal("", () -> PtyCommand.of(""));
        assertRefusal("ar\\u0000gument", () -> plain.withArguments(List.of("good", "ar\0gument")));
        assertRefusal("na\\u0000me", () -> plain.withArgv0("na\0me"));
        assertRefusal("", () -> plain.withEnvironment("", "value"));
        assertRefusal("A=B", () -> plain.withEnvironment("A=B", "value"));
        assertRefusal("A\\u0000B", () -> plain.withEnvironment("A\0B", "value"));
        assertRefusal("val\\u0000ue", () -> plain.withEnvironment("A", "val\0ue"));
        assertRefusal("A=B", () -> plain.withoutEnvironment("A=B"));
        assertThrows(NullPointerException.class, () -> plain.withArguments(Arrays.asList("good", null)));
        awaitNothingLeft(before, "commands that were refused");
    }

    private static void assertRefusal(String shown, Supplier<PtyCommand> bad) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, bad::get);
        assertNames(shown, refusal);
    }
}
