// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import rmux.pty.api.ControlCharacter;
import rmux.pty.api.TerminalMode;
import rmux.pty.api.TerminalModes;

/**
 * {@code struct termios} of the C library on Linux: four words of flags for input, output, control and local modes, the line
 * discipline, 32 control characters, and the speeds.
 */
public final class Termios {

    /** Its size in bytes, 60 in glibc and musl; some room is added. */
    public static final int SIZE = 128;

    private static final int INPUT = 0;
    private static final int OUTPUT = 4;
    private static final int CONTROL = 8;
    private static final int LOCAL = 12;
    private static final int CHARACTERS = 17;

    private static final int IGNBRK = 0x1;
    private static final int BRKINT = 0x2;
    private static final int VTIME = 5;
    private static final int VMIN = 6;

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

    private static final int CHARACTER_SIZE = 0x30;
    private static final int SEVEN_BITS = 0x20;
    private static final int EIGHT_BITS = 0x30;

    /** Where a flag is, and its bits; those of the character size are no flags and are treated apart. */
    private record Place(int word, int bits) {}

    private static final Map<TerminalMode, Place> FLAGS = new EnumMap<>(Map.ofEntries(
            Map.entry(TerminalMode.IGNPAR, new Place(INPUT, 0x4)),
            Map.entry(TerminalMode.PARMRK, new Place(INPUT, 0x8)),
            Map.entry(TerminalMode.INPCK, new Place(INPUT, 0x10)),
            Map.entry(TerminalMode.ISTRIP, new Place(INPUT, 0x20)),
            Map.entry(TerminalMode.INLCR, new Place(INPUT, 0x40)),
            Map.entry(TerminalMode.IGNCR, new Place(INPUT, 0x80)),
            Map.entry(TerminalMode.ICRNL, new Place(INPUT, 0x100)),
            Map.entry(TerminalMode.IUCLC, new Place(INPUT, 0x200)),
            Map.entry(TerminalMode.IXON, new Place(INPUT, 0x400)),
            Map.entry(TerminalMode.IXANY, new Place(INPUT, 0x800)),
            Map.entry(TerminalMode.IXOFF, new Place(INPUT, 0x1000)),
            Map.entry(TerminalMode.IMAXBEL, new Place(INPUT, 0x2000)),
            Map.entry(TerminalMode.IUTF8, new Place(INPUT, 0x4000)),
            Map.entry(TerminalMode.OPOST, new Place(OUTPUT, 0x1)),
            Map.entry(TerminalMode.OLCUC, new Place(OUTPUT, 0x2)),
            Map.entry(TerminalMode.ONLCR, new Place(OUTPUT, 0x4)),
            Map.entry(TerminalMode.OCRNL, new Place(OUTPUT, 0x8)),
            Map.entry(TerminalMode.ONOCR, new Place(OUTPUT, 0x10)),
            Map.entry(TerminalMode.ONLRET, new Place(OUTPUT, 0x20)),
            Map.entry(TerminalMode.PARENB, new Place(CONTROL, 0x100)),
            Map.entry(TerminalMode.PARODD, new Place(CONTROL, 0x200)),
            Map.entry(TerminalMode.ISIG, new Place(LOCAL, 0x1)),
            Map.entry(TerminalMode.ICANON, new Place(LOCAL, 0x2)),
            Map.entry(TerminalMode.XCASE, new Place(LOCAL, 0x4)),
            Map.entry(TerminalMode.ECHO, new Place(LOCAL, 0x8)),
            Map.entry(TerminalMode.ECHOE, new Place(LOCAL, 0x10)),
            Map.entry(TerminalMode.ECHOK, new Place(LOCAL, 0x20)),
            Map.entry(TerminalMode.ECHONL, new Place(LOCAL, 0x40)),
            Map.entry(TerminalMode.NOFLSH, new Place(LOCAL, 0x80)),
            Map.entry(TerminalMode.TOSTOP, new Place(LOCAL, 0x100)),
            Map.entry(TerminalMode.ECHOCTL, new Place(LOCAL, 0x200)),
            Map.entry(TerminalMode.ECHOKE, new Place(LOCAL, 0x800)),
            Map.entry(TerminalMode.PENDIN, new Place(LOCAL, 0x4000)),
            Map.entry(TerminalMode.IEXTEN, new Place(LOCAL, 0x8000))));

