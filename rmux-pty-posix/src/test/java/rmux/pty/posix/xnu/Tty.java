// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.xnu;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import rmux.pty.posix.platform.Errno;

/**
 * A pair of master and slave (bsd/kern/tty_ptmx.c, tty_dev.c). Its line discipline passes bytes through.
 *
 * <p>Its number is free once neither side is open. The first opening of the slave resets modes and size, and the last closing
 * throws away what the master has not read.
 */
final class Tty {

    private static final int ROOM = 16_384;

    final Xnu kernel;
    final int number;
    final Bytes output = new Bytes(ROOM);
    final Bytes input = new Bytes(ROOM);
    final byte[] size = new byte[8];
    final byte[] modes = new byte[72];
    boolean masterOpen = true;
    boolean wasOpened;
    int foreground;

    @Nullable
    Proc leader;

    private final List<Slave> slaves = new ArrayList<>();

    Tty(Xnu kernel, int number) {
        this.kernel = kernel;
        this.number = number;
    }

    String name() {
        return String.format(Locale.ROOT, "/dev/ttys%03d", number);
    }

    boolean isSlaveOpen() {
        return !slaves.isEmpty();
    }

    OpenFile openSlave() {
        if (slaves.isEmpty()) {
            reset();
            wasOpened = true;
        }
        Slave slave = new Slave();
        slaves.add(slave);
        kernel.notifyAll();
        return slave;
    }

    private void reset() {
        java.util.Arrays.fill(size, (byte) 0);
        java.util.Arrays.fill(modes, (byte) 0);
    }

    private void slaveGone(Slave slave) {
        if (slaves.remove(slave) && slaves.isEmpty()) {
            output.clear();
            reset();
            freeNumber();
        }
        kernel.notifyAll();
    }

    /** Takes the slave from everybody who has it open; what was written stays for the master. */
    void revoke() {
        for (Slave slave : List.copyOf(slaves)) {
            slave.dead = true;
        }
        slaves.clear();
        reset();
        leader = null;
        foreground = 0;
        freeNumber();
        kernel.notifyAll();
    }

    private void freeNumber() {
        if (!masterOpen && slaves.isEmpty()) {
            kernel.terminals.remove(number, this);
        }
    }

    final class Slave extends OpenFile {
        private boolean dead;

        Tty tty() {
            return Tty.this;
        }

        @Override
        int read(byte[] into) {
            if (dead || !masterOpen) {
                return 0;
            }
            int count = input.take(into);
            kernel.notifyAll();
            return count > 0 ? count : NOT_NOW;
        }

        @Override
        int write(byte[] bytes) {
            if (dead || !masterOpen) {
                return kernel.error(Errno.EIO);
            }
            int count = output.put(bytes);
            kernel.notifyAll();
            return count > 0 ? count : NOT_NOW;
        }

        @Override
        boolean isReadable() {
            return dead || !masterOpen || input.size() > 0;
        }

        @Override
        boolean isWritable() {
            return dead || !masterOpen || output.hasRoom();
        }

        @Override
        boolean isEnded() {
            return dead || !masterOpen;
        }

        @Override
        void lastClose() {
            slaveGone(this);
        }
    }

    final class Master extends OpenFile {

        Tty tty() {
            return Tty.this;
        }

        @Override
        int read(byte[] into) {
            int count = output.take(into);
            kernel.notifyAll();
            return count > 0 || isEnded() ? count : NOT_NOW;
        }

        @Override
        int write(byte[] bytes) {
            int count = input.put(bytes);
            kernel.notifyAll();
            return count > 0 ? count : NOT_NOW;
        }

        @Override
        boolean isReadable() {
            return output.size() > 0 || isEnded();
        }

        @Override
        boolean isWritable() {
            return input.hasRoom();
        }

        /** Not before the slave was opened for the first time. */
        @Override
        boolean isEnded() {
            return wasOpened && slaves.isEmpty();
        }

        @Override
        void lastClose() {
            masterOpen = false;
            Proc hungUp = leader;
            if (hungUp != null) {
                hungUp.signal("SIGHUP");
            }
            freeNumber();
            kernel.notifyAll();
        }
    }
}
