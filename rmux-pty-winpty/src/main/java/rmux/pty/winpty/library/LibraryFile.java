// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty.library;

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

    /** Why a library cannot be used, as a sentence without a full stop; empty when it can. */
    Optional<String> problem(Path library) {
        if (!library.isAbsolute()) {
            return Optional.of(library + " is not an absolute path");
        }
        if (!Files.isRegularFile(library)) {
            return Optional.of(library + " does not exist");
        }
        Path agent = library.resolveSibling(AGENT);
        try {
            Optional<Machine> machine = Machine.of(library);
            if (machine.isEmpty()) {
                return Optional.of(library + " is not a library of Windows");
            }
            if (machine.get() != jvm) {
                return Optional.of(library + " is for " + machine.get() + ", and this JVM is for " + jvm);
            }
            if (!Files.isRegularFile(agent)) {
                return Optional.of(library + " has no " + AGENT + " beside it: " + agent + " does not exist");
            }
            Optional<Machine> agentMachine = Machine.of(agent);
            if (agentMachine.isEmpty()) {
                return Optional.of(agent + " is not a program of Windows");
            }
            if (!jvm.canRun(agentMachine.get())) {
                return Optional.of(agent + " is for " + agentMachine.get() + ", and this JVM is for " + jvm);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(library + " or its agent cannot be read: " + e);
        }
    }
}
