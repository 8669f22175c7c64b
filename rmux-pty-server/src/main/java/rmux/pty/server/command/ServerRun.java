// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.command;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A server in the foreground: it runs until this process is told to end, and is then closed. */
final class ServerRun {

    private static final Logger LOGGER = System.getLogger("rmux.pty.server");

    /** Starts a server. */
    interface Start<T extends AutoCloseable> {
        T start() throws IOException;
    }

    private ServerRun() {}

    /**
     * Starts a server, announces it, and waits until the JVM ends: by a signal, whose status the system reports then.
     *
     * @return never normally
     */
    static <T extends AutoCloseable> int untilToldToEnd(Start<T> start, Consumer<T> announce)
            throws IOException, InterruptedException {
        T server = start.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server), "rmux-pty-server-close"));
        announce.accept(server);
        new CountDownLatch(1).await();
        return 0;
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            LOGGER.log(Level.DEBUG, "close", e);
        }
    }
}
