// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets threads wait for what the output of a program brings. Everything that the output changes is changed with its lock held. */
final class OutputWatch {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long lastOutput = System.nanoTime();
    private boolean ended;

    /** Takes output by an action, and notifies those who wait. */
    void take(Runnable action) {
        lock.lock();
        try {
            action.run();
            lastOutput = System.nanoTime();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean hasEnded() {
        return locked(() -> ended);
    }

    /** How long nothing has been written. */
    Duration quiet() {
        return locked(() -> Duration.ofNanos(System.nanoTime() - lastOutput));
    }

    /** Evaluates something while no output is being taken. */
    <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a condition yields something, the limit elapses or the output ends. The condition is called with the lock held. */
    <T> Optional<T> await(Duration most, Supplier<Optional<T>> condition) throws InterruptedException {
        long left = most.toNanos();
        lock.lockInterruptibly();
        try {
            Optional<T> result = condition.get();
            while (result.isEmpty() && !ended && left > 0) {
                left = changed.awaitNanos(left);
                result = condition.get();
            }
            return result;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing has come for a time or the output has ended; false if the limit elapses before. */
    boolean awaitQuiet(Duration quiet, Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        lock.lockInterruptibly();
        try {
            long left = quiet.toNanos() - (System.nanoTime() - lastOutput);
            while (!ended && left > 0) {
                if (deadline - System.nanoTime() < left) {
                    return false;
                }
                var unused = changed.awaitNanos(left);
                left = quiet.toNanos() - (System.nanoTime() - lastOutput);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
