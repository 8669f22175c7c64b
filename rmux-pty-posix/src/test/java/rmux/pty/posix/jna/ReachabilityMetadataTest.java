// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.posix.PosixPtyProvider;

/** What GraalVM has to be told about: native-image makes only those native calls that the metadata names. */
class ReachabilityMetadataTest {

    private static final String FILE = "/META-INF/native-image/io.rmux/rmux-pty-posix/reachability-metadata.json";

    private static String downcall(int arguments, String moreOptions) {
        return "{\"returnType\":\"jlong\",\"parameterTypes\":["
                + String.join(",", Collections.nCopies(arguments, "\"jlong\""))
                + "],\"options\":{\"captureCallState\":true" + moreOptions + "}}";
    }

    @Test
    @DisplayName("the metadata has a call for each number of arguments, and for each variadic function")
    void downcalls() throws Exception {
        String text;
        try (InputStream file = PosixPtyProvider.class.getResourceAsStream(FILE)) {
            text = new String(file.readAllBytes(), StandardCharsets.UTF_8).replaceAll("\\s", "");
        }
        for (Method function : LibC.class.getMethods()) {
            assertThat(text).as(function.getName()).contains(downcall(function.getParameterCount(), ""));
        }
        assertThat(text)
                .contains(downcall(2, ",\"firstVariadicArg\":2")) // open
                .contains(downcall(3, ",\"firstVariadicArg\":2")) // fcntl, ioctl
                .contains(downcall(5, ",\"firstVariadicArg\":1")); // syscall
    }
}
