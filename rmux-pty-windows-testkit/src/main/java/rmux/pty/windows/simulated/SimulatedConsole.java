// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.simulated;

/** A console with the two pipes of its host. */
final class SimulatedConsole {
    final SimulatedPipe input;
    final SimulatedPipe output;
    boolean closed;
    boolean released;
    int size;

    SimulatedConsole(SimulatedPipe input, SimulatedPipe output) {
        this.input = input;
        this.output = output;
    }
}
