// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.programs;

/** A program that has nothing to do with the provider under test. Ends when closed. */
public interface Bystander extends AutoCloseable {

    /**
     * Returns whether the program runs, and no signal has reached it.
     *
     * @return whether it does
     */
    boolean isRunning();

    @Override
    void close();
}
