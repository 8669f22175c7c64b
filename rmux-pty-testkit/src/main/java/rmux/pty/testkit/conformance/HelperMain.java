// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The program of a {@link HelperJvm}: conformance class, task, arguments of the task. */
final class HelperMain {

    private HelperMain() {}

    /** Does the task. */
    public static void main(String[] arguments) throws Exception {
        Constructor<?> constructor = Class.forName(arguments[0]).getDeclaredConstructor();
        constructor.setAccessible(true);
        PtyProviderConformance subject = (PtyProviderConformance) constructor.newInstance();
        List<String> rest = Arrays.asList(arguments).subList(2, arguments.length);
        PrintStream output = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        HelperTask.valueOf(arguments[1]).run(subject, rest, line -> output.println(HelperJvm.REPORT + line));
    }
}
