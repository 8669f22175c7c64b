// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.LinkedHashMap;
import java.util.Map;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySignal;
import rmux.pty.testkit.programs.Bystander;

/** SIG: after the exit, the number of a program may be another's, who is not to be touched. */
abstract class IdentityContract extends Contract {

    IdentityContract(PtyProviderConformance subject) {
        super(subject);
    }

    private interface Way {
        void go(Conversation talk) throws Exception;
    }

    /** The ways by which a program, or what it left behind, is signaled or ended; the garbage collection is the seventh. */
    private Map<String, Way> ways() {
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put("signal()", talk -> assertFalse(talk.child().signal(PtySignal.KILL), "signal() after the exit"));
        ways.put(
                "signalLeader()",
                talk -> assertFalse(talk.child().signalLeader(PtySignal.KILL), "signalLeader() after the exit"));
        if (has(PtyCapability.PROCESS_TREE)) {
            ways.put("terminateTree()", talk -> talk.child().terminateTree());
        }
        ways.put("destroy()", talk -> talk.session().toProcess().destroy());
        ways.put("destroyForcibly()", talk -> talk.session().toProcess().destroyForcibly());
        ways.put("close()", Conversation::close);
        return ways;
    }

    @Rule("SIG-05")
    void strangerWithTheSameNumberIsNotTouched() throws Exception {
        for (Map.Entry<String, Way> way : ways().entrySet()) {
            try (Conversation talk = start(programs().exit(0))) {
                long pid = talk.pid();
                talk.exit();
                try (Bystander stranger = programs().bystander(pid)) {
                    way.getValue().go(talk);
                    assertUntouched(stranger, way.getKey());
                }
            }
        }
    }

    @Rule("SIG-05")
    void strangerWithTheSameNumberIsNotTouchedWhenASessionIsDropped() throws Exception {
        try (Warnings warnings = new Warnings()) {
            long pid = dropAfterExit();
            try (Bystander stranger = programs().bystander(pid)) {
                await(
                        () -> {
                            System.gc();
                            return !warnings.seen().isEmpty();
                        },
                        () -> "no warning was logged about the session that was dropped");
                assertUntouched(stranger, "garbage collection");
            }
        }
    }

    private long dropAfterExit() throws Exception {
        PtySession dropped = provider().spawn(programs().exit(0));
        dropped.child().waitFor(limit());
        return Conversation.pidOf(dropped);
    }

    private static void assertUntouched(Bystander stranger, String way) {
        assertStays(stranger::isRunning, () -> "a stranger who got the number of the program was ended by " + way);
    }
}
