// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rmux.pty.api.PtyException;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.platform.Feature;

/**
 * What belongs to one program: its session, their descendants, and what detached itself but holds the terminal. Known by
 * identity, never by a number alone (rule SIG-05).
 *
 * <p>The session has the leader's number. That number is ours until the leader is collected, and stays taken for as long as
 * the session has a member (kernel/pid.c, PIDTYPE_SID). So a member that had been started by the time of the collecting
 * proves that a session of that number is ours, and then every member is; without such a proof the session is over, and a
 * later one of the same number is a stranger's. Members and their descendants are remembered by number and start time.
 */
final class ProcessTree {

    private final LibC libC;
    private final int leader;
    private final TerminalUse terminal;
    private final ProcessTables tables;
    private final long spawnTime = System.nanoTime();
    private final long spawnTicks;
    private final Map<Integer, ProcessTable.Entry> known = new HashMap<>();
    private boolean collected;
    private boolean sessionOver;
    private long provenUntil = Long.MAX_VALUE;
    private long lastChange = spawnTime;
    private List<ProcessTable.Entry> lastAlive = List.of();

    /** The tree of a program that has just been started on a terminal. */
    ProcessTree(LibC libC, int leader, TerminalUse terminal, ProcessTables tables) {
        this.libC = libC;
        this.leader = leader;
        this.terminal = terminal;
        this.tables = tables;
        this.spawnTicks = BootClock.ticks(libC);
    }

    /**
     * Notes that the leader was collected; its number was ours at {@code ticks}, and may be another's from now on.
     *
     * @param ticks a time before the collecting, or -1 if nobody knows when that was
     * @param numberIsFree whether it is known that nobody is left in the session
     */
    synchronized void leaderCollected(long ticks, boolean numberIsFree) {
        if (!collected) {
            collected = true;
            provenUntil = ticks;
            lastChange = System.nanoTime();
            sessionOver = numberIsFree;
        }
    }

    /** Remembers what belongs to the program while its terminal is open and still tells who holds it. */
    synchronized void record(long requestTime) throws PtyException {
        boolean hasFiles = libC.platform().has(Feature.PROC_FILES);
        if (!collected && hasFiles && ChildCount.isNone(leader)) {
            return;
        }
        if (collected && sessionOver && known.isEmpty() && hasFiles && terminal.isOver()) {
            return; // nobody is left, in the session or at the terminal: no list of all processes would show more
        }
        ProcessTable table = tables.readYoungerThan(leader, spawnTime, List.copyOf(known.keySet()), requestTime);
        remember(table.withDescendants(roots(table)));
        if (!hasFiles) {
            return; // who holds a terminal is not looked up there
        }
        Set<Integer> members = new HashSet<>(known.keySet());
        members.add(leader);
        remember(table.holders().of(terminal.name(), spawnTicks, members));
    }

    /** Whether the session has a process group of that number, whose leader may have exited. */
    synchronized boolean hasGroup(int group) throws PtyException {
        return tables.readSince(System.nanoTime()).session(leader).stream()
                .anyMatch(entry -> entry.group() == group && !entry.dead());
    }

    /** Takes a look; with {@code force} ends what is alive. Returns whether nothing is. */
    synchronized boolean isGone(boolean force) throws PtyException {
        if (collected && sessionOver && known.isEmpty()) {
            return true;
        }
        if (!force && lastAlive.stream().anyMatch(seen -> ProcessTable.isStill(libC, seen))) {
            return false; // one file shows that, where a list of all processes would show no more
        }
        List<ProcessTable.Entry> alive = look();
        lastAlive = alive;
        if (!alive.isEmpty()) {
            lastChange = System.nanoTime();
            if (force) {
                alive.sort(parentsFirst(leader));
                MemberKiller.killAll(libC, alive);
                lastChange = System.nanoTime();
            }
        }
        return alive.isEmpty();
    }

    private List<ProcessTable.Entry> look() throws PtyException {
        ProcessTable table = tables.readSince(lastChange);
        List<ProcessTable.Entry> members = table.withDescendants(roots(table));
        known.values()
                .removeIf(entry ->
                        table.get(entry.pid()).filter(entry::isSameProcess).isEmpty());
        remember(members);
        if (collected && !sessionOver) {
            provenUntil = Math.max(provenUntil, table.readTicks());
        }
        List<ProcessTable.Entry> alive = new ArrayList<>();
        for (ProcessTable.Entry member : members) {
            if (!member.dead()) {
                alive.add(member);
            } else if (member.pid() != leader) {
                MemberKiller.collectAdopted(libC, member);
            }
        }
        return alive;
    }

    /**
     * The order in which members are killed: one that sees a child end may start another one, or end as if all were well. Start
     * times are too coarse to tell a leader from its first children, whose numbers may be smaller than its own.
     */
    static Comparator<ProcessTable.Entry> parentsFirst(int leader) {
        return Comparator.comparing((ProcessTable.Entry member) -> member.pid() != leader)
                .thenComparingLong(ProcessTable.Entry::startTime)
                .thenComparingInt(ProcessTable.Entry::pid);
    }

    private List<ProcessTable.Entry> roots(ProcessTable table) {
        List<ProcessTable.Entry> session = table.session(leader);
        boolean proven = !collected || session.stream().anyMatch(entry -> entry.startTime() <= provenUntil);
        sessionOver |= !proven;
        List<ProcessTable.Entry> roots = sessionOver ? new ArrayList<>() : new ArrayList<>(session);
        for (ProcessTable.Entry entry : known.values()) {
            table.get(entry.pid()).filter(entry::isSameProcess).ifPresent(roots::add);
        }
        return roots;
    }

    private void remember(Collection<ProcessTable.Entry> members) {
        for (ProcessTable.Entry member : members) {
            known.put(member.pid(), member);
        }
    }
}
