// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import rmux.pty.api.ControlCharacter;
import rmux.pty.api.TerminalMode;

/** Where things are in {@code struct termios} of a platform, and what their bits are. */
final class TermiosLayout {

    /** The four words of flags, by the names of their members. */
    enum Word {
        IFLAG(0),
        OFLAG(1),
        CFLAG(2),
        LFLAG(3);

        private final int index;

        Word(int index) {
            this.index = index;
        }

        /** The member's name in C. */
        String member() {
            return "c_" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** A flag: its word and its bits. */
    record Flag(Word word, long bits) {}

    private final int size;
    private final int wordSize;
    private final int charactersOffset;
    private final int disabled;
    private final TermiosSpeeds speeds;
    private final Map<TerminalMode, Flag> flags;
    private final Map<String, Flag> unnamedFlags;
    private final Map<ControlCharacter, Integer> indexes;
    private final int minimumIndex;
    private final int timeIndex;

    private TermiosLayout(Builder builder) {
        this.size = builder.size;
        this.wordSize = builder.wordSize;
        this.charactersOffset = builder.charactersOffset;
        this.disabled = builder.disabled;
        this.speeds = builder.speeds;
        this.flags = new EnumMap<>(builder.flags);
        this.unnamedFlags = Map.copyOf(builder.unnamedFlags);
        this.indexes = new EnumMap<>(builder.indexes);
        this.minimumIndex = builder.minimumIndex;
        this.timeIndex = builder.timeIndex;
    }

    int size() {
        return size;
    }

    /** The size of a word of flags in bytes. */
    int wordSize() {
        return wordSize;
    }

    int offset(Word word) {
        return word.index * wordSize;
    }

    int charactersOffset() {
        return charactersOffset;
    }

    /** The value of a control character that is disabled, {@code _POSIX_VDISABLE}. */
    int disabled() {
        return disabled;
    }

    TermiosSpeeds speeds() {
        return speeds;
    }

    Map<TerminalMode, Flag> flags() {
        return flags;
    }

    /** Bits that the API has no mode for: IGNBRK, BRKINT, CSIZE, CS7, CS8. */
    Map<String, Flag> unnamedFlags() {
        return unnamedFlags;
    }

    Flag unnamed(String name) {
        Flag flag = unnamedFlags.get(name);
        if (flag == null) {
            throw new IllegalStateException("no " + name + " in this layout");
        }
        return flag;
    }

    Map<ControlCharacter, Integer> indexes() {
        return indexes;
    }

    /** The index of VMIN. */
    int minimumIndex() {
        return minimumIndex;
    }

    /** The index of VTIME. */
    int timeIndex() {
        return timeIndex;
    }

    /** Collects a layout. */
    static final class Builder {
        private final int size;
        private final int wordSize;
        private final int charactersOffset;
        private final int disabled;
        private final TermiosSpeeds speeds;
        private final Map<TerminalMode, Flag> flags = new EnumMap<>(TerminalMode.class);
        private final Map<String, Flag> unnamedFlags = new TreeMap<>();
        private final Map<ControlCharacter, Integer> indexes = new EnumMap<>(ControlCharacter.class);
        private int minimumIndex;
        private int timeIndex;

        Builder(int size, int wordSize, int charactersOffset, int disabled, TermiosSpeeds speeds) {
            this.size = size;
            this.wordSize = wordSize;
            this.charactersOffset = charactersOffset;
            this.disabled = disabled;
            this.speeds = speeds;
        }

        Builder flag(Word word, TerminalMode mode, long bits) {
            flags.put(mode, new Flag(word, bits));
            return this;
        }

        Builder unnamed(Word word, String name, long bits) {
            unnamedFlags.put(name, new Flag(word, bits));
            return this;
        }

        Builder index(ControlCharacter character, int index) {
            indexes.put(character, index);
            return this;
        }

        Builder minimumAndTime(int minimum, int time) {
            this.minimumIndex = minimum;
            this.timeIndex = time;
            return this;
        }

        TermiosLayout build() {
            return new TermiosLayout(this);
        }
    }
}
