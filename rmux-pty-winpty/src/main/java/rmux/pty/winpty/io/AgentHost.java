// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty.io;

import rmux.pty.api.PtyException;
import rmux.pty.api.TerminalSize;
import rmux.pty.windows.io.PipeDevice;
import rmux.pty.windows.process.GuardedProcess;
import rmux.pty.winpty.process.Agent;

/** The console of an agent, as the two pipes' device sees it. */
public final class AgentHost implements PipeDevice.ConsoleHost {

    private final Agent agent;
    private final GuardedProcess program;
    private final Runnable closing;

    /** {@code closing} is run when nothing is to touch the device any more. */
    public AgentHost(Agent agent, GuardedProcess program, Runnable closing) {
        this.agent = agent;
        this.program = program;
        this.closing = closing;
    }

    /** An agent that was ended with its program cannot be asked, and need not be. */
    @Override
    public void resize(TerminalSize size) throws PtyException {
        try {
            agent.resize(size);
        } catch (PtyException e) {
            if (program.exitCode().isEmpty()) {
                throw e;
            }
        }
    }

    /** Nothing to do: the agent was asked when it started the program to deliver all and end the output once it exits. */
    @Override
    public void endOutput() {}

    @Override
    public void close() {
        closing.run();
        agent.hangUp();
    }
}
