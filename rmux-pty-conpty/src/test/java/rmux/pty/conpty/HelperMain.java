// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rmux.pty.api.PtySession;
import rmux.pty.windows.wine.Screen;
import rmux.pty.windows.wine.Trees;

/** A JVM of its own: starts a tree of processes, writes their ids into a file, and waits to be killed. */
final class HelperMain {

    private HelperMain() {}

    /** The command that starts it. */
    static List<String> command(Path report) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java.exe").toString());
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1", "-Drmux.pty.test.programs=" + System.getProperty("rmux.pty.test.programs")));
        command.addAll(List.of("-cp", absolute(System.getProperty("java.class.path")), HelperMain.class.getName()));
        command.add(report.toString());
        return command;
    }

    private static String absolute(String classPath) {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    public static void main(String[] arguments) throws Exception {
        try (PtySession session = new ConPtyProvider().spawn(Programs.probe("tree", "2"))) {
            Screen screen = new Screen(session);
            screen.await("READY");
            List<String> pids = new ArrayList<>();
            for (long pid : Trees.pids(session, screen)) {
                pids.add(Long.toString(pid));
            }
            Path partial = Path.of(arguments[0] + ".partial");
            Files.write(partial, pids);
            Files.move(partial, Path.of(arguments[0]));
            session.child().waitFor();
        }
    }
}
