// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import java.nio.ByteBuffer;
import rmux.pty.api.TerminalModes;

/** {@code struct termios} of the C library on Linux: flags for input, output, control and local modes come first. */
public final class Termios {

    /** Its size in bytes, 60 in glibc and musl; some room is added. */
    public static final int SIZE = 128;

    private static final int IFLAG = 0;
    private static final int OFLAG = 4;
    private static final int LFLAG = 12;

    private static final int VTIME = 17 + 5;
    private static final int VMIN = 17 + 6;

    private static final int IGNBRK = 0x1;
    private static final int BRKINT = 0x2;
    private static final int PARMRK = 0x8;
    private static final int ISTRIP = 0x20;
    private static final int INLCR = 0x40;
    private static final int IGNCR = 0x80;
    private static final int ICRNL = 0x100;
    private static final int IXON = 0x400;
    private static final int IUTF8 = 0x4000;
    private static final int OPOST = 0x1;
    private static final int ONLCR = 0x4;
    private static final int ISIG = 0x1;
    private static final int ICANON = 0x2;
    private static final int ECHO = 0x8;
    private static final int ECHONL = 0x40;
    private static final int IEXTEN = 0x8000;

    private Termios() {}

    /** Reads the modes. */
    public static TerminalModes read(ByteBuffer structure) {
        int input = structure.getInt(IFLAG);
        int output = structure.getInt(OFLAG);
        int local = structure.getInt(LFLAG);
        return new TerminalModes(
                (local & ECHO) != 0,
                (local & ICANON) != 0,
                (local & ISIG) != 0,
                (local & IEXTEN) != 0,
                (input & ICRNL) != 0,
                (input & IXON) != 0,
                (output & (OPOST | ONLCR)) == (OPOST | ONLCR),
                (input & IUTF8) != 0);
    }

    /** Writes the modes over what is there; everything they do not speak of stays. */
    public static void write(ByteBuffer structure, TerminalModes modes) {
        int input = structure.getInt(IFLAG);
        input = with(input, ICRNL, modes.inputCrToNl());
        input = with(input, IXON, modes.flowControl());
        input = with(input, IUTF8, modes.utf8());
        structure.putInt(IFLAG, input);
        structure.putInt(OFLAG, with(structure.getInt(OFLAG), OPOST | ONLCR, modes.outputProcessing()));
        int local = structure.getInt(LFLAG);
        local = with(local, ECHO, modes.echo());
        local = with(local, ICANON, modes.canonical());
        local = with(local, ISIG, modes.signals());
        local = with(local, IEXTEN, modes.extended());
        structure.putInt(LFLAG, local);
    }

    /** Sets what cfmakeraw(3) sets, except the character size: reads return each byte unchanged and at once. */
    public static void makeRaw(ByteBuffer structure) {
        int input = IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON;
        int local = ECHO | ECHONL | ICANON | ISIG | IEXTEN;
        structure.putInt(IFLAG, structure.getInt(IFLAG) & ~input);
        structure.putInt(OFLAG, structure.getInt(OFLAG) & ~OPOST);
        structure.putInt(LFLAG, structure.getInt(LFLAG) & ~local);
        structure.put(VMIN, (byte) 1);
        structure.put(VTIME, (byte) 0);
    }

    private static int with(int flags, int bits, boolean on) {
        return on ? flags | bits : flags & ~bits;
    }
}
