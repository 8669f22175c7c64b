// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.command;

import java.util.Map;
import java.util.Optional;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.spi.VariableNames;

/**
 * Builds the environment of a program on this machine: what the command says, completed by what depends on the machine.
 *
 * <p>Left as the command sets or removes them, {@code PWD} names the directory that the program starts in, and {@code TERM} is
 * a type with a description on this machine (rule SPAWN-14). Without a directory of its own a program keeps the parent's
 * {@code PWD} if that is true, and gets the real one if not; none is added.
 */
public final class LocalEnvironment {

    private static final String PWD = "PWD";
    private static final String TERM = "TERM";

    private final PtyCommand command;
    private final boolean ignoreCase;
    private final Map<String, String> variables;

    private LocalEnvironment(PtyCommand command, Map<String, String> inherited, boolean ignoreCase) {
        this.command = command;
        this.ignoreCase = ignoreCase;
        this.variables = command.environmentFrom(inherited, ignoreCase);
    }

    /**
     * The environment of a program.
     *
     * @param command the command
     * @param inherited the environment of this process
     * @param ignoreCase whether names that differ only in case are the same, as on Windows
     * @return a new map in the order of {@link PtyCommand#environmentFrom}
     */
    public static Map<String, String> of(PtyCommand command, Map<String, String> inherited, boolean ignoreCase) {
        LocalEnvironment environment = new LocalEnvironment(command, inherited, ignoreCase);
        environment.completePwd(valueIn(inherited, PWD, ignoreCase));
        environment.completeTerm();
        return environment.variables;
    }

    private void completePwd(String parentPwd) {
        if (command.changesEnvironment(PWD, ignoreCase)) {
            return;
        }
        if (command.directoryPath().isPresent()) {
            put(PWD, LogicalDirectory.of(command.directoryPath().get(), parentPwd));
        } else if (variables.containsKey(key(PWD))) {
            put(PWD, LogicalDirectory.ofParent(parentPwd));
        }
    }

    private void completeTerm() {
        if (!command.changesEnvironment(TERM, ignoreCase)) {
            Terminfo terminfo = Terminfo.ofThisMachine(name -> valueIn(variables, name, ignoreCase));
            put(TERM, Optional.of(terminfo.existing(valueIn(variables, TERM, ignoreCase))));
        }
    }

    private void put(String name, Optional<String> value) {
        String key = key(name);
        value.ifPresentOrElse(text -> variables.put(key, text), () -> variables.remove(key));
    }

    /** The name as it is spelled in the environment. */
    private String key(String name) {
        return spelling(variables, name, ignoreCase).orElse(name);
    }

    private static String valueIn(Map<String, String> variables, String name, boolean ignoreCase) {
        return spelling(variables, name, ignoreCase).map(variables::get).orElse("");
    }

    private static Optional<String> spelling(Map<String, String> variables, String name, boolean ignoreCase) {
        if (variables.containsKey(name)) {
            return Optional.of(name);
        }
        return ignoreCase
                ? variables.keySet().stream()
                        .filter(other -> VariableNames.upperCase(other).equals(name))
                        .findFirst()
                : Optional.empty();
    }
}
