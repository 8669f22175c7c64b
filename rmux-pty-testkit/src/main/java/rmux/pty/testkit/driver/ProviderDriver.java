// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.driver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.Closing;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.PtyProvider;

/**
 * A backend of this library behind the driver protocol, so that it is judged exactly as the others are. Serves one session and
 * returns at the end of its input, with everything closed.
 */
public final class ProviderDriver {

    /** What no verb of the protocol asks for. */
    private static final Set<PtyCapability> UNREACHED =
            Set.of(PtyCapability.PROCESS_TREE, PtyCapability.TERMINAL_MODES, PtyCapability.OPEN_PAIR);

    private final PtyProvider provider;
    private final String library;
    private final String version;
    private final Map<String, String> limits;
    private final PrintStream answers;
    private @Nullable SessionVerbs session;

    /**
     * Creates a driver for a backend of this project.
     *
     * @param provider the backend
     * @param answers receives a line for each answer
     */
    public ProviderDriver(PtyProvider provider, PrintStream answers) {
        this(provider, "rmux-pty " + provider.name(), ownVersion(), Map.of(), answers);
    }

    /**
     * Creates a driver for a backend that wraps another library.
     *
     * @param provider the backend
     * @param library the name of the library
     * @param version the version of the library
     * @param limits what its documentation says it does not do: reasons by rule
     * @param answers receives a line for each answer
     */
    public ProviderDriver(
            PtyProvider provider, String library, String version, Map<String, String> limits, PrintStream answers) {
        this.provider = provider;
        this.library = library;
        this.version = version;
        this.limits = Map.copyOf(limits);
        this.answers = answers;
    }

    private static String ownVersion() {
        String version = ProviderDriver.class.getPackage().getImplementationVersion();
        return version == null ? "of this source" : version;
    }

    /**
     * Answers requests until there are no more. Blocks.
     *
     * @param requests the requests, one a line
     * @throws IOException if they cannot be read, or the session cannot be closed
     */
    public void serve(BufferedReader requests) throws IOException {
        try {
            for (String line = requests.readLine(); line != null; line = requests.readLine()) {
                Map<String, Object> request = JsonLine.parse(line);
                handle(String.valueOf(request.get("verb")), request);
            }
        } finally {
            if (session != null) {
                session.end();
            }
        }
    }

    private void handle(String verb, Map<String, Object> request) {
        if (verb.equals("hello")) {
            answer(verb, hello());
        } else if (verb.equals("spawn")) {
            attempt(verb, () -> spawn(request));
        } else if (session == null) {
            answer(verb, Map.of("error", "nothing has been started"));
        } else {
            SessionVerbs started = session;
            SessionVerbs.Action action = started.action(verb, request);
            if (SessionVerbs.BLOCKING.contains(verb)) {
                Thread thread = new Thread(() -> attempt(verb, action), "driver-" + verb);
                thread.setDaemon(true);
                thread.start();
            } else {
                attempt(verb, action);
            }
        }
    }

    private void attempt(String verb, SessionVerbs.Action action) {
        Map<String, Object> members;
        try {
            members = action.perform();
        } catch (IOException | RuntimeException e) {
            members = refusal(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        answer(verb, members);
    }

    private synchronized void answer(String verb, Map<String, ?> members) {
        Map<String, Object> answer = new LinkedHashMap<>(members);
        answer.put("re", verb);
        answers.println(JsonLine.format(answer));
        answers.flush();
    }

    private Map<String, Object> hello() {
        List<String> capabilities = new ArrayList<>();
        for (PtyCapability capability : provider.capabilities()) {
            if (!UNREACHED.contains(capability)) {
                capabilities.add(capability.name());
            }
        }
        return Map.of(
                "protocol",
                DriverIdentity.PROTOCOL,
                "library",
                library,
                "version",
                version,
                "limits",
                limits,
                "capabilities",
                capabilities,
                "verbs",
                capabilities.contains("FOREGROUND_SIGNAL") ? List.of("foreground", "continue") : List.of());
    }

    /** As the protocol has it: reads go on until nobody holds the terminal, and closing it is a hang-up and no more. */
    private Map<String, Object> spawn(Map<String, Object> request) throws IOException {
        Map<String, String> environment = new TreeMap<>();
        if (request.get("environment") instanceof Map<?, ?> variables) {
            variables.forEach((name, value) -> environment.put(String.valueOf(name), String.valueOf(value)));
        }
        List<String> arguments = new ArrayList<>();
        if (request.get("arguments") instanceof List<?> words) {
            words.forEach(word -> arguments.add(String.valueOf(word)));
        }
        PtyCommand command = PtyCommand.of(String.valueOf(request.get("program")), arguments)
                .withEmptyEnvironment()
                .withEnvironment(environment)
                .withKeepOutputOpen(true)
                .withClosing(Closing.HANG_UP)
                .withSize(size(request));
        if (request.get("directory") instanceof String directory) {
            command = command.withDirectory(directory);
        }
        if (request.get("argv0") instanceof String name) {
            command = command.withArgv0(name);
        }
        PtySession started = provider.spawn(command);
        session = new SessionVerbs(started);
        return Map.of("pid", started.child().pid().orElse(0));
    }

    static TerminalSize size(Map<String, Object> request) {
        return new TerminalSize(
                number(request, "columns"),
                number(request, "rows"),
                number(request, "xpixels"),
                number(request, "ypixels"));
    }

    static int number(Map<String, Object> request, String name) {
        if (request.get(name) instanceof Long number) {
            return Math.toIntExact(number);
        }
        throw new IllegalArgumentException("the request has no number \"" + name + "\"");
    }

    private static Map<String, Object> refusal(Exception failure) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("error", String.valueOf(failure.getMessage()));
        if (failure instanceof PtyException known) {
            known.nativeError().ifPresent(error -> {
                members.put("errno", error.symbol());
                members.put("code", error.code());
            });
        }
        if (failure instanceof PtySpawnException known && known.stage().equals(PtySpawnException.Stage.DIRECTORY)) {
            members.put("stage", "directory");
        }
        return members;
    }
}
