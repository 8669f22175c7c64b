// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import rmux.pty.api.ExitStatus;
import rmux.pty.testkit.programs.ProgramIdentity;

/** What a program is started with. */
record FakeStart(
        FakeProgram program,
        String name,
        List<String> arguments,
        Map<String, String> environment,
        Path directory,
        ProgramIdentity identity) {

    private static final int POSIX_CODES = 0xFF;

    FakeStart with(FakeProgram other) {
        return new FakeStart(other, name, arguments, environment, directory, identity);
    }

    /** Runs it on a thread of its own, which inherits nothing of the caller's. */
    void launch(FakeKernel kernel, Task task) {
        Thread thread = new Thread(null, () -> run(kernel, task), "fake-process-" + task.pid(), 0, false);
        thread.setContextClassLoader(null);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(FakeKernel kernel, Task task) {
        int code;
        try {
            code = runProgram(new FakeProcess(kernel, task, this));
        } catch (ProgramEnd alreadyEnded) {
            return;
        }
        int status = kernel.isPosix() ? code & POSIX_CODES : code;
        kernel.doLocked(() -> {
            task.end(new ExitStatus.Exited(status));
        });
    }

    @SuppressWarnings("CatchAndPrintStackTrace") // on the terminal, where the test will see it
    private int runProgram(FakeProcess process) {
        try {
            return program.run(process);
        } catch (Exception e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            try {
                process.print(trace.toString());
            } catch (IOException hungUp) {
                return 1;
            }
            return 1;
        }
    }
}
