// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.client.channel.ChannelSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtySignal;
import rmux.pty.api.TerminalSize;

/**
 * A channel with one command, on a terminal or on pipes. RFC 4254, section 6.
 *
 * <p>MINA's own channels ask for a terminal without wanting an answer, so that a refusal goes unseen, mix up width and height in
 * pixels, log command lines, and cannot send signals or breaks.
 */
final class ProgramChannel extends ChannelSession {

    /** The terminal that a command runs on. */
    record Terminal(String type, TerminalSize size) {}

    /** RFC 8160: erasing a character erases all bytes of its UTF-8 form. */
    private static final int IUTF8 = 42;

    private static final int END_OF_MODES = 0;

    private final String command;
    private final @Nullable Terminal terminal;
    private final AtomicInteger answers = new AtomicInteger();
    private volatile @Nullable String refusal;

    /** A channel for a command, in ASCII. */
    ProgramChannel(String command, @Nullable Terminal terminal) {
        this.command = command;
        this.terminal = terminal;
    }

    /** What the server refused, in words; null if it refused nothing so far. */
    @Nullable
    String refusal() {
        return refusal;
    }

    @Override
    protected void doOpen() throws IOException {
        if (terminal != null) {
            Buffer modes = new ByteArrayBuffer(16, false);
            modes.putByte((byte) IUTF8);
            modes.putInt(1);
            modes.putByte((byte) END_OF_MODES);
            Buffer request = request("pty-req", true);
            request.putString(terminal.type());
            putSize(request, terminal.size());
            request.putBytes(modes.getCompactData());
            writePacket(request);
        }
        Buffer request = request("exec", true);
        request.putBytes(command.getBytes(StandardCharsets.US_ASCII));
        writePacket(request);
        super.doOpen();
    }

    private Buffer request(String name, boolean wantsReply) {
        Buffer buffer = getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST);
        buffer.putUInt(getRecipient());
        buffer.putString(name);
        buffer.putBoolean(wantsReply);
        return buffer;
    }

    private static void putSize(Buffer buffer, TerminalSize size) {
        buffer.putInt(size.columns());
        buffer.putInt(size.rows());
        buffer.putInt(size.widthPixels());
        buffer.putInt(size.heightPixels());
    }

    /** The answers come in the order of the requests. */
    @Override
    public void handleSuccess() {
        answers.incrementAndGet();
    }

    @Override
    public void handleFailure() {
        boolean first = answers.getAndIncrement() == 0;
        if (refusal == null) {
            refusal = terminal != null && first ? "a terminal" : "to run commands";
        }
        close(false);
    }

    void resize(TerminalSize size) throws IOException {
        Buffer buffer = request("window-change", false);
        putSize(buffer, size);
        writePacket(buffer);
    }

    /** Sends a signal; a server does with it what it likes, and does not say so. */
    void signal(PtySignal signal) throws IOException {
        Buffer buffer = request("signal", false);
        buffer.putString(signal.posixName().substring("SIG".length()));
        writePacket(buffer);
    }
}
