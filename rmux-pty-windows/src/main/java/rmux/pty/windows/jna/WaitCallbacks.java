// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.jna;

import com.sun.jna.CallbackReference;
import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.win32.StdCallLibrary.StdCallCallback;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The callback of registered waits: one for all, for ever, so that none can be collected under a thread that is about to call
 * it. Its context is the number under which the action is kept.
 */
final class WaitCallbacks {

    private static final int WT_EXECUTEINWAITTHREAD = 0x4;
    private static final int WT_EXECUTEONLYONCE = 0x8;
    private static final long WAIT_UNTIL_DONE = Constants.INVALID_HANDLE_VALUE;

    /** WAITORTIMERCALLBACK. */
    public interface WaitOrTimerCallback extends StdCallCallback {
        void callback(@Nullable Pointer context, byte timedOut);
    }

    private final Map<Long, Runnable> actions = new ConcurrentHashMap<>();
    private final Map<Long, Long> keysByWait = new ConcurrentHashMap<>();
    private final AtomicLong lastKey = new AtomicLong();

    // A field, and no lambda's only reference: JNA holds callbacks weakly.
    @SuppressWarnings("FieldCanBeLocal")
    private final WaitOrTimerCallback callback = this::run;

    private final long function;

    WaitCallbacks() {
        Native.setCallbackThreadInitializer(
                callback, new CallbackThreadInitializer(true, false, "rmux-pty-windows-wait"));
        function = Pointer.nativeValue(CallbackReference.getFunctionPointer(callback));
    }

    private void run(@Nullable Pointer context, byte timedOut) {
        Runnable action = actions.remove(Pointer.nativeValue(context));
        if (action != null) {
            action.run();
        }
    }

    long register(Win32 win32, long object, Runnable action, IntSupplier error) {
        Long key = lastKey.incrementAndGet();
        try (NativeBlock wait = new NativeBlock(win32, Long.BYTES)) {
            actions.put(key, action);
            int succeeded = Kernel32Functions.RegisterWaitForSingleObject(
                    wait.address(),
                    object,
                    function,
                    key,
                    Constants.INFINITE,
                    WT_EXECUTEONLYONCE | WT_EXECUTEINWAITTHREAD);
            if (succeeded == 0) {
                int code = error.getAsInt();
                actions.remove(key);
                return code;
            }
            long handle = wait.bytes().getLong(0);
            keysByWait.put(handle, key);
            return handle;
        }
    }

    int unregister(long wait, boolean blocking, IntSupplier error) {
        Long key = keysByWait.remove(wait);
        int succeeded = Kernel32Functions.UnregisterWaitEx(wait, blocking ? WAIT_UNTIL_DONE : 0);
        int result = succeeded == 0 ? error.getAsInt() : 0;
        if (key != null) {
            actions.remove(key);
        }
        // Documented: the wait is gone anyway, once the callback under way has returned.
        return result == -Win32Error.ERROR_IO_PENDING ? 0 : result;
    }
}
