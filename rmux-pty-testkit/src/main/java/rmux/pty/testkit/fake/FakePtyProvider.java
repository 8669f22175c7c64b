// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyOption;
import rmux.pty.api.PtyOptions;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.ChildControl;
import rmux.pty.api.spi.LocalCommand;
import rmux.pty.api.spi.OpenTerminal;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.api.spi.SessionParts;
import rmux.pty.api.spi.SpawnRequest;
import rmux.pty.api.spi.TerminalDevice;
import rmux.pty.testkit.fault.CallFaults;
import rmux.pty.testkit.programs.ProgramIdentity;
import rmux.pty.testkit.programs.Resources;

/**
 * A backend in memory.
 *
 * <pre>{@code
 * FakePtyProvider fake = FakePtyProvider.posixLike();
 * fake.program("/bin/greet", process -> {
 *     process.print("name? ");
 *     process.println("hello " + process.readLine().orElse("nobody"));
 *     return 0;
 * });
 * PtyProviders providers = PtyProviders.of(fake);
 * ...
 * fake.assertNoOpenSessions();
 * }</pre>
 */
public final class FakePtyProvider extends PtyProvider {

    private static final int MOST_ARGUMENT_BYTES = 2 << 20;

    private static final Set<PtyCapability> POSIX_CAPABILITIES = Set.of(
            PtyCapability.CONTROLLING_TERMINAL,
            PtyCapability.POSIX_SIGNALS,
            PtyCapability.EXIT_SIGNAL,
            PtyCapability.ARGV0,
            PtyCapability.PIXEL_SIZE,
            PtyCapability.FOREGROUND_SIGNAL,
            PtyCapability.PROCESS_TREE,
            PtyCapability.TERMINAL_MODES,
            PtyCapability.OPEN_PAIR,
            PtyCapability.RUN_AS,
            PtyCapability.FAITHFUL_OUTPUT);

    private static final Set<PtyCapability> WINDOWS_CAPABILITIES =
            Set.of(PtyCapability.FAITHFUL_OUTPUT, PtyCapability.JOB_OBJECT);

    private final Set<PtyCapability> capabilities;
    private final FakeKernel kernel;
    private final FakeFiles files = new FakeFiles();
    private final Map<FakeTerminal, OpenedAt> openings = new ConcurrentHashMap<>();

    private FakePtyProvider(String name, Set<PtyCapability> capabilities, FakeKernel kernel) {
        super(name, 0);
        this.capabilities = capabilities;
        this.kernel = kernel;
    }

    /**
     * A fake that can do what the POSIX backend can.
     *
     * @return the fake, in real time, without programs
     */
    public static FakePtyProvider posixLike() {
        return posixLike(FakeClock.real());
    }

    /**
     * A fake that can do what the POSIX backend can.
     *
     * @param clock the time its programs live in
     * @return the fake, without programs
     */
    public static FakePtyProvider posixLike(FakeClock clock) {
        return new FakePtyProvider("fake-posix", POSIX_CAPABILITIES, new FakeKernel(true, clock));
    }

    /**
     * A fake that can do as little as a backend may: no POSIX signals, process groups, modes, pixels or terminals without a
     * program; exit codes of 32 bits; names of variables without case.
     *
     * @return the fake, in real time, without programs
     */
    public static FakePtyProvider windowsLike() {
        return windowsLike(FakeClock.real());
    }

    /**
     * A fake that can do as little as a backend may.
     *
     * @param clock the time its programs live in
     * @return the fake, without programs
     */
    public static FakePtyProvider windowsLike(FakeClock clock) {
        return new FakePtyProvider("fake-windows", WINDOWS_CAPABILITIES, new FakeKernel(false, clock));
    }

    /**
     * Installs a program.
     *
     * @param path where; an entry of the child's PATH and a name, or anything else
     * @param program the program
     * @return this
     */
    public FakePtyProvider program(String path, FakeProgram program) {
        files.program(Path.of(path), program);
        return this;
    }

    FakeFiles files() {
        return files;
    }

    FakeKernel kernel() {
        return kernel;
    }

    boolean hasOpenSessions() {
        return !openings.isEmpty();
    }

