// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether jlink makes a run-time image with a library, and a program on a terminal runs in it. */
final class JlinkScenario implements Scenario {

    @Override
    public String id() {
        return "jlink";
    }

    @Override
    public String title() {
        return "jlink makes an image that runs a program on a terminal";
    }

    @Override
    public List<Subject> subjects() {
        return List.of(Subject.RMUX, Subject.PTY4J);
    }

    @Override
    public List<Metric> metrics() {
        return Catalog.YES_OR_NO;
    }

    @Override
    public int rounds(int rounds) {
        return 1;
    }

    @Override
    public Findings run(Subject subject, Workshop workshop) throws IOException, InterruptedException {
        boolean ours = subject == Subject.RMUX;
        List<Path> jars = ours
                ? workshop.jars("rmux-pty-", "jna-jpms-")
                : workshop.jars(
                        "pty4j-", "jna-jpms-", "jna-platform-jpms-", "kotlin-stdlib-", "annotations-", "slf4j-api-");
        String module = ours ? "rmux.pty.posix" : nameOf(workshop.jars("pty4j-").get(0));
        Path image = workshop.scratch().resolve("image-" + subject.name());
        Tool.delete(image);
        Tool.Outcome linked = Tool.run(List.of(
                Workshop.java().resolve("bin/jlink").toString(),
                "--module-path",
                join(jars),
                "--add-modules",
                module + ",java.management,jdk.management",
                "--output",
                image.toString()));
        if (linked.code() != 0) {
            return found(false, linked.text());
        }
        Tool.Outcome ran = Tool.run(List.of(
                image.resolve("bin/java").toString(),
                "-cp",
                workshop.classes().toString(),
                "rmux.pty.bench.probe.Probe",
                subject.name(),
                "prompt"));
        return found(ran.code() == 0 && ran.text().contains("note.ready=prompt"), ran.text());
    }

    /** The name of a module, which may be one that the module system makes of the file's name. */
    private static String nameOf(Path jar) {
        return ModuleFinder.of(jar).findAll().stream()
                .map(found -> found.descriptor().name())
                .findFirst()
                .orElseThrow();
    }

    private static Findings found(boolean yes, String observed) {
        return new Findings(Map.of("yes", yes ? 1.0 : 0.0), Map.of("observed", observed));
    }

    private static String join(List<Path> jars) {
        List<String> names = new ArrayList<>();
        jars.forEach(jar -> names.add(jar.toString()));
        return String.join(File.pathSeparator, names);
    }
}
