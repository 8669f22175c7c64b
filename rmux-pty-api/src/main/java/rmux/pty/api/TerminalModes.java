// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

/**
 * How a terminal treats what passes through it: the switches of its line discipline that programs care about.
 *
 * <p>A value; each {@code with} method gives a changed copy. What is not listed here (control characters, parity, speeds)
 * stays as the system set it. The POSIX names are those of {@code termios(3)}.
 *
 * @param echo whether input is shown ({@code ECHO}); off while a password is asked for
 * @param canonical whether input is delivered by line, with editing ({@code ICANON})
 * @param signals whether {@code ^C}, {@code ^\} and {@code ^Z} become signals ({@code ISIG})
 * @param extended whether {@code ^V} and {@code ^O} are special ({@code IEXTEN})
 * @param inputCrToNl whether a carriage return in the input arrives as a newline ({@code ICRNL})
 * @param flowControl whether {@code ^S} stops and {@code ^Q} restarts the output ({@code IXON})
 * @param outputProcessing whether a newline in the output becomes carriage return and newline ({@code OPOST}, {@code ONLCR})
 * @param utf8 whether erasing a character erases all bytes of its UTF-8 form ({@code IUTF8})
 */
public record TerminalModes(
        boolean echo,
        boolean canonical,
        boolean signals,
        boolean extended,
        boolean inputCrToNl,
        boolean flowControl,
        boolean outputProcessing,
        boolean utf8) {

    private static final TerminalModes RAW = new TerminalModes(false, false, false, false, false, false, false, true);
    private static final TerminalModes COOKED = new TerminalModes(true, true, true, true, true, true, true, true);

    /**
     * Every byte passes unchanged and at once, both ways; nothing is echoed and nothing becomes a signal.
     *
     * @return the modes of {@code cfmakeraw(3)}
     */
    public static TerminalModes raw() {
        return RAW;
    }

    /**
     * A terminal for people: line editing, echo, signals from keys; what a fresh terminal has.
     *
     * @return the modes of {@code stty sane}, with UTF-8
     */
    public static TerminalModes cooked() {
        return COOKED;
    }

    /**
     * These modes with the echo switched.
     *
     * @param on whether input is shown
     * @return the changed copy
     */
    public TerminalModes withEcho(boolean on) {
        return new TerminalModes(on, canonical, signals, extended, inputCrToNl, flowControl, outputProcessing, utf8);
    }

    /**
     * These modes with line editing switched.
     *
     * @param on whether input is delivered by line
     * @return the changed copy
     */
    public TerminalModes withCanonical(boolean on) {
        return new TerminalModes(echo, on, signals, extended, inputCrToNl, flowControl, outputProcessing, utf8);
    }

    /**
     * These modes with signals from keys switched.
     *
     * @param on whether {@code ^C}, {@code ^\} and {@code ^Z} become signals
     * @return the changed copy
     */
    public TerminalModes withSignals(boolean on) {
        return new TerminalModes(echo, canonical, on, extended, inputCrToNl, flowControl, outputProcessing, utf8);
    }

    /**
     * These modes with the extended special characters switched.
     *
     * @param on whether {@code ^V} and {@code ^O} are special
     * @return the changed copy
     */
    public TerminalModes withExtended(boolean on) {
        return new TerminalModes(echo, canonical, signals, on, inputCrToNl, flowControl, outputProcessing, utf8);
    }

    /**
     * These modes with the mapping of carriage return to newline switched.
     *
     * @param on whether a carriage return in the input arrives as a newline
     * @return the changed copy
     */
    public TerminalModes withInputCrToNl(boolean on) {
        return new TerminalModes(echo, canonical, signals, extended, on, flowControl, outputProcessing, utf8);
    }

    /**
     * These modes with flow control by key switched.
     *
     * @param on whether {@code ^S} stops and {@code ^Q} restarts the output
     * @return the changed copy
     */
    public TerminalModes withFlowControl(boolean on) {
        return new TerminalModes(echo, canonical, signals, extended, inputCrToNl, on, outputProcessing, utf8);
    }

    /**
     * These modes with output processing switched.
     *
     * @param on whether a newline in the output becomes carriage return and newline
     * @return the changed copy
     */
    public TerminalModes withOutputProcessing(boolean on) {
        return new TerminalModes(echo, canonical, signals, extended, inputCrToNl, flowControl, on, utf8);
    }

    /**
     * These modes with UTF-8 awareness of line editing switched.
     *
     * @param on whether erasing a character erases all bytes of its UTF-8 form
     * @return the changed copy
     */
    public TerminalModes withUtf8(boolean on) {
        return new TerminalModes(echo, canonical, signals, extended, inputCrToNl, flowControl, outputProcessing, on);
    }
}
