// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.jna;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Checks a library, and the program that it needs beside it, before anything of either is loaded. */
public final class LibraryFile {

    private final Machine jvm;
    private final String companion;
    private final Set<Machine> companionMachines;

    /**
     * A check for a JVM.
     *
     * @param jvm what the library must be for
     * @param companion the name of the program that the library starts, which it looks for beside its own file
     * @param companionMachines what that program may be for
     */
    public LibraryFile(Machine jvm, String companion, Set<Machine> companionMachines) {
        this.jvm = jvm;
        this.companion = companion;
        this.companionMachines = Set.copyOf(companionMachines);
    }

    /** Why a library cannot be used, as what follows its path in a sentence; empty when it can. */
    public Optional<String> problem(Path library) {
        if (!library.isAbsolute()) {
            return Optional.of("is not an absolute path");
        }
        if (!Files.isRegularFile(library)) {
            return Optional.of("does not exist");
        }
        Path program = library.resolveSibling(companion);
        try {
            Optional<Machine> machine = Machine.of(library);
            if (machine.isEmpty()) {
                return Optional.of("is not a library of Windows");
            }
            if (machine.get() != jvm) {
                return Optional.of("is for " + machine.get() + ", and this JVM is for " + jvm);
            }
            if (!Files.isRegularFile(program)) {
                return Optional.of("has no " + companion + " beside it");
            }
            Optional<Machine> programMachine = Machine.of(program);
            if (programMachine.isEmpty()) {
                return Optional.of("has beside it what is not a program of Windows: " + program);
            }
            if (!companionMachines.contains(programMachine.get())) {
                return Optional.of("has a " + companion + " for " + programMachine.get()
                        + " beside it, and this JVM is for " + jvm);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("or the " + companion + " beside it cannot be read: " + e);
        }
    }
}
