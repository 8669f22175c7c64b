// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.emulator;

import java.util.function.Consumer;
import rmux.pty.expect.internal.grid.Attributes;
import rmux.pty.expect.internal.grid.Page;
import rmux.pty.expect.internal.parser.Parameters;
import rmux.pty.expect.internal.parser.ParserActions;
import rmux.pty.expect.internal.text.Charset;
import rmux.pty.expect.internal.text.Graphemes;

/** Finds for each sequence what carries it out. The names are those of xterm's ctlseqs and of DEC's manuals. */
public final class Emulator implements ParserActions {

    private static final int LONGEST_NUMBER = 5;

    private final Terminal terminal;
    private final Commands commands;
    private final Printer printer;
    private final Motion motion;
    private final Editing editing;
    private final Rendition rendition;
    private final ModeSwitch modes;
    private final Reports reports;
    private long bells;

    /**
     * An emulator of a terminal.
     *
     * @param terminal the state it changes
     * @param replies receives what is to be sent back to the program
     * @param commands receives other operating system commands
     */
    public Emulator(Terminal terminal, Consumer<String> replies, Commands commands) {
        this.terminal = terminal;
        this.commands = commands;
        printer = new Printer(terminal);
        motion = new Motion(terminal);
        editing = new Editing(terminal);
        rendition = new Rendition(terminal);
        modes = new ModeSwitch(terminal, motion);
        reports = new Reports(terminal, replies);
    }

    /**
     * How often the bell has rung.
     *
     * @return the number so far
     */
    public long bells() {
        return bells;
    }

    @Override
    public void printAscii(byte[] bytes, int from, int to) {
        printer.ascii(bytes, from, to);
    }

    @Override
    public void print(int codePoint) {
        printer.one(codePoint);
    }

    @Override
    public void execute(int code) {
        switch (code) {
            case 0x07 -> bells++;
            case 0x08 -> motion.backspace();
            case 0x09 -> motion.tab(1);
            case 0x0a, 0x0b, 0x0c -> motion.lineFeed();
            case 0x0d -> motion.carriageReturn();
            case 0x0e -> terminal.charsets.select(1);
            case 0x0f -> terminal.charsets.select(0);
            case 0x84 -> motion.index();
            case 0x85 -> motion.nextLine();
            case 0x88 -> motion.setTab();
            case 0x8d -> motion.reverseIndex();
            default -> {}
        }
        terminal.joinState = Graphemes.NONE;
    }

    @Override
    public void escape(int intermediates, int last) {
        switch (intermediates) {
            case 0 -> plainEscape(last);
            case '(', ')', '*', '+' -> terminal.charsets.designate(intermediates - '(', Charset.of(last));
            case '-', '.' -> terminal.charsets.designate(intermediates - '-' + 1, Charset.of(last));
            case '%' -> {
                if (last == '@' || last == 'G') {
                    terminal.charsets.select(0);
                    terminal.charsets.designate(0, Charset.ASCII);
                }
            }
            case '#' -> {
                if (last == '8') {
                    editing.alignmentPattern();
                }
            }
            default -> {}
        }
        terminal.joinState = Graphemes.NONE;
    }

    private void plainEscape(int last) {
        switch (last) {
            case '7' -> terminal.saved().save(terminal);
            case '8' -> terminal.saved().restore(terminal);
            case 'D' -> motion.index();
            case 'E' -> motion.nextLine();
            case 'H' -> motion.setTab();
            case 'M' -> motion.reverseIndex();
            case 'Z' -> reports.primaryAttributes(0);
            case '=' -> terminal.modes.applicationKeypad = true;
            case '>' -> terminal.modes.applicationKeypad = false;
            case 'c' -> terminal.reset();
            case 'n' -> terminal.charsets.select(2);
            case 'o' -> terminal.charsets.select(3);
            case '|' -> terminal.charsets.select(3);
            case '}' -> terminal.charsets.select(2);
            case '~' -> terminal.charsets.select(1);
            default -> {}
        }
    }

    @Override
    public void control(int intermediates, int last, Parameters parameters) {
        switch (intermediates) {
            case 0 -> plainControl(last, parameters);
            case '?' -> privateControl(last, parameters);
            case '>' -> {
                if (last == 'c') {
                    reports.secondaryAttributes(parameters.get(0));
                } else if (last == 'q') {
                    reports.version(parameters.get(0));
                }
            }
            case '=' -> {
                if (last == 'c') {
                    reports.tertiaryAttributes(parameters.get(0));
                }
            }
            default -> intermediateControl(intermediates, last, parameters);
        }
        terminal.joinState = Graphemes.NONE;
    }

