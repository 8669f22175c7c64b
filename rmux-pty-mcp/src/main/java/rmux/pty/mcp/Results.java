// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.mcp;

import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import rmux.pty.api.ExitStatus;
import rmux.pty.expect.ShellResult;
import rmux.pty.expect.screen.Cursor;
import rmux.pty.expect.screen.Screen;

/** Results as agents get them: text to read, and the same as values. */
final class Results {

    private Results() {}

    static CallToolResult text(String text, Map<String, Object> values) {
        return CallToolResult.builder()
                .addTextContent(text)
                .structuredContent(values)
                .build();
    }

    /** A failure in one sentence. */
    static CallToolResult failure(String sentence) {
        return CallToolResult.builder().addTextContent(sentence).isError(true).build();
    }

    static CallToolResult command(ShellResult result) {
        String status = switch (result.status()) {
            case EXITED -> "exit code " + result.exitCode().orElse(-1);
            case RUNNING -> "still running; wait or interrupt";
            case AWAITING_INPUT -> "awaiting input with the echo off, probably a password; type it, then wait";
            case CLOSED -> "the shell has ended";
        };
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("status", result.status().name().toLowerCase(Locale.ROOT));
        result.exitCode().ifPresent(code -> values.put("exit_code", code));
        values.put("output", result.output());
        values.put("dropped_bytes", result.droppedBytes());
        values.put("milliseconds", result.duration().toMillis());
        return text("[" + status + "]\n" + result.output(), values);
    }

    static CallToolResult screen(String what, Session session, Map<String, Object> more) {
        Screen screen = session.expect().screen();
        Cursor cursor = screen.cursor();
        String text = screen.text();
        Map<String, Object> values = new LinkedHashMap<>(more);
        values.put("screen", text);
        values.put("cursor_column", cursor.column());
        values.put("cursor_row", cursor.row());
        values.put("title", screen.title());
        String state = session.expect()
                .session()
                .child()
                .exitStatus()
                .map(ExitStatus::toString)
                .orElse("running");
        values.put("state", state);
        return text(
                "[" + what + "; " + state + "; cursor at column " + cursor.column() + ", row " + cursor.row() + "]\n"
                        + text,
                values);
    }
}
