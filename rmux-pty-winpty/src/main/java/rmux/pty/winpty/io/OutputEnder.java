// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty.io;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.windows.io.PipeDevice;
import rmux.pty.windows.process.JobMonitor;
import rmux.pty.winpty.process.Agent;

/**
 * With keepOutputOpen, ends the output once only the agent is attached to the console; winpty itself can only end it with the
 * first program.
 *
 * <p>Processes are known by their numbers, which may be reused. The messages of a job come in the order of what happened, so that
 * a number in these sets is that of the last process started under it; whatever was mistaken meanwhile is looked at again after
 * the next message.
 */
public final class OutputEnder implements JobMonitor.ProcessListener {

    private static final Logger LOGGER = System.getLogger("rmux.pty.winpty");

    /** A process leaves the console about when its exit is reported: looked for so often, so far apart. */
    private static final int LOOKS = 20;

    private static final long LOOK_MILLIS = 50;
    /** How long between looks for a process on the console that is not in the job, whose exit nobody tells. */
    private static final long STRANGER_MILLIS = 500;

    /** The agent sends what it holds as soon as it is taken from it, so that a pause ten times as long as its polls is the end. */
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Agent agent;

    /** Started in the job, alive, and not seen on the console yet: it may be on its way there. */
    private final Set<Integer> arriving = new HashSet<>();
    /** Started in the job, and alive. */
    private final Set<Integer> inJob = new HashSet<>();

    private @Nullable PipeDevice device;
    private boolean news;
    private boolean strangers;
    private boolean closed;

    public OutputEnder(Agent agent) {
        this.agent = agent;
    }

    /**
     * Starts the thread, before the program: one that is refused when the program exits would leave the output open for good.
     *
     * @throws OutOfMemoryError if the thread cannot be started
     */
    public void start(ThreadFactory threads) {
        Thread thread = threads.newThread(this::run);
        thread.setName("rmux-pty-winpty-output");
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
    }

    /** The device whose output is to be ended. */
    public synchronized void ends(PipeDevice output) {
        device = output;
        notifyAll();
    }

    @Override
    public synchronized void started(int pid) {
        arriving.add(pid);
        inJob.add(pid);
    }

    @Override
    public synchronized void exited(int pid) {
        arriving.remove(pid);
        inJob.remove(pid);
        news = true;
        notifyAll();
    }

    /** Nothing is done any more once this has returned. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    private void run() {
        boolean done = false;
        while (!done) {
            try {
                endWhenAlone();
                done = true;
            } catch (VirtualMachineError e) {
                // A full heap passes; without this thread the output would never end.
                LockSupport.parkNanos(RETRY_NANOS);
                lookAgain();
            }
        }
    }

    private synchronized void lookAgain() {
        news = true;
    }

    private void endWhenAlone() {
        try {
            for (int looks = awaitLooks(); looks > 0; looks = awaitLooks()) {
                if (awaitAlone(looks) && awaitDelivery()) {
                    agent.hangUp();
                    return;
                }
            }
        } catch (PtyException e) {
            // Most often because the agent was ended with the program: then the output has ended too.
            LOGGER.log(Level.DEBUG, "the agent of winpty does not answer any more", e);
            agent.hangUp();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many looks to take: some after an exit was reported, one to see whether strangers have gone, none when closed. */
    private synchronized int awaitLooks() throws InterruptedException {
        while (!closed && (!news || device == null)) {
            if (strangers) {
                TimeUnit.MILLISECONDS.timedWait(this, STRANGER_MILLIS);
                return closed ? 0 : 1;
            }
            wait();
        }
        news = false;
        return closed ? 0 : LOOKS;
    }

    private synchronized boolean pause(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = end - System.nanoTime(); !closed && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return !closed;
    }

    private boolean awaitAlone(int looks) throws PtyException, InterruptedException {
        boolean alone = false;
        for (int i = 0; i < looks; i++) {
            Set<Integer> processes = agent.processes();
            alone = Set.of(agent.pid()).containsAll(processes);
            if (!isAwaiting(processes) && alone) {
                return true;
            }
            if (!pause(LOOK_MILLIS)) {
                return false;
            }
        }
        // What has not come by now has left the console, or never wanted one.
        return alone;
    }

    private synchronized boolean isAwaiting(Set<Integer> onConsole) {
        strangers = onConsole.stream().anyMatch(pid -> pid != agent.pid() && !inJob.contains(pid));
        arriving.removeAll(onConsole);
        return !arriving.isEmpty();
    }

    /**
     * The agent looks at the console every 25 ms, between two answers; so that of three questions, the last is answered when it
     * has seen all. Then it is only a matter of reading.
     */
    private boolean awaitDelivery() throws PtyException, InterruptedException {
        if (!pause(LOOK_MILLIS)) {
            return false;
        }
        agent.processes();
        agent.processes();
        while (nanosToQuiet() > 0) {
            if (!pause(LOOK_MILLIS)) {
                return false;
            }
        }
        return true;
    }

    private synchronized long nanosToQuiet() throws PtyException {
        PipeDevice output = device;
        return closed || output == null ? 0 : QUIET_NANOS - output.nanosQuiet();
    }
}
