// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import rmux.pty.api.PtySignal;
import rmux.pty.api.TerminalModes;

/**
 * What happens to typed bytes on their way to a program, as termios(3) has it; guarded by the kernel's lock.
 *
 * <p>Characters: {@code ^C ^\ ^Z} signals, {@code ^D} end of file, {@code ^?} erase, {@code ^U} kill line, {@code ^W} erase word,
 * {@code ^V} literal next, {@code ^S ^Q} stop and restart output.
 */
final class LineDiscipline {

    /** What programs can be given at once; so much fits into the queue behind the line that is being edited. */
    private static final int CAPACITY = 16 * 1024;

    private static final int LONGEST_LINE = 4095;
    private static final int INTERRUPT = 3;
    private static final int END_OF_FILE = 4;
    private static final int RESTART = 0x11;
    private static final int STOP = 0x13;
    private static final int KILL = 0x15;
    private static final int LITERAL = 0x16;
    private static final int WORD_ERASE = 0x17;
    private static final int SUSPEND = 0x1a;
    private static final int QUIT = 0x1c;
    private static final int ERASE = 0x7f;

    /** The other end: what is shown, who is signaled. */
    interface Effects {
        void echo(int b);

        void signal(PtySignal signal);

        void outputStopped(boolean stopped);
    }

    private final Effects effects;
    private final ByteQueue ready = new ByteQueue(CAPACITY);
    /** The lengths of complete lines in {@code ready}; an end of file is a line without a newline. */
    private final Deque<Integer> lines = new ArrayDeque<>();

    private final byte[] line = new byte[LONGEST_LINE];
    private int length;
    private boolean literal;
    private TerminalModes modes = TerminalModes.cooked().withUtf8(false);

    LineDiscipline(Effects effects) {
        this.effects = effects;
    }

    TerminalModes modes() {
        return modes;
    }

    /** Changes the modes; a line that was being edited becomes readable when editing ends. */
    void modes(TerminalModes wanted) {
        if (modes.canonical() && !wanted.canonical()) {
            for (int i = 0; i < length; i++) {
                ready.add(line[i]);
            }
            length = 0;
            lines.clear();
        } else if (!modes.canonical() && wanted.canonical() && !ready.isEmpty()) {
            lines.add(ready.size());
        }
        modes = wanted;
    }

    /** Whether a byte would be accepted now. */
    boolean hasRoom() {
        return ready.room() > length + 1;
    }

    /** Whether a program that reads would get something, if only an end of file. */
    boolean isReadable() {
        return modes.canonical() ? !lines.isEmpty() : !ready.isEmpty();
    }

    /** Takes bytes for a program, of one line at most; 0 for an end of file. */
    int read(byte[] target, int offset, int most) {
        int count = Math.min(most, ready.size());
        if (modes.canonical()) {
            int whole = lines.remove();
            count = Math.min(most, whole);
            if (count < whole) {
                lines.addFirst(whole - count);
            }
        }
        for (int i = 0; i < count; i++) {
            target[offset + i] = (byte) ready.remove();
        }
        return count;
    }

    void flush() {
        ready.clear();
        lines.clear();
        length = 0;
    }

    /** A byte was typed. */
    void type(int typed) {
        int b = typed == '\r' && modes.inputCrToNl() && !literal ? '\n' : typed;
        if (!literal && (isSignal(b) || isFlow(b))) {
            return;
        }
        if (!modes.canonical()) {
            ready.add(b);
            echo(b);
        } else if (literal || !edit(b)) {
            literal = false;
            append(b);
        }
    }

    private boolean isSignal(int b) {
        if (!modes.signals() || (b != INTERRUPT && b != QUIT && b != SUSPEND)) {
            return false;
        }
        flush();
        echo(b);
        effects.signal(b == INTERRUPT ? PtySignal.INTERRUPT : b == QUIT ? PtySignal.QUIT : PtySignal.TERMINAL_STOP);
        return true;
    }

    private boolean isFlow(int b) {
        if (!modes.flowControl() || (b != STOP && b != RESTART)) {
            return false;
        }
        effects.outputStopped(b == STOP);
        return true;
    }

    /** Handles the keys that edit the line; false for those that belong into it. */
    private boolean edit(int b) {
        switch (b) {
            case ERASE -> erase();
            case KILL -> eraseWhile(false);
            case END_OF_FILE -> complete();
            default -> {
                if (!modes.extended() || (b != LITERAL && b != WORD_ERASE)) {
                    return false;
                }
                literal = b == LITERAL;
                if (b == WORD_ERASE) {
                    eraseWhile(true);
                }
            }
        }
        return true;
    }

    private void append(int b) {
        if (b == '\n') {
            add(b);
            echo(b);
            complete();
        } else if (length < LONGEST_LINE - 1) {
            add(b);
            echo(b);
        }
    }

    private void add(int b) {
        line[length++] = (byte) b;
    }

    private void complete() {
        for (int i = 0; i < length; i++) {
            ready.add(line[i]);
        }
        lines.add(length);
        length = 0;
    }

    private void erase() {
        if (length == 0) {
            return;
        }
        length--;
        while (modes.utf8() && length > 0 && (line[length] & 0xC0) == 0x80) {
            length--;
        }
        int shown = line[length] >= 0 && line[length] < ' ' ? 2 : 1;
        for (int i = 0; i < shown && modes.echo(); i++) {
            effects.echo('\b');
            effects.echo(' ');
            effects.echo('\b');
        }
    }

    private void eraseWhile(boolean oneWord) {
        while (length > 0 && (!oneWord || line[length - 1] == ' ')) {
            erase();
        }
        while (length > 0 && line[length - 1] != ' ') {
            erase();
        }
    }

    private void echo(int b) {
        if (!modes.echo()) {
            return;
        }
        if (b < ' ' && b != '\n' && b != '\t' && b != '\r') {
            effects.echo('^');
            effects.echo(b + '@');
        } else {
            effects.echo(b);
        }
    }

    @Override
    public String toString() {
        return "line \"" + Arrays.toString(Arrays.copyOf(line, length)) + "\", " + lines.size() + " complete lines";
    }
}
