// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import java.util.HashMap;
import java.util.Map;
import rmux.pty.api.NativeError;
import rmux.pty.api.PtyException;

/** Error numbers of Linux with their symbols and texts, from {@code asm-generic/errno.h} and {@code strerror(3)}. */
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
    EOPNOTSUPP(95, "Operation not supported");

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

    /** Whether a result of {@link LibC} is this error. */
    public boolean is(int result) {
        return result == -code;
    }

    /** What {@link LibC} returns for this error. */
    public int asResult() {
        return -code;
    }

    /** Whether a result of {@link LibC} says that the kernel does not have a call, or that a sandbox does not allow it. */
    public static boolean isRefusal(int result) {
        return ENOSYS.is(result) || EPERM.is(result) || EACCES.is(result) || EINVAL.is(result);
    }

    /** This error as the API describes it. */
    public NativeError toNativeError() {
        return new NativeError(NativeError.Kind.ERRNO, code, name(), text);
    }

    /** A negative result of {@link LibC} as the API describes it. */
    public static NativeError of(int result) {
        Errno known = BY_CODE.get(-result);
        return known == null
                ? new NativeError(NativeError.Kind.ERRNO, -(long) result, "?", "unknown error")
                : known.toNativeError();
    }

    /**
     * Passes a result of {@link LibC} on.
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
