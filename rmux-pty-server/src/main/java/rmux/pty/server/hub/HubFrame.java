// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.hub;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A message on the socket: a byte that says what it is, four bytes with the length of its content, and the content.
 */
final class HubFrame {

    /** To the server: JSON, the first message; input; a size as JSON. */
    static final byte REQUEST = 'q';

    static final byte INPUT = 'i';
    static final byte RESIZE = 'r';

    /** To the client: done, with a text; output; a refusal, as a sentence; the end, with a reason. */
    static final byte DONE = 'k';

    static final byte OUTPUT = 'o';
    static final byte REFUSED = 'e';
    static final byte ENDED = 'x';

    /** The longest content. An environment may be as large as a system allows. */
    static final int LONGEST = 4 * 1024 * 1024;

    private static final int HEAD = 5;

    private final byte type;
    private final byte[] content;

    private HubFrame(byte type, byte[] content) {
        this.type = type;
        this.content = content;
    }

    byte type() {
        return type;
    }

    byte[] content() {
        return content;
    }

    String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    static void write(ByteChannel channel, byte type, String content) throws IOException {
        write(channel, type, ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
    }

    /** Blocks for as long as the other side does not read. */
    static void write(ByteChannel channel, byte type, ByteBuffer content) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(HEAD + content.remaining());
        frame.put(type).putInt(content.remaining()).put(content).flip();
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    /**
     * Reads a message; empty at the end of the connection.
     *
     * @throws HubException if it is longer than allowed; nothing of it was kept
     * @throws EOFException if the connection ends within it
     */
    static Optional<HubFrame> read(ByteChannel channel) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEAD);
        if (!fill(channel, head)) {
            return Optional.empty();
        }
        byte type = head.get();
        int length = head.getInt();
        if (length < 0 || length > LONGEST) {
            throw new HubException("a message of " + Integer.toUnsignedString(length) + " bytes is longer than the "
                    + LONGEST + " that are allowed; the connection is closed, the session goes on");
        }
        ByteBuffer content = ByteBuffer.allocate(length);
        if (length > 0 && !fill(channel, content)) {
            throw new EOFException("the connection has ended within a message");
        }
        return Optional.of(new HubFrame(type, content.array()));
    }

    private static boolean fill(ByteChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                if (buffer.position() == 0) {
                    return false;
                }
                throw new EOFException("the connection has ended within a message");
            }
        }
        buffer.flip();
        return true;
    }
}
