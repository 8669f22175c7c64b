// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.parser;

/**
 * Takes a terminal's output apart: text, control characters, sequences, command strings.
 *
 * <p>The states are those of Paul Williams' parser for DEC's terminals (vt100.net/emu/dec_ansi_parser), with what UTF-8 and
 * later terminals added: BEL ends an operating system command, colons separate sub-parameters, and C1 controls are the code
 * points U+0080 to U+009F rather than bytes. Bytes may be split anywhere between two calls. Memory is bounded whatever comes.
 */
public final class Parser {

    /** The longest command string that is passed on, in characters. Clipboard contents (OSC 52) are usually the largest. */
    public static final int MOST_STRING = 64 * 1024;

    private static final int CANCEL = 0x18;
    private static final int SUBSTITUTE = 0x1a;
    private static final int ESC = 0x1b;
    private static final int DELETE = 0x7f;
    private static final int BELL = 0x07;
    private static final int STRING_TERMINATOR = 0x9c;

    private enum State {
        GROUND,
        ESCAPE,
        ESCAPE_INTERMEDIATE,
        CONTROL_ENTRY,
        CONTROL_PARAMETER,
        CONTROL_INTERMEDIATE,
        CONTROL_IGNORE,
        COMMAND_STRING,
        DEVICE_ENTRY,
        DEVICE_PARAMETER,
        DEVICE_INTERMEDIATE,
        DEVICE_STRING,
        IGNORED_STRING
    }

    private final ParserActions actions;
    private final Utf8 utf8 = new Utf8();
    private final Parameters parameters = new Parameters();
    private final StringCollector text = new StringCollector(MOST_STRING);
    private State state = State.GROUND;
    private int intermediates;
    private int deviceLast;

    /**
     * A parser at the beginning of a stream.
     *
     * @param actions receives what it recognizes
     */
    public Parser(ParserActions actions) {
        this.actions = actions;
    }

