// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.io;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import rmux.pty.api.PtyException;
import rmux.pty.windows.process.ConsoleHelper;
import rmux.pty.windows.process.GuardedProcess;
import rmux.pty.windows.process.WindowsChild;

/** Interrupts a program by a console event, which reaches it in any mode; where that fails, by the key. */
public final class ConsoleInterrupt implements WindowsChild.Interrupt {

    private static final Logger LOGGER = System.getLogger("rmux.pty.windows");
    private static final byte[] CTRL_C = {0x03};

    private final ConsoleHelper helper;
    private final GuardedProcess process;
    private final InjectedInput input;

    /** Interrupts what is on the console of a process, whose input can be typed into. */
    public ConsoleInterrupt(ConsoleHelper helper, GuardedProcess process, InjectedInput input) {
        this.helper = helper;
        this.process = process;
        this.input = input;
    }

    @Override
    public void send() throws PtyException {
        try {
            process.keepingPid(helper::interrupt);
        } catch (PtyException e) {
            LOGGER.log(
                    Level.WARNING,
                    "no console event for process {0}: {1}; typing ^C instead",
                    Integer.toUnsignedString(process.pid()),
                    e.getMessage());
            input.send(CTRL_C);
        }
    }
}
