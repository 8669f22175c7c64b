// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import rmux.pty.api.PtyCommand;
import rmux.pty.server.Eventually;
import rmux.pty.server.TestLimits;

/** ttyd's protocol, message by message, as its own page sends it. */
@Tag("once")
class WebProtocolTest {

    private static final WebTerminalOptions FREE_PORT =
            WebTerminalOptions.defaults().withAddress(WebTerminalOptions.LOOPBACK, 0);

    private static WebTerminal start(String script) throws Exception {
        return WebTerminal.start(FREE_PORT, PtyCommand.shell(script));
    }

    private static TtydClient admitted(WebTerminal server) throws Exception {
        return TtydClient.connect(server).introduce(TtydClient.token(server));
    }

    @Test
    @DisplayName("title first, then output; input echoes; the program's end closes with 1000 and its status")
    void conversation() throws Exception {
        try (WebTerminal server = start("stty size; read line; echo got $line; exit 7");
                TtydClient client = admitted(server)) {
            client.awaitOutput("24 80");
            assertThat(client.others().get(0)).startsWith("1");
            client.send("0hello\r");
            client.awaitOutput("got hello");
            assertThat(client.awaitClose()).isEqualTo("1000 exit code 7");
        }
    }

    @Test
    @DisplayName("a resize reaches the program; a malformed one is refused in a sentence and changes nothing")
    void resize() throws Exception {
        try (WebTerminal server = start("trap 'stty size' WINCH; echo ready; while :; do sleep 0.05; done");
                TtydClient client = admitted(server)) {
            client.awaitOutput("ready");
            client.send("1{\"columns\":132,\"rows\":");
            client.awaitOther("!The message is not the JSON that it must be");
            client.send("1{\"columns\":99999,\"rows\":5}");
            client.awaitOther("!The number of columns must be 1 to 32767. The size was not changed.");
            client.send("1{\"columns\":132,\"rows\":43}");
            client.awaitOutput("43 132");
            assertThat(client.output()).doesNotContain("5 99999");
        }
    }

    @Test
    @DisplayName("pause holds the output up, resume lets it go on, and nothing is lost")
    void pause() throws Exception {
        try (WebTerminal server = start("read go; seq 1 100000; echo end-$((1+1))");
                TtydClient client = admitted(server)) {
            client.awaitOther("1");
            client.send("2").send("0go\r");
            client.send("x"); // dealt with after the input
            client.awaitOther("!A message of an unknown type was ignored.");
            assertThat(client.output()).doesNotContain("50000");
            client.send("3");
            client.awaitOutput("end-2");
            assertThat(client.output()).contains("99999\r\n100000\r\n");
        }
    }

    @Test
    @DisplayName("input that is not UTF-8 arrives byte by byte")
    void brokenInput() throws Exception {
        try (WebTerminal server = start("stty raw -echo; echo ready; head -c 4 | od -An -tx1");
                TtydClient client = admitted(server)) {
            client.awaitOutput("ready");
            client.send(ByteBuffer.wrap(new byte[] {'0', (byte) 0xC3, (byte) 0x28, (byte) 0xFF, 0}));
            client.awaitOutput("c3 28 ff 00");
        }
    }

    @Test
    @DisplayName("the client goes away: everything that its program started is gone")
    void clientGone() throws Exception {
        try (WebTerminal server = start("nohup sleep 1001 & setsid sleep 1002 & echo pid $$ up; cat");
                TtydClient client = admitted(server)) {
            client.awaitOutput(" up");
            String number = client.output().replaceAll("(?s).*pid (\\d+) up.*", "$1");
            ProcessHandle shell = ProcessHandle.of(Long.parseLong(number)).orElseThrow();
            var tree = shell.descendants().toList();
            client.abort();
            Eventually.within(
                    TestLimits.STEP,
                    "the tree is gone",
                    () -> !shell.isAlive() && tree.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    @Test
    @DisplayName("a first message is read whatever its order, with unknown members; a bad one says what is wrong")
    void firstMessage() throws Exception {
        FirstMessage read = read("{\"rows\":5,\"more\":{\"columns\":[1]},\"AuthToken\":\"t\",\"columns\":0}");
        assertThat(read.token()).isEqualTo(Optional.of("t"));
        assertThat(read.size().toString()).isEqualTo("80x5");
        assertThat(read.toString()).doesNotContain("t,");
    }

    private static FirstMessage read(String json) throws Exception {
        return FirstMessage.read(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
    }
}
