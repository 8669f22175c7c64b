// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.mcp;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/** Serves the tools to one client until its input ends. */
final class TerminalServer {

    /** The largest message that a client may send, in bytes. */
    private static final int MOST_MESSAGE = 4 * 1024 * 1024;

    private static final String INSTRUCTIONS =
            "Terminals with real programs. For commands: start without a command, then run. For full-screen programs: start with a"
                    + " command, then type, keys, screen and wait. Close sessions that are not needed any more.";

    private TerminalServer() {}

    /** Serves; returns when the input has ended and every session is closed. */
    static void serve(InputStream input, OutputStream output, Limits limits) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        try (Sessions sessions = new Sessions(limits)) {
            StdioServerTransportProvider transport = new StdioServerTransportProvider(
                    McpJsonDefaults.getMapper(), new EndNoticing(input, ended), output, MOST_MESSAGE);
            McpSyncServer server = McpServer.sync(transport)
                    .serverInfo("rmux-pty", "1")
                    .instructions(INSTRUCTIONS)
                    .capabilities(ServerCapabilities.builder().tools(false).build())
                    .requestTimeout(limits.longest().plusSeconds(30))
                    .tools(Tools.of(new TerminalTools(sessions, limits)))
                    .build();
            try {
                ended.await();
            } finally {
                server.close();
            }
        }
    }

    /** Notices the end of the input, which is how a client says that it is done. */
    private static final class EndNoticing extends FilterInputStream {

        private final CountDownLatch ended;

        EndNoticing(InputStream input, CountDownLatch ended) {
            super(input);
            this.ended = ended;
        }

        @Override
        public int read() throws IOException {
            return noticed(super.read());
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return noticed(super.read(bytes, from, length));
        }

        private int noticed(int result) {
            if (result < 0) {
                ended.countDown();
            }
            return result;
        }

        @Override
        public void close() throws IOException {
            ended.countDown();
            super.close();
        }
    }
}