    /** Indexes into the control characters; Linux has no VDSUSP, VFLUSH and VSTATUS. */
    private static final Map<ControlCharacter, Integer> INDEXES = new EnumMap<>(Map.ofEntries(
            Map.entry(ControlCharacter.VINTR, 0),
            Map.entry(ControlCharacter.VQUIT, 1),
            Map.entry(ControlCharacter.VERASE, 2),
            Map.entry(ControlCharacter.VKILL, 3),
            Map.entry(ControlCharacter.VEOF, 4),
            Map.entry(ControlCharacter.VSWTCH, 7),
            Map.entry(ControlCharacter.VSTART, 8),
            Map.entry(ControlCharacter.VSTOP, 9),
            Map.entry(ControlCharacter.VSUSP, 10),
            Map.entry(ControlCharacter.VEOL, 11),
            Map.entry(ControlCharacter.VREPRINT, 12),
            Map.entry(ControlCharacter.VDISCARD, 13),
            Map.entry(ControlCharacter.VWERASE, 14),
            Map.entry(ControlCharacter.VLNEXT, 15),
            Map.entry(ControlCharacter.VEOL2, 16)));

    private Termios() {}

    /** Reads the modes. */
    public static TerminalModes read(ByteBuffer structure) {
        Set<TerminalMode> on = EnumSet.noneOf(TerminalMode.class);
        FLAGS.forEach((mode, place) -> {
            if (isOn(structure, place)) {
                on.add(mode);
            }
        });
        int size = structure.getInt(CONTROL) & CHARACTER_SIZE;
        if (size == SEVEN_BITS || size == EIGHT_BITS) {
            on.add(size == SEVEN_BITS ? TerminalMode.CS7 : TerminalMode.CS8);
        }
        TerminalModes modes = TerminalModes.cooked()
                .withFlags(on)
                .withSpeeds(TermiosSpeeds.input(structure), TermiosSpeeds.output(structure));
        for (Map.Entry<ControlCharacter, Integer> entry : INDEXES.entrySet()) {
            int value = Byte.toUnsignedInt(structure.get(CHARACTERS + entry.getValue()));
            modes = modes.withCharacter(entry.getKey(), value == 0 ? TerminalModes.DISABLED : value);
        }
        return modes;
    }

    /**
     * Writes the modes over what is there; everything that they have no name for stays. So do the character size and parity, of
     * which a pseudo-terminal has 8 bits and none, and refuses others (pty_set_termios).
     */
    public static void write(ByteBuffer structure, TerminalModes modes) {
        FLAGS.forEach((mode, place) -> {
            if (mode != TerminalMode.PARENB) {
                set(structure, place, modes.has(mode));
            }
        });
        TermiosSpeeds.write(structure, modes.inputSpeed(), modes.outputSpeed());
        modes.characters().forEach((character, value) -> {
            Integer index = INDEXES.get(character);
            if (index != null) {
                structure.put(CHARACTERS + index, value == TerminalModes.DISABLED ? 0 : value.byteValue());
            }
        });
    }

    /** Sets what cfmakeraw(3) sets, except the character size: reads return each byte unchanged and at once. */
    public static void makeRaw(ByteBuffer structure) {
        FLAGS.forEach((mode, place) -> set(structure, place, isOn(structure, place) && !NOT_RAW.contains(mode)));
        set(structure, new Place(INPUT, IGNBRK | BRKINT), false);
        structure.put(CHARACTERS + VMIN, (byte) 1);
        structure.put(CHARACTERS + VTIME, (byte) 0);
    }

    private static boolean isOn(ByteBuffer structure, Place place) {
        return (structure.getInt(place.word()) & place.bits()) != 0;
    }

    private static void set(ByteBuffer structure, Place place, boolean on) {
        int word = structure.getInt(place.word());
        structure.putInt(place.word(), on ? word | place.bits() : word & ~place.bits());
    }
}
