// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.ssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.testkit.conformance.ConformanceSettings;
import rmux.pty.testkit.conformance.PtyProviderConformance;

/** The contract, kept over SSH: programs on this machine, reached through MINA's server. */
@Tag("full")
@Tag("once")
@Tag("by-hand")
class MinaConformanceTest extends PtyProviderConformance {

    private static final String DIRECTORY = "rmux.pty.test.mina.directory";
    private static final String PORT = "rmux.pty.test.mina.port";

    /** Each is a session more; the numbers of a local backend take minutes. */
    private static final int CLOSINGS = 50;

    private static final String NO_SIGNALS =
            "MINA's server tells its clients a code at the end of a command, and never a signal";
    private static final String ONE_JVM =
            "server, terminal and client share one JVM, in which the way of an exit takes more than 20 ms";

    @TempDir
    static Path directory;

    private static @Nullable MinaServer server;
    private static @Nullable SshPtyProvider connected;

    @BeforeAll
    static void start() throws Exception {
        server = MinaServer.start(directory, "unused");
        connected = SshPtyProvider.connect(server.target());
    }

    @AfterAll
    static void stop() throws IOException {
        if (connected != null) {
            connected.close();
        }
        if (server != null) {
            server.close();
        }
    }

    /** In a JVM that the suite starts, the server is that of the other one; while tests are discovered there is none. */
    @Override
    protected PtyProvider provider() {
        if (connected != null) {
            return connected;
        }
        if (System.getProperty(PORT) == null) {
            return SshPtyProvider.unconnected(SshTarget.of("user@localhost"));
        }
        try {
            connected = SshPtyProvider.connect(OpenSshServer.target(
                    Path.of(System.getProperty(DIRECTORY)), System.getProperty("user.name"), Integer.getInteger(PORT)));
            return connected;
        } catch (PtySpawnException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Map<String, String> helperProperties() {
        return server == null ? Map.of() : Map.of(DIRECTORY, directory.toString(), PORT, "" + server.port());
    }

    @Override
    protected ConformanceSettings settings() {
        return ConformanceSettings.defaults()
                .quick()
                .closeIterations(CLOSINGS)
                .ruleLimit(TestLimits.RULE)
                .knownIssue("EXIT-02", "exit137AndDeathBySigkillDiffer", NO_SIGNALS)
                .knownIssue("SIG-03", "endingSignalsEndItWithTheMatchingStatus", NO_SIGNALS)
                .knownIssue("SIG-06", "interruptKeyInterruptsAProgramInCookedMode", NO_SIGNALS)
                .knownIssue("LIFE-02", "closingHangsTheProgramUp", NO_SIGNALS)
                .knownIssue("EXIT-04", "exitIsToldSoonWithNobodyReadingOrWaiting", ONE_JVM)
                .knownIssue("EXIT-05", "timedWaitDoesNotPoll", ONE_JVM)
                .knownIssue(
                        "SPAWN-03",
                        "initialSizeInPixelsIsThereFromTheFirstInstruction",
                        "MINA's server passes columns and rows on to its commands, but no pixels")
                .knownIssue(
                        "IO-04",
                        "outputOfDescendantsIsReadWhenItIsToBeKeptOpen",
                        "the server's own session ends its output with the program")
                .knownIssue(
                        "LIFE-08",
                        "fullHeapLosesNoExitAndSpoilsNoLaterSession",
                        "MINA SSHD closes the connection when memory runs out in one of its threads; programs of all sessions may be left");
    }

    @Override
    protected void cutConnection() throws IOException {
        server.cut();
    }
}
