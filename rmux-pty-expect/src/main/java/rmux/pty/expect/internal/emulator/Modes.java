// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.emulator;

/** What programs switch on and off, and is not part of a page. Public fields: this is a record that changes. */
public final class Modes {
    /** IRM: printing moves what is to the right. */
    public boolean insert;
    /** LNM: a line feed also returns the carriage. */
    public boolean newLine;
    /** DECCKM: cursor keys send {@code ESC O}. */
    public boolean applicationCursor;
    /** DECKPAM: the keypad sends its own sequences. */
    public boolean applicationKeypad;
    /** DECOM: positions count from the top margin. */
    public boolean origin;
    /** DECAWM: text goes on in the next row. */
    public boolean autoWrap = true;
    /** Backspace goes back to the end of the row above. */
    public boolean reverseWrap;
    /** DECTCEM: the cursor is shown. */
    public boolean cursorVisible = true;
    /** The cursor blinks. */
    public boolean cursorBlink;
    /** Pasted text is enclosed in {@code ESC [ 200 ~} and {@code ESC [ 201 ~}. */
    public boolean bracketedPaste;
    /** The program is notified when the window gains and loses the focus. */
    public boolean focusEvents;
    /** Mode 2026: what is drawn meanwhile is not meant to be seen yet. */
    public boolean synchronizedOutput;
    /** Which mouse events are sent: 0, 9, 1000, 1002 or 1003. */
    public int mouseTracking;
    /** How mouse events are written: 0, 1006 or 1016. */
    public int mouseEncoding;
    /** DECSCUSR: the shape of the cursor, 0 to 6. */
    public int cursorShape;

    Modes() {}

    /** All as at power-on. */
    void reset() {
        softReset();
        newLine = false;
        reverseWrap = false;
        cursorBlink = false;
        bracketedPaste = false;
        focusEvents = false;
        synchronizedOutput = false;
        mouseTracking = 0;
        mouseEncoding = 0;
        cursorShape = 0;
    }

    /** DECSTR. */
    void softReset() {
        insert = false;
        applicationCursor = false;
        applicationKeypad = false;
        origin = false;
        autoWrap = true;
        cursorVisible = true;
    }
}
