// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.screen;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.TerminalSize;

/**
 * Records the streams that {@link OracleTest} replays, from real programs in our own sessions. Run by hand when a stream is added:
 * {@code main FOLDER [NAME…]}, then {@code scripts/screen-oracle}.
 */
final class StreamRecorder {

    private static final Duration QUIET = Duration.ofMillis(700);
    private static final String UNICODE = """
            combining: e\u0301 a\u0308\u0323 n\u0303o\u0302 | wide: 日本語 한국어 中文字 | half: ｱｲｳ
            emoji: 😀 👍🏽 ❤️ ☎️ 1️⃣ 🇩🇪🇫🇷 👨‍👩‍👧‍👦 🏳️‍🌈 🧑🏿‍🚀 | hangul jamo: \u1112\u1161\u11ab\u1100\u1173\u11af
            thai: สวัสดี | hindi: नमस्ते क्षत्रिय | arabic: مرحبا | hebrew: שָׁלוֹם | tamil: நிலா | tibetan: བོད་
            boxes: ┌─┬─┐│║═╔╗ ▀▄█▌▐░▒▓ ⠿⣿ ↑→↓← ∑∫√∞ ≠≤≥ ①②③ Ωµ° ﷽ | controls: zero\u200bwidth soft\u00adhyphen
            wide at the margin: 012345678901234567890123456789012345678901234567890123456日本語日本語日本語日本語
            emoji at the margin: 01234567890123456789012345678901234567890123456789012345👨‍👩‍👧‍👦👍🏽🇩🇪❤️x❤️y
            """;

    private final Path folder;
    private final List<String> wanted;
    private final Map<String, Recording> recordings = new TreeMap<>();

    private StreamRecorder(Path folder, List<String> wanted) {
        this.folder = folder;
        this.wanted = wanted;
    }

    private record Recording(TerminalSize size, PtyCommand command, List<String> input) {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> names = List.of(arguments).subList(1, arguments.length);
        new StreamRecorder(Path.of(arguments[0]), names).run();
    }

    private void run() throws IOException, InterruptedException {
        Path place = Files.createDirectories(Path.of("/tmp/streams"));
        Path text = Files.writeString(place.resolve("unicode.txt"), UNICODE + "second page of a file\n".repeat(200));
        Path source = place.resolve("Screen.java");
        Files.copy(
                Path.of("src/main/java/rmux/pty/expect/screen/Screen.java"),
                source,
                StandardCopyOption.REPLACE_EXISTING);
        Files.createDirectories(place.resolve("a folder"));
        Files.writeString(place.resolve("日本語.txt"), "nihongo\n");
        // Nothing of the machine gets into a recording: no other processes, no host name, no folders of anybody.
        Path tmux = Files.writeString(
                place.resolve("tmux.conf"), "set -g status-right '%H' ; set -g default-shell /bin/sh\n");
        add(
                "vim",
                "vim",
                List.of("-u", "NONE", "-N", "--cmd", "syntax on", "--cmd", "set bg=dark nu", source.toString()),
                "20G",
                "yyp",
                "ihello \u001b",
                "5dd",
                ":split\r",
                "u",
                "/static\r",
                "n",
                "v3j",
                "\u001b",
                ":set hls\r",
                "G",
                "\u0002");
        add("vim-quit", "vim", List.of("-u", "NONE", "-N", text.toString()), "G", ":q!\r");
        add("htop", "sh", List.of("-c", "exec htop -C -d 50 -p $$"), "\u001b[B", "t", "\u001b[12~");
        add("htop-colors", "sh", List.of("-c", "exec htop -d 50 -p $$"), "\u001b[B", "h");
        add("less", "less", List.of(text.toString()), " ", "/page\r", "n", "b", "-N\r");
        add("less-quit", "less", List.of("-X", source.toString()), " ", " ", "q");
        add(
                "tmux",
                "tmux",
                List.of("-L", "streams", "-f", tmux.toString(), "new-session", "env PS1='$ ' sh"),
                "\u0002%",
                "PS1='$ '; seq 1 40\r",
                "\u0002\"",
                "PS1='$ '; echo '日本語 ❤️ x'; ls\r",
                "\u0002o",
                "\u0002\u001b[1;5A",
                "\u0002[");
        add(
                "mc",
                "sh",
                List.of("-c", "exec mc --nosubshell -x \"$@\"", "mc", place.toString(), "/usr/share/unicode"),
                "\u001b[B",
                "\t",
                "\u001b[B",
                "\u001b[B",
                "\u001b[20~",
                "\r");
        add(
                "nano",
                "nano",
                List.of(text.toString()),
                "\u0016",
                "new text \u0005 more",
                "\u0017page\r",
                "\u001b[B",
                "\u000b",
                "\u0007");
        add("top", "sh", List.of("-c", "exec top -d 9 -p $$"), "z", "x", "1");
        add("unicode", "cat", List.of(text.toString()));
        add("seq", "seq", List.of("1", "3000"));
        add("colors", "sh", List.of("-c", Synthetic.COLORS));
        add("regions", "sh", List.of("-c", Synthetic.REGIONS));
        add("editing", "sh", List.of("-c", Synthetic.EDITING));
        add("charsets", "sh", List.of("-c", Synthetic.CHARSETS));
        add("wrapping", "sh", List.of("-c", Synthetic.WRAPPING));
        add("pages", "sh", List.of("-c", Synthetic.PAGES));
        add(
                "bash",
                "bash",
                List.of("--norc", "-i"),
                "echo one two three\u001bb\u001bbXX\r",
                "\u0012one",
                "\u0007",
                "ls /usr/share/ma\t\t",
                "\u0015",
                "for i in 1 2 3; do printf '\\e[3%dm%s ' $i $i; done\r",
                "\u001b[A\u0001#\r");
        add(
                "git-log",
                "git",
                List.of(
                        "-c",
                        "color.ui=always",
                        "--no-pager",
                        "log",
                        "--graph",
                        "--format=%C(auto)%h %s %C(blue)%cs",
                        "--stat",
                        "--stat-graph-width=30",
                        "-n",
                        "12"));
        add(
                "python",
                "python3",
                List.of("-q"),
                "for i in range(3):\r  print('\\u65e5'*i)\r\r",
                "import os; [0]*200\r",
                "\u001b[A\u001b[A");
        for (Map.Entry<String, Recording> entry : recordings.entrySet()) {
            if (wanted.isEmpty() || wanted.contains(entry.getKey())) {
                record(entry.getKey(), entry.getValue());
            }
        }
    }

