// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.channel;

import java.nio.ByteBuffer;
import rmux.pty.api.TerminalModes;

/**
 * What to write so that a program which reads lines finds the end of its input.
 *
 * <p>The end-of-file character of {@code termios(3)} makes the line discipline deliver what was typed so far. Only at the
 * beginning of a line is that nothing, which programs take for the end; within a line it has to be written twice. One thread at a
 * time.
 */
final class EndOfFile {

    /** The default for {@code VEOF}, {@code ^D}. */
    private static final byte CHARACTER = 0x04;

    private static final int INTERRUPT = 0x03;
    private static final int KILL = 0x15;
    private static final int SUSPEND = 0x1A;
    private static final int QUIT = 0x1C;

    private byte last = '\n';

    /** Takes note of the bytes of a write, which moved the source's position past them. */
    void written(ByteBuffer source, int count) {
        if (count > 0) {
            last = source.get(source.position() - 1);
        }
    }

    /** The bytes to write in these canonical modes. */
    ByteBuffer bytes(TerminalModes modes) {
        byte[] bytes = isLineStarted(modes) ? new byte[] {CHARACTER, CHARACTER} : new byte[] {CHARACTER};
        return ByteBuffer.wrap(bytes);
    }

    private boolean isLineStarted(TerminalModes modes) {
        return switch (last) {
            case '\n', CHARACTER, KILL -> false;
            case '\r' -> !modes.inputCrToNl();
            case INTERRUPT, SUSPEND, QUIT -> !modes.signals();
            default -> true;
        };
    }
}
