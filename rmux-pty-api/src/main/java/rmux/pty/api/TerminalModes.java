// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import static rmux.pty.api.TerminalMode.CS8;
import static rmux.pty.api.TerminalMode.ECHO;
import static rmux.pty.api.TerminalMode.ECHOCTL;
import static rmux.pty.api.TerminalMode.ECHOE;
import static rmux.pty.api.TerminalMode.ECHOK;
import static rmux.pty.api.TerminalMode.ECHOKE;
import static rmux.pty.api.TerminalMode.ICANON;
import static rmux.pty.api.TerminalMode.ICRNL;
import static rmux.pty.api.TerminalMode.IEXTEN;
import static rmux.pty.api.TerminalMode.ISIG;
import static rmux.pty.api.TerminalMode.IUTF8;
import static rmux.pty.api.TerminalMode.IXON;
import static rmux.pty.api.TerminalMode.ONLCR;
import static rmux.pty.api.TerminalMode.OPOST;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How a terminal treats what passes through it: its switches, its control characters and its nominal speeds; an immutable value.
 *
 * <p>Start from {@link #cooked()}, {@link #raw()} or {@link PtyMaster#modes()}, and change what is to be different. When modes
 * are set, every {@link TerminalMode} that is not in {@link #flags()} is switched off. Control characters that are not in {@link
 * #characters()}, what this type has no name for, and what the system does not have, stay as they are.
 */
public final class TerminalModes {

    /** The value of a control character that no byte stands for. */
    public static final int DISABLED = -1;

    /** The nominal speed of a terminal, unless set, in bits per second. */
    public static final int DEFAULT_SPEED = 38_400;

    private static final int HIGHEST_BYTE = 255;
    private static final TerminalModes COOKED = new TerminalModes(
            EnumSet.of(
                    ICRNL, IXON, IUTF8, ISIG, ICANON, ECHO, ECHOE, ECHOK, ECHOCTL, ECHOKE, IEXTEN, OPOST, ONLCR, CS8),
            customary(),
            DEFAULT_SPEED,
            DEFAULT_SPEED);
    private static final TerminalModes RAW = COOKED.without(ICRNL, IXON, ISIG, ICANON, ECHO, IEXTEN, OPOST, ONLCR);

    private final Set<TerminalMode> flags;
    private final Map<ControlCharacter, Integer> characters;
    private final int inputSpeed;
    private final int outputSpeed;

    private TerminalModes(
            Set<TerminalMode> flags, Map<ControlCharacter, Integer> characters, int inputSpeed, int outputSpeed) {
        this.flags = Collections.unmodifiableSet(flags);
        this.characters = Collections.unmodifiableMap(characters);
        this.inputSpeed = inputSpeed;
        this.outputSpeed = outputSpeed;
    }

    private static Map<ControlCharacter, Integer> customary() {
        Map<ControlCharacter, Integer> map = new EnumMap<>(ControlCharacter.class);
        map.put(ControlCharacter.VINTR, 'C' & 0x1F);
        map.put(ControlCharacter.VQUIT, '\\' & 0x1F);
        map.put(ControlCharacter.VERASE, 0x7F);
        map.put(ControlCharacter.VKILL, 'U' & 0x1F);
        map.put(ControlCharacter.VEOF, 'D' & 0x1F);
        map.put(ControlCharacter.VEOL, DISABLED);
        map.put(ControlCharacter.VEOL2, DISABLED);
        map.put(ControlCharacter.VSTART, 'Q' & 0x1F);
        map.put(ControlCharacter.VSTOP, 'S' & 0x1F);
        map.put(ControlCharacter.VSUSP, 'Z' & 0x1F);
        map.put(ControlCharacter.VREPRINT, 'R' & 0x1F);
        map.put(ControlCharacter.VWERASE, 'W' & 0x1F);
        map.put(ControlCharacter.VLNEXT, 'V' & 0x1F);
        map.put(ControlCharacter.VSWTCH, DISABLED);
        map.put(ControlCharacter.VDISCARD, 'O' & 0x1F);
        return map;
    }

    /**
     * Returns the modes in which every byte passes unchanged and at once, both ways; nothing is echoed, and nothing becomes a
     * signal.
     *
     * @return the modes of {@code cfmakeraw(3)}
     */
    @CheckReturnValue
    public static TerminalModes raw() {
        return RAW;
    }

    /**
     * Returns the modes of a terminal for people: line editing, echo, signals from keys; what a fresh terminal of Linux has, with
     * UTF-8.
     *
     * @return the modes
     */
    @CheckReturnValue
    public static TerminalModes cooked() {
        return COOKED;
    }

    /** {@return what is switched on; immutable} */
    public Set<TerminalMode> flags() {
        return flags;
    }

    /** {@return the control characters: bytes of 0 to 255, or {@link #DISABLED}; immutable} */
    public Map<ControlCharacter, Integer> characters() {
        return characters;
    }

    /**
     * Returns the byte of a control character.
     *
     * @param character the control character
     * @return the byte; empty if it is disabled, or these modes do not have it
     */
    public OptionalInt character(ControlCharacter character) {
        int value = characters.getOrDefault(character, DISABLED);
        return value == DISABLED ? OptionalInt.empty() : OptionalInt.of(value);
    }

    /** {@return the nominal speed of the input in bits per second; no pseudo-terminal is slowed down by it} */
    public int inputSpeed() {
        return inputSpeed;
    }

    /** {@return the nominal speed of the output in bits per second; no pseudo-terminal is slowed down by it} */
    public int outputSpeed() {
        return outputSpeed;
    }

    /**
     * Returns whether a mode is switched on.
     *
     * @param mode the mode
     * @return whether it is in {@link #flags()}
     */
    public boolean has(TerminalMode mode) {
        return flags.contains(mode);
    }

    /**
     * Switches a mode on or off.
     *
     * @param mode the mode
     * @param on whether it is on
     * @return the changed copy
     */
    @CheckReturnValue
    public TerminalModes with(TerminalMode mode, boolean on) {
        return on ? with(mode) : without(mode);
    }

    private TerminalModes with(TerminalMode... modes) {
        Set<TerminalMode> changed = copy(flags);
        Collections.addAll(changed, modes);
        return new TerminalModes(changed, characters, inputSpeed, outputSpeed);
    }

    private TerminalModes without(TerminalMode... modes) {
        Set<TerminalMode> changed = copy(flags);
        for (TerminalMode mode : modes) {
            changed.remove(mode);
        }
        return new TerminalModes(changed, characters, inputSpeed, outputSpeed);
    }

    private static Set<TerminalMode> copy(Collection<TerminalMode> modes) {
        Set<TerminalMode> copy = EnumSet.noneOf(TerminalMode.class);
        copy.addAll(modes);
        return copy;
    }

    /**
     * Replaces all switches.
     *
     * @param modes what is switched on; everything else is off
     * @return the changed copy
     */
    @CheckReturnValue
    public TerminalModes withFlags(Set<TerminalMode> modes) {
        return new TerminalModes(copy(modes), characters, inputSpeed, outputSpeed);
    }

    /**
     * Sets a control character.
     *
     * @param character the control character
     * @param value the byte that stands for it, 0 to 255, or {@link #DISABLED}; on Linux, 0 disables too
     * @return the changed copy
     * @throws IllegalArgumentException if the value is not in that range
     */
    @CheckReturnValue
    public TerminalModes withCharacter(ControlCharacter character, int value) {
        if (value < DISABLED || value > HIGHEST_BYTE) {
            throw new IllegalArgumentException(character + " must be a byte of 0 to 255, or -1, but was " + value);
        }
        Map<ControlCharacter, Integer> changed = new EnumMap<>(ControlCharacter.class);
        changed.putAll(characters);
        changed.put(character, value);
        return new TerminalModes(flags, changed, inputSpeed, outputSpeed);
    }

    /**
     * Sets the nominal speeds, which programs can ask for; no pseudo-terminal is slowed down by them. A speed that the system
     * has no constant for becomes the next lower one that it has.
     *
     * @param input the speed of the input in bits per second, zero or more
     * @param output the speed of the output in bits per second, zero or more
     * @return the changed copy
     * @throws IllegalArgumentException if a speed is negative
     */
    @CheckReturnValue
    public TerminalModes withSpeeds(int input, int output) {
        if (input < 0 || output < 0) {
            throw new IllegalArgumentException("speeds must not be negative, but were " + input + " and " + output);
        }
        return new TerminalModes(flags, characters, input, output);
    }

    /** {@return whether input is shown; off while a password is asked for: {@link TerminalMode#ECHO}} */
    public boolean echo() {
        return has(ECHO);
    }

    /**
     * Switches the echo.
     *
     * @param on whether input is shown
     * @return the changed copy
     */
    @CheckReturnValue
    public TerminalModes withEcho(boolean on) {
        return with(ECHO, on);
    }

    /** {@return whether input is delivered by line, with editing: {@link TerminalMode#ICANON}} */
    public boolean canonical() {
        return has(ICANON);
    }

    /**
     * Switches line editing.
     *
     * @param on whether input is delivered by line
     * @return the changed copy
     */
    @CheckReturnValue
    public TerminalModes withCanonical(boolean on) {
        return with(ICANON, on);
    }

    /** {@return whether {@code ^C}, {@code ^\} and {@code ^Z} become signals: {@link TerminalMode#ISIG}} */
    public boolean signals() {
        return has(ISIG);
    }

    /**
     * Switches signals from keys.
     *
     * @param on whether {@code ^C}, {@code ^\} and {@code ^Z} become signals
     * @return the changed copy
     */
    @CheckReturnValue
    public TerminalModes withSignals(boolean on) {
        return with(ISIG, on);
    }

    /** {@return whether the extended special characters, as {@code ^V}, are special: {@link TerminalMode#IEXTEN}} */
    public boolean extended() {
        return has(IEXTEN);
    }

    /**
     * Switches the extended special characters.
     *
     * @param on whether they are special
     * @return the changed copy
     */
    @CheckReturnValue
    public TerminalModes withExtended(boolean on) {
        return with(IEXTEN, on);
    }

    /** {@return whether a carriage return in the input arrives as a newline: {@link TerminalMode#ICRNL}} */
    public boolean inputCrToNl() {
        return has(ICRNL);
    }

    /**
     * Switches the mapping of carriage return to newline.
     *
     * @param on whether a carriage return in the input arrives as a newline
     * @return the changed copy
     */
    @CheckReturnValue
    public TerminalModes withInputCrToNl(boolean on) {
        return with(ICRNL, on);
    }

    /** {@return whether {@code ^S} stops and {@code ^Q} restarts the output: {@link TerminalMode#IXON}} */
    public boolean flowControl() {
        return has(IXON);
    }

    /**
     * Switches flow control by keys.
     *
     * @param on whether {@code ^S} stops and {@code ^Q} restarts the output
     * @return the changed copy
     */
    @CheckReturnValue
    public TerminalModes withFlowControl(boolean on) {
        return with(IXON, on);
    }

    /** {@return whether erasing a character erases all bytes of its UTF-8 form: {@link TerminalMode#IUTF8}} */
    public boolean utf8() {
        return has(IUTF8);
    }

    /**
     * Switches UTF-8 in line editing.
     *
     * @param on whether erasing a character erases all bytes of its UTF-8 form
     * @return the changed copy
     */
    @CheckReturnValue
    public TerminalModes withUtf8(boolean on) {
        return with(IUTF8, on);
    }

    /**
     * Returns whether a newline in the output becomes carriage return and newline: {@link TerminalMode#OPOST} and {@link
     * TerminalMode#ONLCR}.
     *
     * @return whether both are on
     */
    public boolean outputProcessing() {
        return has(OPOST) && has(ONLCR);
    }

    /**
     * Switches output processing.
     *
     * @param on whether a newline in the output becomes carriage return and newline
     * @return the changed copy
     */
    @CheckReturnValue
    public TerminalModes withOutputProcessing(boolean on) {
        return on ? with(OPOST, ONLCR) : without(OPOST, ONLCR);
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof TerminalModes other
                && flags.equals(other.flags)
                && characters.equals(other.characters)
                && inputSpeed == other.inputSpeed
                && outputSpeed == other.outputSpeed;
    }

    @Override
    public int hashCode() {
        return Objects.hash(flags, characters, inputSpeed, outputSpeed);
    }

    /** Returns the switches that are on, the control characters and the speeds. */
    @Override
    public String toString() {
        return flags + ", " + characters + ", " + inputSpeed + "/" + outputSpeed + " bits per second";
    }
}
