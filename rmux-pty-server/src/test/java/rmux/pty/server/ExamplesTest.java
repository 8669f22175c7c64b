// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rmux.pty.peers.DebianPackages;

/** The examples of docs/web.md, docs/sshd.md and docs/hub.md: compiled and run. */
@Tag("once")
class ExamplesTest {

    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Path EXAMPLES = MODULE.resolve("src/test/examples");

    /** An example that runs until its input ends. */
    private static final class Running implements AutoCloseable {
        private final Process process;
        private final BufferedReader output;

        Running(String name, String... arguments) throws IOException {
            List<String> line = OwnJvm.command();
            line.add(EXAMPLES.resolve(name + ".java").toString());
            line.addAll(List.of(arguments));
            process = new ProcessBuilder(line).redirectErrorStream(true).start();
            output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        /** The first line of output that matches. */
        Matcher await(String pattern) throws IOException {
            StringBuilder seen = new StringBuilder();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                Matcher matcher = Pattern.compile(pattern).matcher(line);
                if (matcher.find()) {
                    return matcher;
                }
                seen.append(line).append('\n');
            }
            throw new IOException("no " + pattern + " in: " + seen);
        }

        int end() throws Exception {
            process.getOutputStream().close();
            assertThat(process.waitFor(TestLimits.STEP.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            return process.exitValue();
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @ParameterizedTest(name = "docs/{1} shows {0}")
    @CsvSource({"WebExample, web.md", "SshExample, sshd.md", "HubExample, hub.md"})
    @DisplayName("what is shown is what is run here")
    void quoted(String name, String page) throws Exception {
        String source = Files.readString(EXAMPLES.resolve(name + ".java"));
        assertThat(Files.readString(MODULE.resolve("../docs").resolve(page)))
                .contains(source.substring(source.indexOf('\n') + 1));
    }

    @Test
    @DisplayName("the web example serves the page, and ends with its input")
    void web() throws Exception {
        try (Running example = new Running("WebExample")) {
            String address = example.await("http://127\\.0\\.0\\.1:\\d+/#token=[\\w-]{43}$")
                    .group();
            HttpURLConnection page =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            assertThat(page.getResponseCode()).isEqualTo(HttpURLConnection.HTTP_OK);
            assertThat(example.end()).isZero();
        }
    }

    @Test
    @DisplayName("the SSH example admits OpenSSH's client, and ends with its input")
    void ssh(@TempDir Path directory) throws Exception {
        DebianPackages.require("ssh", "openssh-client");
        Path key = directory.resolve("key");
        Process keygen = new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keygen.waitFor(TestLimits.STEP.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        Path authorized = Files.copy(directory.resolve("key.pub"), directory.resolve("authorized_keys"));
        Files.setPosixFilePermissions(authorized, PosixFilePermissions.fromString("rw-------"));
        try (Running example = new Running("SshExample", directory.toString())) {
            String port = example.await("ssh -p (\\d+) 127\\.0\\.0\\.1").group(1);
            Process client = new ProcessBuilder(
                            "ssh",
                            "-F",
                            "none",
                            "-i",
                            key.toString(),
                            "-o",
                            "BatchMode=yes",
                            "-o",
                            "LogLevel=ERROR",
                            "-o",
                            "StrictHostKeyChecking=no",
                            "-o",
                            "UserKnownHostsFile=" + directory.resolve("known"),
                            "-l",
                            System.getProperty("user.name"),
                            "-p",
                            port,
                            "127.0.0.1",
                            "exit 7")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(client.waitFor(TestLimits.STEP.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(client.exitValue()).isEqualTo(7);
            assertThat(example.end()).isZero();
        }
    }

    @Test
    @DisplayName("the hub example shows its session's output and end")
    void hub() throws Exception {
        try (Running example = new Running("HubExample")) {
            assertThat(example.await("got hello").group()).isNotEmpty();
            assertThat(example.await("exit code 0").group()).isNotEmpty();
            assertThat(example.end()).isZero();
        }
    }
}
