// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.simulated;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.jna.PseudoConsoleApi;
import rmux.pty.windows.jna.Win32Error;

/**
 * As much of Windows as the backends see, with what tests need: every call is recorded, any can be made to fail, what is open
 * is known, and rules are kept: a process that runs outside a job is an error. Here are its consoles.
 */
public final class SimulatedWin32 extends SimulatedProcesses {

    private final Map<Long, List<Waitable>> hostEnds = new HashMap<>();
    private final List<Integer> consoleFlags = new ArrayList<>();
    private final List<String> consoleEvents = new ArrayList<>();
    private boolean hasPseudoConsoles = true;
    private boolean canRelease;
    private boolean closeWaitsForReader;
    private byte[] lastOutput = {};
    private int build = 22631;
    private boolean hostNeedsDrain;
    private boolean resizeBlocks;
    private int blockedResizes;
    private final List<Integer> sizes = new ArrayList<>();
    private final Map<Path, Long> libraries = new HashMap<>();
    private int attachedTo;

    /** The flags of every attempt to create a pseudo console. */
    public synchronized List<Integer> consoleFlags() {
        return List.copyOf(consoleFlags);
    }

    /** What was sent to consoles of other processes, by their ids. */
    public synchronized List<String> consoleEvents() {
        return List.copyOf(consoleEvents);
    }

    /** What is open: handles, consoles, registered waits, attribute lists. */
    public synchronized List<String> open() {
        List<String> open = handles.values().stream()
                .map(handle -> handle.object().kind)
                .sorted()
                .collect(Collectors.toCollection(ArrayList::new));
        consoles.values().forEach(console -> open.add("console"));
        waits.values().forEach(wait -> open.add("wait"));
        attributeLists.forEach(list -> open.add("attribute list"));
        processes.stream().filter(process -> !process.exited).forEach(process -> open.add("process " + process.pid));
        return open;
    }

    /** As before Windows 10 1809. */
    public synchronized void removePseudoConsoles() {
        hasPseudoConsoles = false;
    }

    /** Makes ReleasePseudoConsole exist. */
    public synchronized void allowRelease() {
        canRelease = true;
    }

    /** The build number of this Windows. */
    public synchronized void setBuild(int number) {
        build = number;
    }

    /** Makes a library loadable that has a version of two 16-bit numbers, or none if it is negative. */
    public synchronized void addLibrary(Path library, int major, int minor) {
        libraries.put(library, major < 0 ? -1812L : (long) major << 48 | (long) minor << 32);
    }

    /** Whether this process ignores Ctrl-C, as one does that was started by {@code start /b} or nohup's like. */
    public synchronized void setIgnoresCtrlC(boolean ignores) {
        ignoresCtrlC = ignores;
    }

    /** Whether this process ignores Ctrl-C. */
    public synchronized boolean isIgnoringCtrlC() {
        return ignoresCtrlC;
    }

    /** Makes ResizePseudoConsole block until it is canceled, or until this is taken back. */
    public synchronized void setResizeBlocks(boolean blocks) {
        resizeBlocks = blocks;
        notifyAll();
    }

    /** How many calls of ResizePseudoConsole are blocked. */
    public synchronized int blockedResizes() {
        return blockedResizes;
    }

    /** The sizes that consoles have taken, as COORDs. */
    public synchronized List<Integer> sizes() {
        return List.copyOf(sizes);
    }

    /** Makes a console host that is being closed never end if our end of its output goes before it has been drained. */
    public synchronized void setHostNeedsDrain(boolean needs) {
        hostNeedsDrain = needs;
    }

    /** Whether the console host takes what is written to its input. */
    public synchronized void setHostReadsInput(boolean reads) {
        hostReadsInput = reads;
        consoles.values().forEach(console -> pumpInput(console.input));
        notifyAll();
    }

    /** The console host, which takes nothing else, takes what its input pipe holds. */
    public synchronized void readInputOnce() {
        consoles.values().forEach(this::readInput);
        signaled();
    }

    /** The same of one that a program hosts. */
    public synchronized void readInputOnce(HostedConsole hosted) {
        readInput(hosted.console);
        signaled();
    }

    private void readInput(SimulatedConsole console) {
        typed.writeBytes(console.input.take(Integer.MAX_VALUE));
        pumpInput(console.input);
    }

