// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.emulator;

/** Receives operating system commands that are not about the page: command marks of shells, clipboard, colors. */
public interface Commands {

    /**
     * A command other than a title.
     *
     * @param number its number
     * @param text what follows the number and its semicolon
     */
    void command(int number, String text);
}
