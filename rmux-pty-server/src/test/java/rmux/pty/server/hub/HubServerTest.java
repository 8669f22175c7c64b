// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.TerminalSize;
import rmux.pty.server.Eventually;
import rmux.pty.server.TestLimits;

/** The hub's socket: what it does, and what it refuses without harm to its sessions. */
class HubServerTest {

    private static final TerminalSize SIZE = TerminalSize.of(80, 24);

    @TempDir
    Path directory;

    private final SessionHub hub = new SessionHub(HubOptions.defaults());
    private Path socket;
    private HubServer server;

    @BeforeEach
    void start() throws Exception {
        socket = directory.resolve("private/socket");
        server = HubServer.start(hub, socket);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        hub.close();
    }

    private String create(String name, String script) throws IOException {
        try (HubClient client = HubClient.connect(socket)) {
            return client.create(
                    name, List.of("sh", "-c", script), SIZE, directory, Map.of("PATH", "/bin:/usr/bin", "A", "b"));
        }
    }

    private CompletableFuture<Void> attach(HubClient client, String name, RecordingSink sink) {
        return CompletableFuture.runAsync(() -> {
            try {
                client.attach(name, SIZE, false, sink);
            } catch (IOException e) {
                sink.ended("failed: " + e.getMessage());
            }
        });
    }

    @Test
    @DisplayName(
            "new, list, attach, type, detach, attach again, kill; the program has the caller's environment and directory")
    void life() throws Exception {
        assertThat(create("", "echo $A in $(pwd); cat")).isEqualTo("0");
        try (HubClient client = HubClient.connect(socket)) {
            assertThat(client.list())
                    .startsWith("0\trunning\tdetached\t80x24\t")
                    .contains("\tsh\t");
        }
        RecordingSink first = new RecordingSink(SIZE);
        try (HubClient client = HubClient.connect(socket)) {
            CompletableFuture<Void> attached = attach(client, "0", first);
            first.await("b in " + directory.toRealPath());
            client.input(ByteBuffer.wrap("typed\r".getBytes(StandardCharsets.UTF_8)));
            first.await("typed\ntyped");
            client.resize(TerminalSize.of(70, 20));
            try (HubClient other = HubClient.connect(socket)) {
                other.detach("0");
            }
            assertThat(first.awaitEnd()).isEqualTo("detached");
            attached.get(TestLimits.STEP.toSeconds(), TimeUnit.SECONDS);
        }
        RecordingSink second = new RecordingSink(SIZE);
        try (HubClient client = HubClient.connect(socket)) {
            CompletableFuture<Void> attached = attach(client, "0", second);
            second.await("typed\ntyped");
            try (HubClient other = HubClient.connect(socket)) {
                other.kill("0");
            }
            assertThat(second.awaitEnd()).isEqualTo("killed");
            attached.get(TestLimits.STEP.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(hub.list()).isEmpty();
    }

    @Test
    @DisplayName("a client that breaks off: the session goes on, and is there for the next one")
    void brokenOff() throws Exception {
        create("work", "echo up; cat");
        RecordingSink first = new RecordingSink(SIZE);
        HubClient client = HubClient.connect(socket);
        CompletableFuture<Void> attached = attach(client, "work", first);
        first.await("up");
        client.close();
        attached.get(TestLimits.STEP.toSeconds(), TimeUnit.SECONDS);
        Eventually.within(TestLimits.STEP, "detached", () -> hub.list().get(0).viewers() == 0);
        assertThat(hub.list().get(0).state()).isEqualTo("running");
    }

    @Test
    @DisplayName("the socket is for its owner only; a directory that others can enter, and a second hub, are refused")
    void permissions() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
                .isEqualTo("rwx------");
        assertThatThrownBy(() -> HubServer.start(hub, socket))
                .isInstanceOf(HubException.class)
                .hasMessage("a hub is running already at " + socket);
        Path open = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(() -> HubServer.start(hub, open.resolve("socket")))
                .hasMessageContaining("can be entered by other users");
    }

    @Test
    @DisplayName("a socket that a dead hub left behind is replaced")
    void leftBehind() throws Exception {
        Path stale = Files.createDirectory(
                        directory.resolve("stale"),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
                .resolve("socket");
        try (var dead = java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
            dead.bind(java.net.UnixDomainSocketAddress.of(stale));
        }
        try (HubServer second = HubServer.start(hub, stale);
                HubClient client = HubClient.connect(stale)) {
            assertThat(client.list()).isEmpty();
            assertThat(second).isNotNull();
        }
    }

    @Test
    @DisplayName(
            "unknown names and requests, malformed JSON, broken UTF-8, another version, oversized messages: one sentence each")
    void refusals() throws Exception {
        create("work", "echo up; cat");
        assertThat(answer('q', "{\"version\":1,\"request\":\"attach\",\"name\":\"none\"}"))
                .isEqualTo("e there is no session \"none\"; there are: work");
        assertThat(answer('q', "{\"version\":1,\"request\":\"fly\"}")).startsWith("e there is no request of that name");
        assertThat(answer('q', "{\"version\":1,\"request\":"))
                .isEqualTo("e the request is not the JSON that it must be, and was ignored");
        assertThat(answer('q', new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'}))
                .isEqualTo("e the request is not the JSON that it must be, and was ignored");
        assertThat(answer('q', "{\"version\":9,\"request\":\"list\"}"))
                .isEqualTo(
                        "e this server speaks version 1 of the protocol and the client version 9; use the same release of rmux-pty"
                                + " for both");
        assertThat(answer('i', "typed before any request")).isEqualTo("e the first message must be a request");
        assertThat(answer('q', "{\"version\":1,\"request\":\"new\",\"columns\":-5}"))
                .startsWith("e terminal columns must be");
        assertThat(raw(ByteBuffer.wrap(new byte[] {'q', 0x7F, 0, 0, 0})))
                .startsWith("e a message of 2130706432 bytes is longer");
        assertThat(hub.list()).hasSize(1);
        assertThat(hub.list().get(0).state()).isEqualTo("running");
    }

    private String answer(char type, String content) throws IOException {
        return answer(type, content.getBytes(StandardCharsets.UTF_8));
    }

    private String answer(char type, byte[] content) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(5 + content.length);
        frame.put((byte) type).putInt(content.length).put(content).flip();
        return raw(frame);
    }

    private String raw(ByteBuffer bytes) throws IOException {
        try (SocketChannel channel = HubSocket.connect(socket)) {
            while (bytes.hasRemaining()) {
                int written = channel.write(bytes);
                assertThat(written).isPositive();
            }
            HubFrame frame = HubFrame.read(channel).orElseThrow();
            return (char) frame.type() + " " + frame.text();
        }
    }
}
