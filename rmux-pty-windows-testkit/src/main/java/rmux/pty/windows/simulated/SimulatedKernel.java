// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.simulated;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import rmux.pty.testkit.fault.CallPattern;
import rmux.pty.testkit.fault.Failure;
import rmux.pty.testkit.fault.FaultInjector;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.jna.NativeBlock;
import rmux.pty.windows.jna.Win32;

/**
 * Handles, events and waits, and what the whole simulation stands on: every call is recorded, any can be made to fail, and what
 * is open is known.
 */
abstract class SimulatedKernel implements Win32 {

    /** An error that nobody has a way round for. */
    public static final int ERROR_NO_SYSTEM_RESOURCES = 1450;

    /** The name under which an allocation of native memory counts as a call. */
    public static final String ALLOCATE = "allocate";

    static final class Wait {
        final Waitable object;
        final Runnable action;
        boolean fired;

        Wait(Waitable object, Runnable action) {
            this.object = object;
            this.action = action;
        }
    }

    final Memory memory = new Memory();
    final Map<Long, Handle> handles = new HashMap<>();
    final Map<Long, Wait> waits = new HashMap<>();
    final List<String> calls = new ArrayList<>();
    long lastHandle = 0x100;
    private final FaultInjector faults = new FaultInjector().ignoring(ALLOCATE);
    private final ThreadLocal<Boolean> unharmed = new ThreadLocal<>();
    private final Map<String, Runnable> before = new HashMap<>();

    /** Makes calls fail; functions that fail return a negated error number here too. */
    public FaultInjector faults() {
        return faults;
    }

    /** Makes the n-th call of a function fail, counted from now and from 1. */
    public void fail(String function, int nth, int error) {
        faults.fail(CallPattern.named(function).number(nth), Failure.returning(-error));
    }

    /** Makes every call of a function fail from now on. */
    public void failAlways(String function, int error) {
        faults.fail(CallPattern.named(function), Failure.returning(-error));
    }

    /** Does something before the next call of a function, and nothing before later ones. */
    public synchronized void doBefore(String function, Runnable action) {
        before.put(function, action);
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

    /** The number of blocks of native memory that were not released. */
    public int liveBlocks() {
        return memory.live();
    }

    /** Records a call of a library that is no part of Windows; the error it is to fail with, or 0. */
    public synchronized int enter(String function) {
        return (int) -errorOf(function);
    }

    private long errorOf(String function) {
        calls.add(function);
        Runnable action = before.remove(function);
        if (action != null) {
            action.run();
        }
        return faults.next(function, -ERROR_NO_SYSTEM_RESOURCES)
                .map(Failure::number)
                .orElse(0L);
    }

    /** The NUL-terminated text at an address. */
    public String text(long address) {
        return memory.text(address);
    }

    synchronized long call(String function, LongSupplier body) {
        long error = errorOf(function);
        return error == 0 ? body.getAsLong() : error;
    }

    int intCall(String function, IntSupplier body) {
        return (int) call(function, body::getAsInt);
    }

    long open(Waitable object, Optional<SimulatedPipe> pipe, boolean hostSide) {
        lastHandle += 4;
        object.handles++;
        handles.put(lastHandle, new Handle(object, pipe, hostSide));
        return lastHandle;
    }

    long open(Waitable object) {
        return open(object, Optional.empty(), false);
    }

    Handle handle(long value) {
        Handle handle = handles.get(value);
        if (handle == null) {
            throw new AssertionError("a handle that is not open: " + value);
        }
        return handle;
    }

    /** Closes a handle that is not the backend's to close. */
    public synchronized void drop(long value) {
        handles.remove(value).object().handles--;
    }

    /** Tells everybody who waits for an object. */
    void signaled() {
        for (Wait wait : waits.values()) {
            if (wait.object.signaled && !wait.fired) {
                wait.fired = true;
                Thread thread = new Thread(wait.action, "simulated wait");
                thread.setDaemon(true);
                thread.start();
            }
        }
        notifyAll();
    }

    /** A text in memory of the simulation's own, which is never refused. */
    public NativeBlock ownText(String text) {
        unharmed.set(true);
        try {
            return NativeBlock.text(this, text);
        } finally {
            unharmed.remove();
        }
    }

    @Override
    public long allocate(int size) {
        if (unharmed.get() == null) {
            faults.next(ALLOCATE, 0).ifPresent(Failure::number);
        }
        return memory.allocate(size);
    }

    @Override
    public ByteBuffer view(long address, int size) {
        return memory.view(address, size);
    }

    @Override
    public String messageOf(int code) {
        return "text of " + code;
    }

    /** A handle is gone even if closing it is said to have failed, as with close(2). */
    @Override
    public synchronized int CloseHandle(long value) {
        Handle handle = handle(value);
        handles.remove(value);
        handle.object().handles--;
        if (handle.object().handles == 0) {
            lastClosed(handle);
        }
        signaled();
        return intCall("CloseHandle", () -> 0);
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
            handle(event).object().signaled = true;
            signaled();
            return 0;
        });
    }

    @Override
    public int ResetEvent(long event) {
        return intCall("ResetEvent", () -> {
            handle(event).object().signaled = false;
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
    int await(List<Waitable> objects, int millis) {
        long end = System.nanoTime() + 1_000_000L * (millis < 0 ? Integer.MAX_VALUE : millis);
        while (true) {
            for (int i = 0; i < objects.size(); i++) {
                if (objects.get(i).signaled) {
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
            signaled();
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

    /** The last handle of an object is closed. */
    abstract void lastClosed(Handle handle);
}
