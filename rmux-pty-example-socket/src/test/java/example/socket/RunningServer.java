// SPDX-License-Identifier: Apache-2.0 OR MIT
package example.socket;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/** A server for the tests of this JVM and of those that it starts; it ends with this JVM, which holds its standard input. */
final class RunningServer {

    private RunningServer() {}

    /** Starts a server unless this JVM was given one, and names it in system properties. */
    static synchronized void ensureStarted() {
        if (System.getProperty(Wire.PORT) == null) {
            try {
                start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void start() throws IOException {
        String secret = UUID.randomUUID().toString();
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("jdk.module.path", "")
                                + File.pathSeparator
                                + System.getProperty("java.class.path"),
                        TerminalServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        OutputStream input = server.getOutputStream();
        input.write((secret + "\n").getBytes(StandardCharsets.US_ASCII));
        input.flush();
        String port = server.inputReader(StandardCharsets.US_ASCII).readLine();
        System.setProperty(Wire.PORT, port);
        System.setProperty(Wire.SECRET, secret);
    }
}
