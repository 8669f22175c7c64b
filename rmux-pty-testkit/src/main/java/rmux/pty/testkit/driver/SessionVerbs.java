// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.driver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySignal;

/** What the verbs of the driver protocol do with a session of this library. */
record SessionVerbs(PtySession session) {

    /** Verbs that are answered when there is something to say; each has a thread of its own meanwhile. */
    static final Set<String> BLOCKING = Set.of("read", "write", "wait");

    /** What a verb does; returns the members of its answer. */
    @FunctionalInterface
    interface Action {
        Map<String, Object> perform() throws IOException, InterruptedException;
    }

    Action action(String verb, Map<String, Object> request) {
        return switch (verb) {
            case "read" -> () -> read(ProviderDriver.number(request, "max"));
            case "write" ->
                () -> {
                    session.master()
                            .write(ByteBuffer.wrap(Base64.getDecoder().decode(String.valueOf(request.get("data")))));
                    return Map.of();
                };
            case "wait" -> () -> status(session.waitFor());
            case "resize" ->
                () -> {
                    session.resize(ProviderDriver.size(request));
                    return Map.of();
                };
            case "signal" -> () -> signal(String.valueOf(request.get("name")), String.valueOf(request.get("target")));
            case "foreground" -> this::foreground;
            case "continue" -> () -> Map.of("stopped", session.child().continueIfStopped());
            case "close" ->
                () -> {
                    session.master().close();
                    return Map.of();
                };
            default -> () -> Map.of("error", "there is no such verb");
        };
    }

    private Map<String, Object> read(int most) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(most);
        try {
            if (session.master().read(buffer) < 0) {
                return Map.of("end", true);
            }
        } catch (ClosedChannelException e) {
            return Map.of("end", true);
        }
        byte[] data = Arrays.copyOf(buffer.array(), buffer.position());
        return Map.of("data", Base64.getEncoder().encodeToString(data));
    }

    private Map<String, Object> signal(String name, String target) throws IOException {
        PtySignal signal = Arrays.stream(PtySignal.values())
                .filter(known -> known.posixName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no signal " + name));
        if (target.equals("leader")) {
            session.child().signalLeader(signal);
        } else {
            session.child().signal(signal);
        }
        return Map.of();
    }

    private Map<String, Object> foreground() throws IOException {
        OptionalLong group = session.child().foregroundProcessGroup();
        return group.isPresent() ? Map.of("group", group.getAsLong()) : Map.of();
    }

    private static Map<String, Object> status(ExitStatus status) {
        if (status instanceof ExitStatus.Exited exited) {
            return Map.of("code", exited.code());
        }
        if (status instanceof ExitStatus.Signaled signaled) {
            return Map.of("signal", signaled.number(), "name", signaled.name(), "core", signaled.coreDumped());
        }
        return Map.of("error", status.toString());
    }

    void end() throws IOException {
        session.close();
    }
}
