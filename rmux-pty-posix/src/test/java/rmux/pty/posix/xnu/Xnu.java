// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.xnu;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Platform;
import rmux.pty.posix.platform.Platforms;

/** The kernel: one lock, under which everything happens and which is notified of every change. */
public final class Xnu {

    /** Above every number that Linux gives to a process, so that the JDK finds none of these. */
    private static final int FIRST_PID = 5_000_000;

    /** What a program does; returns its exit code. */
    public interface Program {
        int run(Proc self) throws InterruptedException;
    }

    /** The contents of an executable file, of which the first bytes tell what it is. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares these
    record Executable(byte[] head, boolean isExecutable, Program program) {}

    final Platform platform = Platforms.of("Mac OS X", "aarch64").orElseThrow();
    final Map<Integer, Proc> processes = new TreeMap<>();
    final Map<Integer, Tty> terminals = new TreeMap<>();
    final Map<String, Executable> files = new HashMap<>();
    final List<String> executed = new ArrayList<>();
    final Proc jvm;

    /** Whether the exit of a leader waits until its output has been read, as from about macOS 15 on; else it does not. */
    boolean leaderWaitsForReader = true;

    /** How many calls of posix_openpt fail with ENXIO from now on. */
    int shortages;

    /** Run, without the lock, between the closing of a leader's descriptors and the revocation of its terminal. */
    Runnable beforeRevocation = () -> {};

    /** How often kevent has refused a descriptor that it does not take. */
    int refusals;

    /** Whether a master is watched by kevent. */
    boolean watched;

    private int nextPid = FIRST_PID;

    /** A kernel with a shell and no program. */
    public Xnu() {
        jvm = new Proc(this, nextPid++, 1);
        processes.put(jvm.pid, jvm);
        install("/bin/dash", Shell::run);
    }

    /** Sets whether the exit of a leader waits until its output has been read. */
    public synchronized void setLeaderWaitsForReader(boolean waits) {
        leaderWaitsForReader = waits;
    }

    /** Makes calls of posix_openpt fail with ENXIO. */
    public synchronized void failToOpenTerminals(int times) {
        shortages = times;
    }

    /** Sets what happens between the closing of a leader's descriptors and the revocation of its terminal. */
    public synchronized void setBeforeRevocation(Runnable action) {
        beforeRevocation = action;
    }

    /** How often kevent has refused a descriptor. */
    public synchronized int refusals() {
        return refusals;
    }

    /** Waits until kevent watches a master, or has refused to watch something. */
    public synchronized void awaitWatch() throws InterruptedException {
        while (!watched && refusals == 0) {
            wait();
        }
    }

    /** The paths that were executed so far. */
    public synchronized List<String> executed() {
        return List.copyOf(executed);
    }

    /** Installs a program. */
    public void install(String path, Program program) {
        files.put(path, new Executable(new byte[] {(byte) 0xCF, (byte) 0xFA, (byte) 0xED, (byte) 0xFE}, true, program));
    }

    /** Installs a file that is no program. */
    public void installFile(String path, String content, boolean isExecutable) {
        files.put(path, new Executable(content.getBytes(StandardCharsets.UTF_8), isExecutable, self -> 0));
    }

    int error(Errno errno) {
        return platform.errors().result(errno);
    }

    Proc newProcess(Proc parent) {
        Proc created = new Proc(this, nextPid++, parent.pid);
        created.group = parent.group;
        created.session = parent.session;
        processes.put(created.pid, created);
        return created;
    }

    /** Waits for a change; the caller holds the lock, and looks again. */
    @SuppressWarnings("WaitNotInLoop") // the loop is the caller's
    void await(long nanos) throws InterruptedException {
        if (nanos > 0) {
            wait(nanos / 1_000_000, (int) (nanos % 1_000_000));
        }
    }

    /** Sends a signal to the processes of a group; returns whether there are any. */
    synchronized boolean signalGroup(int group, int signal) {
        boolean any = false;
        for (Proc process : List.copyOf(processes.values())) {
            if (process.group == group && process != jvm && process.isAlive()) {
                any = true;
                process.signal(signal);
            }
        }
        return any;
    }

    /** What is left that ought not to be: processes, descriptors of the JVM beyond those given, terminals. */
    public synchronized List<String> leftovers(int descriptors) {
        List<String> left = new ArrayList<>();
        processes.values().stream().filter(each -> each != jvm).forEach(each -> left.add("process " + each));
        if (jvm.descriptors.size() > descriptors) {
            left.add("descriptors " + jvm.descriptors.keySet());
        }
        terminals.values().forEach(each -> left.add("terminal " + each.name()));
        return left;
    }
}
