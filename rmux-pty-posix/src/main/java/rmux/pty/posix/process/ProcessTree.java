// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import rmux.pty.api.PtyException;
import rmux.pty.posix.jna.Errno;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.Linux;
import rmux.pty.posix.jna.OwnedDescriptor;

/**
 * The processes of one or more sessions and all their descendants, across process groups and sessions.
 *
 * <p>A session is known by its leader's number. That number stays taken for as long as the session has a member, also after
 * the leader was collected (kernel: pid.c, PIDTYPE_SID); a process of that very number then is a stranger, and nothing is
 * touched. What cannot be found is a descendant that made a session of its own and whose parents have all exited.
 */
final class ProcessTree {

    private static final Logger LOGGER = System.getLogger("rmux.pty.posix");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long LONGEST_PAUSE = Duration.ofMillis(20).toNanos();

    private final LibC libC;
    private final Set<Integer> sessions;
    private final boolean leadersAreCollected;

    private ProcessTree(LibC libC, Set<Integer> sessions, boolean leadersAreCollected) {
        this.libC = libC;
        this.sessions = sessions;
        this.leadersAreCollected = leadersAreCollected;
    }

    /** The tree of a session whose leader may be alive. */
    static ProcessTree ofSession(LibC libC, int leader) {
        return new ProcessTree(libC, Set.of(leader), false);
    }

    /** What is left of sessions whose leaders have been collected. */
    static ProcessTree leftBehindBy(LibC libC, Set<Integer> leaders) {
        return new ProcessTree(libC, Set.copyOf(leaders), true);
    }

    /** Kills every member until none is left; a member that starts another one meanwhile is caught by the next round. */
    void terminate() throws PtyException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long pause = Duration.ofMillis(1).toNanos();
        while (true) {
            List<ProcessTable.Entry> members = members();
            if (members.isEmpty()) {
                return;
            }
            killAll(members);
            if (System.nanoTime() - deadline > 0) {
                LOGGER.log(Level.WARNING, "processes {0} are still there after they were killed", members);
                return;
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
    }

    /** Those that may not be killed, for they are another user's, do not keep the others alive. */
    private void killAll(List<ProcessTable.Entry> members) throws PtyException {
        List<PtyException> failures = new ArrayList<>();
        for (ProcessTable.Entry member : members) {
            try {
                kill(member);
            } catch (PtyException e) {
                failures.add(e);
            }
        }
        if (failures.size() == members.size()) {
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

    /** The members that are alive. */
    List<ProcessTable.Entry> members() throws PtyException {
        Map<Integer, ProcessTable.Entry> all = readTable();
        Map<Integer, List<ProcessTable.Entry>> byParent = new HashMap<>();
        all.values()
                .forEach(e -> byParent.computeIfAbsent(e.parent(), p -> new ArrayList<>())
                        .add(e));
        Set<Integer> found = new HashSet<>();
        List<ProcessTable.Entry> members = new ArrayList<>();
        for (ProcessTable.Entry entry : all.values()) {
            boolean stranger = leadersAreCollected && all.containsKey(entry.session());
            if (sessions.contains(entry.session()) && !stranger) {
                addWithDescendants(entry, byParent, found, members);
            }
        }
        return members;
    }

    private static void addWithDescendants(
            ProcessTable.Entry root,
            Map<Integer, List<ProcessTable.Entry>> byParent,
            Set<Integer> found,
            List<ProcessTable.Entry> members) {
        if (!found.add(root.pid())) {
            return;
        }
        if (!root.dead()) {
            members.add(root);
        }
        for (ProcessTable.Entry child : byParent.getOrDefault(root.pid(), List.of())) {
            addWithDescendants(child, byParent, found, members);
        }
    }

    private static Map<Integer, ProcessTable.Entry> readTable() throws PtyException {
        try {
            return ProcessTable.read().entries();
        } catch (IOException e) {
            throw new PtyException("read /proc", "the processes of the system cannot be listed: " + e.getMessage(), e);
        }
    }

    /** Kills the very process that was seen: a pidfd pins it, and its start time is compared after that. */
    private void kill(ProcessTable.Entry member) throws PtyException {
        int pidFd = libC.pidfd_open(member.pid(), 0);
        if (pidFd < 0) {
            if (!Errno.ESRCH.is(pidFd) && ProcessTable.isStill(member)) {
                ignoreGone("kill", libC.kill(member.pid(), Linux.SIGKILL));
            }
            return;
        }
        try (OwnedDescriptor pinned = new OwnedDescriptor(libC, "pidfd_open", pidFd)) {
            if (ProcessTable.isStill(member)) {
                ignoreGone("pidfd_send_signal", libC.pidfd_send_signal(pinned.number(), Linux.SIGKILL));
            }
        }
    }

    private static void ignoreGone(String operation, int result) throws PtyException {
        if (!Errno.ESRCH.is(result)) {
            Errno.check(operation, result);
        }
    }
}
