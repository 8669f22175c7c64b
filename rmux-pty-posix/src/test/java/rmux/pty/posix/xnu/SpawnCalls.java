// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.xnu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;

/** {@code posix_spawn(3)}, whose file actions run before the session is made (bsd/kern/kern_exec.c). */
public final class SpawnCalls {

    /** What a file action does to the process to be; returns a negative error or anything else. */
    private interface Action {
        int run(Proc process);
    }

    /** Makes posix_spawn an exec (bsd/sys/spawn.h). */
    private static final int SETEXEC = 0x40;

    private final Xnu kernel;
    private final Memory memory;
    private final Map<Long, List<Action>> actions = new HashMap<>();
    private final Map<Long, Integer> attributes = new HashMap<>();
    private final Map<Proc, Set<Integer>> named = new HashMap<>();

    SpawnCalls(Xnu kernel, Memory memory) {
        this.kernel = kernel;
        this.memory = memory;
    }

    public int posix_spawn_file_actions_init(long fileActions) {
        synchronized (kernel) {
            actions.put(fileActions, new ArrayList<>());
            return 0;
        }
    }

    public int posix_spawn_file_actions_destroy(long fileActions) {
        synchronized (kernel) {
            return actions.remove(fileActions) == null ? kernel.error(Errno.EINVAL) : 0;
        }
    }

    private int add(long fileActions, Action action) {
        synchronized (kernel) {
            actions.get(fileActions).add(action);
            return 0;
        }
    }

    public int posix_spawn_file_actions_addopen(long fileActions, int fd, long path, int flags) {
        String name = memory.text(path);
        return add(fileActions, process -> open(process, fd, name, flags));
    }

    private int open(Proc process, int fd, String name, int flags) {
        named.get(process).add(fd);
        for (Tty tty : kernel.terminals.values()) {
            if (tty.name().equals(name)) {
                return process.openTerminal(tty, fd, (flags & kernel.platform.number(Constant.O_NOCTTY)) == 0);
            }
        }
        if (!name.equals("/dev/null")) {
            return kernel.error(Errno.ENOENT);
        }
        process.close(fd);
        process.descriptors.put(fd, new Proc.Descriptor(SmallFiles.of(new byte[0]), false));
        return 0;
    }

    public int posix_spawn_file_actions_adddup2(long fileActions, int fd, int newFd) {
        return add(fileActions, process -> {
            named.get(process).add(newFd);
            if (!process.descriptors.containsKey(fd)) {
                return kernel.error(Errno.EBADF);
            }
            process.duplicate(fd, newFd);
            return 0;
        });
    }

    public int posix_spawn_file_actions_addchdir_np(long fileActions, long path) {
        String name = memory.text(path);
        return add(fileActions, process -> FileCalls.DIRECTORIES.contains(name) ? 0 : kernel.error(Errno.ENOENT));
    }

    public int posix_spawnattr_init(long address) {
        synchronized (kernel) {
            attributes.put(address, 0);
            return 0;
        }
    }

    public int posix_spawnattr_destroy(long address) {
        synchronized (kernel) {
            return attributes.remove(address) == null ? kernel.error(Errno.EINVAL) : 0;
        }
    }

    public int posix_spawnattr_setflags(long address, short flags) {
        synchronized (kernel) {
            attributes.put(address, flags & 0xffff);
            return 0;
        }
    }

    public int posix_spawnattr_setsigdefault(long address, long set) {
        return 0;
    }

    public int posix_spawnattr_setsigmask(long address, long set) {
        return 0;
    }

    public int posix_spawn(long pid, long path, long fileActions, long attribute, long argv, long envp) {
        synchronized (kernel) {
            if ((attributes.get(attribute) & SETEXEC) != 0) {
                throw new IllegalStateException("the caller itself has become " + memory.text(path));
            }
            Proc process = kernel.newProcess(kernel.jvm);
            named.put(process, new HashSet<>());
            int result = prepare(process, memory.text(path), fileActions, attributes.get(attribute));
            named.remove(process);
            if (result < 0) {
                List.copyOf(process.descriptors.keySet()).forEach(process::close);
                kernel.processes.remove(process.pid);
                return result;
            }
            process.arguments = memory.vector(argv);
            process.environment = stripped(memory.text(path), memory.vector(envp));
            memory.putInt(pid, process.pid);
            kernel.executed.add(memory.text(path));
            process.start(kernel.files.get(memory.text(path)).program());
            return 0;
        }
    }

    private int prepare(Proc process, String path, long fileActions, int flags) {
        kernel.jvm.descriptors.forEach((number, descriptor) ->
                process.descriptors.put(number, new Proc.Descriptor(descriptor.file, descriptor.closedByExec)));
        for (Action action : actions.get(fileActions)) {
            int result = action.run(process);
            if (result < 0) {
                return result;
            }
        }
        if (has(flags, Constant.POSIX_SPAWN_SETSID)) {
            process.session = process.pid;
            process.group = process.pid;
            process.terminal = null;
        }
        boolean onlyNamed = has(flags, Constant.POSIX_SPAWN_CLOEXEC_DEFAULT);
        for (int number : List.copyOf(process.descriptors.keySet())) {
            if (onlyNamed ? !named.get(process).contains(number) : process.descriptors.get(number).closedByExec) {
                process.close(number);
            }
        }
        Xnu.@Nullable Executable file = kernel.files.get(path);
        if (file == null) {
            return kernel.error(Errno.ENOENT);
        }
        return file.isExecutable() ? 0 : kernel.error(Errno.EACCES);
    }

    private boolean has(int flags, Constant flag) {
        return (flags & kernel.platform.number(flag)) != 0;
    }

    /** System Integrity Protection takes the variables of the dynamic linker from programs of the system. */
    private static List<String> stripped(String path, List<String> environment) {
        boolean isProtected = path.startsWith("/bin/") || path.startsWith("/usr/bin/");
        return environment.stream()
                .filter(variable -> !isProtected || !variable.startsWith("DYLD_"))
                .toList();
    }
}
