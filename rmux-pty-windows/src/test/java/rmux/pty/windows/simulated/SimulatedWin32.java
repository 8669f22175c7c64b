// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.simulated;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.jna.PseudoConsoleApi;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.jna.Win32Error;
import rmux.pty.windows.simulated.SimulatedPipe.Operation;

/**
 * As much of Windows as the backends see, with what tests need: every call is recorded, any can be made to fail, what is open
 * is known, and rules are kept: a process that runs outside a job is an error.
 */
public final class SimulatedWin32 implements Win32 {

    /** Decides what a call does: 0 to let it go on, else the error it fails with. */
    public interface Interceptor {
        int errorOf(String function);
    }

    static final class Job extends Waitable {
        final List<SimulatedProcess> processes = new ArrayList<>();
        int limits;
        Optional<Port> port = Optional.empty();
        long key;

        Job() {
            super("job");
        }
    }

    static final class Port extends Waitable {
        final java.util.ArrayDeque<long[]> packets = new java.util.ArrayDeque<>();

        Port() {
            super("port");
        }
    }

    /** A process that was created. */
    public static final class SimulatedProcess extends Waitable {
        /** Its process id. */
        public final int pid;
        /** The creation flags. */
        public final int flags;
        /** The application name, command line, environment block and directory it was created with. */
        public final List<String> texts;

        final SimulatedConsole console;
        boolean suspended = true;
        Optional<Job> job = Optional.empty();
        int exitCode = 259;
        boolean exited;
        Runnable atExit = () -> {};

        SimulatedProcess(int pid, int flags, List<String> texts, SimulatedConsole console) {
            super("process");
            this.pid = pid;
            this.flags = flags;
            this.texts = texts;
            this.console = console;
        }

        void exit(int code) {
            if (!exited) {
                exited = true;
                signalled = true;
                exitCode = code;
                atExit.run();
                tellJob(Constants.JOB_OBJECT_MSG_EXIT_PROCESS);
            }
        }

        void tellJob(int message) {
            job.ifPresent(inside -> inside.port.ifPresent(port -> {
                port.packets.add(new long[] {message, inside.key, pid});
                port.signalled = true;
            }));
        }

        /** Whether it was let run and has not exited. */
        public boolean isRunning() {
            return !suspended && !exited;
        }

        /** Whether it has exited. */
        public boolean hasExited() {
            return exited;
        }
    }

    static final class SimulatedConsole {
        final SimulatedPipe input;
        final SimulatedPipe output;
        boolean closed;

        SimulatedConsole(SimulatedPipe input, SimulatedPipe output) {
            this.input = input;
            this.output = output;
        }
    }

    /** A console whose host is a program, such as winpty's agent: the program makes the pipes, and we open them by name. */
    public static final class HostedConsole {
        final SimulatedConsole console;

        HostedConsole(SimulatedConsole console) {
            this.console = console;
        }

        /** The name of the pipe that the host reads. */
        public String inputName() {
            return console.input.name;
        }

        /** The name of the pipe that the host writes. */
        public String outputName() {
            return console.output.name;
        }
    }

    /** A handle: an object, and for pipes the side. */
    private record Handle(Waitable object, Optional<SimulatedPipe> pipe, boolean hostSide) {}

    private static final class Wait {
        final Waitable object;
        final Runnable action;
        boolean fired;

        Wait(Waitable object, Runnable action) {
            this.object = object;
            this.action = action;
        }
    }

