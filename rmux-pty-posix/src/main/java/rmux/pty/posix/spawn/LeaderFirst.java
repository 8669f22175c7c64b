// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.lang.System.Logger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import rmux.pty.api.PtyException;
import rmux.pty.api.internal.events.QuietLog;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.posix.io.MasterDevice;
import rmux.pty.posix.process.PosixChild;

/**
 * Closes a terminal after its leader, where the exit of the leader revokes it: hangs the leader up, waits a moment for its
 * exit, collects it, and only then lets go of the terminal's number.
 *
 * <p>From about macOS 15 on, an exiting leader waits until its output has been read; nobody will read it, so that it is thrown
 * away meanwhile. A leader that does not end by that keeps its terminal until it does. Nobody else is held up meanwhile: the
 * number cannot be another terminal's before the master is closed.
 */
final class LeaderFirst implements MasterDevice.Teardown {

    private static final Logger LOGGER = System.getLogger("rmux.pty.posix");
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** For one that is closed soon after another that did not end: sessions that are closed at once share one wait (rule LIFE-09). */
    private static final long SHARED_PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private static volatile long lastStubborn = System.nanoTime() - SOON_NANOS;

    private final TerminalNumbers numbers;
    private final PosixChild leader;

    LeaderFirst(TerminalNumbers numbers, PosixChild leader) {
        this.numbers = numbers;
        this.leader = leader;
    }

    @Override
    public void run(Cleanup.Step discardOutput, Cleanup.Step close) throws PtyException {
        try {
            awaitLeader(discardOutput);
        } catch (PtyException | RuntimeException | Error e) {
            QuietLog.warn(LOGGER, "a terminal is closed before its program", e);
        } finally {
            numbers.alone(() -> {
                close.close();
                return true;
            });
        }
    }

    private void awaitLeader(Cleanup.Step discardOutput) throws PtyException {
        leader.hangUp();
        long start = System.nanoTime();
        long patience = start - lastStubborn < SOON_NANOS ? SHARED_PATIENCE_NANOS : PATIENCE_NANOS;
        while (leader.collect().isEmpty()) {
            if (System.nanoTime() - start > patience) {
                lastStubborn = System.nanoTime();
                return;
            }
            discardOutput.close();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
