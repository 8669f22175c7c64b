// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

import java.util.HashMap;
import java.util.Map;
import rmux.pty.api.NativeError;
import rmux.pty.api.PtyException;

/**
 * Error numbers with their symbols and texts, from {@code asm-generic/errno.h} of Linux and {@code strerror(3)}.
 *
 * <p>A result of the C library that says "error" holds the number of Linux, negated. Where the system's own number differs, it
 * is held above that ({@link ErrorNumbers}), so that {@link #of} reports it.
 */
public enum Errno {
    EPERM(1, "Operation not permitted"),
    ENOENT(2, "No such file or directory"),
    ESRCH(3, "No such process"),
    EINTR(4, "Interrupted system call"),
    EIO(5, "Input/output error"),
    ENXIO(6, "No such device or address"),
    E2BIG(7, "Argument list too long"),
    ENOEXEC(8, "Exec format error"),
    EBADF(9, "Bad file descriptor"),
    ECHILD(10, "No child processes"),
    EAGAIN(11, "Resource temporarily unavailable"),
    ENOMEM(12, "Cannot allocate memory"),
    EACCES(13, "Permission denied"),
    EFAULT(14, "Bad address"),
    EBUSY(16, "Device or resource busy"),
    EEXIST(17, "File exists"),
    ENODEV(19, "No such device"),
    ENOTDIR(20, "Not a directory"),
    EISDIR(21, "Is a directory"),
    EINVAL(22, "Invalid argument"),
    ENFILE(23, "Too many open files in system"),
    EMFILE(24, "Too many open files"),
    ENOTTY(25, "Inappropriate ioctl for device"),
    ETXTBSY(26, "Text file busy"),
    ENOSPC(28, "No space left on device"),
    EPIPE(32, "Broken pipe"),
    ERANGE(34, "Numerical result out of range"),
    ENAMETOOLONG(36, "File name too long"),
    ENOSYS(38, "Function not implemented"),
    ELOOP(40, "Too many levels of symbolic links"),
    ELIBBAD(80, "Accessing a corrupted shared library"),
    EOPNOTSUPP(95, "Operation not supported"),

    // Not errors of Linux: the numbers are of no system.
    EBADEXEC(1085, "Bad executable (or shared library)"),
    EBADARCH(1086, "Bad CPU type in executable"),
    EBADMACHO(1088, "Malformed Mach-o file"),
    ENOTCAPABLE(1093, "Capabilities insufficient");

    private static final int OWN_NUMBER_SHIFT = 16;
    private static final int MASK = (1 << OWN_NUMBER_SHIFT) - 1;

    private static final Map<Integer, Errno> BY_CODE = new HashMap<>();

    static {
        for (Errno errno : values()) {
            BY_CODE.put(errno.code, errno);
        }
    }

    private final int code;
    private final String text;

    Errno(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** The number that Linux gives to this error. */
    int code() {
        return code;
    }

    /** Whether a result of the C library is this error. */
    public boolean is(int result) {
        return result < 0 && (-result & MASK) == code;
    }

    /** What the C library of Linux returns for this error. */
    public int asResult() {
        return -code;
    }

    /** What a C library returns for this error if its number is {@code own} there. */
    int asResult(int own) {
        return own == code ? -code : -(own << OWN_NUMBER_SHIFT | code);
    }

    /** What a C library returns for an error that has no name here. */
    static int unknown(int own) {
        return -(own << OWN_NUMBER_SHIFT | MASK);
    }

    /** Whether a result of the C library says that the kernel does not have a call, or that a sandbox does not allow it. */
    public static boolean isRefusal(int result) {
        return ENOSYS.is(result) || EPERM.is(result) || EACCES.is(result) || EINVAL.is(result);
    }

    /** This error as the API describes it. */
    public NativeError toNativeError() {
        return of(asResult());
    }

    /** A negative result of the C library as the API describes it, with the number that the system gives to the error. */
    public static NativeError of(int result) {
        int code = -result & MASK;
        int own = -result >>> OWN_NUMBER_SHIFT;
        int number = own == 0 ? code : own;
        Errno known = BY_CODE.get(code);
        return known == null
                ? new NativeError(NativeError.Kind.ERRNO, number, "?", "unknown error")
                : new NativeError(NativeError.Kind.ERRNO, number, known.name(), known.text);
    }

    /**
     * Passes a result of the C library on.
     *
     * @param operation the name of the function
     * @throws PtyException if the result is an error
     */
    public static int check(String operation, int result) throws PtyException {
        if (result < 0) {
            throw new PtyException(operation, of(result));
        }
        return result;
    }
}
