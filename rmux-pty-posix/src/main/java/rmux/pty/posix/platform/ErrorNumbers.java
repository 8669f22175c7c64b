// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** The numbers that a system gives to errors. */
public final class ErrorNumbers {

    /** {@code asm-generic/errno.h}; every processor that Java runs on has these. */
    static final ErrorNumbers LINUX =
            new ErrorNumbers(own(Map.of(), Errno.EBADEXEC, Errno.EBADARCH, Errno.EBADMACHO, Errno.ENOTCAPABLE), true);

    /** {@code bsd/sys/errno.h} of XNU. */
    static final ErrorNumbers DARWIN = new ErrorNumbers(
            own(
                    Map.of(
                            Errno.EAGAIN, 35,
                            Errno.ELOOP, 62,
                            Errno.ENAMETOOLONG, 63,
                            Errno.ENOSYS, 78,
                            Errno.EBADEXEC, 85,
                            Errno.EBADARCH, 86,
                            Errno.EBADMACHO, 88,
                            Errno.EOPNOTSUPP, 102),
                    Errno.ELIBBAD,
                    Errno.ENOTCAPABLE),
            false);

    /** {@code sys/sys/errno.h} of FreeBSD. */
    static final ErrorNumbers FREEBSD = new ErrorNumbers(
            own(
                    Map.of(
                            Errno.EAGAIN, 35,
                            Errno.EOPNOTSUPP, 45,
                            Errno.ELOOP, 62,
                            Errno.ENAMETOOLONG, 63,
                            Errno.ENOSYS, 78,
                            Errno.ENOTCAPABLE, 93),
                    Errno.ELIBBAD,
                    Errno.EBADEXEC,
                    Errno.EBADARCH,
                    Errno.EBADMACHO),
            false);

    private final Map<Errno, Integer> numbers;
    private final Map<Integer, Errno> errors = new HashMap<>();
    private final boolean plain;

    private ErrorNumbers(Map<Errno, Integer> numbers, boolean plain) {
        this.numbers = numbers;
        this.plain = plain;
        numbers.forEach((errno, number) -> errors.put(number, errno));
    }

    private static Map<Errno, Integer> own(Map<Errno, Integer> different, Errno... missing) {
        Map<Errno, Integer> numbers = new EnumMap<>(Errno.class);
        for (Errno errno : Errno.values()) {
            numbers.put(errno, different.getOrDefault(errno, errno.code()));
        }
        for (Errno errno : missing) {
            numbers.remove(errno);
        }
        return numbers;
    }

    /** Returns what the C library's binding returns for a value of {@code errno}. */
    public int result(int number) {
        if (plain) {
            return -number;
        }
        Errno errno = errors.get(number);
        return errno == null ? Errno.unknown(number) : errno.asResult(number);
    }

    /** Returns what the C library's binding returns for an error; one that the system lacks has the number of Linux. */
    public int result(Errno errno) {
        Integer number = numbers.get(errno);
        return number == null ? errno.asResult() : errno.asResult(number);
    }

    /** Returns the numbers of the errors that the system has. */
    public Map<Errno, Integer> all() {
        return Collections.unmodifiableMap(numbers);
    }
}
