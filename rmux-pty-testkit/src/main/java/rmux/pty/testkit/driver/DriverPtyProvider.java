// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.driver;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.NativeError;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.api.spi.SessionParts;
import rmux.pty.api.spi.SpawnRequest;

/**
 * A library of any language as a backend: a program, the driver, starts programs on its terminals as JSON lines tell it. The
 * protocol is in {@code docs/driver-protocol.md}. Each session has a driver process of its own.
 */
public final class DriverPtyProvider extends PtyProvider {

    /** The property that says how many seconds a driver may take to answer "hello" and "spawn". */
    static final String LIMIT_PROPERTY = "rmux.pty.conformance.driver-limit";

    private static final int DEFAULT_LIMIT = 60;

    /** After so many drivers in a row that did not answer, no further one is started. */
    private static final int MOST_SILENT = 3;

    private final List<String> driver;
    private final Duration limit = Duration.ofSeconds(Integer.getInteger(LIMIT_PROPERTY, DEFAULT_LIMIT));
    private final AtomicInteger silent = new AtomicInteger();
    private Optional<DriverIdentity> identity = Optional.empty();
    private Optional<Availability> answer = Optional.empty();

    /**
     * A backend that has not been probed.
     *
     * @param command the driver and its arguments, separated by blanks
     */
    public DriverPtyProvider(String command) {
        super("driver", 0);
        driver = Arrays.asList(command.strip().split("\\s+", -1));
    }

    /**
     * Returns which library the driver drives.
     *
     * @return its name and version as the driver says them, or the driver's name if it does not answer
     */
    public String library() {
        return availability().isAvailable()
                ? identity()
                        .map(known -> known.library() + " " + known.version())
                        .orElse(name())
                : String.join(" ", driver);
    }

    /** Asked once, for both questions. */
    private synchronized Optional<DriverIdentity> identity() {
        return identity;
    }

    /** Asked once, even if the answer is no: the driver is not started again for each question. */
    @Override
    protected synchronized Availability probe() {
        if (answer.isEmpty()) {
            answer = Optional.of(ask());
        }
        return answer.get();
    }

    private synchronized Availability ask() {
        try {
            DriverProcess process = DriverProcess.start(driver);
            try {
                identity = Optional.of(hello(process));
                return Availability.available();
            } finally {
                process.end();
            }
        } catch (IOException e) {
            return Availability.unavailable(
                    String.valueOf(e.getMessage()), "run the driver by hand, as docs/driver-protocol.md shows");
        }
    }

    private DriverIdentity hello(DriverProcess process) throws IOException {
        return DriverIdentity.from(process.ask("hello", Map.of("protocol", DriverIdentity.PROTOCOL), limit));
    }

    @Override
    protected Set<PtyCapability> probeCapabilities() {
        return probe().isAvailable()
                ? identity().map(DriverIdentity::capabilities).orElse(Set.of())
                : Set.of();
    }

    /**
     * Returns the verbs that the driver knows beyond those that all know.
     *
     * @return the verbs, empty if the driver does not answer
     */
    public Set<String> verbs() {
        return availability().isAvailable()
                ? identity().map(DriverIdentity::verbs).orElse(Set.of())
                : Set.of();
    }

    /**
     * Returns what the library does not do, as its documentation says.
     *
     * @return reasons by rule, or by rule and test separated by a blank; empty if the driver does not answer
     */
    public Map<String, String> limits() {
        return availability().isAvailable()
                ? identity().map(DriverIdentity::limits).orElse(Map.of())
                : Map.of();
    }

    @Override
    protected SessionParts start(SpawnRequest request) throws PtyException {
        if (silent.get() >= MOST_SILENT) {
            throw failure("no driver is started any more: " + MOST_SILENT + " in a row did not answer", null);
        }
        try {
            DriverProcess process = DriverProcess.start(driver);
            try {
                DriverIdentity now = hello(process);
                if (!identity().equals(Optional.of(now))) {
                    throw new IOException("the driver said before that it is " + identity() + ", and now " + now);
                }
                Map<String, Object> started = process.ask("spawn", members(request), limit);
                silent.set(0);
                return parts(process, started, now);
            } catch (IOException | RuntimeException | Error e) {
                process.end();
                throw e;
            }
        } catch (DriverRefusal e) {
            silent.set(0);
            throw new PtySpawnException(
                    e.member("stage").equals("directory") ? Stage.DIRECTORY : Stage.CREATE_PROCESS,
                    "spawn",
                    String.valueOf(e.getMessage()),
                    new NativeError(NativeError.Kind.ERRNO, e.code(), e.member("errno"), ""));
        } catch (PtyException e) {
            throw e;
        } catch (IOException e) {
            silent.incrementAndGet();
            throw failure(String.valueOf(e.getMessage()), e);
        }
    }

    private static PtySpawnException failure(String message, @Nullable IOException e) {
        PtySpawnException failure = new PtySpawnException(Stage.CONNECT, "spawn", message);
        if (e != null) {
            failure.initCause(e);
        }
        return failure;
    }

    /** A driver does not collect the program before it is asked to wait: until then the number is the program's. */
    private static SessionParts parts(DriverProcess process, Map<String, Object> started, DriverIdentity driver)
            throws PtyException {
        OptionalLong number =
                started.get("pid") instanceof Long pid && driver.capabilities().contains(PtyCapability.LOCAL_PROCESS)
                        ? OptionalLong.of(pid)
                        : OptionalLong.empty();
        Optional<ProcessHandle> handle = number.isPresent() ? ProcessHandle.of(number.getAsLong()) : Optional.empty();
        DriverTerminal terminal = new DriverTerminal(process);
        SessionParts plain = handle.isPresent() ? SessionParts.of(terminal, handle.get()) : SessionParts.of(terminal);
        return new SessionParts(plain.device(), new DriverChild(plain.child(), terminal, number));
    }

    private static Map<String, Object> members(SpawnRequest request) throws PtyException {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("program", request.command().program());
        members.put("arguments", request.command().arguments());
        request.command().argv0().ifPresent(name -> members.put("argv0", name));
        members.put("environment", request.localEnvironment(System.getenv(), false));
        request.localDirectory().ifPresent(directory -> members.put("directory", directory.toString()));
        members.putAll(members(request.size()));
        return members;
    }

    static Map<String, Object> members(TerminalSize size) {
        return Map.of(
                "columns",
                size.columns(),
                "rows",
                size.rows(),
                "xpixels",
                size.widthPixels(),
                "ypixels",
                size.heightPixels());
    }
}
