// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rmux.pty.api.Closing;
import rmux.pty.server.ssh.PtySshServer;
import rmux.pty.server.ssh.SshServerOptions;

/** {@code rmux-pty sshd}. */
@Command(
        name = "sshd",
        mixinStandardHelpOptions = true,
        description = {
            "Run an SSH server whose shells and commands are sessions on terminals of their own.",
            "It serves only you: your user name, with a key of yours. Runs until it is told to end (SIGINT, SIGTERM)."
        })
final class SshdCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = SshServerOptions.LOOPBACK,
            description = "Address to listen on; ${DEFAULT-VALUE} unless given, which only this machine can reach.")
    private String host = SshServerOptions.LOOPBACK;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "" + SshServerOptions.DEFAULT_PORT,
            description =
                    "TCP port to listen on; ${DEFAULT-VALUE} unless given. 0: one that is free, which is printed.")
    private int port = SshServerOptions.DEFAULT_PORT;

    @Option(
            names = "--authorized-keys",
            paramLabel = "FILE",
            description = "Public keys that are admitted; ~/.ssh/authorized_keys unless given.")
    private @Nullable Path authorizedKeys;

    @Option(
            names = "--host-key",
            paramLabel = "FILE",
            description =
                    "Private key of the server; created if it does not exist, and in the user's state unless given.")
    private @Nullable Path hostKey;

    @Option(
            names = "--accept-env",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Variable that a client may set, in addition to LANG, LC_*, COLORTERM and NO_COLOR. A * at the"
                            + " end stands for any rest. Repeatable.")
    private List<String> variables = new ArrayList<>();

    @Option(
            names = "--max-sessions",
            paramLabel = "N",
            defaultValue = "" + SshServerOptions.DEFAULT_MAXIMUM_SESSIONS,
            description = "How many shells and commands may run at the same time; ${DEFAULT-VALUE} unless given.")
    private int maximumSessions = SshServerOptions.DEFAULT_MAXIMUM_SESSIONS;

    @Option(
            names = "--keep-detached",
            description = "Let programs that survive a hang-up on purpose (nohup, setsid) go on when a session ends."
                    + " Otherwise all that a session started ends with it.")
    private boolean keepDetached;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> accepted = new ArrayList<>(SshServerOptions.DEFAULT_VARIABLES);
        accepted.addAll(variables);
        SshServerOptions options = SshServerOptions.of(authorizedKeys(), hostKey())
                .withAddress(host, port)
                .withAcceptedVariables(accepted)
                .withMaximumSessions(maximumSessions)
                .withClosing(keepDetached ? Closing.HANG_UP : Closing.END_TREE);
        ServerLogs.quieten();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        return ServerRun.untilToldToEnd(
                () -> PtySshServer.start(options),
                server -> out.println("rmux-pty: listening on " + host + " port "
                        + server.address().getPort() + "; connect with: ssh -p "
                        + server.address().getPort() + " " + System.getProperty("user.name") + "@" + host));
    }

    private Path authorizedKeys() {
        return authorizedKeys == null
                ? Path.of(System.getProperty("user.home", "/"), ".ssh", "authorized_keys")
                : authorizedKeys;
    }

    private Path hostKey() {
        return hostKey == null ? UserState.directory().resolve("ssh_host_key") : hostKey;
    }
}
