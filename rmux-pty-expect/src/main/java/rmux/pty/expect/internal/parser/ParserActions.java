// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.parser;

/** What a {@link Parser} has recognized, in the order of the stream. */
public interface ParserActions {

    /**
     * A run of printable ASCII characters.
     *
     * @param bytes holds them
     * @param from the first
     * @param to the position after the last
     */
    void printAscii(byte[] bytes, int from, int to);

    /**
     * One printable character beyond ASCII.
     *
     * @param codePoint U+00A0 or above; U+FFFD in place of bytes that are not valid UTF-8
     */
    void print(int codePoint);

    /**
     * A control character of C0 or C1 that stands by itself.
     *
     * @param code 0 to 0x1f, or 0x80 to 0x9f
     */
    void execute(int code);

    /**
     * An escape sequence without parameters.
     *
     * @param intermediates the intermediate characters, the last one in the lowest byte; 0 if there are none
     * @param last the final character
     */
    void escape(int intermediates, int last);

    /**
     * A control sequence.
     *
     * @param intermediates the private prefix and the intermediate characters, the last one in the lowest byte; 0 if there
     *     are none
     * @param last the final character
     * @param parameters the parameters, valid during the call
     */
    void control(int intermediates, int last, Parameters parameters);

    /**
     * An operating system command that was not too long.
     *
     * @param text what stood between {@code ESC ]} and the terminator
     */
    void operatingSystemCommand(String text);

    /**
     * A device control string that was not too long.
     *
     * @param intermediates as for {@link #control}
     * @param last the final character of its introduction
     * @param text what followed, up to the terminator
     */
    void deviceControl(int intermediates, int last, String text);
}
