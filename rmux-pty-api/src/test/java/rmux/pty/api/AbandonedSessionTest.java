// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AbandonedSessionTest {

    /** Of this test only, since sessions of other tests may be dropped at the same time. */
    private static final long PID = ScriptedChild.PID + 1;

    @Test
    @DisplayName("LIFE-04: a session that is dropped without close() is cleaned up, with a warning")
    void dropped() throws Exception {
        List<String> warnings = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger("rmux.pty.api");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                warnings.add(record.getLevel() + " "
                        + new java.text.MessageFormat(record.getMessage(), java.util.Locale.ROOT)
                                .format(record.getParameters()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try {
            ScriptedTerminal terminal = new ScriptedTerminal();
            drop(terminal);
            Instant limit = Instant.now().plus(TestLimits.SOON);
            while (terminal.closes() == 0 && Instant.now().isBefore(limit)) {
                System.gc();
                Thread.onSpinWait();
            }
            assertThat(terminal.closes()).isEqualTo(1);
            assertThat(warnings)
                    .filteredOn(warning -> warning.contains("process " + PID))
                    .containsExactly("WARNING the session of scripted (process " + PID
                            + ") was dropped without close(); closing it");
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
    }

    /** In a frame of its own, so that no local variable keeps the session. */
    private static void drop(ScriptedTerminal terminal) throws PtyException {
        PtySession session = ScriptedProvider.session(terminal, new ScriptedChild().withPid(PID));
        assertThat(session.master().isOpen()).isTrue();
    }
}
