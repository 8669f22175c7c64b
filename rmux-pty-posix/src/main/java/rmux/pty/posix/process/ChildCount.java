// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a program has ever had a child process; most programs on terminals that are closed have had none. */
final class ChildCount {

    private static final int MINOR_FAULTS_OF_CHILDREN = 8;
    private static final int MAJOR_FAULTS_OF_CHILDREN = 10;
    private static final int THREADS = 17;

    private ChildCount() {}

    /**
     * Whether a process has no children and has never collected one, by its page faults and the list that
     * CONFIG_PROC_CHILDREN gives (proc_pid_stat(5), proc_tid_children(5)). False if that cannot be told.
     */
    static boolean isNone(int pid) {
        Path process = Path.of("/proc", Integer.toString(pid));
        try {
            String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return fields[MINOR_FAULTS_OF_CHILDREN].equals("0")
                    && fields[MAJOR_FAULTS_OF_CHILDREN].equals("0")
                    && fields[THREADS].equals("1")
                    && Files.readString(process.resolve("task/" + pid + "/children"), StandardCharsets.ISO_8859_1)
                            .isBlank();
        } catch (IOException e) {
            return false;
        }
    }
}
