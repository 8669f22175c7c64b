// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.xnu;

import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import rmux.pty.posix.platform.Errno;

/** A process; its program is a thread that lives in the kernel's lock whenever it does something. */
public final class Proc {

    private static final Set<String> HARMLESS = Set.of("SIGCHLD", "SIGWINCH", "SIGCONT", "SIGURG", "SIGINFO", "SIGIO");

    /** A descriptor of a process. */
    static final class Descriptor {
        final OpenFile file;
        boolean closedByExec;

        Descriptor(OpenFile file, boolean closedByExec) {
            this.file = file.retain();
            this.closedByExec = closedByExec;
        }
    }

    /** Ends the thread of a program: it was killed, or became another one. */
    private static final class End extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient Xnu.@Nullable Program next;

        End(Xnu.@Nullable Program next) {
            super(null, null, false, false);
            this.next = next;
        }
    }

    final Xnu kernel;
    final int pid;
    final int parent;
    final long startMicros;
    final Map<Integer, Descriptor> descriptors = new TreeMap<>();
    int group;
    int session;

    @Nullable
    Tty terminal;

    List<String> arguments = List.of();
    List<String> environment = List.of();
    boolean exiting;
    boolean zombie;
    boolean stopped;
    int status;
    private int killedBy;
    private final Set<String> ignored = new HashSet<>();
    private final List<String> received = new ArrayList<>();

    Proc(Xnu kernel, int pid, int parent) {
        this.kernel = kernel;
        this.pid = pid;
        this.parent = parent;
        this.group = pid;
        this.session = pid;
        this.startMicros = System.currentTimeMillis() * 1000 + pid % 1000;
    }

    boolean isAlive() {
        return !exiting && !zombie;
    }

    @Override
    public String toString() {
        return pid + " " + arguments;
    }

    // For the kernel; with its lock.

    int add(OpenFile file, boolean closedByExec, int from) {
        int number = from;
        while (descriptors.containsKey(number)) {
            number++;
        }
        descriptors.put(number, new Descriptor(file, closedByExec));
        return number;
    }

    boolean close(int number) {
        Descriptor closed = descriptors.remove(number);
        if (closed != null) {
            closed.file.release();
        }
        return closed != null;
    }

    void duplicate(int number, int to) {
        OpenFile file = descriptors.get(number).file;
        file.retain();
        close(to);
        descriptors.put(to, new Descriptor(file, false));
        file.release();
    }

    /** Opens a terminal; a session leader that has none takes it, unless told not to. */
    int openTerminal(Tty tty, int number, boolean takes) {
        close(number);
        descriptors.put(number, new Descriptor(tty.openSlave(), false));
        if (takes && session == pid && terminal == null && tty.leader == null) {
            terminal = tty;
            tty.leader = this;
            tty.foreground = group;
        }
        return number;
    }

    void signal(String name) {
        signal(kernel.platform.signals().number(name));
    }

    void signal(int signal) {
        String name = kernel.platform.signals().name(signal);
        received.add(name);
        if (name.equals("SIGCONT")) {
            stopped = false;
        }
        if (name.equals("SIGSTOP")) {
            stopped = true;
        } else if (!HARMLESS.contains(name) && !ignored.contains(name) && killedBy == 0 && isAlive()) {
            killedBy = signal;
        }
        kernel.notifyAll();
    }

    void start(Xnu.Program program) {
        Thread thread = new Thread(() -> live(program), "process " + pid);
        thread.setDaemon(true);
        thread.start();
    }

    private void live(Xnu.Program program) {
        Xnu.Program current = program;
        int code = 0;
        while (current != null) {
            try {
                code = current.run(this);
                current = null;
            } catch (End end) {
                current = end.next;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        exit(code);
    }

    /** The steps of proc_exit (bsd/kern/kern_exit.c), in their order. */
    private void exit(int code) {
        Tty own;
        synchronized (kernel) {
            exiting = true;
            status = killedBy == 0 ? code << 8 : killedBy;
            own = terminal;
            List.copyOf(descriptors.keySet()).forEach(this::close);
        }
        if (own != null && session == pid) {
            kernel.beforeRevocation.run();
            synchronized (kernel) {
                kernel.signalGroup(own.foreground, kernel.platform.signals().number("SIGHUP"));
                while (kernel.leaderWaitsForReader && own.masterOpen && own.output.size() > 0) {
                    waitQuietly();
                }
                own.leader = null;
                Tty named = kernel.terminals.get(own.number); // whoever has the number by now
                if (named != null) {
                    named.revoke();
                }
            }
        }
        synchronized (kernel) {
            zombie = true;
            kernel.notifyAll();
        }
    }

    private void waitQuietly() {
        try {
            kernel.wait();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    // For programs.

    /** The arguments, the first being the name. */
    public List<String> arguments() {
        return arguments;
    }

    /** The environment. */
    public List<String> environment() {
        return environment;
    }

    /** The name of the controlling terminal; null for none. */
    public @Nullable String controllingTerminal() {
        return terminal == null ? null : terminal.name();
    }

    /** Whether standard input is a terminal that was not taken away. */
    public boolean hasLiveTerminal() {
        synchronized (kernel) {
            Descriptor input = descriptors.get(0);
            return input != null && input.file instanceof Tty.Slave slave && !slave.isEnded();
        }
    }

    /** Columns and rows of the terminal. */
    public String size() {
        synchronized (kernel) {
            byte[] size = ((Tty.Slave) descriptors.get(0).file).tty().size;
            return (size[2] & 0xff) + "x" + (size[0] & 0xff);
        }
    }

    /** The numbers of open descriptors. */
    public Set<Integer> openDescriptors() {
        synchronized (kernel) {
            return new TreeSet<>(descriptors.keySet());
        }
    }

    /** Has signals no effect. */
    public void ignore(String... names) {
        synchronized (kernel) {
            ignored.addAll(List.of(names));
        }
    }

    /** Waits for a signal that is ignored or has no effect. */
    public void awaitSignal(String name) throws InterruptedException {
        synchronized (kernel) {
            while (!received.contains(name)) {
                pause();
            }
        }
    }

    /** Waits until the process is killed. */
    public void sleep() throws InterruptedException {
        synchronized (kernel) {
            while (true) {
                pause();
            }
        }
    }

    private void pause() throws InterruptedException {
        checkAlive();
        kernel.wait();
        checkAlive();
    }

    private void checkAlive() throws InterruptedException {
        boolean killed = kernel.platform.signals().name(killedBy).equals("SIGKILL");
        while (stopped && !killed) {
            kernel.wait();
            killed = kernel.platform.signals().name(killedBy).equals("SIGKILL");
        }
        if (killedBy != 0) {
            throw new End(null);
        }
    }

    /** Writes all of a text; returns 0, or a negative error. */
    public int write(int number, String text) throws InterruptedException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        synchronized (kernel) {
            int done = 0;
            while (done < bytes.length) {
                checkAlive();
                Descriptor to = descriptors.get(number);
                if (to == null) {
                    return kernel.error(Errno.EBADF);
                }
                int count = to.file.write(java.util.Arrays.copyOfRange(bytes, done, bytes.length));
                if (count == OpenFile.NOT_NOW) {
                    pause();
                } else if (count < 0) {
                    return count;
                } else {
                    done += count;
                }
            }
            return 0;
        }
    }

    /** Reads a line from the terminal, without its end; null at the end of input. */
    public @Nullable String readLine() throws InterruptedException {
        StringBuilder line = new StringBuilder();
        byte[] one = new byte[1];
        synchronized (kernel) {
            while (true) {
                checkAlive();
                int count = descriptors.get(0).file.read(one);
                if (count == OpenFile.NOT_NOW) {
                    pause();
                } else if (count == 0) {
                    return null;
                } else if (one[0] == '\n') {
                    return line.toString();
                } else {
                    line.append((char) one[0]);
                }
            }
        }
    }

    /** Starts a child in the same session, in a group of its own. */
    public int fork(Xnu.Program program) {
        synchronized (kernel) {
            Proc child = kernel.newProcess(this);
            child.group = child.pid;
            child.terminal = terminal;
            descriptors.forEach((number, descriptor) ->
                    child.descriptors.put(number, new Descriptor(descriptor.file, descriptor.closedByExec)));
            child.start(program);
            return child.pid;
        }
    }

    /** Becomes another program; returns a negative error if that is not possible. */
    int exec(String path, List<String> newArguments, List<String> newEnvironment) {
        synchronized (kernel) {
            Xnu.Executable file = kernel.files.get(path);
            if (file == null) {
                return kernel.error(Errno.ENOENT);
            }
            if (!file.isExecutable()) {
                return kernel.error(Errno.EACCES);
            }
            arguments = newArguments;
            environment = newEnvironment;
            kernel.executed.add(path);
            List.copyOf(descriptors.keySet()).stream()
                    .filter(number -> descriptors.get(number).closedByExec)
                    .forEach(this::close);
            throw new End(file.program());
        }
    }
}
