// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.bsd;

import java.util.HashSet;
import java.util.Set;

/** What the other kernel knows of a terminal whose master this process has open. */
final class Tty {

    final int master;
    final String name;

    /** The descriptors of this process for the slave. */
    final Set<Integer> slaves = new HashSet<>();

    /** Whether the slave has been opened: before that, the terminal has no modes and no size. */
    boolean opened;

    /** Whether the exit of the leader has taken the slave from everybody, and nobody has opened it since. */
    boolean revoked;

    /** The leader of its session; 0 for none. */
    int leader;

    /** What had been written when the slave was taken away: Linux would throw a part of it away. */
    private byte[] kept = new byte[0];

    private int taken;

    Tty(int master, String name) {
        this.master = master;
        this.name = name;
    }

    int unread() {
        return kept.length - taken;
    }

    void keep(byte[] output) {
        byte[] all = new byte[unread() + output.length];
        System.arraycopy(kept, taken, all, 0, unread());
        System.arraycopy(output, 0, all, unread(), output.length);
        kept = all;
        taken = 0;
    }

    /** The position in {@link #keptBytes} of what is taken from there now. */
    int take(int count) {
        int position = taken;
        taken += count;
        return position;
    }

    byte[] keptBytes() {
        return kept;
    }

    void forgetOutput() {
        taken = kept.length;
    }
}
