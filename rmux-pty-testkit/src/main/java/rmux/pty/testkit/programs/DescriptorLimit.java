// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.programs;

import java.io.IOException;

/** Makes descriptors scarce in this process. */
public interface DescriptorLimit {

    /**
     * Uses up the descriptor table except for a few.
     *
     * @param free how many are left free
     * @return restores the others when closed
     * @throws IOException if the table cannot be filled
     */
    AutoCloseable leave(int free) throws IOException;
}
