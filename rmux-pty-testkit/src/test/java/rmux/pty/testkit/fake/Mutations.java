// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** For each rule a broken fake: a change of behavior that breaks this rule and no other. */
final class Mutations {

    /** Rules that no fake can break, and where their tests are shown to be able to fail, if anywhere. */
    static final Map<String, String> NOT_BY_A_FAKE = Map.ofEntries(
            Map.entry("SPAWN-02", "its programs are lambdas, without descriptors; PosixConformanceMutationTest"),
            Map.entry(
                    "SPAWN-10", "PtyCommand refuses what the rule is about before a provider sees it; PtyCommandTest"),
            Map.entry("SPAWN-17", "its programs have no limits"),
            Map.entry("SPAWN-12", "it starts no process; ForkWatchTest"),
            Map.entry(
                    "SIZE-04",
                    "TerminalSize refuses what the rule is about before a provider sees it; TerminalSizeTest"),
            Map.entry("IO-17", "its programs have one stream; PosixConformanceMutationTest"),
            Map.entry("EXIT-07", "its programs are no processes of the system"),
            Map.entry("META-05", "the selection is the API's; MisbehavingProvidersTest"),
            Map.entry("LIFE-12", "its programs are no processes of the system"),
            Map.entry("LIFE-05", "its programs live in the JVM and die with it"));

    /** A mutation: what is wrong, and how it is made so. */
    record Mutation(String defect, Consumer<Mutant> change) {}

    private static final Map<String, Mutation> ALL = new LinkedHashMap<>();

    static {
        MutationsOfSpawning.addTo(ALL);
        MutationsOfBytes.addTo(ALL);
        MutationsOfControl.addTo(ALL);
        MutationsOfRemote.addTo(ALL);
    }

    private Mutations() {}

    static Map<String, Mutation> all() {
        return ALL;
    }

    static Mutant mutant(String rule, FakePtyProvider fake) {
        Mutant mutant = new Mutant(fake);
        ALL.get(rule).change().accept(mutant);
        return mutant;
    }
}
