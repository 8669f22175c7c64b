// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty.jna;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether one winpty.dll can be used, before anything of it is loaded. */
final class LibraryFile {

    /** winpty looks for it beside its own file, and nowhere else. */
    static final String AGENT = "winpty-agent.exe";

    private final Machine jvm;

    LibraryFile(Machine jvm) {
        this.jvm = jvm;
    }

    /** Why a library cannot be used, as what follows its path in a sentence; empty when it can. */
    Optional<String> problem(Path library) {
        if (!library.isAbsolute()) {
            return Optional.of("is not an absolute path");
        }
        if (!Files.isRegularFile(library)) {
            return Optional.of("does not exist");
        }
        Path agent = library.resolveSibling(AGENT);
        try {
            Optional<Machine> machine = Machine.of(library);
            if (machine.isEmpty()) {
                return Optional.of("is not a library of Windows");
            }
            if (machine.get() != jvm) {
                return Optional.of("is for " + machine.get() + ", and this JVM is for " + jvm);
            }
            if (!Files.isRegularFile(agent)) {
                return Optional.of("has no " + AGENT + " beside it");
            }
            Optional<Machine> agentMachine = Machine.of(agent);
            if (agentMachine.isEmpty()) {
                return Optional.of("has an agent that is not a program of Windows: " + agent);
            }
            if (!jvm.canRun(agentMachine.get())) {
                return Optional.of("has an agent for " + agentMachine.get() + " beside it, and this JVM is for " + jvm);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("or its agent cannot be read: " + e);
        }
    }
}
