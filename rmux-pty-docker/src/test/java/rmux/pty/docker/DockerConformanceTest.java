// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.docker;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.peers.Relay;
import rmux.pty.testkit.conformance.ConformanceSettings;
import rmux.pty.testkit.conformance.PtyProviderConformance;

/** The contract, kept in a container of a real engine that has the files and the processes of this machine. */
@Tag("full")
@Tag("once")
@Tag("by-hand")
class DockerConformanceTest extends PtyProviderConformance {

    private static final String HOST = "rmux.pty.test.docker.host";
    private static final String CONTAINER = "twin";

    /** Each is two execs of the engine, a fifth of a second of its time. */
    private static final int CLOSINGS = 50;

    @TempDir(cleanup = CleanupMode.NEVER) // what is mounted below goes with the engine
    static Path directory;

    private static @Nullable DockerDaemon daemon;
    private static @Nullable Relay relay;

    @BeforeAll
    static void start() throws Exception {
        daemon = DockerDaemon.start(directory);
        daemon.likeThisMachine(CONTAINER);
        relay = Relay.toSocket(daemon.socketFile(), directory.resolve("relay.sock"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (relay != null) {
            relay.close();
        }
        if (daemon != null) {
            daemon.close();
        }
    }

    /** In a JVM that the suite starts, the engine is that of the other one; while tests are discovered there is none. */
    @Override
    protected PtyProvider provider() {
        String host = relay == null
                ? System.getProperty(HOST, "unix:///nowhere")
                : relay.address().toString();
        return DockerPtyProvider.unchecked(DockerTarget.of(CONTAINER).withHost(URI.create(host)));
    }

    @Override
    protected Map<String, String> helperProperties() {
        return relay == null ? Map.of() : Map.of(HOST, relay.address().toString());
    }

    @Override
    protected ConformanceSettings settings() {
        return ConformanceSettings.defaults()
                .quick()
                .closeIterations(CLOSINGS)
                .ruleLimit(TestLimits.RULE)
                .knownIssue(
                        "EXIT-04",
                        "exitIsToldSoonWithNobodyReadingOrWaiting",
                        "it ends the program by a signal, which is an exec of the engine: that alone takes more than 20 ms")
                .knownIssue(
                        "EXIT-05",
                        "timedWaitDoesNotPoll",
                        "it ends the program by a signal, which is an exec of the engine: that alone takes more than 20 ms")
                .knownIssue(
                        "LIFE-09",
                        "sessionsThatAreClosedAtOnceShareOneGracePeriod",
                        "each closing is an exec of the engine, which takes a fifth of a second of a processor")
                .knownIssue(
                        "IO-04",
                        "outputOfDescendantsIsReadWhenItIsToBeKeptOpen",
                        "the engine ends the output of an exec with its program, whoever else holds the terminal");
    }

    @Override
    protected void cutConnection() throws IOException {
        relay.cut();
    }
}
