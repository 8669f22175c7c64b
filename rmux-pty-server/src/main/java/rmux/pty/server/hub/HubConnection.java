// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.hub;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import rmux.pty.api.Closing;
import rmux.pty.api.PtyCommand;

/** One client of the socket: a request, its answer, and while it is attached, what goes to and fro. */
final class HubConnection {

    private static final Logger LOGGER = System.getLogger("rmux.pty.server");

    private final SessionHub hub;
    private final SocketChannel channel;
    private final Object writing = new Object();

    HubConnection(SessionHub hub, SocketChannel channel) {
        this.hub = hub;
        this.channel = channel;
    }

    /** Serves the client until it goes; blocks until then. */
    void run() {
        try (channel) {
            serveOrRefuse();
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "connection", e);
        }
    }

    private void serveOrRefuse() throws IOException {
        try {
            serve();
        } catch (HubException e) {
            LOGGER.log(Level.DEBUG, "refused", e);
            write(HubFrame.REFUSED, String.valueOf(e.getMessage()));
        }
    }

    private void serve() throws IOException {
        Optional<HubFrame> first = HubFrame.read(channel);
        if (first.isEmpty()) {
            return;
        }
        if (first.get().type() != HubFrame.REQUEST) {
            throw new HubException("the first message must be a request");
        }
        HubRequest request = HubRequest.read(first.get().content());
        try {
            answer(request);
        } catch (HubException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            LOGGER.log(Level.DEBUG, "request", e);
            throw new HubException(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("it failed"));
        }
    }

    private void answer(HubRequest request) throws IOException {
        switch (request.request()) {
            case "new" -> write(HubFrame.DONE, create(request).name());
            case "attach" -> attach(hub.get(request.name()), request);
            case "detach" -> {
                hub.get(request.name()).detachAll();
                write(HubFrame.DONE, request.name());
            }
            case "list" -> write(HubFrame.DONE, HubList.text(hub.list()));
            case "kill" -> {
                hub.kill(request.name());
                write(HubFrame.DONE, request.name());
            }
            default ->
                throw new HubException("there is no request of that name; there are: new, attach, detach, list, kill");
        }
    }

    private HubSession create(HubRequest request) throws IOException {
        List<String> line = request.command();
        PtyCommand command =
                line.isEmpty() ? PtyCommand.loginShell() : PtyCommand.of(line.get(0), line.subList(1, line.size()));
        command = command.withSize(request.size()).withClosing(Closing.END_TREE);
        if (!request.environment().isEmpty()) {
            command = command.withEmptyEnvironment().withEnvironment(request.environment());
        }
        if (!request.directory().isEmpty() && Files.isDirectory(Path.of(request.directory()))) {
            command = command.withDirectory(Path.of(request.directory()));
        }
        return hub.create(request.name().isEmpty() ? hub.freeName() : request.name(), command);
    }

    private void attach(HubSession session, HubRequest request) throws IOException {
        try (Viewer viewer = session.attach(request.size(), request.readOnly(), new Sink())) {
            for (Optional<HubFrame> next = HubFrame.read(channel); next.isPresent(); next = HubFrame.read(channel)) {
                HubFrame frame = next.get();
                switch (frame.type()) {
                    case HubFrame.INPUT -> viewer.input(ByteBuffer.wrap(frame.content()));
                    case HubFrame.RESIZE -> viewer.resize(HubRequest.readSize(frame.content()));
                    default -> throw new HubException("a message of an unknown type came; the session goes on");
                }
            }
        }
    }

    private void write(byte type, String text) throws IOException {
        synchronized (writing) {
            HubFrame.write(channel, type, text);
        }
    }

    /** The client as a viewer. */
    private final class Sink implements ViewerSink {
        @Override
        public void output(ByteBuffer output) throws IOException {
            synchronized (writing) {
                HubFrame.write(channel, HubFrame.OUTPUT, output);
            }
        }

        @Override
        public void ended(String reason) {
            try (channel) {
                write(HubFrame.ENDED, reason);
            } catch (IOException e) {
                LOGGER.log(Level.DEBUG, "the client has gone", e);
            }
        }
    }
}