    private final Memory memory = new Memory();
    private final Map<Long, Operation> operations = new HashMap<>();
    private final Map<Long, List<Waitable>> hostEnds = new HashMap<>();
    private final Map<Long, Handle> handles = new HashMap<>();
    private final Map<Long, SimulatedConsole> consoles = new HashMap<>();
    private final Map<Long, Wait> waits = new HashMap<>();
    private final Set<Long> attributeLists = new HashSet<>();
    private final List<String> calls = new ArrayList<>();
    private final List<SimulatedProcess> processes = new ArrayList<>();
    private final List<SimulatedPipe> hostedPipes = new ArrayList<>();
    private final List<Integer> consoleFlags = new ArrayList<>();
    private final ByteSink typed = new ByteSink();
    private long lastHandle = 0x100;
    private int lastPid = 0x7000_0000; // no process of the real system has such a number
    private Interceptor interceptor = function -> 0;
    private boolean hasPseudoConsoles = true;
    private boolean canRelease;
    private boolean hostReadsInput = true;
    private boolean closeWaitsForReader;
    private byte[] lastOutput = {};
    private int build = 22631;
    private int cancelMillis;
    private boolean ignoresCtrlC;
    private int attachedTo;
    private final List<String> consoleEvents = new ArrayList<>();

    private static final class ByteSink extends java.io.ByteArrayOutputStream {}

    // What tests set and see.

    /** Lets an interceptor decide about every call from now on. */
    public synchronized void intercept(Interceptor decision) {
        interceptor = decision;
    }

    /** Makes the n-th call of a function fail, counted from now and from 1. */
    public synchronized void fail(String function, int nth, int error) {
        Interceptor before = interceptor;
        int[] seen = {0};
        interceptor = name -> name.equals(function) && ++seen[0] == nth ? error : before.errorOf(name);
    }

    /** The functions called so far, in order. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** The functions called so far that are among some, in order. */
    public synchronized List<String> calls(String... among) {
        Set<String> wanted = Set.of(among);
        return calls.stream().filter(wanted::contains).toList();
    }

    /** Every process created so far. */
    public synchronized List<SimulatedProcess> processes() {
        return List.copyOf(processes);
    }

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