    /** Makes ClosePseudoConsole wait until the output was read or nobody can read it any more, as builds before 26100 do. */
    public synchronized void setCloseWaitsForReader(boolean waits) {
        closeWaitsForReader = waits;
    }

    /**
     * Makes consoles draw something more when they are closed, and only once their reader has taken everything else and waits: a
     * host that renders in a thread of its own is behind its programs, and may be so when they have exited.
     */
    public synchronized void setLastOutput(byte[] bytes) {
        lastOutput = bytes.clone();
    }

    /** The last process's program writes to its console, which holds it until it is read. */
    public synchronized void print(byte[] bytes) {
        SimulatedPipe output = processes.get(processes.size() - 1).console.output;
        output.held.writeBytes(bytes);
        pumpOutput(output);
        signaled();
    }

    /** A console with two pipes, to each of which one client may connect. */
    public synchronized HostedConsole hostConsole(int number) {
        SimulatedPipe input = new SimulatedPipe("\\\\.\\pipe\\hosted-in-" + number, 64 * 1024, false);
        SimulatedPipe output = new SimulatedPipe("\\\\.\\pipe\\hosted-out-" + number, 64 * 1024, true);
        hostedPipes.add(input);
        hostedPipes.add(output);
        return new HostedConsole(new SimulatedConsole(input, output));
    }

    /** The host delivers what it holds and ends the output. */
    public synchronized void endOutput(HostedConsole hosted) {
        endOfSide(hosted.console.output, true);
        signaled();
    }

    /** The host is gone. */
    public synchronized void endConsole(HostedConsole hosted) {
        endOutput(hosted);
        hosted.console.input.hostGone = true;
        failPendingInput(hosted.console.input);
        hostedPipes.removeAll(List.of(hosted.console.input, hosted.console.output));
        signaled();
    }

    @Override
    public int RtlGetVersion(long versionInfo) {
        return intCall("RtlGetVersion", () -> {
            memory.view(versionInfo, Constants.OSVERSIONINFO_SIZE).putInt(Constants.OSVERSIONINFO_BUILD, build);
            return 0;
        });
    }

    @Override
    public int SetConsoleCtrlHandler(boolean ignore) {
        return intCall("SetConsoleCtrlHandler", () -> {
            ignoresCtrlC = ignore;
            return 0;
        });
    }

    @Override
    public int ignoresCtrlC() {
        return intCall("ignoresCtrlC", () -> ignoresCtrlC ? 1 : 0);
    }

    @Override
    public int GetCurrentThreadId() {
        return 1;
    }

    @Override
    public long OpenThread(int access, int threadId) {
        return call("OpenThread", () -> {
            require(access == 1, "THREAD_TERMINATE, which CancelSynchronousIo needs");
            return open(new Waitable("own thread"));
        });
    }

    @Override
    public int CancelSynchronousIo(long thread) {
        return intCall("CancelSynchronousIo", () -> {
            require(handle(thread).object().kind.equals("own thread"), "the handle of a thread");
            if (blockedResizes == 0) {
                return -Win32Error.ERROR_NOT_FOUND;
            }
            blockedResizes = -1;
            notifyAll();
            return 0;
        });
    }

    @Override
    public synchronized long fileVersion(Path file) {
        return libraries.getOrDefault(file, -1812L);
    }

    @Override
    public int FreeConsole() {
        return intCall("FreeConsole", () -> 0);
    }

    @Override
    public int AttachConsole(int pid) {
        return intCall("AttachConsole", () -> {
            attachedTo = pid;
            return 0;
        });
    }

    @Override
    public int GenerateConsoleCtrlEvent(int event, int processGroup) {
        return intCall("GenerateConsoleCtrlEvent", () -> {
            consoleEvents.add(attachedTo + ": event " + event + " to group " + processGroup
                    + ", ignored by the sender: " + ignoresCtrlC);
            return 0;
        });
    }

    @Override
    public int WriteConsoleInputW(long console, long records, int count, long written) {
        return intCall("WriteConsoleInputW", () -> {
            memory.view(records, count * Constants.INPUT_RECORD_SIZE);
            memory.view(written, 4).putInt(0, count);
            consoleEvents.add(attachedTo + ": " + count + " records");
            return 0;
        });
    }

