// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import rmux.pty.api.PtyCommand;
import rmux.pty.server.Eventually;
import rmux.pty.server.TestLimits;
import rmux.pty.server.hub.HubOptions;
import rmux.pty.server.hub.SessionHub;

/** Programs that stay when their page goes, in a real browser. */
@Tag("full")
@Tag("one-jdk")
class WebHubTest {

    private static final WebTerminalOptions FREE_PORT =
            WebTerminalOptions.defaults().withAddress(WebTerminalOptions.LOOPBACK, 0);
    private static final PtyCommand SHELL = PtyCommand.of("bash", "--norc", "--noprofile")
            .withEnvironment("PS1", "$ ")
            .withEnvironment("LC_ALL", "C.UTF-8");

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
    @DisplayName("reload: the page comes back to its program, screen painted; closed and opened again as well")
    void reload() throws Exception {
        SessionHub hub = new SessionHub(HubOptions.defaults());
        try (WebTerminal server = WebTerminal.start(FREE_PORT, SHELL, hub, Optional.empty())) {
            browser.open(server);
            browser.await("$");
            browser.enter("x=remembered; printf '\\033[1;31mred\\033[m \u4e16\u754c\\n'");
            browser.await("red \u4e16\u754c");
            browser.ask("reload");
            browser.await("red \u4e16\u754c");
            browser.enter("echo $x-$((1+1))");
            browser.await("remembered-2");
            String address = browser.ask("evaluate", "script", "location.href");
            browser.ask("newTab");
            browser.ask("open", "url", address);
            browser.await("remembered-2");
            Eventually.within(
                    TestLimits.STEP, "two viewers", () -> hub.list().get(0).viewers() == 2);
            assertThat(hub.list()).hasSize(1);
            browser.ask("closeTab");
            Eventually.within(
                    TestLimits.STEP, "one viewer", () -> hub.list().get(0).viewers() == 1);
            assertThat(hub.list().get(0).state()).isEqualTo("running");
            browser.ask("newTab");
        }
        assertThat(hub.list()).isEmpty();
    }

    @Test
    @DisplayName("shared: two clients see the same program, the smaller one decides about the size")
    void shared() throws Exception {
        SessionHub hub = new SessionHub(HubOptions.defaults());
        try (WebTerminal server = WebTerminal.start(FREE_PORT, SHELL, hub, Optional.of("shared"));
                TtydClient first = TtydClient.connect(server).introduce(TtydClient.token(server));
                TtydClient second = TtydClient.connect(server)
                        .send("{\"AuthToken\":\"" + TtydClient.token(server) + "\",\"columns\":70,\"rows\":30}")) {
            first.awaitOther("2{\"session\": \"shared\"}");
            second.awaitOther("2{\"session\": \"shared\"}");
            Eventually.within(
                    TestLimits.STEP,
                    "the smaller size",
                    () -> hub.list().get(0).size().columns() == 70);
            assertThat(hub.list().get(0).size().rows()).isEqualTo(24);
            first.send("0echo seen-by-$((1+1))\r");
            second.awaitOutput("seen-by-2");
        }
    }
}
