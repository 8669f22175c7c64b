// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.testkit.fake.Mutations.Mutation;

/** Defects of backends for other machines: the fake claims to be one. */
final class MutationsOfRemote {

    private MutationsOfRemote() {}

    private static Mutation remote(String defect, UnaryOperator<Mutant> change) {
        return new Mutation(
                defect,
                mutant -> change.apply(mutant).on(PtyProvider.class, "capabilities", 0, call -> {
                    Set<Object> all = new HashSet<>((Set<?>) call.proceed());
                    all.add(PtyCapability.REMOTE);
                    return Set.copyOf(all);
                }));
    }

    static void addTo(Map<String, Mutation> all) {
        all.put("REM-01", remote("variables of this JVM reach the program", mutant -> mutant));
        all.put("REM-02", remote("a process id of another machine", mutant -> mutant));
        all.put("REM-03", remote("a cut connection is not noticed", mutant -> mutant));
        all.put(
                "REM-04",
                remote("closing leaves the program", mutant -> mutant.on(PtySession.class, "close", 0, call -> null)));
        all.put(
                "REM-05",
                remote(
                        "a shell removes backslashes",
                        mutant -> mutant.on(PtyProvider.class, "spawn", 1, call -> {
                            PtyCommand command = call.argument(0);
                            return call.proceedWith(command.withArguments(command.arguments().stream()
                                    .map(argument -> argument.replace("\\", ""))
                                    .toList()));
                        })));
    }
}