    private void plainControl(int last, Parameters parameters) {
        int count = parameters.count(0);
        switch (last) {
            case '@' -> editing.insertCharacters(count);
            case 'A' -> motion.up(count);
            case 'B' -> motion.down(count);
            case 'C', 'a' -> motion.move(count, 0);
            case 'D' -> motion.move(-count, 0);
            case 'E' -> {
                motion.down(count);
                motion.carriageReturn();
            }
            case 'F' -> {
                motion.up(count);
                motion.carriageReturn();
            }
            case 'G', '`' -> motion.toColumn(count - 1);
            case 'H', 'f' -> motion.to(parameters.count(1) - 1, count - 1);
            case 'I' -> motion.tab(count);
            case 'J' -> editing.eraseDisplay(parameters.get(0), false);
            case 'K' -> editing.eraseLine(parameters.get(0), false);
            case 'L' -> editing.insertLines(count);
            case 'M' -> editing.deleteLines(count);
            case 'P' -> editing.deleteCharacters(count);
            case 'S' -> editing.scrollUp(count);
            case 'T' -> {
                if (parameters.size() <= 1) { // five are for highlight tracking
                    editing.scrollDown(count);
                }
            }
            case 'X' -> editing.eraseCharacters(count);
            case 'Z' -> motion.tabBack(count);
            case 'b' -> printer.repeat(count);
            case 'd' -> {
                motion.toRow(count - 1);
            }
            case 'e' -> motion.move(0, count);
            case 'g' -> motion.clearTab(parameters.get(0));
            case 'h' -> modes.ansi(parameters, true);
            case 'l' -> modes.ansi(parameters, false);
            case 'm' -> rendition.apply(parameters);
            case 'r' -> motion.setMargins(count, parameters.get(1));
            case 's' -> terminal.saved().save(terminal);
            case 'u' -> terminal.saved().restore(terminal);
            case 'c' -> reports.primaryAttributes(parameters.get(0));
            case 'n' -> reports.status(parameters.get(0), "");
            case 't' -> reports.window(parameters);
            default -> {}
        }
    }

    private void privateControl(int last, Parameters parameters) {
        switch (last) {
            case 'J' -> editing.eraseDisplay(parameters.get(0), true);
            case 'K' -> editing.eraseLine(parameters.get(0), true);
            case 'h' -> modes.dec(parameters, true);
            case 'l' -> modes.dec(parameters, false);
            case 'n' -> reports.status(parameters.get(0), "?");
            default -> {}
        }
    }

    private void intermediateControl(int intermediates, int last, Parameters parameters) {
        int count = parameters.count(0);
        Page page = terminal.page;
        switch (intermediates << 8 | last) {
            case '!' << 8 | 'p' -> terminal.softReset();
            case ' ' << 8 | 'q' -> terminal.modes.cursorShape = Math.min(parameters.get(0), 6);
            case ' ' << 8 | '@' -> editing.deleteColumns(0, count);
            case ' ' << 8 | 'A' -> editing.insertColumns(0, count);
            case '\'' << 8 | '}' -> editing.insertColumns(page.x, count);
            case '\'' << 8 | '~' -> editing.deleteColumns(page.x, count);
            case '"' << 8 | 'q' -> protect(parameters.get(0));
            case '$' << 8 | 'p' -> reports.mode(parameters.get(0), modes.ansiState(parameters.get(0)), "");
            case '?' << 16 | '$' << 8 | 'p' -> reports.mode(parameters.get(0), modes.decState(parameters.get(0)), "?");
            default -> {}
        }
    }

    /** DECSCA. */
    private void protect(int parameter) {
        if (parameter == 1) {
            terminal.pen |= Attributes.PROTECTED;
        } else if (parameter == 0 || parameter == 2) {
            terminal.pen &= ~Attributes.PROTECTED;
        }
    }

    @Override
    public void operatingSystemCommand(String text) {
        int digits = 0;
        while (digits < text.length() && digits < LONGEST_NUMBER && Character.digit(text.charAt(digits), 10) >= 0) {
            digits++;
        }
        if (digits > 0 && (digits == text.length() || text.charAt(digits) == ';')) {
            int number = Integer.parseInt(text, 0, digits, 10);
            String rest = text.substring(Math.min(digits + 1, text.length()));
            switch (number) {
                case 0 -> {
                    terminal.titles.setTitle(rest);
                    terminal.titles.setIcon(rest);
                }
                case 1 -> terminal.titles.setIcon(rest);
                case 2 -> terminal.titles.setTitle(rest);
                default -> commands.command(number, rest);
            }
        }
        terminal.joinState = Graphemes.NONE;
    }

    @Override
    public void deviceControl(int intermediates, int last, String text) {
        if (intermediates == '$' && last == 'q') {
            reports.setting(text);
        } else if (intermediates == '+' && last == 'q') {
            reports.capability();
        }
        terminal.joinState = Graphemes.NONE;
    }
}
