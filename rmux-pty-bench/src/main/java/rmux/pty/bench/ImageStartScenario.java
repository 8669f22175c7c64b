// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long the command line takes in its run-time image to run a program that ends at once, and what shared class data save. */
final class ImageStartScenario implements Scenario {

    private static final String MAIN = "rmux.pty.cli/rmux.pty.cli.Main";

    private boolean linked;

    @Override
    public String id() {
        return "image-start";
    }

    @Override
    public String title() {
        return "\"rmux-pty run -- true\" in the image of scripts/jlink-image, from start to exit";
    }

    @Override
    public List<Subject> subjects() {
        return List.of(Subject.RMUX);
    }

    @Override
    public List<Metric> metrics() {
        return List.of(new Metric("shared", "with shared class data, ms"), new Metric("unshared", "without, ms"));
    }

    @Override
    public int rounds(int rounds) {
        return rounds;
    }

    @Override
    public Findings run(Subject subject, Workshop workshop) throws IOException, InterruptedException {
        Path image = workshop.scratch().resolve("image-start").toAbsolutePath();
        if (!linked) {
            Tool.delete(image);
            check(List.of(workshop.top().resolve("scripts/jlink-image").toString(), image.toString()));
            linked = true;
        }
        return new Findings(
                Map.of("shared", millis(image, "-Xshare:auto"), "unshared", millis(image, "-Xshare:off")), Map.of());
    }

    private static double millis(Path image, String option) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(image.resolve("bin/java").toString(), option));
        command.addAll(List.of("-m", MAIN, "run", "--", "true"));
        long before = System.nanoTime();
        check(command);
        return (System.nanoTime() - before) / 1e6;
    }

    private static void check(List<String> command) throws IOException, InterruptedException {
        Tool.Outcome outcome = Tool.run(command);
        if (outcome.code() != 0) {
            throw new IOException(
                    "exit code " + outcome.code() + " of " + String.join(" ", command) + ": " + outcome.text());
        }
    }
}