    /**
     * Fails when a session or terminal was not closed, and says where each was opened.
     *
     * @throws AssertionError if there is one; with a suppressed exception for each, whose stack trace leads to the opening
     */
    public void assertNoOpenSessions() {
        List<OpenedAt> open = openings.values().stream().sorted().toList();
        if (!open.isEmpty()) {
            AssertionError error = new AssertionError(open.size() + " not closed: "
                    + String.join("; ", open.stream().map(OpenedAt::describe).toList()));
            open.forEach(opening -> error.addSuppressed(opening.trace()));
            throw error;
        }
    }

    /**
     * What is in use: terminals, processes, descriptors.
     *
     * @return the counts
     */
    public Resources resources() {
        return kernel.resources();
    }

    /**
     * The means to make what would be its native calls fail, one at a time.
     *
     * @return the means
     */
    public CallFaults callFaults() {
        return kernel.faults().faults(this);
    }

    @Override
    protected Availability probe() {
        return Availability.available();
    }

    @Override
    protected Set<PtyCapability> probeCapabilities() {
        return capabilities;
    }

    @Override
    protected Set<PtyOption<?>> options() {
        return kernel.isPosix() ? Set.of() : Set.of(PtyOptions.ALLOW_BREAKAWAY);
    }

    @Override
    protected SessionParts start(SpawnRequest request) throws PtyException {
        LocalCommand command = resolve(request);
        FakeStart start = prepare(command);
        FakeTerminal terminal = new FakeTerminal(kernel, size(command.size()), false);
        kernel.doLocked(() -> command.command().modes().ifPresent(terminal::modes));
        TerminalDevice device =
                open(terminal, "the session of " + command.command().program());
        try {
            return new SessionParts(device, start(start, terminal));
        } catch (PtyException e) {
            kernel.release(terminal);
            openings.remove(terminal);
            throw e;
        }
    }

    @Override
    protected OpenTerminal openTerminal(TerminalSize size) throws PtyException {
        FakeTerminal terminal = new FakeTerminal(kernel, size(size), true);
        TerminalDevice device = open(terminal, "the terminal " + terminal.name().orElse(""));
        return new OpenTerminal() {
            @Override
            public TerminalDevice device() {
                return device;
            }

            @Override
            public ChildControl start(SpawnRequest request) throws PtyException {
                LocalCommand command = resolve(request);
                FakeStart start = prepare(command);
                kernel.doLocked(() -> {
                    command.command().modes().ifPresent(terminal::modes);
                    command.command().size().ifPresent(terminal::resize);
                });
                return FakePtyProvider.this.start(start, terminal);
            }
        };
    }

    private LocalCommand resolve(SpawnRequest request) throws PtyException {
        return LocalCommand.of(request, System.getenv(), !kernel.isPosix());
    }

    private TerminalSize size(TerminalSize wanted) {
        boolean pixels = capabilities.contains(PtyCapability.PIXEL_SIZE);
        return pixels ? wanted : TerminalSize.of(wanted.columns(), wanted.rows());
    }

    private TerminalDevice open(FakeTerminal terminal, String what) throws PtyException {
        try {
            kernel.open(terminal);
        } catch (PtyException e) {
            throw new PtySpawnException(Stage.ALLOCATE, what, e);
        }
        openings.put(terminal, new OpenedAt(what, new Throwable(what + " was opened here")));
        return new FakeDevice(kernel, terminal, () -> openings.remove(terminal));
    }

    private ChildControl start(FakeStart start, FakeTerminal terminal) throws PtyException {
        try {
            Task task = kernel.spawn(terminal);
            start.launch(kernel, task);
            return new FakeChild(kernel, task);
        } catch (PtyException e) {
            throw new PtySpawnException(Stage.CREATE_PROCESS, start.name(), e);
        }
    }

    /** Finds everything out before anything is allocated. */
    private FakeStart prepare(LocalCommand command) throws PtyException {
        kernel.call("find_program");
        ProgramIdentity identity = FakeUsers.identity(command.command().runAs());
        Path directory = files.directory(command.directory());
        Path path = files.find(command, directory);
        long bytes = command.command().arguments().stream()
                .mapToLong(argument -> argument.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (bytes > MOST_ARGUMENT_BYTES) {
            throw new PtySpawnException(
                    Stage.CREATE_PROCESS,
                    "create_process",
                    path + " with " + bytes + " bytes of arguments",
                    FakeErrors.of("E2BIG"));
        }
        Optional<String> name = command.command().argv0();
        return new FakeStart(
                files.load(path),
                name.orElse(command.command().program()),
                command.command().arguments(),
                command.environment(),
                directory,
                identity);
    }
}
