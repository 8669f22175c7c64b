// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

/**
 * Puts key and mouse records into the console input of a Windows program.
 *
 * <p>Programs that call {@code ReadConsoleInputW} see these; programs that read text see the keys' characters. The numbers
 * are those of {@code KEY_EVENT_RECORD} and {@code MOUSE_EVENT_RECORD} in {@code wincontypes.h}. Needs {@link
 * PtyCapability#CONSOLE_INPUT_RECORDS}.
 */
public interface ConsoleInput {

    /**
     * A key that goes down or up.
     *
     * @param keyDown whether it goes down
     * @param virtualKey the virtual-key code, such as {@code VK_UP} (0x26)
     * @param scanCode the scan code, 0 when it does not matter
     * @param character the UTF-16 unit, 0 when the key has none
     * @param controlKeys the state of the control keys, such as {@code LEFT_CTRL_PRESSED} (0x8)
     * @param repeat how often the key counts, 1 or more
     */
    record Key(boolean keyDown, int virtualKey, int scanCode, char character, int controlKeys, int repeat) {}

    /**
     * The mouse moved, or a button or wheel did.
     *
     * @param column the cell's column, from 0
     * @param row the cell's row, from 0
     * @param buttons the state of the buttons, and the wheel in the high word
     * @param controlKeys the state of the control keys
     * @param flags what happened, such as {@code MOUSE_MOVED} (1) or {@code DOUBLE_CLICK} (2); 0 for a button
     */
    record Mouse(int column, int row, int buttons, int controlKeys, int flags) {}

    /**
     * Puts key records into the input, in order.
     *
     * @param keys the keys
     * @throws PtyException if the console did not take them
     */
    void send(Key... keys) throws PtyException;

    /**
     * Puts mouse records into the input, in order.
     *
     * @param events the events
     * @throws PtyException if the console did not take them
     */
    void send(Mouse... events) throws PtyException;
}
