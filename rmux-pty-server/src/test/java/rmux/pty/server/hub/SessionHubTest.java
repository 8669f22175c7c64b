// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.TerminalSize;
import rmux.pty.peers.DebianPackages;
import rmux.pty.server.Eventually;
import rmux.pty.server.TestLimits;

/** Sessions that outlive their viewers. */
@Tag("once")
class SessionHubTest {

    private static final TerminalSize SIZE = TerminalSize.of(80, 24);

    private final SessionHub hub = new SessionHub(HubOptions.defaults());

    @AfterEach
    void close() {
        hub.close();
    }

    private static void type(Viewer viewer, String text) throws Exception {
        viewer.input(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @DisplayName("detach and attach again: the program has gone on, and the screen is painted")
    void reattach() throws Exception {
        HubSession session =
                hub.create("one", PtyCommand.shell("read a; echo first $a; read b; echo second $b; read c"));
        RecordingSink first = new RecordingSink(SIZE);
        try (Viewer viewer = session.attach(SIZE, false, first)) {
            type(viewer, "x\r");
            first.await("first x");
            type(viewer, "y\r");
        }
        assertThat(first.awaitEnd()).isEqualTo("detached");
        RecordingSink second = new RecordingSink(SIZE);
        try (Viewer viewer = session.attach(SIZE, false, second)) {
            second.await("second y");
            assertThat(second.screen.text()).contains("first x");
            type(viewer, "z\r");
            assertThat(second.awaitEnd()).isEqualTo("exit code 0");
        }
        assertThat(hub.list()).isEmpty();
    }

    @Test
    @DisplayName("vim: whoever attaches later sees what the first one sees, in its alternate screen")
    void fullScreen() throws Exception {
        DebianPackages.require("vim", "vim");
        HubSession session = hub.create("vim", PtyCommand.of("vim", "-u", "NONE", "-i", "NONE", "--not-a-term"));
        RecordingSink first = new RecordingSink(SIZE);
        RecordingSink second = new RecordingSink(SIZE);
        try (Viewer viewer = session.attach(SIZE, false, first)) {
            first.await("VIM - Vi IMproved");
            type(viewer, "ihello w\u00f6rld \u4e16\u754c");
            first.await("hello w\u00f6rld \u4e16\u754c");
            try (Viewer later = session.attach(SIZE, true, second)) {
                second.await("hello w\u00f6rld \u4e16\u754c");
                Eventually.within(
                        TestLimits.STEP,
                        "the same screen",
                        () -> second.screen.text().equals(first.screen.text())
                                && second.screen.cursor().equals(first.screen.cursor()));
                assertThat(second.screen.isAlternate()).isTrue();
                type(later, "read-only viewers do not type");
                type(viewer, "\u001b:q!\r");
                assertThat(second.awaitEnd()).isEqualTo("exit code 0");
            }
        }
        assertThat(second.screen.isAlternate()).isFalse();
    }

    @Test
    @DisplayName(
            "10 viewers, one of them stopped: the others see everything, and the stopped one the screen when it goes on")
    void oneStopped() throws Exception {
        HubSession session =
                hub.create("many", PtyCommand.shell("read go; seq 1 200000; echo end-$((1+1)); read stay"));
        List<RecordingSink> sinks = new ArrayList<>();
        List<Viewer> viewers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            sinks.add(new RecordingSink(SIZE));
            viewers.add(session.attach(SIZE, false, sinks.get(i)));
            assertThat(sinks.get(i).isPainted()).isTrue();
        }
        RecordingSink stopped = sinks.get(9);
        stopped.stop();
        type(viewers.get(0), "go\r");
        for (RecordingSink sink : sinks.subList(0, 9)) {
            sink.await("end-2");
            assertThat(sink.screen.text()).contains("199999\n200000\nend-2");
        }
        long behind = stopped.bytes.get();
        stopped.goOn();
        stopped.await("end-2");
        assertThat(stopped.screen.text()).isEqualTo(sinks.get(0).screen.text());
        assertThat(stopped.bytes.get() - behind)
                .as("the screen and at most what the ring holds, rather than all that was written")
                .isLessThan(2L * HubOptions.defaults().ringBytes());
        viewers.forEach(Viewer::close);
    }

    @Test
    @DisplayName("the smallest window decides about the size, and no longer when it has gone")
    void smallest() throws Exception {
        HubSession session =
                hub.create("size", PtyCommand.shell("trap 'stty size' WINCH; stty size; while :; do sleep 0.05; done"));
        RecordingSink large = new RecordingSink(TerminalSize.of(100, 30));
        RecordingSink small = new RecordingSink(TerminalSize.of(60, 20));
        try (Viewer viewer = session.attach(TerminalSize.of(100, 30), false, large)) {
            large.await("30 100");
            try (Viewer other = session.attach(TerminalSize.of(60, 40), false, small)) {
                large.await("30 60");
                other.resize(TerminalSize.of(50, 20));
                large.await("20 50");
            }
            Eventually.within(
                    TestLimits.STEP,
                    "its own size",
                    () -> session.summary().size().equals(TerminalSize.of(100, 30)));
            viewer.resize(TerminalSize.of(30_000, 30_000));
            assertThat(session.summary().size()).isEqualTo(HubOptions.defaults().maximumSize());
        }
    }

    @Test
    @DisplayName(
            "a query is answered once, whether nobody watches or ten do, and answers of their terminals are not typed")
    void queries() throws Exception {
        String script = "stty raw -echo; printf '\\033[c'; head -c 5 | od -An -tx1; read go; printf '\\033[6n';"
                + " sleep 0.5; dd bs=100 count=1 2>/dev/null | od -An -c";
        HubSession session = hub.create("query", PtyCommand.shell(script));
        RecordingSink sink = new RecordingSink(TerminalSize.of(80, 24));
        try (Viewer viewer = session.attach(SIZE, false, sink)) {
            sink.await("1b 5b 3f");
            type(viewer, "\u001b[?1;2c\u001b[5;7R\u001b[1;2R\n"); // two answers, and a shifted function key
            sink.await("[");
            assertThat(sink.screen.text()).doesNotContain("5   ;   7");
        }
    }

    @Test
    @DisplayName("unknown names, names in use, bad names, too many: one sentence each")
    void refusals() throws Exception {
        try (SessionHub small = new SessionHub(HubOptions.defaults().withMaximumSessions(1))) {
            assertThatThrownBy(() -> small.get("none"))
                    .isInstanceOf(HubException.class)
                    .hasMessage("there is no session \"none\"; there are none at all");
            HubSession first = small.create("first", PtyCommand.of("cat"));
            assertThatThrownBy(() -> small.get("no\u001b[2Jne"))
                    .hasMessage("there is no session \"no?[2Jne\"; there are: first");
            assertThatThrownBy(() -> small.create("first", PtyCommand.of("cat")))
                    .hasMessageContaining("already");
            assertThatThrownBy(() -> small.create("second", PtyCommand.of("cat")))
                    .hasMessageContaining("there are 1 sessions");
            assertThatThrownBy(() -> small.create("../etc", PtyCommand.of("cat")))
                    .hasMessageContaining("letters, digits");
            assertThat(first.summary().state()).isEqualTo("running");
            small.kill("first");
            assertThat(small.list()).isEmpty();
        }
    }

    @Test
    @DisplayName("an idle session without viewers is ended, with everything that it started; one with a viewer is not")
    void idle() throws Exception {
        try (SessionHub hasty = new SessionHub(HubOptions.defaults().withIdleLimit(Duration.ofMillis(300)))) {
            HubSession watched = hasty.create("watched", PtyCommand.of("cat"));
            RecordingSink sink = new RecordingSink(SIZE);
            try (Viewer viewer = watched.attach(SIZE, false, sink)) {
                hasty.create("idle", PtyCommand.of("cat"));
                Eventually.within(
                        TestLimits.STEP, "only one", () -> hasty.list().size() == 1);
                assertThat(hasty.list().get(0).name()).isEqualTo("watched");
                type(viewer, "here\r");
                sink.await("here");
            }
        }
    }

    @Test
    @DisplayName("a program that ended with nobody watching: whoever attaches sees its last screen and how it ended")
    void endedAlone() throws Exception {
        HubSession session = hub.create("short", PtyCommand.shell("echo last words; exit 4"));
        Eventually.within(
                TestLimits.STEP, "ended", () -> session.summary().state().equals("exit code 4"));
        RecordingSink sink = new RecordingSink(SIZE);
        Viewer viewer = session.attach(SIZE, false, sink);
        assertThat(sink.awaitEnd()).isEqualTo("exit code 4");
        assertThat(sink.screen.text()).contains("last words");
        viewer.close();
        Eventually.within(TestLimits.STEP, "forgotten", () -> hub.list().isEmpty());
    }
}
