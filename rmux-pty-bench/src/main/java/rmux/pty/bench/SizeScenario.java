// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What an application has to ship. Pty4j is counted with the build of JNA that is here, which is as large as its own. */
final class SizeScenario implements Scenario {

    private static final double KIBI = 1024;

    @Override
    public String id() {
        return "size";
    }

    @Override
    public String title() {
        return "jars";
    }

    @Override
    public List<Subject> subjects() {
        return List.of(Subject.RMUX, Subject.PTY4J);
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                new Metric("own-kib", "the library itself, KiB"),
                new Metric("closure-kib", "with all it needs at run time, KiB"),
                new Metric("closure-jars", "jars"));
    }

    @Override
    public int rounds(int rounds) {
        return 1;
    }

    @Override
    public Findings run(Subject subject, Workshop workshop) throws IOException {
        boolean ours = subject == Subject.RMUX;
        List<Path> own = ours ? workshop.jars("rmux-pty-") : workshop.jars("pty4j-");
        List<Path> needed = ours
                ? workshop.jars("jna-jpms-")
                : workshop.jars("jna-jpms-", "jna-platform-jpms-", "kotlin-stdlib-", "annotations-", "slf4j-api-");
        double ownSize = size(own);
        return new Findings(
                Map.of(
                        "own-kib", ownSize,
                        "closure-kib", ownSize + size(needed),
                        "closure-jars", (double) own.size() + needed.size()),
                Map.of());
    }

    private static double size(List<Path> jars) throws IOException {
        double sum = 0;
        for (Path jar : jars) {
            sum += Files.size(jar) / KIBI;
        }
        return sum;
    }
}
