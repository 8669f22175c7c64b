// SPDX-License-Identifier: Apache-2.0 OR MIT
package example.socket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySignal;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.api.spi.SessionParts;
import rmux.pty.api.spi.SpawnRequest;
import rmux.pty.api.spi.StreamTerminal;

/** A backend that has a server start its programs: one connection for the bytes of each, and one for everything else. */
public final class SocketPtyProvider extends PtyProvider {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int CLOSE_SECONDS = 30;

    /** For {@link java.util.ServiceLoader}. */
    public SocketPtyProvider() {
        super("example-socket", 1);
    }

    @Override
    protected Availability probe() {
        return System.getProperty(Wire.PORT) != null && System.getProperty(Wire.SECRET) != null
                ? Availability.available()
                : Availability.unavailable("no server is named", "set -D" + Wire.PORT + " and -D" + Wire.SECRET);
    }

    @Override
    protected Set<PtyCapability> probeCapabilities() {
        return Set.of(
                PtyCapability.REMOTE, PtyCapability.ARGV0, PtyCapability.EXIT_SIGNAL, PtyCapability.FAITHFUL_OUTPUT);
    }

    @Override
    protected SessionParts start(SpawnRequest request) throws PtyException {
        return SessionParts.of(connect(request));
    }

    private static Terminal connect(SpawnRequest request) throws PtyException {
        InetSocketAddress server =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.getInteger(Wire.PORT, 0));
        String secret = System.getProperty(Wire.SECRET, "");
        Socket control = new Socket();
        Socket bytes = new Socket();
        try {
            control.connect(server, CONNECT_MILLIS);
            Wire wire = new Wire(control);
            wire.send(Messages.greeting(secret));
            var welcome = wire.receive();
            wire.send(Messages.request(request, welcome));
            Messages.throwIfRefused(wire.receive());
            bytes.setSendBufferSize(64 * 1024); // or megabytes would wait in it that the program has not read
            bytes.connect(server, CONNECT_MILLIS);
            new Wire(bytes).send(Messages.joining(secret, welcome));
            return new Terminal(control, wire, bytes);
        } catch (IOException | RuntimeException | Error e) {
            Wire.closeQuietly(control, bytes);
            throw e instanceof PtyException refused ? refused : Messages.connectFailure(server, e);
        }
    }

    /** A program on the server; its terminal's bytes are those of a connection. */
    private record Terminal(
            Socket control, Wire wire, InputStream output, OutputStream input, CompletableFuture<ExitStatus> exit)
            implements StreamTerminal {

        Terminal(Socket control, Wire wire, Socket bytes) throws IOException {
            this(control, wire, bytes.getInputStream(), bytes.getOutputStream(), new CompletableFuture<>());
            Thread listener = new Thread(this::awaitExit, "example-socket-exit");
            listener.setDaemon(true);
            listener.start();
        }

        private void awaitExit() {
            try {
                exit.complete(Messages.status(wire.receive()));
            } catch (IOException | RuntimeException e) {
                exit.complete(new ExitStatus.Unknown("the connection was lost: " + e.getMessage()));
            }
        }

        @Override
        public void resize(TerminalSize size) throws IOException {
            wire.send(Messages.resize(size));
        }

        @Override
        public void signal(PtySignal signal) throws IOException {
            wire.send(Messages.signal(signal));
        }

        /** The server hangs up, ends what does not mind that after the command's grace period, and tells the exit. */
        @Override
        public void close() throws IOException {
            try (control;
                    output) {
                wire.send(Messages.closing());
                exit.get(CLOSE_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException | InterruptedException e) {
                throw new IOException("the server did not tell the program's exit", e);
            }
        }
    }
}
