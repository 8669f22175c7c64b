// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import rmux.pty.api.ControlCharacter;
import rmux.pty.api.TerminalMode;
import rmux.pty.api.TerminalModes;
import rmux.pty.posix.platform.TermiosLayout.Flag;

/** Reads and writes {@code struct termios} of a platform. */
public final class Termios {

    /** Added to the structure, because the C library may have a larger one. */
    private static final int ROOM = 64;

    private static final Set<TerminalMode> NOT_RAW = Set.of(
            TerminalMode.PARMRK,
            TerminalMode.ISTRIP,
            TerminalMode.INLCR,
            TerminalMode.IGNCR,
            TerminalMode.ICRNL,
            TerminalMode.IXON,
            TerminalMode.OPOST,
            TerminalMode.ECHO,
            TerminalMode.ECHONL,
            TerminalMode.ICANON,
            TerminalMode.ISIG,
            TerminalMode.IEXTEN);

    private final TermiosLayout layout;

    Termios(TermiosLayout layout) {
        this.layout = layout;
    }

    TermiosLayout layout() {
        return layout;
    }

    /** Returns the number of bytes to allocate for the structure. */
    public int size() {
        return layout.size() + ROOM;
    }

    /** Reads the modes. */
    public TerminalModes read(ByteBuffer structure) {
        Set<TerminalMode> on = EnumSet.noneOf(TerminalMode.class);
        layout.flags().forEach((mode, flag) -> {
            if (isOn(structure, flag)) {
                on.add(mode);
            }
        });
        long size = word(structure, layout.unnamed("CSIZE"))
                & layout.unnamed("CSIZE").bits();
        if (size == layout.unnamed("CS7").bits()) {
            on.add(TerminalMode.CS7);
        } else if (size == layout.unnamed("CS8").bits()) {
            on.add(TerminalMode.CS8);
        }
        TerminalModes modes = TerminalModes.cooked()
                .withFlags(on)
                .withSpeeds(layout.speeds().input(structure), layout.speeds().output(structure));
        for (Map.Entry<ControlCharacter, Integer> entry : layout.indexes().entrySet()) {
            int value = Byte.toUnsignedInt(structure.get(layout.charactersOffset() + entry.getValue()));
            modes = modes.withCharacter(entry.getKey(), value == layout.disabled() ? TerminalModes.DISABLED : value);
        }
        return modes;
    }

    /**
     * Writes the modes over what is there; everything that they have no name for stays. So do the character size and parity, of
     * which a pseudo-terminal has 8 bits and none, and refuses others (pty_set_termios of Linux).
     */
    public void write(ByteBuffer structure, TerminalModes modes) {
        layout.flags().forEach((mode, flag) -> {
            if (mode != TerminalMode.PARENB) {
                set(structure, flag, modes.has(mode));
            }
        });
        layout.speeds().write(structure, modes.inputSpeed(), modes.outputSpeed());
        modes.characters().forEach((character, value) -> {
            Integer index = layout.indexes().get(character);
            if (index != null) {
                boolean disabled = value == TerminalModes.DISABLED;
                structure.put(layout.charactersOffset() + index, (byte) (disabled ? layout.disabled() : value));
            }
        });
    }

    /** Sets what cfmakeraw(3) sets, except the character size: reads return each byte unchanged and at once. */
    public void makeRaw(ByteBuffer structure) {
        layout.flags().forEach((mode, flag) -> {
            if (NOT_RAW.contains(mode)) {
                set(structure, flag, false);
            }
        });
        set(structure, layout.unnamed("IGNBRK"), false);
        set(structure, layout.unnamed("BRKINT"), false);
        structure.put(layout.charactersOffset() + layout.minimumIndex(), (byte) 1);
        structure.put(layout.charactersOffset() + layout.timeIndex(), (byte) 0);
    }

    private boolean isOn(ByteBuffer structure, Flag flag) {
        return (word(structure, flag) & flag.bits()) != 0;
    }

    private long word(ByteBuffer structure, Flag flag) {
        return Words.get(structure, layout.offset(flag.word()), layout.wordSize());
    }

    private void set(ByteBuffer structure, Flag flag, boolean on) {
        long word = word(structure, flag);
        Words.put(
                structure,
                layout.offset(flag.word()),
                layout.wordSize(),
                on ? word | flag.bits() : word & ~flag.bits());
    }
}
