// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

import java.nio.ByteBuffer;
import java.util.Map;

/** The speeds in {@code struct termios}, in bits per second. */
interface TermiosSpeeds {

    /** The speed of the input. */
    int input(ByteBuffer structure);

    /** The speed of the output. */
    int output(ByteBuffer structure);

    /** Sets the speeds, or the next lower ones that the system has; nothing is touched if they are as they were. */
    void write(ByteBuffer structure, int input, int output);

    /** Where the words are that have the speeds, by the names of their members. */
    Map<String, Integer> offsets();

    /** The codes of speeds by the names of the headers; empty if a speed stands for itself. */
    Map<String, Long> codes();
}
