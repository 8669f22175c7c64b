// SPDX-License-Identifier: Apache-2.0 OR MIT
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import com.pty4j.unix.UnixPtyProcess;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySignal;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.api.spi.SessionParts;
import rmux.pty.api.spi.SpawnRequest;
import rmux.pty.api.spi.StreamTerminal;
import rmux.pty.testkit.driver.ProviderDriver;

/** Pty4j as a backend, and as a driver: PtyProcessBuilder, and the methods of the process that it starts. */
public final class Pty4jDriver extends PtyProvider {

    private static final Map<String, String> LIMITS = Map.of(
            "SIG-01", "it sends TERM, KILL and HUP",
            "IO-04 outputOfDescendantsIsReadWhenItIsToBeKeptOpen", "it ends the output with the program");

    /** For {@link java.util.ServiceLoader}. */
    public Pty4jDriver() {
        super("pty4j", 1);
    }

    public static void main(String... arguments) throws IOException {
        PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        new ProviderDriver(new Pty4jDriver(), "pty4j", arguments[0], LIMITS, answers)
                .serve(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        Runtime.getRuntime().halt(0);
    }

    @Override
    protected Availability probe() {
        return Availability.available();
    }

    @Override
    protected Set<PtyCapability> probeCapabilities() {
        return Set.of(
                PtyCapability.CONTROLLING_TERMINAL, PtyCapability.LOCAL_PROCESS, PtyCapability.FAITHFUL_OUTPUT);
    }

    @Override
    protected SessionParts start(SpawnRequest request) throws PtyException {
        List<String> words = new ArrayList<>(List.of(request.command().program()));
        words.addAll(request.command().arguments());
        try {
            PtyProcessBuilder builder = new PtyProcessBuilder(words.toArray(String[]::new))
                    .setEnvironment(request.localEnvironment(System.getenv(), false))
                    .setUnixOpenTtyToPreserveOutputAfterTermination(true)
                    .setInitialColumns(request.size().columns())
                    .setInitialRows(request.size().rows());
            request.localDirectory().ifPresent(directory -> builder.setDirectory(directory.toString()));
            Terminal terminal = new Terminal((UnixPtyProcess) builder.start());
            SessionParts parts = SessionParts.of(terminal);
            return new SessionParts(parts.device(), new Pty4jChild(parts.child(), terminal.process().pid()));
        } catch (IOException | IllegalStateException e) {
            throw e instanceof PtyException known
                    ? known
                    : new PtySpawnException(PtySpawnException.Stage.CREATE_PROCESS, "spawn", String.valueOf(e.getMessage()));
        }
    }

    private record Terminal(
            UnixPtyProcess process, InputStream output, OutputStream input, CompletableFuture<ExitStatus> exit)
            implements StreamTerminal {

        Terminal(UnixPtyProcess process) {
            this(process, process.getInputStream(), process.getOutputStream(), new CompletableFuture<>());
            Thread waiter = new Thread(this::await, "pty4j-exit");
            waiter.setDaemon(true);
            waiter.start();
        }

        private void await() {
            try {
                exit.complete(new ExitStatus.Exited(process.waitFor()));
            } catch (InterruptedException e) {
                exit.completeExceptionally(e);
            }
        }

        @Override
        public void resize(TerminalSize size) {
            process.setWinSize(new WinSize(size.columns(), size.rows()));
        }

        @Override
        public void signal(PtySignal signal) throws IOException {
            switch (signal) {
                case TERMINATE -> process.destroy();
                case KILL -> process.destroyForcibly();
                case HANGUP -> process.hangup();
                default -> throw new IOException("pty4j does not send " + signal);
            }
        }

        @Override
        public void close() throws IOException {
            process.hangup();
            try (input) {
                output.close();
            }
        }
    }
}
