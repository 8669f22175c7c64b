// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.remote;

import rmux.pty.api.NativeError;

/** The errors that the shell on the other machine reports by name; the numbers are the same on all POSIX systems in use. */
final class ReportedError {

    private ReportedError() {}

    static NativeError of(String symbol) {
        return switch (symbol) {
            case "ENOENT" -> error(2, symbol, "No such file or directory");
            case "E2BIG" -> error(7, symbol, "Argument list too long");
            case "ENOEXEC" -> error(8, symbol, "Exec format error");
            case "EACCES" -> error(13, symbol, "Permission denied");
            case "ENOTDIR" -> error(20, symbol, "Not a directory");
            case "ENOTTY" -> error(25, symbol, "Inappropriate ioctl for device");
            default -> error(0, "?", symbol);
        };
    }

    private static NativeError error(int code, String symbol, String text) {
        return new NativeError(NativeError.Kind.ERRNO, code, symbol, text);
    }
}
