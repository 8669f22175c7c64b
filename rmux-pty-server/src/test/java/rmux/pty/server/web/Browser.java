// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import rmux.pty.peers.DebianPackages;
import rmux.pty.server.TestLimits;

/** Debian's Chromium with a profile of its own, driven through playwright-core from the npm registry. */
final class Browser implements AutoCloseable {

    private static final String DRIVER = "playwright-core@1.65.1";
    private static final Path TARGET = Path.of(System.getProperty("basedir", "."), "target");
    private static final JsonFactory JSON = new JsonFactory();

    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    Browser() throws Exception {
        DebianPackages.require("node", "nodejs");
        DebianPackages.require("npm", "npm");
        DebianPackages.require("chromium", "chromium");
        Path modules = installDriver();
        process = new ProcessBuilder(
                        "node",
                        TARGET.resolveSibling("src/test/browser/browser.mjs")
                                .toAbsolutePath()
                                .toString(),
                        modules.toAbsolutePath().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        requests = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        if (!"ready".equals(answers.readLine())) {
            throw new IOException("Chromium did not start");
        }
    }

    private static synchronized Path installDriver() throws Exception {
        Path directory = Files.createDirectories(TARGET.resolve("npm"));
        if (!Files.isDirectory(directory.resolve("node_modules/playwright-core"))) {
            Process npm = new ProcessBuilder("npm", "install", "--no-save", "--ignore-scripts", "--prefix", ".", DRIVER)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!npm.waitFor(TestLimits.TRANSFER.toSeconds(), TimeUnit.SECONDS) || npm.exitValue() != 0) {
                throw new IOException("npm install " + DRIVER + " failed");
            }
        }
        return directory;
    }

    /** Does one thing; names and values follow each other. */
    String ask(String operation, Object... arguments) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("op", operation);
            for (int i = 0; i < arguments.length; i += 2) {
                json.writeFieldName((String) arguments[i]);
                if (arguments[i + 1] instanceof Number number) {
                    json.writeNumber(number.longValue());
                } else {
                    json.writeString(arguments[i + 1].toString());
                }
            }
            json.writeEndObject();
        }
        requests.write(line + "\n");
        requests.flush();
        return answer(line.toString());
    }

    private String answer(String request) throws IOException {
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the browser has gone");
        }
        try (JsonParser json = JSON.createParser(answer)) {
            json.nextToken();
            String member = json.nextFieldName();
            String value = json.nextTextValue();
            if (!member.equals("value")) {
                throw new IOException(value + " at " + request);
            }
            return value;
        }
    }

    void open(WebTerminal server) throws IOException {
        ask("open", "url", server.address());
    }

    void type(String text) throws IOException {
        ask("type", "text", text);
    }

    void enter(String line) throws IOException {
        ask("insert", "text", line);
        ask("press", "key", "Enter");
    }

    /** Waits for text in the terminal, scrolled out or not; a failure shows what was there instead. */
    void await(String text) throws IOException {
        await(text, TestLimits.STEP.toMillis());
    }

    void await(String text, long milliseconds) throws IOException {
        try {
            ask("await", "text", text, "limit", milliseconds);
        } catch (IOException e) {
            String all = text();
            throw new IOException(
                    "not shown: " + text + "; the end of what was: " + all.substring(Math.max(0, all.length() - 2000)),
                    e);
        }
    }

    String text() throws IOException {
        return ask("text");
    }

    /** What the page's scripts complained about since the last call. */
    List<String> complaints() throws IOException {
        String all = ask("complaints");
        return all.isEmpty() ? List.of() : List.of(all);
    }

    @Override
    public void close() throws IOException {
        requests.close();
        try {
            if (process.waitFor(TestLimits.STEP.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