    /** The number of blocks of native memory that were not given back. */
    public int liveBlocks() {
        return memory.live();
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

    /** Whether the console host takes what is written to its input. */
    public synchronized void setHostReadsInput(boolean reads) {
        hostReadsInput = reads;
        consoles.values().forEach(console -> pumpInput(console.input));
        notifyAll();
    }

    /** The console host, which takes nothing else, takes what its input pipe holds. */
    public synchronized void readInputOnce() {
        consoles.values().forEach(this::readInput);
        signalled();
    }

    /** The same of one that a program hosts. */
    public synchronized void readInputOnce(HostedConsole hosted) {
        readInput(hosted.console);
        signalled();
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

    /** How long an operation takes to end once it was cancelled. */
    public synchronized void setCancelMillis(int millis) {
        cancelMillis = millis;
    }

    /** Every thread that has an operation under way ends, and Windows cancels it. */
    public synchronized void endThreads() {
        for (Handle handle : handles.values()) {
            handle.pipe().ifPresent(pipe -> {
                Optional<Operation> pending = pipe.pending;
                pipe.pending = Optional.empty();
                pending.ifPresent(operation -> operation.complete(0, Win32Error.ERROR_OPERATION_ABORTED));
            });
        }
        signalled();
    }

    /** What the console host has read of its input. */
    public synchronized byte[] typed() {
        return typed.toByteArray();
    }

    /** The last process's program writes to its console, which holds it until it is read. */
    public synchronized void print(byte[] bytes) {
        SimulatedPipe output = processes.get(processes.size() - 1).console.output;
        output.held.writeBytes(bytes);
        pumpOutput(output);
        signalled();
    }

    /** A process exits by itself. */
    public synchronized void exit(SimulatedProcess process, int code) {
        process.exit(code);
        signalled();
    }

    // For consoles that a program hosts.

    /** Records a call of a library that is no part of Windows; the error it is to fail with, or 0. */
    public synchronized int enter(String function) {
        calls.add(function);
        return interceptor.errorOf(function);
    }

    /** The NUL-terminated text at an address. */
    public String text(long address) {
        return memory.text(address);
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
        signalled();
    }

    /** The host is gone. */
    public synchronized void endConsole(HostedConsole hosted) {
        endOutput(hosted);
        hosted.console.input.hostGone = true;
        failPendingInput(hosted.console.input);
        hostedPipes.removeAll(List.of(hosted.console.input, hosted.console.output));
        signalled();
    }

    /** A process that another program starts, with its job if it has one; {@code atExit} is run when it exits. */
    public synchronized SimulatedProcess start(
            HostedConsole hosted, Optional<SimulatedProcess> parent, List<String> texts, Runnable atExit) {
        SimulatedProcess process = new SimulatedProcess(++lastPid, 0, texts, hosted.console);
        process.suspended = false;
        process.atExit = atExit;
        process.job = parent.flatMap(starter -> starter.job);
        process.job.ifPresent(job -> job.processes.add(process));
        process.tellJob(Constants.JOB_OBJECT_MSG_NEW_PROCESS);
        processes.add(process);
        return process;
    }

    /** A process that a program starts, in its job and on its console. */
    public synchronized SimulatedProcess startChild(SimulatedProcess parent) {
        return start(new HostedConsole(parent.console), Optional.of(parent), List.of(), () -> {});
    }

    /** Whether a process is in a job. */
    public synchronized boolean isInJob(SimulatedProcess process) {
        return process.job.isPresent();
    }

    /** A handle of this process for another. */
    public synchronized long handleOf(SimulatedProcess process) {
        return open(process);
    }

    /** Closes a handle that is not the backend's to close. */
    public synchronized void drop(long value) {
        handles.remove(value).object().handles--;
    }

    // The machinery.

    private synchronized long call(String function, LongSupplier body) {
        calls.add(function);
        int error = interceptor.errorOf(function);
        return error == 0 ? body.getAsLong() : -error;
    }

    private int intCall(String function, IntSupplier body) {
        return (int) call(function, body::getAsInt);
    }

    private int hResultCall(String function, IntSupplier body) {
        int result = intCall(function, body);
        return result < 0 && result > -0x10000 ? Win32Error.toHResult(-result) : result;
    }

    private long open(Waitable object, Optional<SimulatedPipe> pipe, boolean hostSide) {
        lastHandle += 4;
        object.handles++;
        handles.put(lastHandle, new Handle(object, pipe, hostSide));
        return lastHandle;
    }

    private long open(Waitable object) {
        return open(object, Optional.empty(), false);
    }

    private Handle handle(long value) {
        Handle handle = handles.get(value);
        if (handle == null) {
            throw new AssertionError("a handle that is not open: " + value);
        }
        return handle;
    }

    private Job job(long value) {
        return (Job) handle(value).object();
    }

    private SimulatedProcess process(long value) {
        return (SimulatedProcess) handle(value).object();
    }

    /** Tells everybody who waits for an object. */
    private void signalled() {
        for (Wait wait : waits.values()) {
            if (wait.object.signalled && !wait.fired) {
                wait.fired = true;
                Thread thread = new Thread(wait.action, "simulated wait");
                thread.setDaemon(true);
                thread.start();
            }
        }
        notifyAll();
    }

    private void pumpOutput(SimulatedPipe pipe) {
        if (pipe.pending.isPresent() && (pipe.held.size() > 0 || pipe.hostGone)) {
            Operation operation = pipe.pending.get();
            pipe.pending = Optional.empty();
            byte[] bytes = pipe.take(operation.count);
            memory.view(operation.buffer, operation.count).put(bytes);
            operation.complete(bytes.length, bytes.length == 0 ? Win32Error.ERROR_BROKEN_PIPE : 0);
        }
    }

    private void pumpInput(SimulatedPipe pipe) {
        if (hostReadsInput) {
            typed.writeBytes(pipe.take(Integer.MAX_VALUE));
        }
        if (pipe.pending.isPresent() && pipe.held.size() + pipe.pending.get().count <= pipe.capacity) {
            Operation operation = pipe.pending.get();
            pipe.pending = Optional.empty();
            accept(pipe, operation);
            pumpInput(pipe);
        }
    }

    private void accept(SimulatedPipe pipe, Operation operation) {
        byte[] bytes = new byte[operation.count];
        memory.view(operation.buffer, operation.count).get(bytes);
        pipe.held.writeBytes(bytes);
        operation.complete(operation.count, 0);
    }

    @Override
    public long allocate(int size) {
        return memory.allocate(size);
    }

    @Override
    public synchronized void free(long address) {
        Operation operation = operations.remove(address);
        if (operation != null && !operation.done) {
            throw new AssertionError("freed an OVERLAPPED that the system is going to write to");
        }
        memory.free(address);
    }

    @Override
    public ByteBuffer view(long address, int size) {
        return memory.view(address, size);
    }

    @Override
    public String messageOf(int code) {
        return "text of " + code;
    }

    @Override
    public int RtlGetVersion(long versionInfo) {
        return intCall("RtlGetVersion", () -> {
            memory.view(versionInfo, Constants.OSVERSIONINFO_SIZE).putInt(Constants.OSVERSIONINFO_BUILD, build);
            return 0;
        });
    }

    /** A handle is gone also when closing it is said to have failed, as with close(2). */
    @Override
    public synchronized int CloseHandle(long value) {
        Handle handle = handle(value);
        handles.remove(value);
        handle.object().handles--;
        if (handle.pipe().isPresent() && handle.object().handles == 0) {
            endOfSide(handle.pipe().get(), handle.hostSide());
        }
        if (handle.object() instanceof Job job && job.handles == 0) {
            if ((job.limits & Constants.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE) != 0) {
                job.processes.forEach(process -> process.exit(0));
            }
        }
        signalled();
        return intCall("CloseHandle", () -> 0);
    }

    private void endOfSide(SimulatedPipe pipe, boolean hostSide) {
        if (hostSide) {
            pipe.hostGone = true;
            pumpOutput(pipe);
        } else {
            pipe.weAreGone = true;
            if (pipe.pending.isPresent()) {
                throw new AssertionError("closed our end of a pipe with an operation under way");
            }
        }
    }

    @Override
    public long DuplicateHandle(long value) {
        return call("DuplicateHandle", () -> open(handle(value).object()));
    }

    @Override
    public long CreateEventW(boolean manualReset, boolean initialState) {
        return call("CreateEventW", () -> open(new Waitable("event")));
    }

    @Override
    public int SetEvent(long event) {
        return intCall("SetEvent", () -> {
            handle(event).object().signalled = true;
            signalled();
            return 0;
        });
    }

    @Override
    public int ResetEvent(long event) {
        return intCall("ResetEvent", () -> {
            handle(event).object().signalled = false;
            return 0;
        });
    }

    @Override
    public int WaitForSingleObject(long value, int millis) {
        return intCall("WaitForSingleObject", () -> await(List.of(handle(value).object()), millis));
    }

    @Override
    public int WaitForMultipleObjects(int count, long addresses, boolean all, int millis) {
        return intCall("WaitForMultipleObjects", () -> {
            List<Waitable> objects = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                objects.add(
                        handle(memory.view(addresses + 8L * i, 8).getLong(0)).object());
            }
            return await(objects, millis);
        });
    }

    /** Called with the lock held, which waiting gives up. */
    @SuppressWarnings("WaitNotInLoop")
    private int await(List<Waitable> objects, int millis) {
        long end = System.nanoTime() + 1_000_000L * (millis < 0 ? Integer.MAX_VALUE : millis);
        while (true) {
            for (int i = 0; i < objects.size(); i++) {
                if (objects.get(i).signalled) {
                    return i;
                }
            }
            long left = (end - System.nanoTime() + 999_999) / 1_000_000;
            if (left <= 0) {
                return Constants.WAIT_TIMEOUT;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Constants.WAIT_TIMEOUT;
            }
        }
    }

    @Override
    public long RegisterWaitForSingleObject(long object, Runnable action) {
        return call("RegisterWaitForSingleObject", () -> {
            lastHandle += 4;
            waits.put(lastHandle, new Wait(handle(object).object(), action));
            long wait = lastHandle;
            signalled();
            return wait;
        });
    }

    @Override
    public synchronized int UnregisterWaitEx(long wait, boolean blocking) {
        if (waits.remove(wait) == null) {
            throw new AssertionError("a wait that is not registered: " + wait);
        }
        return intCall("UnregisterWaitEx", () -> 0);
    }

    @Override
    public int OpenProcessToken(int access, long token) {
        return intCall("OpenProcessToken", () -> {
            memory.view(token, 8).putLong(0, open(new Waitable("token")));
            return 0;
        });
    }

    @Override
    public int GetTokenInformation(long token, int informationClass, long information, int size, long needed) {
        return intCall("GetTokenInformation", () -> {
            memory.view(information, 8).putLong(0, information + 16);
            return 0;
        });
    }

    @Override
    public int ConvertSidToStringSidW(long sid, long text) {
        return intCall("ConvertSidToStringSidW", () -> {
            long block = memory.allocate(14);
            memory.view(block, 14).asCharBuffer().put("S-1-22");
            memory.view(text, 8).putLong(0, block);
            return 0;
        });
    }

    @Override
    public int ConvertStringSecurityDescriptorToSecurityDescriptorW(long text, int revision, long descriptor) {
        return intCall("ConvertStringSecurityDescriptorToSecurityDescriptorW", () -> {
            if (!memory.text(text).equals("D:P(A;;GA;;;S-1-22)")) {
                throw new AssertionError("an unexpected descriptor: " + memory.text(text));
            }
            memory.view(descriptor, 8).putLong(0, 0x5D);
            return 0;
        });
    }

    @Override
    public int LocalFree(long address) {
        memory.free(address);
        return intCall("LocalFree", () -> 0);
    }

    @Override
    public long CreateNamedPipeW(long name, int openMode, int pipeMode, int bufferSize, long securityAttributes) {
        return call("CreateNamedPipeW", () -> {
            boolean hostWrites = (openMode & Constants.PIPE_ACCESS_OUTBOUND) != 0;
            SimulatedPipe pipe = new SimulatedPipe(memory.text(name), bufferSize, hostWrites);
            boolean secured = memory.view(securityAttributes, 24).getLong(8) == 0x5D;
            boolean first = (openMode & Constants.FILE_FLAG_FIRST_PIPE_INSTANCE) != 0;
            if (!secured || !first || pipeMode != Constants.PIPE_REJECT_REMOTE_CLIENTS) {
                throw new AssertionError("a pipe that others could open");
            }
            return open(new Waitable("pipe to the host"), Optional.of(pipe), true);
        });
    }

    @Override
    public long CreateFileW(long name, int access, int share, int disposition, int flags) {
        return call("CreateFileW", () -> {
            String wanted = memory.text(name);
            if (wanted.equals("CONIN$")) {
                return open(new Waitable("console input"));
            }
            SimulatedPipe pipe = Stream.concat(
                            hostedPipes.stream(), handles.values().stream().flatMap(handle -> handle.pipe().stream()))
                    .filter(candidate -> candidate.name.equals(wanted))
                    .findFirst()
                    .orElseThrow();
            if ((flags & Constants.FILE_FLAG_OVERLAPPED) == 0 || share != 0 || disposition != Constants.OPEN_EXISTING) {
                throw new AssertionError(
                        "reads and writes could not be cancelled, or the pipe be opened by others too");
            }
            return open(new Waitable("our pipe"), Optional.of(pipe), false);
        });
    }

    private Operation operation(long buffer, int count, long overlapped) {
        ByteBuffer control = memory.view(overlapped, Constants.OVERLAPPED_SIZE);
        long event = control.getLong(Constants.OVERLAPPED_EVENT);
        Operation operation =
                new Operation(overlapped, buffer, count, handle(event).object(), control);
        operation.event.signalled = false;
        Operation before = operations.put(overlapped, operation);
        if (before != null && !before.done) {
            throw new AssertionError("an OVERLAPPED that is in use");
        }
        return operation;
    }

    @Override
    public int ReadFile(long value, long buffer, int count, long overlapped) {
        return intCall("ReadFile", () -> {
            SimulatedPipe pipe = handle(value).pipe().orElseThrow();
            if (pipe.held.size() == 0 && pipe.hostGone) {
                return -Win32Error.ERROR_BROKEN_PIPE;
            }
            Operation operation = operation(buffer, count, overlapped);
            pipe.pending = Optional.of(operation);
            pumpOutput(pipe);
            signalled();
            return operation.done ? 0 : -Win32Error.ERROR_IO_PENDING;
        });
    }

    @Override
    public int WriteFile(long value, long buffer, int count, long overlapped) {
        return intCall("WriteFile", () -> {
            SimulatedPipe pipe = handle(value).pipe().orElseThrow();
            if (pipe.hostGone) {
                return -Win32Error.ERROR_NO_DATA;
            }
            Operation operation = operation(buffer, count, overlapped);
            if (pipe.pending.isPresent()) {
                throw new AssertionError("the simulation has one write at a time");
            }
            pipe.pending = Optional.of(operation);
            pumpInput(pipe);
            signalled();
            return operation.done ? 0 : -Win32Error.ERROR_IO_PENDING;
        });
    }

    @Override
    public int GetOverlappedResult(long value, long overlapped, long transferred, boolean wait) {
        return intCall("GetOverlappedResult", () -> {
            Operation operation = operations.get(overlapped);
            if (!operation.done && !wait) {
                return -Win32Error.ERROR_IO_INCOMPLETE;
            }
            if (!operation.done) {
                await(List.of(operation.event), -1);
                // Somebody else may have set the event; Windows does not look again, and STATUS_PENDING is no error.
            }
            memory.view(transferred, 4).putInt(0, operation.transferred);
            return -operation.error;
        });
    }

    @Override
    public int CancelIoEx(long value, long overlapped) {
        return intCall("CancelIoEx", () -> {
            SimulatedPipe pipe = handle(value).pipe().orElseThrow();
            Optional<Operation> pending = pipe.pending.filter(operation -> operation.overlapped == overlapped);
            if (pending.isEmpty()) {
                return -Win32Error.ERROR_NOT_FOUND;
            }
            pipe.pending = Optional.empty();
            if (cancelMillis > 0) {
                abortLater(pending.get());
            } else {
                pending.get().complete(0, Win32Error.ERROR_OPERATION_ABORTED);
            }
            signalled();
            return 0;
        });
    }

    private void abortLater(Operation operation) {
        CompletableFuture.delayedExecutor(cancelMillis, TimeUnit.MILLISECONDS).execute(() -> {
            synchronized (this) {
                operation.complete(0, Win32Error.ERROR_OPERATION_ABORTED);
                signalled();
            }
        });
    }

    @Override
    public int InitializeProcThreadAttributeList(long list, int count, long size) {
        return intCall("InitializeProcThreadAttributeList", () -> {
            if (list == 0) {
                memory.view(size, 8).putLong(0, 48);
                return -Win32Error.ERROR_INSUFFICIENT_BUFFER;
            }
            memory.view(list, 48);
            attributeLists.add(list);
            return 0;
        });
    }

    @Override
    public int UpdateProcThreadAttribute(long list, long attribute, long value, long size) {
        return intCall("UpdateProcThreadAttribute", () -> {
            if (attribute != Constants.PROC_THREAD_ATTRIBUTE_PSEUDOCONSOLE || !consoles.containsKey(value)) {
                throw new AssertionError("not the handle of a pseudo console: " + value);
            }
            memory.view(list, 48).putLong(0, value);
            return 0;
        });
    }

    @Override
    public synchronized void DeleteProcThreadAttributeList(long list) {
        calls.add("DeleteProcThreadAttributeList");
        if (!attributeLists.remove(list)) {
            throw new AssertionError("an attribute list that is not initialized");
        }
    }

    @Override
    public int CreateProcessW(
            long application,
            long commandLine,
            int flags,
            long environment,
            long directory,
            long startupInfo,
            long processInformation) {
        return intCall("CreateProcessW", () -> {
            ByteBuffer startup = memory.view(startupInfo, Constants.STARTUPINFOEX_SIZE);
            long list = startup.getLong(Constants.STARTUPINFOEX_ATTRIBUTE_LIST);
            boolean neutral = startup.getLong(Constants.STARTUPINFO_INPUT) == -1
                    && startup.getLong(Constants.STARTUPINFO_OUTPUT) == -1
                    && startup.getLong(Constants.STARTUPINFO_ERROR) == -1;
            if (!neutral || !attributeLists.contains(list) || (flags & Constants.CREATE_SUSPENDED) == 0) {
                throw new AssertionError("a process with our handles, without a console, or not suspended");
            }
            SimulatedConsole console = consoles.get(memory.view(list, 48).getLong(0));
            SimulatedProcess process = new SimulatedProcess(
                    ++lastPid,
                    flags,
                    List.of(
                            memory.text(application),
                            memory.text(commandLine),
                            memory.text(environment),
                            directory == 0 ? "" : memory.text(directory)),
                    console);
            processes.add(process);
            memory.view(processInformation, Constants.PROCESS_INFORMATION_SIZE)
                    .putLong(0, open(process))
                    .putLong(Constants.PROCESS_INFORMATION_THREAD, open(new ThreadObject(process)))
                    .putInt(Constants.PROCESS_INFORMATION_PID, process.pid);
            return 0;
        });
    }

    private static final class ThreadObject extends Waitable {
        final SimulatedProcess process;

        ThreadObject(SimulatedProcess process) {
            super("thread");
            this.process = process;
        }
    }

    @Override
    public int ResumeThread(long thread) {
        return intCall("ResumeThread", () -> {
            SimulatedProcess process = ((ThreadObject) handle(thread).object()).process;
            if (process.job.isEmpty()) {
                throw new AssertionError("a process would run outside a job");
            }
            process.suspended = false;
            return 1;
        });
    }

    @Override
    public int TerminateProcess(long value, int exitCode) {
        return intCall("TerminateProcess", () -> {
            if (process(value).exited) {
                return -Win32Error.ERROR_ACCESS_DENIED;
            }
            process(value).exit(exitCode);
            signalled();
            return 0;
        });
    }

    @Override
    public int GetExitCodeProcess(long value, long exitCode) {
        return intCall("GetExitCodeProcess", () -> {
            memory.view(exitCode, 4).putInt(0, process(value).exitCode);
            return 0;
        });
    }

    @Override
    public int GetProcessId(long value) {
        return intCall("GetProcessId", () -> process(value).pid);
    }

    @Override
    public int SetConsoleCtrlHandler(boolean ignore) {
        return intCall("SetConsoleCtrlHandler", () -> {
            ignoresCtrlC = ignore;
            return 0;
        });
    }

    @Override
    public long CreateJobObjectW() {
        return call("CreateJobObjectW", () -> open(new Job()));
    }

    @Override
    public int SetInformationJobObject(long job, int informationClass, long information, int size) {
        return intCall("SetInformationJobObject", () -> {
            if (informationClass == Constants.JOB_OBJECT_EXTENDED_LIMIT_INFORMATION) {
                job(job).limits = memory.view(information, size).getInt(Constants.EXTENDED_LIMIT_INFORMATION_FLAGS);
            } else {
                ByteBuffer association = memory.view(information, size);
                job(job).key = association.getLong(0);
                job(job).port = Optional.of(
                        (Port) handle(association.getLong(Long.BYTES)).object());
            }
            return 0;
        });
    }

    /** The limit flags of the job that a process is in. */
    public synchronized int jobLimits(SimulatedProcess process) {
        return process.job.orElseThrow().limits;
    }

    @Override
    public int AssignProcessToJobObject(long job, long value) {
        return intCall("AssignProcessToJobObject", () -> {
            process(value).job = Optional.of(job(job));
            job(job).processes.add(process(value));
            return 0;
        });
    }

    @Override
    public int IsProcessInJob(long value, long job, long result) {
        return intCall("IsProcessInJob", () -> {
            memory.view(result, 4).putInt(0, job(job).processes.contains(process(value)) ? 1 : 0);
            return 0;
        });
    }

    @Override
    public int TerminateJobObject(long job, int exitCode) {
        return intCall("TerminateJobObject", () -> {
            job(job).processes.forEach(process -> process.exit(exitCode));
            signalled();
            return 0;
        });
    }

    @Override
    public long CreateIoCompletionPort() {
        return call("CreateIoCompletionPort", () -> open(new Port()));
    }

    @Override
    public int GetQueuedCompletionStatus(long port, long number, long key, long overlapped) {
        return intCall("GetQueuedCompletionStatus", () -> {
            Port from = (Port) handle(port).object();
            await(List.of(from), -1);
            if (from.packets.isEmpty()) {
                return -Win32Error.ERROR_INVALID_HANDLE;
            }
            long[] packet = from.packets.remove();
            from.signalled = !from.packets.isEmpty();
            memory.view(number, 4).putInt(0, (int) packet[0]);
            memory.view(key, 8).putLong(0, packet[1]);
            memory.view(overlapped, 8).putLong(0, packet[2]);
            return 0;
        });
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
    public PseudoConsoleApi pseudoConsoles(Path library) {
        throw new UnsatisfiedLinkError(library + " cannot be loaded");
    }

    private final class Consoles implements PseudoConsoleApi {
        @Override
        public int CreatePseudoConsole(int size, long input, long output, int flags, long pseudoConsole) {
            synchronized (SimulatedWin32.this) {
                consoleFlags.add(flags);
            }
            return hResultCall("CreatePseudoConsole", () -> {
                SimulatedPipe in = handle(input).pipe().orElseThrow();
                SimulatedPipe out = handle(output).pipe().orElseThrow();
                handle(input).object().handles++;
                handle(output).object().handles++;
                lastHandle += 4;
                hostEnds.put(
                        lastHandle,
                        List.of(handle(input).object(), handle(output).object()));
                consoles.put(lastHandle, new SimulatedConsole(in, out));
                memory.view(pseudoConsole, 8).putLong(0, lastHandle);
                return 0;
            });
        }

        @Override
        public int ResizePseudoConsole(long pseudoConsole, int size) {
            return hResultCall("ResizePseudoConsole", () -> consoles.containsKey(pseudoConsole) ? 0 : -6);
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
                signalled();
                SimulatedPipe output = console.output;
                if (lastOutput.length > 0) {
                    waitUntil(() -> output.pending.isPresent() || output.weAreGone);
                    output.held.writeBytes(lastOutput);
                    pumpOutput(output);
                    signalled();
                }
                waitUntil(() -> !closeWaitsForReader || output.held.size() == 0 || output.weAreGone);
                consoles.remove(pseudoConsole);
                for (Waitable end : hostEnds.remove(pseudoConsole)) {
                    end.handles--;
                }
                endOfSide(console.output, true);
                console.input.hostGone = true;
                failPendingInput(console.input);
                signalled();
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
            return hResultCall("ReleasePseudoConsole", () -> 0);
        }
    }

    private static void failPendingInput(SimulatedPipe input) {
        input.pending.ifPresent(operation -> operation.complete(0, Win32Error.ERROR_BROKEN_PIPE));
        input.pending = Optional.empty();
    }
}
