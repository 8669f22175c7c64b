// SPDX-License-Identifier: Apache-2.0 OR MIT
package example

import rmux.pty.api.PtyCommand
import rmux.pty.api.TerminalSize

/** Shows the terminal that a program sees, and how the program ended. */
fun main() {
    PtyCommand.of("sh", "-c", "tty; stty size").withSize(TerminalSize.of(100, 30)).spawn().use { session ->
        session.master().inputStream().transferTo(System.out)
        println(session.waitFor())
    }
}
