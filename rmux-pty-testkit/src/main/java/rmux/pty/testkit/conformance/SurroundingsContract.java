// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import rmux.pty.testkit.programs.ConformanceSystem.Hostility;

/** LIFE: JVMs in which more than this library lives, or less. */
abstract class SurroundingsContract extends Contract {

    SurroundingsContract(PtyProviderConformance subject) {
        super(subject);
    }

    @Rule("LIFE-11")
    void nothingOfAnApplicationIsHeldThatHasClosedItsSessions() throws Exception {
        List<String> seen = new HelperJvm(subject()).run(HelperTask.UNDEPLOY);
        assertEquals(
                List.of("nothing"), seen, "what is held of an application that used the library first, and is gone");
    }

    @Rule("LIFE-12")
    void processOneIsLeftWithoutZombies() throws Exception {
        assumeTrue(programs().areProcesses(), "these programs are no processes of the system");
        List<String> seen =
                new HelperJvm(subject()).hostility(Hostility.PROCESS_ONE).run(HelperTask.ORPHANS);
        assertEquals(List.of("nothing"), seen, "what is left in a JVM that is process 1");
    }
}
