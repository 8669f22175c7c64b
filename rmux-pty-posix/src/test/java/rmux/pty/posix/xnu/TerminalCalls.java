// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.xnu;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;

/** Terminals, by either side. */
public final class TerminalCalls {

    private static final int FIRST_DESCRIPTOR = 3;

    /** {@code kern.tty.ptmx_max}. */
    private static final int MOST = 511;

    private final Xnu kernel;
    private final Memory memory;

    TerminalCalls(Xnu kernel, Memory memory) {
        this.kernel = kernel;
        this.memory = memory;
    }

    public int posix_openpt(int flags) {
        synchronized (kernel) {
            if (kernel.shortages > 0 || kernel.terminals.size() >= MOST) {
                kernel.shortages--;
                return kernel.error(Errno.ENXIO);
            }
            int number = 0;
            while (kernel.terminals.containsKey(number)) {
                number++;
            }
            Tty tty = new Tty(kernel, number);
            kernel.terminals.put(number, tty);
            OpenFile master = tty.new Master();
            master.nonBlocking = (flags & kernel.platform.number(Constant.O_NONBLOCK)) != 0;
            boolean closedByExec = (flags & kernel.platform.number(Constant.O_CLOEXEC)) != 0;
            return kernel.jvm.add(master, closedByExec, FIRST_DESCRIPTOR);
        }
    }

    public int grantpt(int fd) {
        return onMaster(fd);
    }

    public int unlockpt(int fd) {
        return onMaster(fd);
    }

    private int onMaster(int fd) {
        synchronized (kernel) {
            return tty(fd) == null ? kernel.error(Errno.ENOTTY) : 0;
        }
    }

    public int ptsname_r(int fd, long buffer, long size) {
        synchronized (kernel) {
            Tty tty = tty(fd);
            if (tty == null) {
                return kernel.error(Errno.ENOTTY);
            }
            memory.put(buffer, (tty.name() + "\0").getBytes(StandardCharsets.US_ASCII));
            return 0;
        }
    }

    private @Nullable Tty tty(int fd) {
        Proc.Descriptor descriptor = kernel.jvm.descriptors.get(fd);
        if (descriptor != null && descriptor.file instanceof Tty.Master master) {
            return master.tty();
        }
        boolean live = descriptor != null && descriptor.file instanceof Tty.Slave slave && !slave.isEnded();
        return live ? ((Tty.Slave) descriptor.file).tty() : null;
    }

    /** Nothing of the terminal itself works before the slave was opened for the first time. */
    private @Nullable Tty opened(int fd) {
        Tty tty = tty(fd);
        return tty == null || !tty.wasOpened ? null : tty;
    }

    public int tcgetpgrp(int fd) {
        synchronized (kernel) {
            Tty tty = tty(fd);
            return tty == null ? kernel.error(Errno.ENOTTY) : tty.foreground;
        }
    }

    public int tcgetattr(int fd, long termios) {
        synchronized (kernel) {
            Tty tty = opened(fd);
            if (tty == null) {
                return kernel.error(Errno.ENOTTY);
            }
            memory.put(termios, tty.modes);
            return 0;
        }
    }

    public int tcsetattr(int fd, int action, long termios) {
        synchronized (kernel) {
            Tty tty = opened(fd);
            if (tty == null) {
                return kernel.error(Errno.ENOTTY);
            }
            System.arraycopy(memory.bytes(termios, tty.modes.length), 0, tty.modes, 0, tty.modes.length);
            return 0;
        }
    }

    public int ioctl(int fd, long request, long argument) {
        synchronized (kernel) {
            Tty tty = opened(fd);
            if (tty == null) {
                return kernel.error(Errno.ENOTTY);
            }
            if (request == kernel.platform.wide(Constant.TIOCGWINSZ)) {
                memory.put(argument, tty.size);
            } else if (request == kernel.platform.wide(Constant.TIOCSWINSZ)) {
                setSize(tty, argument);
            } else if (request == kernel.platform.wide(Constant.TIOCSIG)) {
                kernel.signalGroup(tty.foreground, (int) argument);
            } else if (request == kernel.platform.wide(Constant.TIOCOUTQ)) {
                memory.putInt(argument, tty.output.size());
            } else if (request == kernel.platform.wide(Constant.TIOCFLUSH)) {
                tty.output.clear();
                tty.input.clear();
                kernel.notifyAll();
            } else {
                return kernel.error(Errno.ENOTTY);
            }
            return 0;
        }
    }

    /** Accepted while nobody has the slave open, and forgotten. */
    private void setSize(Tty tty, long argument) {
        if (tty.isSlaveOpen()) {
            System.arraycopy(memory.bytes(argument, tty.size.length), 0, tty.size, 0, tty.size.length);
            kernel.signalGroup(tty.foreground, kernel.platform.signals().number("SIGWINCH"));
        }
    }
}
