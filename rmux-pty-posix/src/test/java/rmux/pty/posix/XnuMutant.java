// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeVector;
import rmux.pty.posix.platform.Feature;
import rmux.pty.posix.platform.Platform;

/** A C library that takes one remedy of the backend away, in what it is called with or what it says of the platform. */
abstract class XnuMutant {

    /** Changes a call; null lets it pass as it is. */
    abstract @Nullable Object call(LibC real, String name, Object[] arguments);

    final LibC of(LibC real) {
        return (LibC) Proxy.newProxyInstance(
                LibC.class.getClassLoader(), new Class<?>[] {LibC.class}, (proxy, method, given) -> {
                    Object[] arguments = given == null ? new Object[0] : given;
                    Object changed = call(real, method.getName(), arguments);
                    return changed == null ? invoke(real, method, arguments) : changed;
                });
    }

    private static @Nullable Object invoke(LibC real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** None: the backend as it is. */
    static XnuMutant none() {
        return new XnuMutant() {
            @Override
            @Nullable
            Object call(LibC real, String name, Object[] arguments) {
                return null;
            }
        };
    }

    /** A backend that takes the system for one with other features. */
    static XnuMutant believing(Set<Feature> more, Set<Feature> less) {
        return new XnuMutant() {
            @Override
            @Nullable
            Object call(LibC real, String name, Object[] arguments) {
                return switch (name) {
                    case "platform" -> changed(real.platform(), more, less);
                    case "has" -> more.isEmpty() ? null : (Object) true;
                    case "posix_spawn_file_actions_addclosefrom_np" -> 0;
                    default -> null;
                };
            }
        };
    }

    private static Platform changed(Platform platform, Set<Feature> more, Set<Feature> less) {
        Set<Feature> features = EnumSet.copyOf(platform.features());
        features.addAll(more);
        features.removeAll(less);
        return new Platform(
                platform.system(),
                platform.processor(),
                platform.numbers(),
                platform.errors(),
                platform.signals(),
                platform.termios(),
                features);
    }

    /** A backend that starts its programs by another one than the shell. */
    static XnuMutant startingBy(String helper) {
        return new XnuMutant() {
            @Override
            @Nullable
            Object call(LibC real, String name, Object[] arguments) {
                if (!name.equals("posix_spawn")) {
                    return null;
                }
                try (NativeVector path = vector(real, List.of(helper))) {
                    long[] a = longs(arguments);
                    long text = real.view(path.address(), Long.BYTES).getLong(0);
                    return real.posix_spawn(a[0], text, a[2], a[3], a[4], a[5]);
                }
            }
        };
    }

    /** A backend that passes variables of the dynamic linker as the environment of the shell. */
    static XnuMutant passingLinkerVariables() {
        return new XnuMutant() {
            @Override
            @Nullable
            Object call(LibC real, String name, Object[] arguments) {
                if (!name.equals("posix_spawn")) {
                    return null;
                }
                long[] a = longs(arguments);
                List<String> argv = new ArrayList<>(strings(real, a[4]));
                List<String> moved =
                        argv.stream().filter(word -> word.startsWith("DYLD_")).toList();
                argv.removeAll(moved);
                try (NativeVector words = vector(real, argv);
                        NativeVector environment = vector(real, moved)) {
                    return real.posix_spawn(a[0], a[1], a[2], a[3], words.address(), environment.address());
                }
            }
        };
    }

    static String text(LibC real, long address) {
        StringBuilder text = new StringBuilder();
        for (long next = address; real.view(next, 1).get(0) != 0; next++) {
            text.append((char) real.view(next, 1).get(0));
        }
        return text.toString();
    }

    private static List<String> strings(LibC real, long address) {
        List<String> strings = new ArrayList<>();
        ByteBuffer pointer = real.view(address, Long.BYTES);
        for (long next = address; pointer.getLong(0) != 0; pointer = real.view(next, Long.BYTES)) {
            strings.add(text(real, pointer.getLong(0)));
            next += Long.BYTES;
        }
        return strings;
    }

    private static NativeVector vector(LibC real, List<String> strings) {
        return new NativeVector(
                real,
                strings.stream()
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toList());
    }

    private static long[] longs(Object[] arguments) {
        long[] longs = new long[arguments.length];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = ((Number) arguments[i]).longValue();
        }
        return longs;
    }
}
