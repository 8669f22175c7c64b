// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Platform;
import rmux.pty.testkit.fault.CallPattern;
import rmux.pty.testkit.fault.Failure;
import rmux.pty.testkit.fault.FaultInjector;

/** The real C library with functions taken away or made to fail, as on an older system or in a sandbox; counts the calls. */
public final class AlteredLibC {

    private final FaultInjector injector = new FaultInjector();
    private @Nullable Platform platform;

    /** Takes an optional function away. */
    public AlteredLibC without(LibC.Symbol symbol) {
        injector.fail(
                CallPattern.named("has").where(arguments -> arguments.get(0) == symbol), Failure.returning(false));
        injector.without(symbol.cName());
        return this;
    }

    /** Makes a function fail each time. */
    public AlteredLibC failing(String function, Errno errno) {
        return failing(CallPattern.named(function), errno);
    }

    /** Makes the next call of a function fail, and no other. */
    public AlteredLibC failingOnce(String function, Errno errno) {
        return failing(CallPattern.named(function).first(1), errno);
    }

    /** Makes one request of {@code ioctl(2)} fail each time. */
    public AlteredLibC failingIoctl(long request, Errno errno) {
        return failing(
                CallPattern.named("ioctl").where(arguments -> arguments.get(1).equals(request)), errno);
    }

    /** Makes chosen calls fail. */
    public AlteredLibC failing(CallPattern calls, Errno errno) {
        injector.fail(calls, Failure.returning(errno.asResult()));
        return this;
    }

    /** Gives the system another platform. */
    public AlteredLibC on(Platform other) {
        platform = other;
        return this;
    }

    /** Returns the injector, for failures that are not error numbers. */
    public FaultInjector injector() {
        return injector;
    }

    /** Returns the names of the functions called so far. */
    public Set<String> calls() {
        return injector.counts().keySet();
    }

    /** Returns the altered library. */
    public LibC build() {
        return injector.wrap(
                LibC.class,
                NativeAccess.libC(),
                Errno.EIO.asResult(),
                (method, libC, arguments) ->
                        platform != null && method.getName().equals("platform")
                                ? platform
                                : method.invoke(libC, arguments));
    }
}