    private void add(String name, String program, List<String> arguments, String... input) {
        PtyCommand command = PtyCommand.of(program, arguments)
                .withDirectory(name.startsWith("git") ? Path.of("") : Path.of("/tmp/streams"))
                .withEnvironment(Map.of(
                        "TERM",
                        "xterm-256color",
                        "LC_ALL",
                        "C.UTF-8",
                        "COLORTERM",
                        "truecolor",
                        "PS1",
                        "$ ",
                        "HOME",
                        "/tmp/streams"));
        TerminalSize size =
                name.startsWith("git") || name.equals("mc") ? TerminalSize.of(100, 30) : TerminalSize.of(80, 24);
        recordings.put(name, new Recording(size, command.withSize(size), List.of(input)));
    }

    private void record(String name, Recording recording) throws IOException, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PtySession session = recording.command().spawn()) {
            Screen screen = Screen.builder()
                    .size(recording.size())
                    .onReply(reply -> answer(session, reply))
                    .build();
            byte[] buffer = new byte[8192];
            boolean open = drain(session, screen, buffer, bytes);
            for (String input : recording.input()) {
                if (open) {
                    session.write(input);
                    open = drain(session, screen, buffer, bytes);
                }
            }
            System.err.println("== " + name + "\n" + screen.text());
        }
        Path file = folder.resolve(
                name + "." + recording.size().columns() + "x" + recording.size().rows() + ".gz");
        try (OutputStream output = new GZIPOutputStream(Files.newOutputStream(file))) {
            String text = bytes.toString(StandardCharsets.ISO_8859_1);
            output.write(text.replaceAll("\\[\\w+@[\\w-]+]", "[user@host]").getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static void answer(PtySession session, String reply) {
        try {
            session.write(reply);
        } catch (PtyException e) {
            System.err.println(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads until nothing comes for a time; false at the end. */
    private static boolean drain(PtySession session, Screen screen, byte[] buffer, ByteArrayOutputStream bytes)
            throws IOException {
        while (true) {
            int count = session.master().read(ByteBuffer.wrap(buffer), QUIET);
            if (count <= 0) {
                return count == 0;
            }
            bytes.write(buffer, 0, count);
            screen.write(buffer, 0, count);
            if (bytes.size() > 400_000) {
                return false;
            }
        }
    }
}
