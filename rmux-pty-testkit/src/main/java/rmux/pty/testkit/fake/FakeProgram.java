// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

/** A program of the fake: runs on a daemon thread until it returns, or is ended by a signal at its next call of the process. */
@FunctionalInterface
public interface FakeProgram {

    /**
     * The program.
     *
     * @param process its process: arguments, environment, terminal, signals
     * @return its exit code
     * @throws Exception ends the program with code 1, its stack trace on the terminal
     */
    int run(FakeProcess process) throws Exception;
}
