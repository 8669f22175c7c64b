// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty.jna;

import java.util.List;
import rmux.pty.api.NativeError;
import rmux.pty.api.PtyException;
import rmux.pty.windows.jna.NativeBlock;
import rmux.pty.windows.jna.WideText;
import rmux.pty.windows.jna.Win32;

/** The place where a function of winpty puts its error object, which is read and freed at once. One call at a time. */
public final class WinPtyError implements AutoCloseable {

    /** {@code WINPTY_ERROR_...} of winpty_constants.h, by their numbers. */
    private static final List<String> SYMBOLS = List.of(
            "WINPTY_ERROR_SUCCESS",
            "WINPTY_ERROR_OUT_OF_MEMORY",
            "WINPTY_ERROR_SPAWN_CREATE_PROCESS_FAILED",
            "WINPTY_ERROR_LOST_CONNECTION",
            "WINPTY_ERROR_AGENT_EXE_MISSING",
            "WINPTY_ERROR_UNSPECIFIED",
            "WINPTY_ERROR_AGENT_DIED",
            "WINPTY_ERROR_AGENT_TIMEOUT",
            "WINPTY_ERROR_AGENT_CREATION_FAILED");

    /** {@code WINPTY_ERROR_UNSPECIFIED}. */
    public static final int UNSPECIFIED = 5;

    private final Win32 win32;
    private final WinPtyApi api;
    private final NativeBlock slot;

    public WinPtyError(Win32 win32, WinPtyApi api) {
        this.win32 = win32;
        this.api = api;
        this.slot = new NativeBlock(win32, Long.BYTES);
    }

    /** What a function is given. */
    public long address() {
        return slot.address();
    }

    /** Passes an object or a BOOL on. */
    public long check(String operation, long result) throws PtyException {
        if (result == 0) {
            throw new PtyException(operation, take());
        }
        return result;
    }

    /** The error of the last call, whose object is gone afterwards. */
    public NativeError take() {
        long error = slot.bytes().getLong(0);
        if (error == 0) {
            return describe(UNSPECIFIED, "winpty gave no error object");
        }
        slot.bytes().putLong(0, 0);
        try {
            long message = api.winpty_error_msg(error);
            return describe(api.winpty_error_code(error), message == 0 ? "" : WideText.at(win32, message));
        } finally {
            api.winpty_error_free(error);
        }
    }

    /** A code as the API describes it. */
    public static NativeError describe(int code, String message) {
        String symbol = code >= 0 && code < SYMBOLS.size() ? SYMBOLS.get(code) : "?";
        return new NativeError(NativeError.Kind.WINPTY, Integer.toUnsignedLong(code), symbol, message);
    }

    @Override
    public void close() {
        slot.close();
    }
}
