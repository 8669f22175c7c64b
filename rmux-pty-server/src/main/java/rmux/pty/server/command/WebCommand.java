// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rmux.pty.api.PtyCommand;
import rmux.pty.server.hub.HubOptions;
import rmux.pty.server.hub.SessionHub;
import rmux.pty.server.internal.CallerLocale;
import rmux.pty.server.web.WebTerminal;
import rmux.pty.server.web.WebTerminalOptions;

/** {@code rmux-pty web}. */
@Command(
        name = "web",
        mixinStandardHelpOptions = true,
        description = {
            "Show a command in a browser: serve a page that is a terminal. Each visitor gets a program of its own,"
                    + " which ends when the page is closed.",
            "Prints the address, which ends in a token that lets in whoever knows it. Runs until it is told to end"
                    + " (SIGINT, SIGTERM)."
        })
final class WebCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = WebTerminalOptions.LOOPBACK,
            description = "Address to listen on; ${DEFAULT-VALUE} unless given, which only this machine can reach.")
    private String host = WebTerminalOptions.LOOPBACK;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "" + WebTerminalOptions.DEFAULT_PORT,
            description =
                    "TCP port to listen on; ${DEFAULT-VALUE} unless given. 0: one that is free, which is printed.")
    private int port = WebTerminalOptions.DEFAULT_PORT;

    @Option(
            names = "--host-name",
            paramLabel = "NAME",
            split = ",",
            description = "Name under which browsers may call this server, besides localhost and plain addresses."
                    + " Repeatable.")
    private List<String> hostNames = new ArrayList<>();

    @Option(
            names = "--credential",
            paramLabel = "FILE",
            description =
                    "Ask for a user name and a password instead of the token: those in the first line of this file,"
                            + " USER:PASSWORD.")
    private @Nullable Path credential;

    @Option(names = "--readonly", description = "Let visitors watch, and discard what they type.")
    private boolean readOnly;

    @Option(
            names = "--keystore",
            paramLabel = "FILE",
            description = "Encrypt connections (https), with the key and certificate in this PKCS12 or JKS file.")
    private @Nullable Path keyStore;

    @Option(
            names = "--keystore-password",
            paramLabel = "FILE",
            description = "The password of the key store is the first line of this file; empty unless given.")
    private @Nullable Path keyStorePassword;

    @Option(
            names = "--max-clients",
            paramLabel = "N",
            defaultValue = "" + WebTerminalOptions.DEFAULT_MAXIMUM_CLIENTS,
            description = "How many visitors may be connected at the same time; ${DEFAULT-VALUE} unless given.")
    private int maximumClients = WebTerminalOptions.DEFAULT_MAXIMUM_CLIENTS;

    @Option(
            names = "--keep",
            description = "Let a program go on when its page is closed, for whoever opens its address again.")
    private boolean keep;

    @Option(names = "--share", description = "Show the same program to all visitors, and keep it when they have gone.")
    private boolean share;

    @Option(
            names = "--idle-limit",
            paramLabel = "MINUTES",
            defaultValue = "60",
            description = "With --keep or --share: end a program without visitors, input and output after this time;"
                    + " ${DEFAULT-VALUE} unless given.")
    private int idleMinutes = 60;

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "The program and its arguments, after --.")
    private List<String> command = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        WebTerminalOptions options = WebTerminalOptions.defaults()
                .withAddress(host, port)
                .withHostNames(hostNames)
                .withReadOnly(readOnly)
                .withMaximumClients(maximumClients);
        if (credential != null) {
            options = options.withCredential(firstLine(credential));
        }
        if (keyStore != null) {
            options = options.withKeyStore(keyStore, keyStorePassword == null ? "" : firstLine(keyStorePassword));
        }
        WebTerminalOptions chosen = options;
        PtyCommand program = CallerLocale.restore(PtyCommand.of(command.get(0), command.subList(1, command.size())));
        ServerLogs.quieten();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        return ServerRun.untilToldToEnd(() -> start(chosen, program), server -> {
            out.println(server.address());
            out.flush();
        });
    }

    private WebTerminal start(WebTerminalOptions options, PtyCommand program) throws IOException {
        if (!keep && !share) {
            return WebTerminal.start(options, program);
        }
        SessionHub hub = new SessionHub(HubOptions.defaults().withIdleLimit(Duration.ofMinutes(idleMinutes)));
        return WebTerminal.start(options, program, hub, share ? Optional.of("shared") : Optional.empty());
    }

    /** Secrets come from files: every user of a machine can see the arguments of a command. */
    private static String firstLine(Path file) throws IOException {
        return Files.readAllLines(file).stream().findFirst().orElse("");
    }
}
