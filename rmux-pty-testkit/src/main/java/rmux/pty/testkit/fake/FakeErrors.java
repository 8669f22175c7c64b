// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.util.Map;
import rmux.pty.api.NativeError;

/** What the fake's system says when it refuses: numbers and texts of Linux. */
final class FakeErrors {

    private static final Map<String, NativeError> ERRORS = Map.of(
            "ENOENT", error(2, "ENOENT", "No such file or directory"),
            "EIO", error(5, "EIO", "Input/output error"),
            "E2BIG", error(7, "E2BIG", "Argument list too long"),
            "ENOEXEC", error(8, "ENOEXEC", "Exec format error"),
            "EACCES", error(13, "EACCES", "Permission denied"),
            "ENOTDIR", error(20, "ENOTDIR", "Not a directory"),
            "EMFILE", error(24, "EMFILE", "Too many open files"));

    private FakeErrors() {}

    private static NativeError error(int code, String symbol, String text) {
        return new NativeError(NativeError.Kind.ERRNO, code, symbol, text);
    }

    static NativeError of(String symbol) {
        NativeError error = ERRORS.get(symbol);
        if (error == null) {
            throw new IllegalArgumentException("no such error: " + symbol);
        }
        return error;
    }
}
