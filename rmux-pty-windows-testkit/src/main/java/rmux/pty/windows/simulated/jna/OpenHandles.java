// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.simulated.jna;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * The handles of this process on a real Windows or Wine, counted in the system's list of all: under Wine 8,
 * GetProcessHandleCount always answers 0.
 */
public final class OpenHandles {

    private static final int EXTENDED_HANDLE_INFORMATION = 64;
    private static final int INFO_LENGTH_MISMATCH = 0xC000_0004;
    private static final int HEADER = 16;
    private static final int ENTRY = 40;
    private static final int ENTRY_PID = 8;

    private OpenHandles() {}

    /** The number now. */
    public static int count() {
        Function query = NativeLibrary.getInstance("ntdll").getFunction("NtQuerySystemInformation");
        long self = ProcessHandle.current().pid();
        for (int size = 1 << 20; ; size *= 2) {
            try (Memory list = new Memory(size)) {
                int status = query.invokeInt(new Object[] {EXTENDED_HANDLE_INFORMATION, list, size, Pointer.NULL});
                if (status == INFO_LENGTH_MISMATCH) {
                    continue;
                }
                if (status < 0) {
                    throw new IllegalStateException("NTSTATUS 0x" + Integer.toHexString(status));
                }
                int open = 0;
                for (long i = 0; i < list.getLong(0); i++) {
                    open += list.getLong(HEADER + ENTRY * i + ENTRY_PID) == self ? 1 : 0;
                }
                return open;
            }
        }
    }
}
