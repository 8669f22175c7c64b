// SPDX-License-Identifier: Apache-2.0 OR MIT
package example.socket;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rmux.pty.api.Closing;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.NativeError;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySignal;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.SpawnRequest;

/** What the backend and its server say to each other: the first text says what it is, the others are read in this order. */
final class Messages {

    static final String RESIZE = "resize";
    static final String SIGNAL = "signal";
    static final String CLOSE = "close";

    private static final String STARTED = "started";
    private static final String REFUSED = "refused";
    private static final String EXITED = "exited";
    private static final String SIGNALED = "signaled";
    private static final String UNKNOWN = "unknown";

    /** Of a request: the texts before the arguments. */
    private static final int FIXED = 8;

    private Messages() {}

    static List<String> greeting(String secret) {
        return List.of(secret);
    }

    /** The server's identifier of the session to be, and its environment. */
    static List<String> welcome(String identifier, Map<String, String> environment) {
        List<String> message = new ArrayList<>(List.of(identifier));
        environment.forEach((name, value) -> message.addAll(List.of(name, value)));
        return message;
    }

    static List<String> joining(String secret, List<String> welcome) {
        return List.of(secret, welcome.get(0));
    }

    /** A program to be started, in an environment that begins with the server's. */
    static List<String> request(SpawnRequest request, List<String> welcome) {
        PtyCommand command = request.command();
        List<String> message = new ArrayList<>(List.of(
                command.program(),
                command.argv0().map(name -> "=" + name).orElse(""),
                request.directory().orElse(""),
                text(request.size()),
                Boolean.toString(command.keepOutputOpen()),
                command.hangupGrace().toString(),
                command.closing().name(),
                Integer.toString(command.arguments().size())));
        message.addAll(command.arguments());
        request.environment(variables(welcome.subList(1, welcome.size())))
                .forEach((name, value) -> message.addAll(List.of(name, value)));
        return message;
    }

    /** The command of a request. */
    static PtyCommand command(List<String> message) {
        int arguments = FIXED + Integer.parseInt(message.get(FIXED - 1));
        PtyCommand command = PtyCommand.of(message.get(0), message.subList(FIXED, arguments))
                .withEmptyEnvironment()
                .withEnvironment(variables(message.subList(arguments, message.size())))
                .withSize(size(message.get(3)))
                .withKeepOutputOpen(Boolean.parseBoolean(message.get(4)))
                .withHangupGrace(Duration.parse(message.get(5)))
                .withClosing(Closing.valueOf(message.get(6)));
        if (!message.get(1).isEmpty()) {
            command = command.withArgv0(message.get(1).substring(1));
        }
        return message.get(2).isEmpty() ? command : command.withDirectory(message.get(2));
    }

    private static Map<String, String> variables(List<String> texts) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i + 1 < texts.size(); i += 2) {
            variables.put(texts.get(i), texts.get(i + 1));
        }
        return variables;
    }

    private static String text(TerminalSize size) {
        return size.columns() + " " + size.rows();
    }

    static TerminalSize size(String text) {
        String[] numbers = text.split(" ", -1);
        return TerminalSize.of(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }

    static List<String> started() {
        return List.of(STARTED);
    }

    static List<String> refused(PtySpawnException.Stage stage, PtyException failure) {
        NativeError error = failure.nativeError().orElse(new NativeError(new NativeError.Kind("server"), 0, "", ""));
        return List.of(
                REFUSED,
                stage.name(),
                failure.operation(),
                String.valueOf(failure.getMessage()),
                error.kind().name(),
                Long.toString(error.code()),
                error.symbol(),
                error.text());
    }

    static void throwIfRefused(List<String> message) throws PtySpawnException {
        if (message.get(0).equals(REFUSED)) {
            throw new PtySpawnException(
                    new PtySpawnException.Stage(message.get(1)),
                    message.get(2),
                    message.get(3),
                    new NativeError(
                            new NativeError.Kind(message.get(4)),
                            Long.parseLong(message.get(5)),
                            message.get(6),
                            message.get(7)));
        }
    }

    static PtySpawnException connectFailure(InetSocketAddress server, Throwable cause) {
        String message = "the server at " + server + " cannot be used: " + cause.getMessage();
        return new PtySpawnException(
                PtySpawnException.Stage.CONNECT, "no program was started", new PtyException("connect", message, cause));
    }

    static List<String> exit(ExitStatus status) {
        if (status instanceof ExitStatus.Exited exited) {
            return List.of(EXITED, Integer.toString(exited.code()));
        }
        if (status instanceof ExitStatus.Signaled by) {
            return List.of(SIGNALED, Integer.toString(by.number()), by.name(), Boolean.toString(by.coreDumped()));
        }
        return List.of(UNKNOWN, status.toString());
    }

    static ExitStatus status(List<String> message) {
        return switch (message.get(0)) {
            case EXITED -> new ExitStatus.Exited(Integer.parseInt(message.get(1)));
            case SIGNALED ->
                new ExitStatus.Signaled(
                        Integer.parseInt(message.get(1)), message.get(2), Boolean.parseBoolean(message.get(3)));
            default -> new ExitStatus.Unknown(message.get(1));
        };
    }

    static List<String> resize(TerminalSize size) {
        return List.of(RESIZE, text(size));
    }

    static List<String> signal(PtySignal signal) {
        return List.of(SIGNAL, signal.name());
    }

    static List<String> closing() {
        return List.of(CLOSE);
    }
}
