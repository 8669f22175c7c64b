// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.mcp;

import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import rmux.pty.expect.ExpectException;

/** The tools as a client sees them: names, descriptions, schemas; and how failures come back. */
final class Tools {

    private static final Logger LOGGER = Logger.getLogger(Tools.class.getName());
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> TEXTS = Map.of("type", "array", "items", TEXT);
    private static final Map<String, Object> FLAG = Map.of("type", "boolean");

    private Tools() {}

    private interface Action {
        CallToolResult call(Arguments arguments) throws Exception;
    }

    static List<SyncToolSpecification> of(TerminalTools tools) {
        Map<String, Object> session = described(TEXT, "The session, as start has named it");
        Map<String, Object> seconds = described(Map.of("type", "number"), "The longest to wait; 30 if left out");
        return List.of(
                tool(
                        "start",
                        "Start a program on a terminal of its own, or a shell if no command is given. Returns the session and its screen.",
                        properties(
                                "command", described(TEXTS, "The program and its arguments; leave it out for a shell"),
                                "directory", described(TEXT, "Where it starts"),
                                "environment",
                                        described(
                                                Map.of("type", "object", "additionalProperties", TEXT),
                                                "Variables that it gets"),
                                "columns",
                                        described(
                                                Map.of("type", "integer", "minimum", 2, "maximum", 500),
                                                "80 if left out"),
                                "rows",
                                        described(
                                                Map.of("type", "integer", "minimum", 1, "maximum", 500),
                                                "24 if left out")),
                        List.of(),
                        tools::start),
                tool(
                        "run",
                        "Run a command in a shell session. Returns its exit code and output; or, after the time, that it is still running,"
                                + " or that it asks for a password.",
                        properties(
                                "session",
                                session,
                                "command",
                                described(TEXT, "One or more lines"),
                                "seconds",
                                seconds),
                        List.of("session", "command"),
                        tools::run),
                tool(
                        "type",
                        "Type text into a session. Returns the screen after it.",
                        properties(
                                "session", session,
                                "text", described(TEXT, "The text as it is"),
                                "enter", described(FLAG, "Whether to press Enter after it")),
                        List.of("session", "text"),
                        tools::type),
                tool(
                        "keys",
                        "Press keys in a session. Returns the screen after them.",
                        properties(
                                "session",
                                session,
                                "keys",
                                described(
                                        TEXTS,
                                        "Names: up, page-down, f5, enter, escape, ctrl+c, alt+x, shift+tab, or single characters")),
                        List.of("session", "keys"),
                        tools::keys),
                tool(
                        "screen",
                        "Show what a person would see of a session now.",
                        properties("session", session),
                        List.of("session"),
                        tools::screen),
                tool(
                        "wait",
                        "Wait until a text or a pattern is on the screen, nothing is written for a time, or the program exits. In a shell with a"
                                + " command that is still running, and nothing else named, wait for that.",
                        properties(
                                "session", session,
                                "text", described(TEXT, "A text within one row"),
                                "pattern", described(TEXT, "A regular expression"),
                                "idle_ms",
                                        described(
                                                Map.of("type", "integer", "minimum", 1),
                                                "How long nothing must be written"),
                                "exit", described(FLAG, "Whether to wait for the exit of the program"),
                                "seconds", seconds),
                        List.of("session"),
                        tools::await),
                tool(
                        "interrupt",
                        "Interrupt what is running, as Ctrl+C does. A command of a shell that does not end by that is terminated, then killed.",
                        properties("session", session),
                        List.of("session"),
                        tools::interrupt),
                tool(
                        "close",
                        "Close a session and end everything that runs in it.",
                        properties("session", session),
                        List.of("session"),
                        tools::close));
    }

    private static SyncToolSpecification tool(
            String name, String description, Map<String, Object> properties, List<String> required, Action action) {
        Map<String, Object> schema =
                Map.of("type", "object", "properties", properties, "required", required, "additionalProperties", false);
        Tool tool = Tool.builder(name, schema).description(description).build();
        return SyncToolSpecification.builder()
                .tool(tool)
                .callHandler((exchange, request) -> {
                    Map<String, Object> arguments = request.arguments();
                    return call(name, action, new Arguments(arguments == null ? Map.of() : arguments));
                })
                .build();
    }

    private static CallToolResult call(String name, Action action, Arguments arguments) {
        try {
            return action.call(arguments);
        } catch (IllegalArgumentException | IllegalStateException | ExpectException | IOException e) {
            return Results.failure(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Results.failure("the server is closing");
        } catch (Exception e) {
            LOGGER.log(Level.WARNING, "the tool " + name + " failed", e);
            return Results.failure(
                    "the tool " + name + " failed: " + e.getClass().getSimpleName());
        }
    }

    private static Map<String, Object> described(Map<String, Object> type, String description) {
        Map<String, Object> result = new LinkedHashMap<>(type);
        result.put("description", description);
        return result;
    }

    private static Map<String, Object> properties(Object... namesAndTypes) {
        Map<String, Object> result = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            result.put((String) namesAndTypes[i], namesAndTypes[i + 1]);
        }
        return result;
    }
}
