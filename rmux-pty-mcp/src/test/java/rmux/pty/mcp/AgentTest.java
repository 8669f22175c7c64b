// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SDK's own client talks to {@code rmux-pty mcp} in a process of its own, as agents do. */
@Tag("once")
class AgentTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private McpSyncClient client;

    @BeforeEach
    void connect() {
        client = connect("--directory", folder.toString(), "--max-sessions", "2", "--max-output", "1000");
    }

    private static McpSyncClient connect(String... options) {
        List<String> arguments = new ArrayList<>(List.of("-cp", classPath(), "rmux.pty.cli.Main", "mcp"));
        arguments.addAll(List.of(options));
        ServerParameters server = ServerParameters.builder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .args(arguments)
                .build();
        McpSyncClient client = McpClient.sync(new StdioClientTransport(server, McpJsonDefaults.getMapper()))
                .requestTimeout(LIMIT)
                .initializationTimeout(LIMIT)
                .build();
        client.initialize();
        return client;
    }

    private static String classPath() {
        return List.of("jdk.module.path", "surefire.test.class.path", "java.class.path").stream()
                .map(name -> System.getProperty(name, ""))
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }

    @AfterEach
    void disconnect() {
        client.closeGracefully();
    }

    private String call(String tool, Map<String, Object> arguments) {
        CallToolResult result = client.callTool(
                CallToolRequest.builder(tool).arguments(arguments).build());
        String text = text(result);
        assertThat(result.isError()).as(text).isNotEqualTo(true);
        return text;
    }

    private String failure(String tool, Map<String, Object> arguments) {
        CallToolResult result = client.callTool(
                CallToolRequest.builder(tool).arguments(arguments).build());
        assertThat(result.isError()).as(text(result)).isTrue();
        return text(result);
    }

    private static String text(CallToolResult result) {
        return result.content().stream()
                .map(content -> ((TextContent) content).text())
                .collect(Collectors.joining("\n"));
    }

    @Test
    @DisplayName("An agent drives vim to write a file")
    void vim() throws IOException {
        call("start", Map.of("command", List.of("vim", "-u", "NONE", "-N", "poem.txt")));
        call("wait", Map.of("session", "program-1", "text", "poem.txt"));
        call("type", Map.of("session", "program-1", "text", "iroses are red", "enter", true));
        call("type", Map.of("session", "program-1", "text", "violets are blue"));
        assertThat(call("keys", Map.of("session", "program-1", "keys", List.of("escape"))))
                .contains("roses are red\nviolets are blue");
        call("type", Map.of("session", "program-1", "text", ":wq", "enter", true));
        assertThat(call("wait", Map.of("session", "program-1", "exit", true))).contains("exit code 0");
        call("close", Map.of("session", "program-1"));
        assertThat(Files.readString(folder.resolve("poem.txt"))).isEqualTo("roses are red\nviolets are blue\n");
    }

    @Test
    @DisplayName("An agent runs commands, waits for one, interrupts one and answers a prompt for a password")
    void shell() {
        call("start", Map.of());
        assertThat(call("run", Map.of("session", "shell-1", "command", "echo hello; (exit 3)")))
                .isEqualTo("[exit code 3]\nhello\n");
        assertThat(call("run", Map.of("session", "shell-1", "command", "sleep 0.7; echo late", "seconds", 0.2)))
                .startsWith("[still running");
        assertThat(call("wait", Map.of("session", "shell-1"))).isEqualTo("[exit code 0]\nlate\n");
        assertThat(call("run", Map.of("session", "shell-1", "command", "sleep 1000", "seconds", 0.2)))
                .startsWith("[still running");
        assertThat(call("interrupt", Map.of("session", "shell-1"))).startsWith("[exit code 130]");
        assertThat(call(
                        "run",
                        Map.of(
                                "session",
                                "shell-1",
                                "command",
                                "stty -echo; printf 'Pass: '; read p; stty echo; echo $p")))
                .startsWith("[awaiting input")
                .endsWith("Pass: ");
        call("type", Map.of("session", "shell-1", "text", "secret", "enter", true));
        assertThat(call("wait", Map.of("session", "shell-1"))).isEqualTo("[exit code 0]\nsecret\n");
        assertThat(call("run", Map.of("session", "shell-1", "command", "seq 1 5000")))
                .hasSizeLessThan(1_200)
                .contains("bytes dropped]\n");
    }

    @Test
    @DisplayName("What is wrong comes back as one clear sentence, and nothing is lost")
    void refusals() {
        call("start", Map.of());
        assertThat(failure("run", Map.of("session", "nobody", "command", "true")))
                .isEqualTo("there is no session \"nobody\"; there are shell-1");
        call("start", Map.of("command", List.of("cat")));
        assertThat(failure("start", Map.of()))
                .isEqualTo("there are already 2 sessions (shell-1, program-2), which is the limit; close one first");
        assertThat(failure("run", Map.of("session", "program-2", "command", "true")))
                .contains("is a program, not a shell");
        assertThat(failure("keys", Map.of("session", "program-2", "keys", List.of("hyper+x"))))
                .contains("there is no key");
        assertThat(failure("wait", Map.of("session", "program-2", "text", "never", "seconds", 0.1)))
                .contains("\"never\" on the screen, but it did not come within 100 ms");
        assertThat(failure("wait", Map.of("session", "program-2", "pattern", "(")))
                .contains("Unclosed group");
        call("close", Map.of("session", "program-2"));
        assertThat(failure("start", Map.of("command", List.of("/no/such/program"))))
                .contains("/no/such/program");
        assertThat(call("run", Map.of("session", "shell-1", "command", "echo fine")))
                .isEqualTo("[exit code 0]\nfine\n");
    }

    @Test
    @DisplayName("The tools are those that were promised, and say what they take")
    void tools() {
        assertThat(client.listTools().tools())
                .extracting(Tool::name)
                .containsExactlyInAnyOrder("start", "run", "type", "keys", "screen", "wait", "interrupt", "close");
        assertThat(client.getServerInfo().name()).isEqualTo("rmux-pty");
    }

    @Test
    @DisplayName("When the client goes away, its programs end")
    void clientGone() throws IOException {
        call("start", Map.of());
        call("run", Map.of("session", "shell-1", "command", "sleep 1000 & echo $! > pid"));
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        ProcessHandle sleep = ProcessHandle.of(pid).orElseThrow();
        client.closeGracefully();
        assertThat(sleep.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .succeedsWithin(LIMIT);
    }
}
