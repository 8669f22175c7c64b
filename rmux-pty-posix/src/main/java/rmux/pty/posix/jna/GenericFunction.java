// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Platform;

/** One function of the C library, as {@link LibC} declares it. */
final class GenericFunction {

    /** Variadic functions, which some calling conventions pass the later arguments of in another way. */
    private interface Variadic extends Library {
        int open(Pointer path, int flags, Object... mode);

        int fcntl(int fd, int command, Object... argument);

        int ioctl(int fd, NativeLong request, Object... argument);

        int prctl(int option, Object... arguments);
    }

    /** Makes the call itself and returns what the function returned. */
    private interface Call {
        long run(Object[] arguments);
    }

    private final @Nullable Call call;
    private final Platform platform;
    private final boolean returnsError;
    private final boolean[] words;

    private GenericFunction(Method declared, Platform platform, @Nullable Call call) {
        this.call = call;
        this.platform = platform;
        this.returnsError = declared.isAnnotationPresent(ReturnsError.class);
        Parameter[] parameters = declared.getParameters();
        this.words = new boolean[parameters.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = parameters[i].isAnnotationPresent(Word.class);
        }
    }

    /** Looks a function up; one that is missing fails with ENOSYS when it is called. */
    static GenericFunction of(Method declared, Platform platform) {
        try {
            return new GenericFunction(declared, platform, find(declared, platform));
        } catch (UnsatisfiedLinkError absent) {
            return new GenericFunction(declared, platform, null);
        }
    }

    private static Call find(Method declared, Platform platform) {
        SystemCall system = declared.getAnnotation(SystemCall.class);
        if (system != null) {
            return systemCall(platform, system);
        }
        return switch (declared.getName()) {
            case "open" -> arguments -> variadic().open(new Pointer(number(arguments[0])), (int) number(arguments[1]));
            case "fcntl" ->
                arguments -> variadic().fcntl((int) number(arguments[0]), (int) number(arguments[1]), arguments[2]);
            case "ioctl" ->
                arguments -> variadic()
                        .ioctl((int) number(arguments[0]), new NativeLong(number(arguments[1])), arguments[2]);
            case "prctl" ->
                arguments -> variadic()
                        .prctl((int) number(arguments[0]), Arrays.copyOfRange(arguments, 1, arguments.length));
            default -> plain(declared, platform);
        };
    }

    private static Call plain(Method declared, Platform platform) {
        Function function = NativeLibrary.getProcess().getFunction(declared.getName());
        boolean wide = declared.isAnnotationPresent(Word.class) && platform.wordSize() == Long.BYTES;
        return arguments -> wide ? function.invokeLong(arguments) : function.invokeInt(arguments);
    }

    private static Call systemCall(Platform platform, SystemCall system) {
        if (!platform.has(system.value())) {
            throw new UnsatisfiedLinkError(system.value().name());
        }
        NativeLong number = new NativeLong(platform.wide(system.value()));
        Function function = NativeLibrary.getProcess().getFunction("syscall");
        return arguments -> {
            Object[] all = new Object[5];
            all[0] = number;
            for (int i = 1; i < all.length; i++) {
                all[i] = new NativeLong(i <= arguments.length ? number(arguments[i - 1]) : 0);
            }
            return function.invokeInt(all);
        };
    }

    private static Variadic variadic() {
        return Loaded.VARIADIC;
    }

    private static final class Loaded {
        private static final Variadic VARIADIC = Native.load(Variadic.class);
    }

    private static long number(Object argument) {
        return ((Number) argument).longValue();
    }

    int call(Object[] given) {
        Call found = call;
        if (found == null) {
            return platform.errors().result(Errno.ENOSYS);
        }
        Object[] arguments = given.clone();
        for (int i = 0; i < arguments.length; i++) {
            if (words[i]) {
                arguments[i] =
                        platform.wordSize() == Long.BYTES ? (Object) number(given[i]) : (Object) (int) number(given[i]);
            }
        }
        long result = found.run(arguments);
        if (returnsError) {
            return result == 0 ? 0 : platform.errors().result((int) result);
        }
        return result == -1 ? platform.errors().result(Native.getLastError()) : (int) result;
    }
}
