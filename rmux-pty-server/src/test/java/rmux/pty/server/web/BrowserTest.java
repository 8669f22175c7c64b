// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.PtyCommand;
import rmux.pty.server.Eventually;
import rmux.pty.server.TestLimits;

/** The page in a real browser. */
@Tag("full")
@Tag("one-jdk")
class BrowserTest {

    private static final WebTerminalOptions FREE_PORT =
            WebTerminalOptions.defaults().withAddress(WebTerminalOptions.LOOPBACK, 0);
    private static final PtyCommand SHELL = PtyCommand.of("bash", "--norc", "--noprofile")
            .withEnvironment("PS1", "$ ")
            .withEnvironment("LC_ALL", "C.UTF-8");

    /** The characters of the line that begins with a wide one, each with its width. */
    private static final String WIDTHS = """
            (() => {
              const buffer = window.rmuxTerminal.buffer.active;
              for (let i = 0; i < buffer.length; i++) {
                const line = buffer.getLine(i), text = line.translateToString(true);
                if (text.startsWith('\u4e16')) {
                  return Array.from({ length: line.length }, (_, x) => line.getCell(x))
                    .filter(cell => cell.getChars() !== '' || cell.getWidth() === 0)
                    .map(cell => cell.getChars() + ' ' + cell.getWidth()).join(',');
                }
              }
              return 'no such line';
            })()""";

    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        browser = new Browser();
    }

    @AfterAll
    static void stop() throws Exception {
        browser.close();
    }

    @Test
    @DisplayName("typing, a change of the window's size, emoji and wide characters")
    void typing() throws Exception {
        try (WebTerminal server = WebTerminal.start(FREE_PORT, SHELL)) {
            browser.open(server);
            browser.await("$");
            browser.type("echo $((6*7))-typed");
            browser.ask("press", "key", "Enter");
            browser.await("42-typed");
            String before = browser.ask("size");
            browser.ask("viewport", "width", 700, "height", 400);
            Eventually.within(
                    TestLimits.STEP, "another size", () -> !browser.ask("size").equals(before));
            String[] cells = browser.ask("size").split("x", -1);
            browser.enter("stty size");
            browser.await(cells[1] + " " + cells[0]);
            browser.enter(
                    "echo \u4e16\u754c wide \ud83d\ude00 emoji e\u0301; printf '%s\\n' '\u4e16\u754c' | od -An -tx1");
            browser.await("\u4e16\u754c wide \ud83d\ude00 emoji e\u0301");
            browser.await("e4 b8 96 e7 95 8c 0a");
            assertThat(browser.ask("evaluate", "script", WIDTHS))
                    .as("cells of each character, 0 for the second half of a wide one")
                    .startsWith("\u4e16 2, 0,\u754c 2, 0,  1,w 1,i 1,d 1,e 1,  1,\ud83d\ude00 2, 0,  1,e 1,m 1,")
                    .endsWith(",e\u0301 1");
            assertThat(browser.complaints()).isEmpty();
            browser.ask("viewport", "width", 1000, "height", 600);
        }
    }

    @Test
    @DisplayName("seq 1 1000000: shown to the end, and neither side grows")
    void flood() throws Exception {
        try (WebTerminal server = WebTerminal.start(FREE_PORT, SHELL)) {
            browser.open(server);
            browser.await("$");
            browser.enter("seq 1 100000; echo first-$((1+1))");
            browser.await("first-2", TestLimits.TRANSFER.toMillis());
            long page = heapOfPage();
            long ours = heapOfOurs();
            browser.enter("seq 1 1000000; echo end-$((1+1))");
            browser.await("end-2", TestLimits.TRANSFER.toMillis());
            assertThat(browser.text()).contains("999999\n1000000\nend-2");
            assertThat(heapOfPage() - page).isLessThan(32L * 1024 * 1024);
            assertThat(heapOfOurs() - ours).isLessThan(32L * 1024 * 1024);
        }
    }

    private static long heapOfPage() throws Exception {
        return Long.parseLong(browser.ask("heap"));
    }

    private static long heapOfOurs() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    @DisplayName("the tab is closed: everything that its program started is gone")
    void tabClosed() throws Exception {
        try (WebTerminal server = WebTerminal.start(FREE_PORT, SHELL)) {
            browser.ask("newTab");
            browser.open(server);
            browser.await("$");
            browser.enter("nohup sleep 1001 & setsid sh -c 'echo pid $$ up; exec sleep 1002' & echo pid $$ up");
            Eventually.within(TestLimits.STEP, "two numbers", () -> pids().size() == 2);
            List<ProcessHandle> tree = new ArrayList<>();
            for (ProcessHandle one : pids()) {
                tree.add(one);
                tree.addAll(one.descendants().toList());
            }
            assertThat(tree)
                    .as("the shell, what it started with nohup, and what left its session")
                    .hasSizeGreaterThanOrEqualTo(3);
            browser.ask("closeTab");
            Eventually.within(
                    TestLimits.STEP, "the tree is gone", () -> tree.stream().noneMatch(ProcessHandle::isAlive));
        } finally {
            browser.ask("newTab");
        }
    }

    private static Set<ProcessHandle> pids() throws Exception {
        return Pattern.compile("pid (\\d+) up")
                .matcher(browser.text())
                .results()
                .map(match -> ProcessHandle.of(Long.parseLong(match.group(1))).orElseThrow())
                .collect(Collectors.toSet());
    }

    @Test
    @DisplayName("a paste of 100 MiB is refused in a sentence; one that fits arrives whole")
    void paste() throws Exception {
        try (WebTerminal server = WebTerminal.start(
                FREE_PORT,
                PtyCommand.shell("stty raw -echo; echo ready; head -c 1000000 | wc -c; echo end-$((1+1))"))) {
            browser.open(server);
            browser.await("ready");
            browser.ask("paste", "size", 100 * 1024 * 1024);
            assertThat(browser.ask("notice")).contains("more than 4 MiB of text, and was not pasted");
            browser.ask("paste", "size", 1_000_000);
            browser.await("end-2");
            assertThat(browser.text()).contains("1000000");
        }
    }

    @Test
    @DisplayName("a wrong token, and a program that ends: the page says so")
    void notices() throws Exception {
        try (WebTerminal server = WebTerminal.start(FREE_PORT, PtyCommand.shell("echo bye; exit 3"))) {
            browser.open(server);
            Eventually.within(
                    TestLimits.STEP, "notice", () -> browser.ask("notice").contains("exit code 3"));
            String address = server.address().toString();
            browser.ask("newTab");
            browser.ask("open", "url", address.substring(0, address.indexOf('#')) + "#token=wrong");
            Eventually.within(
                    TestLimits.STEP, "notice", () -> browser.ask("notice").contains("The token is not the right one"));
        }
    }

    @Test
    @DisplayName("https with a key store, read-only: what is typed does not arrive")
    void encryptedAndReadOnly(@TempDir Path directory) throws Exception {
        Path store = directory.resolve("key.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "web",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(TestLimits.STEP.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        WebTerminalOptions options = FREE_PORT.withKeyStore(store, "changeit").withReadOnly(true);
        PtyCommand command = PtyCommand.shell("echo ready; read line; echo got $line");
        try (WebTerminal server = WebTerminal.start(options, command)) {
            assertThat(server.address().getScheme()).isEqualTo("https");
            browser.open(server);
            browser.await("ready");
            browser.enter("typed");
            browser.ask("evaluate", "script", "new Promise(done => setTimeout(done, 300))");
            assertThat(browser.text()).doesNotContain("typed");
        }
    }
}
