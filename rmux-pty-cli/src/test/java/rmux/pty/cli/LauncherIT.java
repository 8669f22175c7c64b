// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a checkout that is not built yet, where a script stands for Maven. */
class LauncherIT {

    /** Does what Maven does, with what this build has made. */
    private static final String BUILDS =
            """
            for argument; do
                case $argument in -Dlauncher.build=*) build=${argument#*=}/rmux-pty-cli ;; esac
            done
            mkdir -p "$build"
            cp -r 'TARGET/modules' 'TARGET/native' "$build"
            touch "$build/modules.built"
            """.replace("TARGET", Launcher.TOP.resolve("rmux-pty-cli/target").toString());

    @TempDir
    private Path directory;

    private Path checkout;

    @BeforeEach
    void create() throws Exception {
        checkout = Files.createDirectory(directory.resolve("check out ü"));
        Files.copy(Launcher.SCRIPT, checkout.resolve("rmux-pty"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectories(checkout.resolve("rmux-pty-cli/src/main"));
        Files.writeString(checkout.resolve("pom.xml"), "");
        Files.writeString(checkout.resolve("rmux-pty-cli/pom.xml"), "");
    }

    private void maven(String script) throws Exception {
        Path maven = Files.writeString(checkout.resolve("mvnw"), "#!/bin/sh\necho \"$@\" >>called\n" + script);
        assertThat(maven.toFile().setExecutable(true)).isTrue();
    }

    private Launcher.Outcome run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "-u",
                "LANG",
                "-u",
                "LC_ALL",
                "-u",
                "LC_CTYPE",
                checkout.resolve("rmux-pty").toString()));
        command.addAll(List.of(arguments));
        return Launcher.run(TestLimits.SOON, new byte[0], command);
    }

    @Test
    @DisplayName("builds once, in a path with a space and an umlaut and without LANG, and passes such arguments on")
    void builds() throws Exception {
        maven(BUILDS);
        String script = "printf '%s,%s' \"$1\" \"${LC_ALL-unset}\"";
        assertThat(run("run", "--", "sh", "-c", script, "sh", "ä€").output()).isEqualTo("ä€,unset");
        Launcher.Outcome again = run("run", "--env", "LC_ALL=C", "--", "sh", "-c", script, "sh", "");
        assertThat(again.output()).isEqualTo(",C");
        assertThat(again.errors()).isEmpty();
        assertThat(checkout.resolve("called")).content().hasLineCount(1);
    }

    @Test
    @DisplayName("SPAWN-04: in the C locale, asked for by name, the program gets LC_ALL as it was")
    void localeByName() throws Exception {
        Launcher.Outcome outcome = Launcher.run(
                TestLimits.SOON,
                new byte[0],
                List.of("env", "LC_ALL=POSIX", Launcher.SCRIPT.toString(), "run", "--", "sh", "-c", "echo $LC_ALL"));
        assertThat(outcome.output()).isEqualTo("POSIX\r\n");
    }

    @Test
    @DisplayName(
            "beside a Maven at work in the checkout, nothing of its target folders is touched but the modules, by addition")
    void besideMaven() throws Exception {
        Path modules = Files.createDirectories(checkout.resolve("rmux-pty-cli/target/modules"));
        Path classes = Files.createDirectories(checkout.resolve("rmux-pty-cli/target/classes"));
        Files.writeString(classes.resolve("A.class"), "half written");
        // While this one builds, what was built before is all there.
        maven("ls '" + modules + "' >before\n" + BUILDS);
        Files.writeString(modules.resolve("old.jar"), "");
        assertThat(run("run", "--", "echo", "hi").output()).isEqualTo("hi\r\n");
        assertThat(checkout.resolve("before")).hasContent("old.jar");
        assertThat(classes.resolve("A.class")).hasContent("half written");
        assertThat(checkout.resolve("called")).content().contains("-Dlauncher.build=" + checkout + "/.rmux-pty ");
        assertThat(modules.resolve("old.jar"))
                .as("a module of an earlier version")
                .doesNotExist();
    }

    @Test
    @DisplayName("a build that fails before Maven has begun shows the end of what was said, without a stack trace")
    void failsEarly() throws Exception {
        maven(
                "seq 1 100; echo 'cannot fetch Maven: no route to host' >&2; seq -f '\tat Downloader.main(%g)' 1 30; exit 1\n");
        Launcher.Outcome outcome = run("run", "--", "true");
        assertThat(outcome.errors())
                .contains("\n100\ncannot fetch Maven: no route to host\n")
                .endsWith("rmux-pty: the build failed; all it said is in " + checkout + "/.rmux-pty/build.log\n")
                .doesNotContain("\n50\n", "Downloader");
        assertThat(outcome.status()).isEqualTo(125);
    }

    @Test
    @DisplayName("a build that fails in Maven shows its errors, without its advice")
    void failsInMaven() throws Exception {
        maven("echo '[ERROR] A.java:[1,2] no such class'; echo '[ERROR] -> [Help 1]'; seq 1 100; exit 1\n");
        Launcher.Outcome outcome = run("run", "--", "true");
        assertThat(outcome.errors())
                .contains("[ERROR] A.java:[1,2] no such class\n")
                .doesNotContain("Help 1", "\n100\n");
        assertThat(outcome.status()).isEqualTo(125);
    }

    @Test
    @DisplayName("a checkout that cannot be written is one sentence")
    void notWritable() throws Exception {
        maven(BUILDS);
        Files.writeString(checkout.resolve(".rmux-pty"), "in the way: root may write everywhere");
        Launcher.Outcome outcome = run("run", "--", "true");
        assertThat(outcome.errors())
                .isEqualTo("rmux-pty: has to be built first, but " + checkout + "/.rmux-pty cannot be written;"
                        + " build it as a user who may, or in a copy of this folder\n");
        assertThat(outcome.status()).isEqualTo(125);
    }

    @Test
    @DisplayName("a built checkout that cannot be written runs")
    void builtAndNotWritable() throws Exception {
        maven(BUILDS);
        run("run", "--", "true");
        try (Stream<Path> files = Files.walk(checkout)) {
            files.filter(Files::isDirectory).forEach(folder -> folder.toFile().setWritable(false, false));
        }
        assertThat(run("run", "--", "echo", "hi").output()).isEqualTo("hi\r\n");
    }
}
