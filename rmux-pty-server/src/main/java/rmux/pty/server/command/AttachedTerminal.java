// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import rmux.pty.api.TerminalSize;
import rmux.pty.cli.StandardStreams;
import rmux.pty.server.hub.HubClient;
import rmux.pty.server.hub.ViewerSink;

/** The user's terminal, attached to a session. */
final class AttachedTerminal implements ViewerSink {

    private static final Logger LOGGER = System.getLogger("rmux.pty.server");
    private static final int BUFFER_SIZE = 16 * 1024;

    /** Ends what sequence there may be, leaves the alternate screen, and switches off what programs switch on. */
    private static final String LEAVE = "\u0018\u001b\\\u001b[?1049l\u001b[!p\u001b[?7;25h"
            + "\u001b[?1;9;1000;1002;1003;1004;1006;1016;2004;2026l\u001b>\u001b[m\u001b[r\u001b[999;1H\r\n";

    private final StandardStreams streams;
    private final HubClient client;
    private final DetachKey detachKey;
    private final OutputStream output = new FileOutputStream(FileDescriptor.out);
    private final AtomicBoolean left = new AtomicBoolean();
    private volatile String end = "detached";
    private volatile boolean detachedByKey;

    private AttachedTerminal(StandardStreams streams, HubClient client, DetachKey detachKey) {
        this.streams = streams;
        this.client = client;
        this.detachKey = detachKey;
    }

    /** Shows a session until it ends or is detached; the terminal is restored last. */
    static int run(HubLocation location, StandardStreams streams, String name, boolean readOnly, DetachKey key)
            throws IOException {
        try (HubClient client = location.connect()) {
            AttachedTerminal terminal = new AttachedTerminal(streams, client, key);
            Thread restoring = new Thread(terminal::leave, "restore-terminal"); // at SIGTERM and SIGHUP
            Runtime.getRuntime().addShutdownHook(restoring);
            terminal.attach(name, readOnly);
            terminal.leave();
            terminal.say("[" + name + ": " + terminal.end + "]");
            return 0;
        }
    }

    private void attach(String name, boolean readOnly) throws IOException {
        TerminalSize size = streams.size().orElse(TerminalSize.DEFAULT);
        streams.enterRawMode();
        try {
            streams.onResize(this::followSize);
            Thread input = new Thread(this::copyInput, "standard-input");
            input.setDaemon(true);
            input.start();
            client.attach(name, size, readOnly, this);
        } catch (IOException e) {
            leave();
            if (!detachedByKey) {
                throw e;
            }
        } finally {
            streams.stopReading();
        }
    }

    private void followSize() {
        streams.size().ifPresent(size -> {
            try {
                client.resize(size);
            } catch (IOException e) {
                LOGGER.log(Level.DEBUG, "resize", e); // the session is ending
            }
        });
    }

    private void copyInput() {
        byte[] bytes = new byte[BUFFER_SIZE];
        try {
            for (int count = streams.read(bytes); count >= 0; count = streams.read(bytes)) {
                int key = detachKey.indexIn(bytes, count);
                if (key != 0) {
                    client.input(ByteBuffer.wrap(bytes, 0, key < 0 ? count : key));
                }
                if (key >= 0) {
                    detachedByKey = true;
                    client.close();
                    return;
                }
            }
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "standard input", e); // the session is ending
        }
    }

    @Override
    public void output(ByteBuffer bytes) throws IOException {
        output.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }

    @Override
    public void ended(String reason) {
        end = reason;
    }

    private void leave() {
        if (!left.getAndSet(true)) {
            say(LEAVE, "");
            streams.restore();
        }
    }

    private void say(String text) {
        say(text, "\n");
    }

    private void say(String text, String lineEnd) {
        try {
            output.write((text + lineEnd).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "the terminal has gone", e);
        }
    }
}
