// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import rmux.pty.testkit.programs.ProgramNotAvailableException;

/** The program of a {@link HelperJvm}: conformance class, task, arguments of the task. */
final class HelperMain {

    private HelperMain() {}

    /**
     * Does the task, or ends when the JVM that runs the tests has ended: all threads are daemons, so that this JVM ends with this
     * method.
     */
    public static void main(String[] arguments) throws Exception {
        CompletableFuture<Void> end = new CompletableFuture<>();
        startDaemon("conformance-helper", () -> doTask(arguments), end);
        startDaemon("conformance-parent-watch", HelperMain::awaitEndOfParent, end);
        end.get();
    }

    private interface Task {
        void run() throws Exception;
    }

    private static void startDaemon(String name, Task task, CompletableFuture<Void> end) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                        end.complete(null);
                    } catch (Throwable failure) {
                        end.completeExceptionally(failure);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void doTask(String[] arguments) throws Exception {
        Constructor<?> constructor = Class.forName(arguments[0]).getDeclaredConstructor();
        constructor.setAccessible(true);
        PtyProviderConformance subject = (PtyProviderConformance) constructor.newInstance();
        List<String> rest = Arrays.asList(arguments).subList(2, arguments.length);
        PrintStream output = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        try {
            HelperTask.valueOf(arguments[1]).run(subject, rest, line -> output.println(HelperJvm.REPORT + line));
        } catch (ProgramNotAvailableException e) {
            output.println(HelperJvm.UNAVAILABLE + e.getMessage());
        }
    }

    /** Our standard input is a pipe from the JVM that runs the tests; it ends when that JVM does. */
    private static void awaitEndOfParent() throws IOException {
        new FileInputStream(FileDescriptor.in).transferTo(OutputStream.nullOutputStream());
    }
}
