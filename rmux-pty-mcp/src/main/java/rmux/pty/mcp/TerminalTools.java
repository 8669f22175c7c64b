// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.mcp;

import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.TerminalSize;
import rmux.pty.expect.Expect;
import rmux.pty.expect.ExpectException;
import rmux.pty.expect.Key;
import rmux.pty.expect.Keys;
import rmux.pty.expect.Shell;
import rmux.pty.expect.ShellResult;

/** What the tools do. */
final class TerminalTools {

    private static final double DEFAULT_WAIT = 30;
    private static final Duration PAINTED = Duration.ofMillis(80);
    private static final Duration PAINT_LIMIT = Duration.ofSeconds(2);
    private static final Duration INTERRUPT_GRACE = Duration.ofSeconds(3);

    private final Sessions sessions;
    private final Limits limits;

    TerminalTools(Sessions sessions, Limits limits) {
        this.sessions = sessions;
        this.limits = limits;
    }

    CallToolResult start(Arguments arguments) throws Exception {
        TerminalSize size = TerminalSize.of(
                arguments.integer("columns").orElse(TerminalSize.DEFAULT.columns()),
                arguments.integer("rows").orElse(TerminalSize.DEFAULT.rows()));
        Session session = sessions.start(
                arguments.texts("command"), arguments.textMap("environment"), arguments.text("directory"), size);
        settle(session);
        return Results.screen("session " + session.name(), session, Map.of("session", session.name()));
    }

    CallToolResult run(Arguments arguments) throws Exception {
        Shell shell = sessions.get(arguments.requiredText("session")).requireShell();
        Duration wait = limits.wait(arguments.number("seconds", DEFAULT_WAIT));
        if (!shell.isOpen()) {
            throw new IllegalArgumentException("the shell has ended; close the session and start another one");
        }
        return Results.command(shell.run(arguments.requiredText("command"), wait));
    }

    CallToolResult type(Arguments arguments) throws Exception {
        Session session = sessions.get(arguments.requiredText("session"));
        String text = arguments.requiredText("text") + (arguments.flag("enter") ? "\r" : "");
        session.expect().send(text);
        settle(session);
        return Results.screen("typed", session, Map.of());
    }

    CallToolResult keys(Arguments arguments) throws Exception {
        Session session = sessions.get(arguments.requiredText("session"));
        Key[] keys = arguments.texts("keys").stream().map(Keys::parse).toArray(Key[]::new);
        session.expect().press(keys);
        settle(session);
        return Results.screen("pressed", session, Map.of());
    }

    CallToolResult screen(Arguments arguments) {
        Session session = sessions.get(arguments.requiredText("session"));
        return Results.screen("screen", session, Map.of());
    }

    /** Waits for a text, a pattern, silence or the exit; for a shell's command if nothing is named. */
    CallToolResult await(Arguments arguments) throws Exception {
        Session session = sessions.get(arguments.requiredText("session"));
        Duration wait = limits.wait(arguments.number("seconds", DEFAULT_WAIT));
        Expect expect = session.expect();
        Optional<String> text = arguments.text("text");
        Optional<String> pattern = arguments.text("pattern");
        Optional<Integer> idle = arguments.integer("idle_ms");
        Optional<Shell> shell = session.shell().filter(Shell::isRunning);
        if (text.isEmpty() && pattern.isEmpty() && idle.isEmpty() && !arguments.flag("exit") && shell.isPresent()) {
            ShellResult result = shell.get().poll(wait);
            return Results.command(result);
        }
        synchronized (session) { // the limit is that of this call
            expect.limit(wait);
            if (text.isPresent()) {
                expect.awaitOnScreen(text.get());
            } else if (pattern.isPresent()) {
                Pattern wanted = Pattern.compile(pattern.get(), Pattern.MULTILINE);
                expect.awaitScreen(
                        "/" + wanted + "/ on the screen",
                        screen -> wanted.matcher(screen.text()).find());
            } else if (arguments.flag("exit")) {
                ExitStatus status = expect.awaitExit();
                return Results.screen(status.toString(), session, Map.of("exit_code", status.shellCode()));
            } else {
                expect.awaitIdle(Duration.ofMillis(idle.orElse((int) PAINTED.toMillis())));
            }
        }
        return Results.screen("there it is", session, Map.of());
    }

    CallToolResult interrupt(Arguments arguments) throws Exception {
        Session session = sessions.get(arguments.requiredText("session"));
        Optional<Shell> shell = session.shell().filter(Shell::isRunning);
        if (shell.isPresent()) {
            return Results.command(shell.get().interrupt(INTERRUPT_GRACE));
        }
        session.expect().press(Keys.ctrl('c'));
        settle(session);
        return Results.screen("interrupted", session, Map.of());
    }

    CallToolResult close(Arguments arguments) throws Exception {
        String name = arguments.requiredText("session");
        sessions.close(name);
        return Results.text("closed " + name, Map.of("closed", name));
    }

    /** Gives a program the time to paint what it makes of the input, if it paints soon. */
    private static void settle(Session session) throws InterruptedException {
        synchronized (session) {
            session.expect().limit(PAINT_LIMIT);
            try {
                session.expect().awaitIdle(PAINTED);
            } catch (ExpectException e) {
                // It never stops writing: the screen is as good now as later.
            }
        }
    }
}
