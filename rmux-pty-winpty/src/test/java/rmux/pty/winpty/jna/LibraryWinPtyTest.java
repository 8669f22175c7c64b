// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.when;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.invocation.Invocation;

/** The binding calls the function of the same name, with the arguments as they are, and refuses a library that lacks one. */
class LibraryWinPtyTest {

    private static final String PROCESS_LIST = "winpty_get_console_process_list";
    private static final long RESULT = 0x1234;

    private final Map<String, Function> functions = new HashMap<>();

    private NativeLibrary library(String missing) {
        NativeLibrary library = mock(NativeLibrary.class);
        when(library.getName()).thenReturn("winpty.dll");
        when(library.getFunction(anyString())).thenAnswer(call -> {
            String name = call.getArgument(0);
            if (name.equals(missing)) {
                throw new UnsatisfiedLinkError("no such symbol");
            }
            return functions.computeIfAbsent(
                    name,
                    any -> mock(Function.class, asked -> {
                        Class<?> type = asked.getMethod().getReturnType();
                        return type == int.class ? (Object) (int) RESULT : type == long.class ? (Object) RESULT : null;
                    }));
        });
        return library;
    }

    static Stream<Method> functions() {
        return Arrays.stream(WinPtyApi.class.getMethods())
                .filter(method -> method.getName().startsWith("winpty_"));
    }

    @ParameterizedTest
    @MethodSource("functions")
    @DisplayName("every function of the interface is that of winpty.h, its arguments in order and of their widths")
    void forwarded(Method method) throws Exception {
        LibraryWinPty api = new LibraryWinPty(library(""));
        Object[] arguments = new Object[method.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] =
                    method.getParameterTypes()[i] == int.class ? (Object) (70 + i) : (Object) (7_000_000_000L + i);
        }

        Object result = method.invoke(api, arguments);

        Class<?> type = method.getReturnType();
        assertThat(result).isEqualTo(type == int.class ? (Object) (int) RESULT : type == long.class ? RESULT : null);
        for (Map.Entry<String, Function> function : functions.entrySet()) {
            boolean called = function.getKey().equals(method.getName());
            assertThat(mockingDetails(function.getValue()).getInvocations())
                    .as(function.getKey())
                    .hasSize(called ? 1 : 0);
        }
        Invocation call = mockingDetails(functions.get(method.getName()))
                .getInvocations()
                .iterator()
                .next();
        assertThat(call.getMethod().getName())
                .isEqualTo(type == int.class ? "invokeInt" : type == long.class ? "invokeLong" : "invokeVoid");
        assertThat((Object[]) call.getRawArguments()[0]).containsExactly(arguments);
    }

    @ParameterizedTest
    @MethodSource("functions")
    @DisplayName("a library without one of them is refused with its name; without the list of processes it will do")
    void missing(Method method) {
        NativeLibrary library = library(method.getName());

        if (method.getName().equals(PROCESS_LIST)) {
            LibraryWinPty api = new LibraryWinPty(library);
            assertThat(api.canListProcesses()).isFalse();
            assertThatThrownBy(() -> api.winpty_get_console_process_list(1, 2, 3, 4))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("canListProcesses() says no");
        } else {
            assertThatThrownBy(() -> new LibraryWinPty(library))
                    .isInstanceOf(UnsatisfiedLinkError.class)
                    .hasMessage("winpty.dll has no " + method.getName() + "; winpty 0.4.3 or later is needed")
                    .hasCauseInstanceOf(UnsatisfiedLinkError.class);
        }
    }

    @Test
    @DisplayName("with all of them it can list processes")
    void complete() {
        assertThat(new LibraryWinPty(library("")).canListProcesses()).isTrue();
        assertThat(functions.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        functions().map(Method::getName).toList());
    }

    @Test
    @DisplayName("only an absolute path is loaded; what is not there, or no library, is an error")
    void loading(@TempDir Path directory) {
        assertThatThrownBy(() -> WinPtyLoader.load(Path.of("winpty.dll")))
                .isInstanceOf(UnsatisfiedLinkError.class)
                .hasMessage("winpty.dll is not an absolute path; libraries are never searched for");
        assertThatThrownBy(() -> WinPtyLoader.load(directory.resolve("winpty.dll")))
                .isInstanceOf(UnsatisfiedLinkError.class);
    }
}
