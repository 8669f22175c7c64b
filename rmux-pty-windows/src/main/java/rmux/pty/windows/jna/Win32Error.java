// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.jna;

import com.sun.jna.platform.win32.WinError;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.NativeError;
import rmux.pty.api.PtyException;

/**
 * Errors of Windows with number, symbol and text. {@code GetLastError} and HRESULTs are never mixed: each function's
 * documentation says which of the two it reports by.
 */
public final class Win32Error {

    public static final int ERROR_FILE_NOT_FOUND = WinError.ERROR_FILE_NOT_FOUND;
    public static final int ERROR_PATH_NOT_FOUND = WinError.ERROR_PATH_NOT_FOUND;
    public static final int ERROR_ACCESS_DENIED = WinError.ERROR_ACCESS_DENIED;
    public static final int ERROR_INVALID_HANDLE = WinError.ERROR_INVALID_HANDLE;
    public static final int ERROR_GEN_FAILURE = WinError.ERROR_GEN_FAILURE;
    public static final int ERROR_INVALID_PARAMETER = WinError.ERROR_INVALID_PARAMETER;
    public static final int ERROR_BROKEN_PIPE = WinError.ERROR_BROKEN_PIPE;
    public static final int ERROR_INSUFFICIENT_BUFFER = WinError.ERROR_INSUFFICIENT_BUFFER;
    public static final int ERROR_BAD_EXE_FORMAT = WinError.ERROR_BAD_EXE_FORMAT;
    public static final int ERROR_FILENAME_EXCED_RANGE = WinError.ERROR_FILENAME_EXCED_RANGE;
    public static final int ERROR_NO_DATA = WinError.ERROR_NO_DATA;
    public static final int ERROR_PIPE_NOT_CONNECTED = WinError.ERROR_PIPE_NOT_CONNECTED;
    public static final int ERROR_EXE_MACHINE_TYPE_MISMATCH = WinError.ERROR_EXE_MACHINE_TYPE_MISMATCH;
    public static final int ERROR_DIRECTORY = WinError.ERROR_DIRECTORY;
    public static final int ERROR_OPERATION_ABORTED = WinError.ERROR_OPERATION_ABORTED;
    public static final int ERROR_IO_INCOMPLETE = WinError.ERROR_IO_INCOMPLETE;
    public static final int ERROR_IO_PENDING = WinError.ERROR_IO_PENDING;
    public static final int ERROR_NOT_FOUND = WinError.ERROR_NOT_FOUND;

    /** FACILITY_WIN32, severity error. */
    private static final int FACILITY_WIN32_ERROR = 0x8007_0000;

    /** The symbols of winerror.h. */
    private static volatile @Nullable Map<String, String> symbols;

    private Win32Error() {}

    /** HRESULT_FROM_WIN32. */
    public static int toHResult(int error) {
        return FACILITY_WIN32_ERROR | error;
    }

    /**
     * What a function of {@link Win32} returns that failed with a last error: negative, whatever it is. Some functions fail
     * without setting one, and where packages are started (CreateProcessW of an alias), it may be an HRESULT.
     */
    static int failure(int lastError) {
        if ((lastError & 0xFFFF_0000) == FACILITY_WIN32_ERROR) {
            return failure(lastError & 0xFFFF);
        }
        return lastError > 0 ? -lastError : -ERROR_GEN_FAILURE;
    }

    /** Passes a result of {@link Win32} on; {@code operation} is the function's name. */
    public static int check(Win32 win32, String operation, int result) throws PtyException {
        if (result < 0) {
            throw new PtyException(operation, of(win32, result));
        }
        return result;
    }

    /** Passes a handle on; {@code operation} is the function's name. */
    public static long check(Win32 win32, String operation, long result) throws PtyException {
        if (result < 0) {
            throw new PtyException(operation, of(win32, (int) result));
        }
        return result;
    }

    /** Passes an HRESULT on; {@code operation} is the function's name. */
    public static void checkHResult(Win32 win32, String operation, int result) throws PtyException {
        if (result < 0) {
            throw new PtyException(operation, ofHResult(win32, result));
        }
    }

    /** A negative result of {@link Win32} as the API describes it. */
    public static NativeError of(Win32 win32, int result) {
        int code = -result;
        return new NativeError(NativeError.Kind.WIN32, code, symbol("ERROR_", code), win32.messageOf(code));
    }

    /** An HRESULT as the API describes it; one that wraps a Win32 error gets that one's symbol. */
    public static NativeError ofHResult(Win32 win32, int hResult) {
        boolean wrapped = (hResult & 0xFFFF_0000) == FACILITY_WIN32_ERROR;
        String symbol = symbol("E_", hResult);
        if (symbol.equals("?") && wrapped) {
            symbol = symbol("ERROR_", hResult & 0xFFFF);
        }
        return new NativeError(NativeError.Kind.HRESULT, hResult & 0xFFFF_FFFFL, symbol, win32.messageOf(hResult));
    }

    private static String symbol(String prefix, int code) {
        return symbols().getOrDefault(prefix + code, "?");
    }

    /** Read when the first error occurs. Not in a static initializer: the JVM remembers a failure of that for its life. */
    private static Map<String, String> symbols() {
        Map<String, String> known = symbols;
        if (known == null) {
            known = new HashMap<>();
            for (Field field : WinError.class.getFields()) {
                add(known, "ERROR_", field);
                add(known, "E_", field);
            }
            symbols = known;
        }
        return known;
    }

    private static void add(Map<String, String> symbols, String prefix, Field field) {
        if (field.getName().startsWith(prefix) && field.getType() == int.class) {
            try {
                symbols.putIfAbsent(prefix + field.getInt(null), field.getName());
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(field + " is public", e);
            }
        }
    }
}
