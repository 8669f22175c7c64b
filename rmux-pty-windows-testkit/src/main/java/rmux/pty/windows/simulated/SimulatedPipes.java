// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.simulated;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.jna.Win32Error;
import rmux.pty.windows.simulated.SimulatedPipe.Operation;

/** Named pipes with overlapped operations, and who may open them. */
abstract class SimulatedPipes extends SimulatedKernel {

    private final Map<Long, Operation> operations = new HashMap<>();
    final List<SimulatedPipe> hostedPipes = new ArrayList<>();
    final ByteArrayOutputStream typed = new ByteArrayOutputStream();
    boolean hostReadsInput = true;
    private int cancelMillis;

    /** How long an operation takes to end once it was canceled. */
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
        signaled();
    }

    /** What the console host has read of its input. */
    public synchronized byte[] typed() {
        return typed.toByteArray();
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
                throw new AssertionError("reads and writes could not be canceled, or the pipe be opened by others too");
            }
            return open(new Waitable("our pipe"), Optional.of(pipe), false);
        });
    }

    private Operation operation(long buffer, int count, long overlapped) {
        ByteBuffer control = memory.view(overlapped, Constants.OVERLAPPED_SIZE);
        long event = control.getLong(Constants.OVERLAPPED_EVENT);
        Operation operation =
                new Operation(overlapped, buffer, count, handle(event).object(), control);
        operation.event.signaled = false;
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
            signaled();
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
            signaled();
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
            signaled();
            return 0;
        });
    }

    private void abortLater(Operation operation) {
        CompletableFuture.delayedExecutor(cancelMillis, TimeUnit.MILLISECONDS).execute(() -> {
            synchronized (this) {
                operation.complete(0, Win32Error.ERROR_OPERATION_ABORTED);
                signaled();
            }
        });
    }

    void pumpOutput(SimulatedPipe pipe) {
        if (pipe.pending.isPresent() && (pipe.held.size() > 0 || pipe.hostGone)) {
            Operation operation = pipe.pending.get();
            pipe.pending = Optional.empty();
            byte[] bytes = pipe.take(operation.count);
            memory.view(operation.buffer, operation.count).put(bytes);
            operation.complete(bytes.length, bytes.length == 0 ? Win32Error.ERROR_BROKEN_PIPE : 0);
        }
    }

    void pumpInput(SimulatedPipe pipe) {
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

    void endOfSide(SimulatedPipe pipe, boolean hostSide) {
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

    static void failPendingInput(SimulatedPipe input) {
        input.pending.ifPresent(operation -> operation.complete(0, Win32Error.ERROR_BROKEN_PIPE));
        input.pending = Optional.empty();
    }

    @Override
    void lastClosed(Handle handle) {
        handle.pipe().ifPresent(pipe -> endOfSide(pipe, handle.hostSide()));
    }
}
