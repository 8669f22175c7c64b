// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.xnu;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code dash -c}, as far as the trampoline goes: it knows these lines and refuses every other one. */
final class Shell {

    private static final Pattern TRAP = Pattern.compile("trap 'echo (\\w+) \\$\\? >&3' EXIT");

    private Shell() {}

    static int run(Proc self) throws InterruptedException {
        String name = self.arguments().get(3);
        List<String> words =
                new ArrayList<>(self.arguments().subList(4, self.arguments().size()));
        List<String> environment = new ArrayList<>(self.environment());
        String trap = "";
        for (String line : self.arguments().get(2).strip().split("\n", -1)) {
            Matcher matcher = TRAP.matcher(line);
            int status = 0;
            if (matcher.matches()) {
                trap = matcher.group(1);
            } else {
                status = switch (line) {
                    case "exec <>\"$0\" >&0 2>&\"$1\"" -> openTerminal(self, name, words.get(0));
                    case "[ \"$2\" = 0 ] || ulimit -S -n \"$2\" 2>/dev/null || :" -> 0;
                    case "shift 2" -> shiftTwo(words);
                    case ": </dev/tty" -> self.controllingTerminal() == null ? 2 : 0;
                    case "unset PWD OLDPWD" -> 0;
                    case "while [ \"$1\" != -- ]; do export \"$1\"; shift; done" -> export(words, environment);
                    case "shift" -> words.remove(0).equals("--") ? 0 : 2;
                    case "echo ready >&3" -> self.write(3, "ready\n") == 0 ? 0 : 2;
                    case "exec \"$@\" 3>&- 4>&-" -> execute(self, words, environment);
                    default -> 2;
                };
            }
            if (status != 0) {
                self.write(3, trap + " " + status + "\n");
                return status;
            }
        }
        return 0;
    }

    private static int openTerminal(Proc self, String name, String error) {
        synchronized (self.kernel) {
            for (Tty tty : self.kernel.terminals.values()) {
                if (tty.name().equals(name) && tty.masterOpen) {
                    self.openTerminal(tty, 0, true);
                    self.duplicate(0, 1);
                    self.duplicate(Integer.parseInt(error), 2);
                    return 0;
                }
            }
            return 2;
        }
    }

    private static int shiftTwo(List<String> words) {
        words.subList(0, 2).clear();
        return 0;
    }

    private static int export(List<String> words, List<String> environment) {
        while (!words.get(0).equals("--")) {
            environment.add(words.remove(0));
        }
        return 0;
    }

    private static int execute(Proc self, List<String> words, List<String> environment) throws InterruptedException {
        synchronized (self.kernel) {
            self.descriptors.get(3).closedByExec = true;
            if (self.descriptors.containsKey(4)) {
                self.descriptors.get(4).closedByExec = true;
            }
        }
        int result = self.exec(words.get(0), List.copyOf(words), environment);
        self.write(2, "exec: " + words.get(0) + ": cannot be executed\n");
        return result == self.kernel.error(rmux.pty.posix.platform.Errno.ENOENT) ? 127 : 126;
    }
}
