// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The real C library with functions taken away or made to fail, as an older system or a sandbox would; records the calls. */
public final class AlteredLibC {

    private final Set<LibC.Symbol> hidden = EnumSet.noneOf(LibC.Symbol.class);
    private final Map<String, Integer> results = new HashMap<>();
    private final Map<Long, Integer> ioctls = new HashMap<>();
    private final Map<String, Integer> once = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    /** Takes an optional function away. */
    public AlteredLibC without(LibC.Symbol symbol) {
        hidden.add(symbol);
        return this;
    }

    /** Makes a function fail each time. */
    public AlteredLibC failing(String function, Errno errno) {
        results.put(function, errno.asResult());
        return this;
    }

    /** Makes the next call of a function fail, and no other. */
    public AlteredLibC failingOnce(String function, Errno errno) {
        once.put(function, errno.asResult());
        return this;
    }

    /** Makes one request of {@code ioctl(2)} fail each time. */
    public AlteredLibC failingIoctl(long request, Errno errno) {
        ioctls.put(request, errno.asResult());
        return this;
    }

    /** The names of the functions called so far. */
    public List<String> calls() {
        return new ArrayList<>(calls);
    }

    /** The altered library. */
    public LibC build() {
        LibC real = NativeAccess.libC();
        return (LibC) Proxy.newProxyInstance(
                LibC.class.getClassLoader(), new Class<?>[] {LibC.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    if (method.getName().equals("has") && hidden.contains(arguments[0])) {
                        return false;
                    }
                    Integer result = once.remove(method.getName());
                    if (result == null) {
                        result = method.getName().equals("ioctl")
                                ? ioctls.get((Long) arguments[1])
                                : results.get(method.getName());
                    }
                    if (result != null) {
                        return result;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
