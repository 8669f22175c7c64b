// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.mcp;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rmux-pty mcp}. */
@Command(
        name = "mcp",
        mixinStandardHelpOptions = true,
        description = {
            "Serve terminals to an agent by the Model Context Protocol, over standard input and output.",
            "The agent can do whatever the user who starts this can do: there is no sandbox."
        })
final class McpCommand implements Callable<Integer> {

    @Option(
            names = "--max-sessions",
            paramLabel = "N",
            description = "The most sessions at a time. Default: ${DEFAULT-VALUE}.")
    private int maxSessions = 8;

    @Option(
            names = "--max-wait",
            paramLabel = "SECONDS",
            description = "The longest that one call may wait. Default: ${DEFAULT-VALUE}.")
    private int maxWait = 120;

    @Option(
            names = "--max-output",
            paramLabel = "BYTES",
            description = "The most output of one result; the middle is dropped. Default: ${DEFAULT-VALUE}.")
    private int maxOutput = 32 * 1024;

    @Option(
            names = "--idle",
            paramLabel = "SECONDS",
            description = "Close a session that no call has named for this long. Default: ${DEFAULT-VALUE}.")
    private int idle = 1_800;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Where programs start. Default: the current directory.")
    private Path directory = Path.of("");

    @Override
    public Integer call() throws InterruptedException {
        Limits limits = new Limits(
                maxSessions,
                Duration.ofSeconds(maxWait),
                maxOutput,
                Duration.ofSeconds(idle),
                directory.toAbsolutePath());
        // Not System.out: whatever prints there would break the protocol.
        TerminalServer.serve(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out), limits);
        return 0;
    }
}