    /**
     * Takes the next bytes of the stream.
     *
     * @param bytes holds them
     * @param from the first
     * @param to the position after the last
     */
    public void parse(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (state == State.GROUND && !utf8.isPending()) {
                int end = endOfPrintable(bytes, at, to);
                if (end > at) {
                    actions.printAscii(bytes, at, end);
                    at = end;
                    continue;
                }
            }
            int code = utf8.next(bytes[at]);
            if (code == Utf8.AGAIN) {
                take(0xfffd);
                continue; // the same byte once more
            }
            at++;
            if (code != Utf8.MORE) {
                take(code);
            }
        }
    }

    private static int endOfPrintable(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] >= 0x20 && bytes[at] != DELETE) {
            at++;
        }
        return at;
    }

    private void take(int code) {
        if (code >= 0xa0) {
            takeWide(code);
        } else if (code >= 0x80 || code == ESC || code == CANCEL || code == SUBSTITUTE) {
            takeAnywhere(code);
        } else {
            takeByState(code);
        }
    }

    /** Characters beyond ASCII. Where they have no place, they end the sequence. */
    private void takeWide(int code) {
        switch (state) {
            case GROUND -> actions.print(code);
            case COMMAND_STRING, DEVICE_STRING -> text.add(code);
            case CONTROL_IGNORE, IGNORED_STRING -> {}
            default -> state = State.GROUND;
        }
    }

    /** What is recognized in every state, because it ends whatever came before. */
    private void takeAnywhere(int code) {
        endString(code != CANCEL && code != SUBSTITUTE);
        switch (code) {
            case ESC -> begin(State.ESCAPE);
            case 0x90 -> begin(State.DEVICE_ENTRY);
            case 0x9b -> begin(State.CONTROL_ENTRY);
            case 0x9d -> begin(State.COMMAND_STRING);
            case 0x98, 0x9e, 0x9f -> state = State.IGNORED_STRING;
            case STRING_TERMINATOR -> state = State.GROUND;
            default -> {
                state = State.GROUND;
                actions.execute(code);
            }
        }
    }

    private void begin(State next) {
        state = next;
        intermediates = 0;
        parameters.clear();
        text.clear();
    }

    private void endString(boolean complete) {
        if (complete && state == State.COMMAND_STRING) {
            text.take().ifPresent(actions::operatingSystemCommand);
        } else if (complete && state == State.DEVICE_STRING) {
            text.take().ifPresent(string -> actions.deviceControl(intermediates, deviceLast, string));
        }
    }

    private void takeByState(int code) {
        switch (state) {
            case GROUND -> ground(code);
            case ESCAPE -> escape(code);
            case ESCAPE_INTERMEDIATE -> escapeIntermediate(code);
            case CONTROL_ENTRY, CONTROL_PARAMETER, CONTROL_INTERMEDIATE -> control(code);
            case CONTROL_IGNORE -> controlIgnore(code);
            case COMMAND_STRING -> commandString(code);
            case DEVICE_ENTRY, DEVICE_PARAMETER, DEVICE_INTERMEDIATE -> device(code);
            case DEVICE_STRING -> {
                if (code != DELETE) {
                    text.add(code);
                }
            }
            case IGNORED_STRING -> {}
        }
    }

    private void ground(int code) {
        if (code < 0x20) {
            actions.execute(code);
        }
    }

    private void escape(int code) {
        if (code < 0x20) {
            actions.execute(code);
        } else if (code < 0x30) {
            collect(code, State.ESCAPE_INTERMEDIATE);
        } else if (code == '[') {
            begin(State.CONTROL_ENTRY);
        } else if (code == ']') {
            begin(State.COMMAND_STRING);
        } else if (code == 'P') {
            begin(State.DEVICE_ENTRY);
        } else if (code == 'X' || code == '^' || code == '_') {
            state = State.IGNORED_STRING;
        } else if (code != DELETE) {
            state = State.GROUND;
            actions.escape(0, code);
        }
    }

    private void escapeIntermediate(int code) {
        if (code < 0x20) {
            actions.execute(code);
        } else if (code < 0x30) {
            collect(code, State.ESCAPE_INTERMEDIATE);
        } else if (code != DELETE) {
            state = State.GROUND;
            actions.escape(intermediates, code);
        }
    }

    private void collect(int code, State next) {
        intermediates = (intermediates & 0xffff) << 8 | code;
        state = next;
    }

    private void control(int code) {
        if (code < 0x20) {
            actions.execute(code);
        } else if (code < 0x30) {
            collect(code, State.CONTROL_INTERMEDIATE);
        } else if (code < 0x40) {
            if (!parameter(code, State.CONTROL_ENTRY, State.CONTROL_PARAMETER, State.CONTROL_INTERMEDIATE)) {
                state = State.CONTROL_IGNORE;
            }
        } else if (code != DELETE) {
            state = State.GROUND;
            actions.control(intermediates, code, parameters);
        }
    }

    /** A digit, a separator, or a private prefix, of which there may be one, in the first place. */
    private boolean parameter(int code, State entry, State inside, State after) {
        if (state == after || (code > ';' && state != entry)) {
            return false;
        }
        if (code > ';') {
            collect(code, inside);
        } else if (code == ';') {
            parameters.next();
        } else if (code == ':') {
            parameters.nextSub();
        } else {
            parameters.digit(code - '0');
        }
        state = inside;
        return true;
    }

    private void controlIgnore(int code) {
        if (code < 0x20) {
            actions.execute(code);
        } else if (code >= 0x40 && code != DELETE) {
            state = State.GROUND;
        }
    }

    private void commandString(int code) {
        if (code == BELL) {
            endString(true);
            state = State.GROUND;
        } else if (code >= 0x20) {
            text.add(code);
        }
    }

    private void device(int code) {
        if (code < 0x20 || code == DELETE) {
            return;
        }
        if (code < 0x30) {
            collect(code, State.DEVICE_INTERMEDIATE);
        } else if (code < 0x40) {
            if (!parameter(code, State.DEVICE_ENTRY, State.DEVICE_PARAMETER, State.DEVICE_INTERMEDIATE)) {
                state = State.IGNORED_STRING;
            }
        } else {
            deviceLast = code;
            state = State.DEVICE_STRING;
        }
    }
}
