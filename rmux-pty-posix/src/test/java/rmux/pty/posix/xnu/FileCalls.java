// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.xnu;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;

/** Files, pipes and descriptors of the JVM. */
public final class FileCalls {

    static final Set<String> DIRECTORIES = Set.of("/", "/bin", "/opt", "/tmp", "/dev");

    private static final int FIRST = 3;

    private final Xnu kernel;
    private final Memory memory;

    FileCalls(Xnu kernel, Memory memory) {
        this.kernel = kernel;
        this.memory = memory;
    }

    public int access(long path, int mode) {
        synchronized (kernel) {
            String text = memory.text(path);
            boolean slash = text.length() > 1 && text.endsWith("/");
            String name = slash ? text.substring(0, text.length() - 1) : text;
            if (DIRECTORIES.contains(name)) {
                return 0;
            }
            Xnu.Executable file = kernel.files.get(name);
            if (file == null) {
                return kernel.error(Errno.ENOENT);
            }
            if (slash) {
                return kernel.error(Errno.ENOTDIR);
            }
            boolean executes = mode == kernel.platform.number(Constant.X_OK);
            return executes && !file.isExecutable() ? kernel.error(Errno.EACCES) : 0;
        }
    }

    public int open(long path, int flags) {
        synchronized (kernel) {
            String name = memory.text(path);
            boolean closedByExec = (flags & kernel.platform.number(Constant.O_CLOEXEC)) != 0;
            OpenFile file = find(name);
            return file == null ? kernel.error(Errno.ENOENT) : kernel.jvm.add(file, closedByExec, FIRST);
        }
    }

    private @Nullable OpenFile find(String name) {
        if (name.equals("/dev/tty")) {
            return SmallFiles.alias();
        }
        for (Tty tty : kernel.terminals.values()) {
            if (tty.name().equals(name)) {
                return tty.openSlave();
            }
        }
        Xnu.Executable file = kernel.files.get(name);
        return file == null ? null : SmallFiles.of(file.head());
    }

    public int close(int fd) {
        synchronized (kernel) {
            for (Proc.Descriptor each : kernel.jvm.descriptors.values()) {
                if (each.file instanceof Kqueue queue) {
                    queue.forget(fd);
                }
            }
            return kernel.jvm.close(fd) ? 0 : kernel.error(Errno.EBADF);
        }
    }

    public int pipe(long pair) {
        synchronized (kernel) {
            Pipe pipe = new Pipe(kernel);
            memory.putInt(pair, kernel.jvm.add(pipe.reader(), false, FIRST));
            memory.putInt(pair + Integer.BYTES, kernel.jvm.add(pipe.writer(), false, FIRST));
            return 0;
        }
    }

    public int fcntl(int fd, int command, long argument) {
        synchronized (kernel) {
            Proc.Descriptor descriptor = kernel.jvm.descriptors.get(fd);
            if (descriptor == null) {
                return kernel.error(Errno.EBADF);
            }
            if (command == kernel.platform.number(Constant.F_SETFD)) {
                descriptor.closedByExec = argument != 0;
            } else if (command == kernel.platform.number(Constant.F_SETFL)) {
                descriptor.file.nonBlocking = (argument & kernel.platform.number(Constant.O_NONBLOCK)) != 0;
            } else if (command == kernel.platform.number(Constant.F_DUPFD_CLOEXEC)) {
                return kernel.jvm.add(descriptor.file, true, (int) argument);
            } else {
                return kernel.error(Errno.EINVAL);
            }
            return 0;
        }
    }

    public int read(int fd, long address, int count) throws InterruptedException {
        synchronized (kernel) {
            byte[] bytes = new byte[count];
            while (true) {
                Proc.Descriptor descriptor = kernel.jvm.descriptors.get(fd);
                if (descriptor == null) {
                    return kernel.error(Errno.EBADF);
                }
                int result = descriptor.file.read(bytes);
                if (result != OpenFile.NOT_NOW) {
                    memory.put(address, java.util.Arrays.copyOf(bytes, Math.max(result, 0)));
                    return result;
                }
                if (descriptor.file.nonBlocking) {
                    return kernel.error(Errno.EAGAIN);
                }
                kernel.wait();
            }
        }
    }

    public int write(int fd, long address, int count) {
        synchronized (kernel) {
            Proc.Descriptor descriptor = kernel.jvm.descriptors.get(fd);
            if (descriptor == null) {
                return kernel.error(Errno.EBADF);
            }
            int result = descriptor.file.write(memory.bytes(address, count));
            return result == OpenFile.NOT_NOW ? kernel.error(Errno.EAGAIN) : result;
        }
    }
}
