// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.ssh;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.sshd.common.channel.PtyMode;
import rmux.pty.api.ControlCharacter;
import rmux.pty.api.TerminalMode;
import rmux.pty.api.TerminalModes;
import rmux.pty.api.TerminalSize;

/**
 * The terminal that a client asks for. RFC 4254, sections 6.2 and 8.
 *
 * @param type its type, such as {@code xterm-256color}
 * @param size its size
 * @param modes its modes
 */
record RequestedTerminal(String type, TerminalSize size, TerminalModes modes) {

    /** The value of a control character that is switched off. */
    private static final int NO_CHARACTER = 255;

    private static final int HIGHEST_BYTE = 255;

    static RequestedTerminal of(String type, TerminalSize size, Map<PtyMode, Integer> modes) {
        return new RequestedTerminal(type, size, modes(modes));
    }

    /** Numbers are unsigned and of any size; 0 means that the client does not know. */
    static TerminalSize size(int columns, int rows, int widthPixels, int heightPixels) {
        return new TerminalSize(
                        limited(columns, TerminalSize.DEFAULT.columns(), TerminalSize.MAX_CELLS),
                        limited(rows, TerminalSize.DEFAULT.rows(), TerminalSize.MAX_CELLS),
                        0,
                        0)
                .withPixels(
                        limited(widthPixels, 0, TerminalSize.MAX_PIXELS),
                        limited(heightPixels, 0, TerminalSize.MAX_PIXELS));
    }

    private static int limited(int value, int unknown, int most) {
        if (value == 0) {
            return unknown;
        }
        return Integer.compareUnsigned(value, most) > 0 ? most : value;
    }

    /** What the client does not mention stays as a fresh terminal has it. */
    private static TerminalModes modes(Map<PtyMode, Integer> requested) {
        TerminalModes modes = TerminalModes.cooked();
        Set<TerminalMode> flags = EnumSet.noneOf(TerminalMode.class);
        flags.addAll(modes.flags());
        for (Map.Entry<PtyMode, Integer> entry : requested.entrySet()) {
            PtyMode mode = entry.getKey();
            int value = entry.getValue();
            if (PtyMode.isCharSetting(mode)) {
                modes = withCharacter(modes, ControlCharacter.valueOf(mode.name()), value);
            } else if (!isSpeed(mode)) {
                TerminalMode flag = TerminalMode.valueOf(mode.name());
                boolean changed = value == 0 ? flags.remove(flag) : flags.add(flag);
                assert changed || flags.contains(flag) == (value != 0);
            }
        }
        return modes.withFlags(flags)
                .withSpeeds(
                        speed(requested, PtyMode.TTY_OP_ISPEED, modes.inputSpeed()),
                        speed(requested, PtyMode.TTY_OP_OSPEED, modes.outputSpeed()));
    }

    private static TerminalModes withCharacter(TerminalModes modes, ControlCharacter character, int value) {
        if (value == NO_CHARACTER) {
            return modes.withCharacter(character, TerminalModes.DISABLED);
        }
        return value >= 0 && value < HIGHEST_BYTE ? modes.withCharacter(character, value) : modes;
    }

    private static boolean isSpeed(PtyMode mode) {
        return mode == PtyMode.TTY_OP_ISPEED || mode == PtyMode.TTY_OP_OSPEED;
    }

    private static int speed(Map<PtyMode, Integer> requested, PtyMode mode, int unknown) {
        int value = requested.getOrDefault(mode, unknown);
        return value < 0 ? unknown : value;
    }
}
