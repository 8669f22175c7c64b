// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rmux.pty.api.TerminalSize;

/** Recorded output of real programs, shown as @xterm/headless shows it: every cell, the cursor, the scrollback, the replies. */
@Tag("once")
@Tag("one-jdk")
class OracleTest {

    private static final int FEWEST_STREAMS = 12;
    private static final int ORACLE_MINUTES = 5;

    static List<String> streams() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".cells.gz"))
                    .map(name -> name.substring(0, name.length() - ".gz".length()))
                    .sorted()
                    .toList();
        }
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(OracleTest.class.getResource("streams").toURI());
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream input = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            return input.readAllBytes();
        }
    }

    static byte[] stream(String name) throws IOException, URISyntaxException {
        return read(folder().resolve(name + ".gz"));
    }

    private static String expected(String name) throws IOException, URISyntaxException {
        return new String(read(folder().resolve(name + ".cells.gz")), StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("There are recordings of at least a dozen programs")
    void thereAreEnoughStreams() throws IOException, URISyntaxException {
        assertThat(streams()).hasSizeGreaterThanOrEqualTo(FEWEST_STREAMS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    @DisplayName("Every cell is as the oracle has it")
    void everyCell(String name) throws IOException, URISyntaxException {
        byte[] bytes = stream(name);
        assertThat(dump(name, bytes, bytes.length)).isEqualTo(expected(name));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    @DisplayName("The same output byte by byte makes the same screen")
    void byteByByte(String name) throws IOException, URISyntaxException {
        assertThat(dump(name, stream(name), 1)).isEqualTo(expected(name));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    @DisplayName("The same output in pieces of any length makes the same screen")
    void inPieces(String name) throws IOException, URISyntaxException {
        assertThat(dump(name, stream(name), 97)).isEqualTo(expected(name));
    }

    @Test
    @DisplayName("The stored expectations are what the oracle says today")
    void expectationsAreFresh(@TempDir Path target) throws IOException, URISyntaxException, InterruptedException {
        Path script = Path.of("..", "scripts", "screen-oracle").toAbsolutePath().normalize();
        Path log = target.resolve("log");
        Process process = new ProcessBuilder(script.toString(), folder().toString(), target.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(ORACLE_MINUTES, TimeUnit.MINUTES)).isTrue();
        // Where npm cannot install the oracle, the stored expectations still hold; the report says that this one was
        // not run.
        assumeTrue(process.exitValue() == 0, () -> "the oracle could not be installed or run: " + text(log));
        for (String name : streams()) {
            String today = new String(read(target.resolve(name + ".cells.gz")), StandardCharsets.UTF_8);
            assertThat(today).as(name).isEqualTo(expected(name));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String dump(String name, byte[] bytes, int mostAtOnce) {
        List<String> replies = new ArrayList<>();
        Screen screen = Screen.builder()
                .size(TerminalSize.parse(name.substring(name.lastIndexOf('.') + 1)))
                .onReply(replies::add)
                .build();
        Random random = new Random(bytes.length);
        int at = 0;
        while (at < bytes.length) {
            int count = Math.min(
                    bytes.length - at, mostAtOnce == bytes.length ? mostAtOnce : 1 + random.nextInt(mostAtOnce));
            screen.write(bytes, at, count);
            at += count;
        }
        replies.removeIf(OracleTest::isUnknownToTheOracle);
        return ScreenDump.of(screen, replies.stream().map(OracleTest::quoted).toList());
    }

    /** Answers to XTGETTCAP and XTVERSION, which it ignores. */
    private static boolean isUnknownToTheOracle(String reply) {
        return reply.startsWith("\u001bP0+r") || reply.startsWith("\u001bP>|");
    }

    private static String quoted(String reply) {
        StringBuilder result = new StringBuilder("\"");
        reply.chars().forEach(c -> {
            if (c < 0x20) {
                result.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else if (c == '"' || c == '\\') {
                result.append('\\').append((char) c);
            } else {
                result.append((char) c);
            }
        });
        return result.append('"').toString();
    }
}
