// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.TerminalSize;
import rmux.pty.testkit.fake.FakePtyProvider;
import rmux.pty.testkit.fault.FaultScript.Fault;

class FaultyPtyProviderTest {

    private final FakePtyProvider fake = FakePtyProvider.posixLike().program("/bin/it", process -> {
        process.print("hello");
        process.pause();
        return 0;
    });

    private PtySession start(String call, Fault fault) throws Exception {
        FaultScript script = (number, name) -> name.equals(call) ? Optional.of(fault) : Optional.empty();
        return FaultyPtyProvider.of(fake, script).spawn(PtyCommand.of("/bin/it"));
    }

    @Test
    void callFails() throws Exception {
        try (PtySession session = start("PtyMaster.resize", new FaultScript.Failing("by request"))) {
            assertThatThrownBy(() -> session.master().resize(TerminalSize.DEFAULT))
                    .isInstanceOf(PtyException.class)
                    .hasMessage("by request");
        }
    }

    @Test
    void readIsShort() throws Exception {
        try (PtySession session = start("PtyMaster.read", new FaultScript.Partial())) {
            ByteBuffer buffer = ByteBuffer.allocate(10);
            assertThat(session.master().read(buffer)).isEqualTo(1);
            assertThat(session.master().read(buffer)).isEqualTo(1);
            assertThat(buffer.limit()).isEqualTo(10);
        }
    }

    @Test
    void callIsInterrupted() throws Exception {
        try (PtySession session = start("PtyMaster.read", new FaultScript.Interrupted())) {
            ByteBuffer buffer = ByteBuffer.allocate(10);
            int count = session.master().tryRead(buffer);
            assertThatThrownBy(() -> {
                        while (true) {
                            session.master().read(buffer.clear());
                        }
                    })
                    .isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(count).isBetween(0, 5);
        }
    }

    @Test
    void sameSeedGivesTheSameFaults() {
        assertThat(faults(7)).isEqualTo(faults(7)).isNotEqualTo(faults(8));
    }

    private static List<Optional<Fault>> faults(long seed) {
        FaultScript script = FaultScript.random(seed, 0.5);
        List<Optional<Fault>> faults = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            faults.add(script.next(i, "PtyMaster.read"));
        }
        return faults;
    }
}
