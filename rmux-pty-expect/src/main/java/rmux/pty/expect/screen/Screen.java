// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.screen;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import rmux.pty.api.TerminalSize;
import rmux.pty.expect.internal.emulator.Emulator;
import rmux.pty.expect.internal.emulator.Modes;
import rmux.pty.expect.internal.emulator.Repaint;
import rmux.pty.expect.internal.emulator.Terminal;
import rmux.pty.expect.internal.grid.Line;
import rmux.pty.expect.internal.grid.Page;
import rmux.pty.expect.internal.parser.Parser;
import rmux.pty.expect.internal.picture.PngPicture;
import rmux.pty.expect.internal.picture.SvgPicture;

/**
 * The screen of a terminal: takes what a program writes, and shows what a person would see.
 *
 * <p>It understands what xterm and its descendants do: UTF-8 with wide and combined characters, colors, the alternate screen,
 * margins, tab stops, DEC's character sets. It knows nothing of processes; feed it from {@link
 * rmux.pty.api.PtySession#onOutput}:
 *
 * <pre>{@code
 * Screen screen = Screen.of(TerminalSize.DEFAULT);
 * session.onOutput(screen::write);
 * }</pre>
 *
 * <p>Programs may ask the terminal things, and some wait for the answer; see {@link Builder#onReply}. All methods are safe for
 * use by several threads; each sees the screen between two writes. Memory is bounded by the size and the scrollback.
 */
public final class Screen {

    /** The lines that are kept when they are scrolled out, unless something else is asked for. */
    public static final int DEFAULT_SCROLLBACK = 1_000;

    private final Object lock = new Object();
    private final Terminal terminal;
    private final Emulator emulator;
    private final Parser parser;
    private final Deliveries deliveries;
    private TerminalSize size;

    Screen(Builder builder) {
        size = builder.size;
        terminal = new Terminal(size.columns(), size.rows(), builder.scrollback);
        deliveries = new Deliveries(builder.replies, builder.commands);
        emulator = new Emulator(terminal, deliveries::reply, deliveries::command);
        parser = new Parser(emulator);
    }

    /**
     * An empty screen that answers nothing.
     *
     * @param size the size
     * @return a new screen
     */
    public static Screen of(TerminalSize size) {
        return builder().size(size).build();
    }

    /**
     * Builds a screen.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Takes output of the program. Characters and sequences may be split anywhere between two calls. Replies are passed on before
     * this returns, in the calling thread.
     *
     * @param output the bytes; its position is moved to its limit
     */
    public void write(ByteBuffer output) {
        if (output.hasArray()) {
            int from = output.arrayOffset() + output.position();
            write(output.array(), from, output.remaining());
            output.position(output.limit());
        } else {
            byte[] bytes = new byte[output.remaining()];
            output.get(bytes);
            write(bytes, 0, bytes.length);
        }
    }

    /**
     * Takes output of the program.
     *
     * @param bytes holds it
     * @param from where it begins
     * @param length how many bytes
     * @throws IndexOutOfBoundsException if the array does not hold as much
     */
    public void write(byte[] bytes, int from, int length) {
        Objects.checkFromIndexSize(from, length, bytes.length);
        synchronized (lock) {
            parser.parse(bytes, from, from + length);
        }
        deliveries.deliver();
    }

    /**
     * Takes output of the program.
     *
     * @param output the text
     */
    public void write(String output) {
        byte[] bytes = output.getBytes(StandardCharsets.UTF_8);
        write(bytes, 0, bytes.length);
    }

    /**
     * Changes the size. Text is not wrapped anew: a program on the alternate screen paints itself again, and on the main one,
     * rows that do not fit go to the scrollback.
     *
     * @param newSize the size
     */
    public void resize(TerminalSize newSize) {
        synchronized (lock) {
            if (newSize.columns() != size.columns() || newSize.rows() != size.rows()) {
                terminal.resize(newSize.columns(), newSize.rows());
            }
            size = newSize;
        }
    }

    /**
     * The size.
     *
     * @return the size
     */
    public TerminalSize size() {
        synchronized (lock) {
            return size;
        }
    }

    /**
     * The text of the screen: its rows, separated by line feeds, without blanks at the end of each and without blank rows at the
     * end.
     *
     * @return the text
     */
    public String text() {
        return String.join("\n", lines()).stripTrailing();
    }

    /**
     * The text of each row, without blanks at the end.
     *
     * @return as many as the screen has rows
     */
    public List<String> lines() {
        synchronized (lock) {
            Page page = terminal.page();
            List<String> result = new ArrayList<>(page.rows());
            for (int row = 0; row < page.rows(); row++) {
                result.add(LineText.of(page.line(row)));
            }
            return result;
        }
    }

    /**
     * The text of a row, without blanks at the end.
     *
     * @param row the row, from 0
     * @return the text
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public String line(int row) {
        synchronized (lock) {
            return LineText.of(terminal.page().line(Objects.checkIndex(row, size.rows())));
        }
    }

    /**
     * The text that was scrolled out at the top of the main screen.
     *
     * @return its lines, the oldest first
     */
    public List<String> scrollback() {
        synchronized (lock) {
            List<String> result = new ArrayList<>();
            for (Line line : terminal.main().history().lines()) {
                result.add(LineText.of(line));
            }
            return result;
        }
    }

