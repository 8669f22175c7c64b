// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.util.List;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.TerminalSize;
import rmux.pty.testkit.fault.CallFaults;
import rmux.pty.testkit.programs.Resources;

/** Fails each native call of a spawn, a resize and a close in turn (rule LIFE-07). */
final class FaultSweep {

    private static final int MOST_CALLS = 500;

    private final Contract contract;
    private final CallFaults faults;

    FaultSweep(Contract contract, CallFaults faults) {
        this.contract = contract;
        this.faults = faults;
    }

    private interface Operation {
        void run() throws IOException;
    }

    private interface Round {
        /** Runs the operation once, with one call failing, and checks the outcome; returns the calls that were made. */
        List<String> run(int number) throws IOException;
    }

    /** Returns how many calls were made to fail. */
    String run() throws IOException {
        warmUp();
        int spawn = sweep("spawn", number -> spawn(number, contract.programs().waiting()));
        if (contract.has(PtyCapability.RUN_AS)) {
            PtyCommand command = contract.programs()
                    .waiting()
                    .withRunAs(contract.programs().otherUsers().get(0).runAs());
            spawn += sweep("spawn as another user", number -> spawn(number, command));
        }
        int resize = sweep("resize", this::resize);
        int close = sweep("close", this::close);
        return (spawn + resize + close) + " native calls were made to fail: " + spawn + " of spawn, " + resize
                + " of resize, " + close + " of close";
    }

    private void warmUp() throws IOException {
        open().close();
    }

    private PtySession open() throws PtyException {
        return open(contract.programs().waiting());
    }

    private PtySession open(PtyCommand command) throws PtyException {
        return faults.provider().spawn(command);
    }

    private int sweep(String what, Round round) throws IOException {
        Resources before = contract.programs().resources();
        for (int number = 1; number < MOST_CALLS; number++) {
            int failing = number;
            List<String> calls = round.run(failing);
            if (calls.size() < failing) {
                return failing - 1;
            }
            contract.awaitNothingLeft(
                    before, what + " with call " + failing + " (" + calls.get(failing - 1) + ") failing");
        }
        return fail(what + " made more than " + MOST_CALLS + " native calls");
    }

    private List<String> spawn(int number, PtyCommand command) throws IOException {
        PtySession[] opened = new PtySession[1];
        List<String> calls = attempt("spawn", number, () -> opened[0] = open(command));
        if (opened[0] != null) {
            opened[0].close();
        }
        return calls;
    }

    private List<String> resize(int number) throws IOException {
        try (PtySession session = open()) {
            return attempt("resize", number, () -> session.master().resize(TerminalSize.of(90, 40)));
        }
    }

    private List<String> close(int number) throws IOException {
        PtySession session = open();
        return attempt("close", number, () -> {
            session.close();
            checkStatus(session);
        });
    }

    /** A call that fails while the exit is collected is reported as a status that is unknown, by rule EXIT-10. */
    private static void checkStatus(PtySession session) throws PtyException {
        if (session.child().exitStatus().orElse(null) instanceof ExitStatus.Unknown unknown) {
            throw new PtyException("collect exit status", unknown.reason());
        }
    }

    private List<String> attempt(String what, int number, Operation operation) {
        PtyException failure = null;
        faults.arm(number);
        try {
            operation.run();
        } catch (PtyException e) {
            failure = e;
        } catch (IOException e) {
            fail(what + ", call " + number + " failing: not a PtyException", e);
        }
        List<String> calls = faults.disarm();
        if (calls.size() >= number) {
            check(what, calls.get(number - 1), failure);
        }
        return calls;
    }

    private void check(String what, String call, @org.jspecify.annotations.Nullable PtyException failure) {
        if (failure == null) {
            assertTrue(faults.isTolerated(call), () -> what + ": " + call + " failed, and nothing was thrown");
            return;
        }
        assertTrue(
                (failure.operation() + failure.getMessage()).contains(call),
                () -> what + ": " + call + " failed, but the exception names another operation: " + failure.operation()
                        + ", " + failure.getMessage());
    }
}
