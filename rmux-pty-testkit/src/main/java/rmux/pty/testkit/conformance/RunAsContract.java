// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.RunAs;
import rmux.pty.testkit.programs.Inquiry;
import rmux.pty.testkit.programs.OtherUser;
import rmux.pty.testkit.programs.ProgramIdentity;
import rmux.pty.testkit.programs.Resources;

/** SPAWN: programs that run as other users than this JVM. */
abstract class RunAsContract extends Contract {

    private static final int THREADS = 4;
    private static final int SPAWNS = 6;
    private static final String UNKNOWN = "rmux-no-such-account";

    RunAsContract(PtyProviderConformance subject) {
        super(subject);
    }

    private ProgramIdentity askAs(OtherUser user) throws Exception {
        Inquiry<ProgramIdentity> inquiry = programs().identity();
        return ask(inquiry.with(inquiry.command().withRunAs(user.runAs())));
    }

    @Rule(value = "SPAWN-16", needs = "RUN_AS")
    void programHasTheUserAndGroupsThatWereAskedFor() throws Exception {
        ProgramIdentity own = ask(programs().identity());
        for (OtherUser user : programs().otherUsers()) {
            assertEquals(user.identity(), askAs(user), () -> "what a program is that runs as " + user.runAs());
            assertEquals(own, ask(programs().identity()), "what a program is that runs as this JVM, afterwards");
        }
    }

    @Rule(value = "SPAWN-16", needs = "RUN_AS")
    void programsOfSeveralUsersStartAtTheSameTime() throws Exception {
        ProgramIdentity own = ask(programs().identity());
        List<OtherUser> users = programs().otherUsers();
        AtomicInteger next = new AtomicInteger();
        Workers.together(THREADS, limit(), () -> {
            int self = next.getAndIncrement();
            OtherUser user = users.get(self / 2 % users.size());
            for (int i = 0; i < SPAWNS; i++) {
                if (self % 2 == 0) {
                    assertEquals(user.identity(), askAs(user), () -> "one of many that run as " + user.runAs());
                } else {
                    assertEquals(own, ask(programs().identity()), "one of many that run as this JVM");
                }
            }
        });
    }

    @Rule(value = "SPAWN-16", needs = "RUN_AS")
    void unknownUserOrGroupIsNamedAndLeavesNothing() throws Exception {
        RunAs known = programs().otherUsers().get(0).runAs();
        Resources before = programs().resources();
        for (RunAs wrong :
                List.of(RunAs.user(UNKNOWN), known.withGroup(UNKNOWN), known.withSupplementaryGroups(UNKNOWN))) {
            PtySpawnException refused = assertThrows(
                    PtySpawnException.class,
                    () -> start(programs().exit(0).withRunAs(wrong)).close(),
                    () -> "to run a program as " + wrong + " must fail");
            assertTrue(
                    String.valueOf(refused.getMessage()).contains(UNKNOWN),
                    () -> "the failure does not name what is unknown: " + refused.getMessage());
        }
        awaitNothingLeft(before, "spawns as users that do not exist");
    }

    @Rule(
            value = "SPAWN-16",
            needs = {"RUN_AS", "PROCESS_TREE"})
    void closingEndsWhatAnotherUsersProgramHasStarted() throws Exception {
        RunAs user = programs().otherUsers().get(0).runAs();
        Conversation talk = start(programs().tree(true).withRunAs(user));
        List<Long> members = SignalContract.awaitTree(talk);
        talk.close();
        members.forEach(pid -> awaitNotRunning(pid, "after close(), a descendant of another user's program"));
    }

    @Rule(value = "SPAWN-16", without = "RUN_AS")
    void wishForAnotherUserIsRefused() {
        assertCommandRefused(PtyCapability.RUN_AS, programs().exit(0).withRunAs(RunAs.user("nobody")));
    }
}
