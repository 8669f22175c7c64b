// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import java.nio.charset.StandardCharsets;

/** Whether a program has ever had a child process; most programs on terminals that are closed have had none. */
final class ChildCount {

    private static final int MINOR_FAULTS_OF_CHILDREN = 8;
    private static final int MAJOR_FAULTS_OF_CHILDREN = 10;
    private static final int THREADS = 17;
    private static final int LONGEST = 2048;

    private ChildCount() {}

    /**
     * Whether a process has no children and has never collected one, by its page faults and the list that
     * CONFIG_PROC_CHILDREN gives (proc_pid_stat(5), proc_tid_children(5)). False if that cannot be told.
     */
    static boolean isNone(int pid) {
        try (SmallFile file = new SmallFile(LONGEST)) {
            int length = file.read("/proc/" + pid + "/stat");
            if (length <= 0) {
                return false;
            }
            String stat = new String(file.bytes(), 0, length, StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return fields[MINOR_FAULTS_OF_CHILDREN].equals("0")
                    && fields[MAJOR_FAULTS_OF_CHILDREN].equals("0")
                    && fields[THREADS].equals("1")
                    && file.read("/proc/" + pid + "/task/" + pid + "/children") == 0;
        }
    }
}
