// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rmux.pty.server.hub.HubOptions;
import rmux.pty.server.hub.HubServer;
import rmux.pty.server.hub.SessionHub;
import rmux.pty.server.hub.Sizing;

/** {@code rmux-pty hub}. */
@Command(
        name = "hub",
        mixinStandardHelpOptions = true,
        description = {
            "Run the hub that sessions of 'new' live in, in the foreground; 'new' starts one in the background by itself.",
            "Sessions outlive whoever is attached to them, but not the hub."
        })
final class HubCommand implements Callable<Integer> {

    private static final Duration EMPTY_LIMIT = Duration.ofSeconds(30);

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private HubLocation location = new HubLocation();

    @Option(names = "--exit-when-empty", description = "End when there have been no sessions for half a minute.")
    private boolean exitWhenEmpty;

    @Option(
            names = "--max-sessions",
            paramLabel = "N",
            description = "How many sessions there may be; 64 unless given.")
    private @Nullable Integer maximumSessions;

    @Option(
            names = "--idle-limit",
            paramLabel = "MINUTES",
            description = "End a session without viewers, input and output after this time; a day unless given.")
    private @Nullable Integer idleMinutes;

    @Option(
            names = "--sizing",
            paramLabel = "WHICH",
            description =
                    "Which of several viewers decides about the size: ${COMPLETION-CANDIDATES}; SMALLEST unless given.")
    private Sizing sizing = Sizing.SMALLEST;

    @Override
    public Integer call() throws IOException, InterruptedException {
        HubOptions options = HubOptions.defaults().withSizing(sizing);
        if (maximumSessions != null) {
            options = options.withMaximumSessions(maximumSessions);
        }
        if (idleMinutes != null) {
            options = options.withIdleLimit(Duration.ofMinutes(idleMinutes));
        }
        SessionHub hub = new SessionHub(options);
        HubServer server = HubServer.start(hub, location.file());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server, hub), "rmux-pty-hub-close"));
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println("rmux-pty: listening on " + location.file());
        out.flush();
        awaitEmpty(hub);
        return 0;
    }

    private static void close(HubServer server, SessionHub hub) {
        try (hub) {
            server.close();
        } catch (IOException e) {
            System.getLogger("rmux.pty.server").log(System.Logger.Level.DEBUG, "close", e);
        }
    }

    /** Nothing announces that there are no sessions; who asks every second ends the process soon enough. */
    private void awaitEmpty(SessionHub hub) throws InterruptedException {
        CountDownLatch pause = new CountDownLatch(1);
        long emptySince = System.nanoTime();
        while (!exitWhenEmpty || System.nanoTime() - emptySince < EMPTY_LIMIT.toNanos()) {
            boolean never = pause.await(1, TimeUnit.SECONDS);
            assert !never;
            if (!hub.list().isEmpty()) {
                emptySince = System.nanoTime();
            }
        }
    }
}
