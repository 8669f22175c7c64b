// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.driver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A driver that is at work: requests go to its standard input, answers come from its standard output. */
final class DriverProcess {

    /** The longest line that is read; longer ones are garbage. */
    private static final int LONGEST_LINE = 1 << 20;

    private static final Duration END = Duration.ofSeconds(2);

    private final Process process;
    private final Writer requests;
    private final Map<String, CompletableFuture<Map<String, Object>>> waiting = new ConcurrentHashMap<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();

    private DriverProcess(Process process) {
        this.process = process;
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
    }

    static DriverProcess start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        DriverProcess driver = new DriverProcess(process);
        Thread listener = new Thread(driver::listen, "conformance-driver");
        listener.setDaemon(true);
        listener.start();
        return driver;
    }

    /** Reads answers until the driver ends or writes something else. */
    private void listen() {
        String how;
        try (BufferedReader answers = process.inputReader(StandardCharsets.UTF_8)) {
            how = listen(answers);
        } catch (IOException e) {
            how = "the driver's answers cannot be read: " + e.getMessage();
        }
        process.destroyForcibly();
        end.complete(how);
        IOException failure = new IOException(how);
        waiting.values().forEach(future -> future.completeExceptionally(failure));
    }

    private String listen(BufferedReader answers) throws IOException {
        for (String line = line(answers); !line.isEmpty(); line = line(answers)) {
            try {
                Map<String, Object> answer = JsonLine.parse(line);
                CompletableFuture<Map<String, Object>> future = waiting.remove(String.valueOf(answer.get("re")));
                if (future == null) {
                    return "the driver answered what was not asked: " + excerpt(line);
                }
                future.complete(answer);
            } catch (IllegalArgumentException e) {
                return "the driver wrote what is not a line of its protocol (" + e.getMessage() + "): " + excerpt(line);
            }
        }
        return "the driver ended";
    }

    /** The next line with its end, or as much of it as is read of a line; empty at the end. */
    private static String line(BufferedReader answers) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = answers.read(); c >= 0; c = answers.read()) {
            line.append((char) c);
            if (c == '\n' || line.length() == LONGEST_LINE) {
                break;
            }
        }
        return line.toString();
    }

    private static String excerpt(String line) {
        String shown = line.strip().replaceAll("\\p{Cntrl}", "?");
        return shown.length() <= 80 ? shown : shown.substring(0, 80) + "...";
    }

    /** Makes a request; its answer comes later. One request of a verb at a time. */
    CompletableFuture<Map<String, Object>> begin(String verb, Map<String, ?> members) {
        CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
        waiting.put(verb, answer);
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("verb", verb);
        request.putAll(members);
        try {
            synchronized (requests) {
                requests.write(JsonLine.format(request) + "\n");
                requests.flush();
            }
        } catch (IOException e) {
            answer.completeExceptionally(new IOException(end.getNow("the driver takes no requests any more"), e));
        }
        if (end.isDone()) {
            answer.completeExceptionally(new IOException(end.join()));
        }
        return answer;
    }

    /** Makes a request and waits for its answer. */
    Map<String, Object> ask(String verb, Map<String, ?> members, Duration limit) throws IOException {
        Map<String, Object> answer = await(verb, begin(verb, members), limit);
        if (answer.get("error") instanceof String error) {
            throw new DriverRefusal(verb, error, answer);
        }
        return answer;
    }

    static Map<String, Object> await(String verb, CompletableFuture<Map<String, Object>> answer, Duration limit)
            throws IOException {
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the driver did not answer \"" + verb + "\" within " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(String.valueOf(cause.getMessage()), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a driver was asked to " + verb);
        }
    }

    /** Ends the driver: by the end of its input first, by force if it does not mind that. */
    void end() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has ended.
        }
        try {
            if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