    @Override
    public synchronized PseudoConsoleApi pseudoConsoles() {
        if (!hasPseudoConsoles) {
            throw new UnsatisfiedLinkError("kernel32 has no CreatePseudoConsole");
        }
        return new Consoles();
    }

    @Override
    public synchronized PseudoConsoleApi pseudoConsoles(Path library) {
        if (!libraries.containsKey(library)) {
            throw new UnsatisfiedLinkError(library + " cannot be loaded");
        }
        return new Consoles();
    }

    private int hResultCall(String function, IntSupplier body) {
        int result = intCall(function, body);
        return result < 0 && result > -0x10000 ? Win32Error.toHResult(-result) : result;
    }

    private final class Consoles implements PseudoConsoleApi {
        @Override
        public int CreatePseudoConsole(int size, long input, long output, int flags, long pseudoConsole) {
            synchronized (SimulatedWin32.this) {
                consoleFlags.add(flags);
            }
            return hResultCall("CreatePseudoConsole", () -> {
                require((short) size > 0 && size >> 16 > 0, "a size in columns and rows");
                require((flags & ~0xF) == 0, "known flags");
                SimulatedPipe in = handle(input).pipe().orElseThrow();
                SimulatedPipe out = handle(output).pipe().orElseThrow();
                handle(input).object().handles++;
                handle(output).object().handles++;
                lastHandle += 4;
                hostEnds.put(
                        lastHandle,
                        List.of(handle(input).object(), handle(output).object()));
                SimulatedConsole made = new SimulatedConsole(in, out);
                made.size = size;
                consoles.put(lastHandle, made);
                memory.view(pseudoConsole, 8).putLong(0, lastHandle);
                return 0;
            });
        }

        @Override
        public int ResizePseudoConsole(long pseudoConsole, int size) {
            return hResultCall("ResizePseudoConsole", () -> {
                SimulatedConsole console = consoles.get(pseudoConsole);
                require(console != null && !console.closed, "a console that was not closed");
                if (resizeBlocks) {
                    blockedResizes++;
                    waitUntil(() -> !resizeBlocks || blockedResizes < 0);
                    boolean canceled = blockedResizes < 0;
                    blockedResizes = 0;
                    require(
                            consoles.get(pseudoConsole) == console && !console.closed,
                            "a console that is not closed yet");
                    if (canceled) {
                        return -Win32Error.ERROR_OPERATION_ABORTED;
                    }
                }
                console.size = size;
                sizes.add(size);
                return 0;
            });
        }

        @Override
        @SuppressWarnings("WaitNotInLoop")
        public void ClosePseudoConsole(long pseudoConsole) {
            synchronized (SimulatedWin32.this) {
                calls.add("ClosePseudoConsole");
                SimulatedConsole console = consoles.get(pseudoConsole);
                if (console == null || console.closed) {
                    throw new AssertionError("closed twice");
                }
                console.closed = true;
                processes.stream()
                        .filter(process -> process.console == console && !process.suspended)
                        .forEach(process -> process.exit(0));
                signaled();
                SimulatedPipe output = console.output;
                if (lastOutput.length > 0) {
                    waitUntil(() -> output.pending.isPresent() || output.weAreGone);
                    output.held.writeBytes(lastOutput);
                    pumpOutput(output);
                    signaled();
                }
                waitUntil(() -> !closeWaitsForReader || output.held.size() == 0 || output.weAreGone);
                waitUntil(() -> !hostNeedsDrain || output.held.size() == 0);
                consoles.remove(pseudoConsole);
                for (Waitable end : hostEnds.remove(pseudoConsole)) {
                    end.handles--;
                }
                endOfSide(console.output, true);
                console.input.hostGone = true;
                failPendingInput(console.input);
                signaled();
            }
        }

        private void waitUntil(java.util.function.BooleanSupplier condition) {
            boolean interrupted = false;
            while (!condition.getAsBoolean()) {
                try {
                    SimulatedWin32.this.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public boolean canRelease() {
            return canRelease;
        }

        @Override
        public int ReleasePseudoConsole(long pseudoConsole) {
            return hResultCall("ReleasePseudoConsole", () -> {
                consoles.get(pseudoConsole).released = true;
                return 0;
            });
        }
    }
}
