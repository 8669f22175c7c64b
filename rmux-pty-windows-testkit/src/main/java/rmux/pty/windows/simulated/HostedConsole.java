// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.simulated;

/** A console whose host is a program, such as winpty's agent: the program makes the pipes, and we open them by name. */
public final class HostedConsole {
    final SimulatedConsole console;

    HostedConsole(SimulatedConsole console) {
        this.console = console;
    }

    /** The name of the pipe that the host reads. */
    public String inputName() {
        return console.input.name;
    }

    /** The name of the pipe that the host writes. */
    public String outputName() {
        return console.output.name;
    }
}
