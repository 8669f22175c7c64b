// SPDX-License-Identifier: Apache-2.0 OR MIT
import com.pty4j.PtyProcessBuilder;
import com.pty4j.unix.UnixPtyProcess;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.api.spi.SessionParts;
import rmux.pty.api.spi.SpawnRequest;
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
            Pty4jTerminal terminal = new Pty4jTerminal((UnixPtyProcess) builder.start());
            SessionParts parts = SessionParts.of(terminal);
            return new SessionParts(parts.device(), new Pty4jChild(parts.child(), terminal.process().pid()));
        } catch (IOException | IllegalStateException e) {
            throw e instanceof PtyException known
                    ? known
                    : new PtySpawnException(PtySpawnException.Stage.CREATE_PROCESS, "spawn", String.valueOf(e.getMessage()));
        }
    }
}