    /**
     * A cell.
     *
     * @param column its column, from 0
     * @param row its row, from 0
     * @return the cell
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    public Cell cell(int column, int row) {
        synchronized (lock) {
            Objects.checkIndex(column, size.columns());
            Line line = terminal.page().line(Objects.checkIndex(row, size.rows()));
            StringBuilder text = new StringBuilder();
            line.appendText(column, text);
            Style style = Style.of(line.attributes(column), line.underlineColor(column));
            return new Cell(text.toString(), line.width(column), style);
        }
    }

    /**
     * The cursor.
     *
     * @return where it is; in the last column if the next character will go to the next row
     */
    public Cursor cursor() {
        synchronized (lock) {
            Page page = terminal.page();
            return new Cursor(Math.min(page.x, page.columns() - 1), page.y, terminal.modes().cursorVisible);
        }
    }

    /**
     * The title that the program has given its window.
     *
     * @return the title; empty if there is none
     */
    public String title() {
        synchronized (lock) {
            return terminal.titles().title();
        }
    }

    /**
     * Whether the alternate screen is shown, which full-screen programs use.
     *
     * @return whether it is
     */
    public boolean isAlternate() {
        synchronized (lock) {
            return terminal.isAlternate();
        }
    }

    /**
     * How often the program has rung the bell.
     *
     * @return the number so far
     */
    public long bells() {
        synchronized (lock) {
            return emulator.bells();
        }
    }

    /**
     * Draws the screen as SVG, with the colors of a dark theme. Text stays text.
     *
     * @return an SVG document
     */
    public String toSvg() {
        synchronized (lock) {
            return SvgPicture.of(
                    terminal.page(),
                    terminal.modes().cursorVisible,
                    terminal.titles().title());
        }
    }

    /**
     * Draws the screen as PNG, with the fonts of this machine. Needs the module {@code java.desktop}, but no display.
     *
     * @return a PNG file
     * @throws UnsupportedOperationException if this JVM has no {@code java.desktop}
     */
    public byte[] toPng() {
        synchronized (lock) {
            try {
                return PngPicture.of(terminal.page(), terminal.modes().cursorVisible);
            } catch (NoClassDefFoundError e) {
                throw new UnsupportedOperationException(
                        "PNG needs the module java.desktop, which this JVM does not have; use SVG", e);
            }
        }
    }

    /**
     * What the program has switched on that concerns its input.
     *
     * @return the modes as they are now
     */
    public InputModes inputModes() {
        synchronized (lock) {
            Modes modes = terminal.modes();
            return new InputModes(
                    modes.applicationCursor,
                    modes.applicationKeypad,
                    modes.bracketedPaste,
                    modes.focusEvents,
                    modes.mouseTracking,
                    modes.mouseEncoding);
        }
    }

    /**
     * What makes another terminal of this size show the same and go on the same way: both pages, the cursor, the modes, the pen,
     * margins, tab stops and the title. The other one may be in any state, even in the middle of a sequence. What the program
     * writes from now on can follow, unless its last bytes were the beginning of a character or of a sequence: then these come
     * first.
     *
     * @param withScrollback whether the lines that were scrolled out come before; they go to the other one's scrollback
     * @return text for the other terminal
     */
    public String repaint(boolean withScrollback) {
        synchronized (lock) {
            return new Repaint(terminal).paint(withScrollback);
        }
    }

    /** The state behind, for tests of the same package; not locked. */
    Terminal terminal() {
        return terminal;
    }

    /** Builds a {@link Screen}. For one thread. */
    public static final class Builder {
        private TerminalSize size = TerminalSize.DEFAULT;
        private int scrollback = DEFAULT_SCROLLBACK;
        private Consumer<String> replies = reply -> {};
        private BiConsumer<Integer, String> commands = (number, text) -> {};

        Builder() {}

        /**
         * The size; 80 by 24 if not set.
         *
         * @param value the size
         * @return this
         */
        public Builder size(TerminalSize value) {
            size = value;
            return this;
        }

        /**
         * The most lines that are kept when they are scrolled out of the main screen; {@value Screen#DEFAULT_SCROLLBACK} if not set.
         *
         * @param lines 0 or more
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder scrollback(int lines) {
            if (lines < 0) {
                throw new IllegalArgumentException("scrollback must be 0 or more, but was " + lines);
            }
            scrollback = lines;
            return this;
        }

        /**
         * What to do with the answers to what the program asks the terminal: its kind, its version, the position of the cursor.
         * They belong into the program's input. Without this, nothing is answered.
         *
         * @param action receives each answer, in the thread that writes to the screen
         * @return this
         */
        public Builder onReply(Consumer<String> action) {
            replies = action;
            return this;
        }

        /**
         * What to do with operating system commands (OSC) other than titles: marks of shells, clipboard, colors.
         *
         * @param action receives the number and the text of each, in the thread that writes to the screen
         * @return this
         */
        public Builder onCommand(BiConsumer<Integer, String> action) {
            commands = action;
            return this;
        }

        /**
         * Makes the screen.
         *
         * @return a new screen
         */
        public Screen build() {
            return new Screen(this);
        }
    }
}
