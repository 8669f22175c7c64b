// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.kubernetes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import rmux.pty.api.TerminalSize;

/**
 * One exec as a kubelet serves it: the first byte of a message names its channel. A program whose client goes away runs on, as with
 * Kubernetes. The next message is asked for when the last one has been dealt with.
 *
 * <p>Public because Jetty calls it.
 */
@SuppressWarnings("exports") // Jetty is on the class path
public final class ExecSocket implements Session.Listener {

    private static final int INPUT = 0;
    private static final byte OUTPUT = 1;
    private static final byte STATUS = 3;
    private static final int RESIZE = 4;
    private static final int CLOSE = 255; // version 5: the channel that the next byte names has ended
    private static final int BUFFER_SIZE = 16 * 1024;
    private static final Pattern SIZE = Pattern.compile("\"(Width|Height)\":(\\d+)");

    private final List<String> words;
    private final boolean terminal;
    private final Consumer<ExecSocket> ended;
    private final ExecutorService input = Executors.newSingleThreadExecutor(ExecSocket::daemon);
    private volatile PodProgram program;
    private volatile Session session;

    ExecSocket(List<String> words, boolean terminal, Consumer<ExecSocket> ended) {
        this.words = words;
        this.terminal = terminal;
        this.ended = ended;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "pod-exec");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        try {
            program = PodProgram.start(words, terminal);
        } catch (IOException e) {
            sendStatus(126, String.valueOf(e.getMessage()));
            end();
            return;
        }
        daemon(this::serve).start();
        opened.demand();
    }

    private void serve() {
        byte[] bytes = new byte[BUFFER_SIZE];
        int status;
        try {
            bytes[0] = OUTPUT;
            for (int count = program.read(bytes, 1); count >= 0; count = program.read(bytes, 1)) {
                send(bytes, count + 1);
            }
            status = program.waitFor();
        } catch (IOException e) {
            status = 255;
        }
        sendStatus(status, "command terminated with exit code " + status);
        end();
    }

    /** Nothing happens once the client is gone: the program runs on, and what it writes is dropped. */
    private void send(byte[] bytes, int count) {
        Callback.Completable sent = new Callback.Completable();
        session.sendBinary(ByteBuffer.wrap(bytes, 0, count), sent);
        try {
            sent.get(TestLimits.TRANSFER.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            session.disconnect();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendStatus(int code, String message) {
        String json = code == 0
                ? "{\"metadata\":{},\"status\":\"Success\"}"
                : "{\"metadata\":{},\"status\":\"Failure\",\"message\":\"" + message.replace("\"", "'")
                        + "\",\"reason\":\"NonZeroExitCode\",\"details\":{\"causes\":[{\"reason\":\"ExitCode\",\"message\":\""
                        + code + "\"}]}}";
        byte[] bytes = ("\0" + json).getBytes(StandardCharsets.UTF_8);
        bytes[0] = STATUS;
        send(bytes, bytes.length);
        session.close(StatusCode.NORMAL, "", Callback.NOOP);
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        byte[] message = new byte[payload.remaining()];
        payload.get(message);
        callback.succeed();
        input.execute(() -> {
            take(message);
            session.demand();
        });
    }

    private void take(byte[] message) {
        int channel = message.length == 0 ? -1 : message[0] & 0xFF;
        try {
            if (channel == INPUT) {
                program.write(message, 1, message.length - 1);
            } else if (channel == RESIZE) {
                Matcher sizes = SIZE.matcher(new String(message, StandardCharsets.UTF_8));
                int width = 0;
                int height = 0;
                while (sizes.find()) {
                    int value = Integer.parseInt(sizes.group(2));
                    width = sizes.group(1).equals("Width") ? value : width;
                    height = sizes.group(1).equals("Height") ? value : height;
                }
                program.resize(TerminalSize.of(width, height));
            } else if (channel == CLOSE && message.length > 1 && message[1] == INPUT) {
                program.endInput();
            }
        } catch (IOException e) {
            return; // the program has gone, and its status is on its way
        }
    }

    /** Ends what runs. */
    void end() {
        ended.accept(this);
        input.shutdownNow();
        PodProgram running = program;
        if (running != null) {
            running.close();
        }
    }
}
