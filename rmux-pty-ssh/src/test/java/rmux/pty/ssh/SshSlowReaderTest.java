// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;

/**
 * Output that nobody reads, or not as fast as it comes. {@code -Drmux.pty.test.slow.mib=64} reads so much of each of 50 sessions,
 * which are otherwise ten.
 */
@Tag("full")
@Tag("once")
class SshSlowReaderTest {

    private static final int MIB = 1 << 20;
    private static final int READ_MIB = Integer.getInteger("rmux.pty.test.slow.mib", 4);
    private static final int SESSIONS = Integer.getInteger("rmux.pty.test.slow.mib") == null ? 10 : 50;
    private static final int PIECE = 16 * 1024;

    /** The window of a channel is 1 MiB; what is under way besides is less than that. */
    private static final long MOST_UNREAD_MIB = 4;

    /** What collecting garbage leaves this time and not another. */
    private static final long NOISE = 16 * MIB;

    @TempDir
    static Path directory;

    /** A program that never ends, and notes how many MiB it has written. */
    private static PtyCommand writing(int number) {
        return PtyCommand.of(
                "sh",
                "-c",
                "i=0; while :; do head -c 1048576 /dev/zero; i=$((i+1)); echo $i >\"$1.new\"; mv \"$1.new\" \"$1\"; done",
                "sh",
                progress(number).toString());
    }

    private static Path progress(int number) {
        return directory.resolve("progress-" + number);
    }

    private static List<Long> written() throws IOException {
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            all.add(
                    Files.exists(progress(i))
                            ? Long.parseLong(Files.readString(progress(i)).strip())
                            : 0);
        }
        return all;
    }

    /** Nothing announces that programs wait: none has moved between two looks. */
    private static List<Long> awaitWaiting() throws IOException {
        List<Long> last = List.of();
        for (List<Long> now = written(); now.contains(0L) || !now.equals(last); now = written()) {
            last = now;
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
        return last;
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void read(PtySession session) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(PIECE);
        for (int left = MIB; left > 0; left -= buffer.position()) {
            assertThat(session.master().read(buffer.clear().limit(Math.min(PIECE, left))))
                    .isPositive();
        }
    }

    @Test
    @DisplayName(
            "slow readers make the programs wait, which get no further than the window allows; the heap stays as it is")
    void memoryIsFlat(TestReporter reporter) throws Exception {
        try (OpenSshServer server = OpenSshServer.start(directory);
                SshPtyProvider provider = SshPtyProvider.connect(server.target())) {
            List<PtySession> sessions = new ArrayList<>();
            try {
                reporter.publishEntry("heap of " + SESSIONS + " sessions", heapOf(provider, sessions));
            } finally {
                for (PtySession session : sessions) {
                    session.close();
                }
            }
        }
    }

    private static String heapOf(SshPtyProvider provider, List<PtySession> sessions) throws IOException {
        long before = heap();
        for (int i = 0; i < SESSIONS; i++) {
            sessions.add(provider.spawn(writing(i)));
        }
        assertThat(awaitWaiting()).allMatch(mib -> mib <= MOST_UNREAD_MIB);
        long full = heap();
        assertThat(full - before).isLessThan(SESSIONS * MOST_UNREAD_MIB * MIB);
        long highest = full;
        for (int round = 0; round < READ_MIB; round++) {
            for (PtySession session : sessions) {
                read(session);
            }
            highest = Math.max(highest, heap());
        }
        assertThat(highest).isLessThan(full + NOISE);
        assertThat(awaitWaiting()).allMatch(mib -> mib >= READ_MIB && mib <= READ_MIB + MOST_UNREAD_MIB);
        return before / MIB + " MiB before, " + full / MIB + " unread, at most " + highest / MIB + " while " + READ_MIB
                + " of each were read";
    }
}
