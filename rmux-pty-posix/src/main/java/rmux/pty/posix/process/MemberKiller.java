// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySignal;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.OwnedDescriptor;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;

/** Kills processes that were seen in a table, and never another one that has a number of theirs by now. */
final class MemberKiller {

    private static final int SELF = Math.toIntExact(ProcessHandle.current().pid());

    private MemberKiller() {}

    /** Kills all; those that may not be killed, because they are another user's, do not keep the others alive. */
    static void killAll(LibC libC, List<ProcessTable.Entry> members) throws PtyException {
        List<PtyException> failures = new ArrayList<>();
        for (ProcessTable.Entry member : members) {
            try {
                kill(libC, member);
            } catch (PtyException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty() && failures.size() == members.size()) {
            PtyException first = failures.get(0);
            throw new PtyException(
                    first.operation(),
                    "processes "
                            + members.stream()
                                    .map(member -> Integer.toString(member.pid()))
                                    .collect(Collectors.joining(", "))
                            + " cannot be ended: " + first.getMessage(),
                    first);
        }
    }

    /** A pidfd pins the process, and its start time is compared after that. */
    private static void kill(LibC libC, ProcessTable.Entry member) throws PtyException {
        int pidFd = libC.pidfd_open(member.pid(), 0);
        if (pidFd < 0) {
            if (!Errno.ESRCH.is(pidFd) && ProcessTable.isStill(libC, member)) {
                ignoreGone(
                        "kill",
                        libC.kill(member.pid(), libC.platform().signals().number(PtySignal.KILL)));
            }
            return;
        }
        try (OwnedDescriptor pinned = new OwnedDescriptor(libC, "pidfd_open", pidFd)) {
            if (ProcessTable.isStill(libC, member)) {
                ignoreGone(
                        "pidfd_send_signal",
                        libC.pidfd_send_signal(
                                pinned.number(), libC.platform().signals().number(PtySignal.KILL)));
            }
        }
    }

    private static void ignoreGone(String operation, int result) throws PtyException {
        if (!Errno.ESRCH.is(result)) {
            Errno.check(operation, result);
        }
    }

    /** Collects a dead member if the kernel has made it a child of this process, as of process 1 (rule LIFE-12). */
    static void collectAdopted(LibC libC, ProcessTable.Entry dead) {
        // Looked at once more: a session that is closed at the same time may have collected it, and its number be
        // another's.
        if (dead.parent() == SELF && ProcessTable.again(libC, dead).isPresent()) {
            libC.waitpid(dead.pid(), 0, libC.platform().number(Constant.WNOHANG));
        }
    }
}
