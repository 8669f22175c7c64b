// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that build and test, on a system with little more than a JDK. */
class BuildScriptsIT {

    private static final List<String> ALWAYS_THERE = List.of(
            "sh",
            "awk",
            "cat",
            "chmod",
            "cut",
            "dirname",
            "basename",
            "env",
            "grep",
            "head",
            "id",
            "mkdir",
            "mktemp",
            "mv",
            "rm",
            "sed",
            "sha256sum",
            "sort",
            "tail",
            "tr",
            "uname");

    @TempDir
    private Path directory;

    /** A directory of the commands that are always there, as links. */
    private Path commands() throws Exception {
        Path commands = Files.createDirectory(directory.resolve("bin"));
        for (String command : ALWAYS_THERE) {
            Path found = Path.of("/usr/bin", command);
            Files.createSymbolicLink(commands.resolve(command), Files.exists(found) ? found : Path.of("/bin", command));
        }
        return commands;
    }

    private static Path script(Path file, String text) throws Exception {
        Files.writeString(file, "#!/bin/sh\n" + text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private static Launcher.Outcome run(Path commands, String... words) throws Exception {
        List<String> line = new ArrayList<>(List.of("env", "-u", "JAVA_HOME", "-u", "LANG", "PATH=" + commands));
        line.addAll(List.of(words));
        return Launcher.run(TestLimits.SOON, new byte[0], line);
    }

    @Test
    @DisplayName("what the tests need and is missing is one message, with the command that installs it")
    void missingTools() throws Exception {
        Path commands = commands();
        script(commands.resolve("apt-get"), "echo \"$@\"");
        String check = Launcher.TOP.resolve("scripts/verify.d/check-tools").toString();
        Launcher.Outcome outcome = run(commands, check, "fast");
        assertThat(outcome.output())
                .startsWith("The tests need commands that are missing here: tmux, vim, htop, ")
                .containsPattern("Install them by: apt-get install -y .* procps .*tmux util-linux vim\n");
        assertThat(outcome.status()).isOne();
        assertThat(run(commands, "env", "SKIP_TESTS=true", check, "fast").status())
                .as("with -DskipTests")
                .isZero();
    }

    @Test
    @DisplayName("./verify --no-install lists what is missing and installs nothing; without a terminal it does not ask")
    void listsOnly() throws Exception {
        Path commands = commands();
        Path called = directory.resolve("called");
        script(commands.resolve("apt-get"), "echo \"$@\" >>'" + called + "'");
        script(commands.resolve("sudo"), "exec \"$@\"");
        String verify = Launcher.TOP.resolve("verify").toString();
        Launcher.Outcome listed = run(commands, verify, "--no-install");
        assertThat(listed.output())
                .contains("verify: missing here: tmux vim htop")
                .contains("verify: would run: ");
        assertThat(listed.status()).isOne();
        Launcher.Outcome asked = run(commands, verify);
        assertThat(asked.errors()).startsWith("verify: run this first, or give --yes: ");
        assertThat(asked.status()).isEqualTo(2);
        assertThat(called).doesNotExist();
    }

    @Test
    @DisplayName("mvnw unpacks Maven without unzip, and compares it with the checksum of the archive it fetched")
    void wrapperWithoutUnzip() throws Exception {
        Path archive = directory.resolve("repository/org/apache/maven/apache-maven/1.2.3/apache-maven-1.2.3-bin.zip");
        Files.createDirectories(archive.getParent());
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : List.of("mvn", "mvnDebug")) {
                zip.putNextEntry(new ZipEntry("apache-maven-1.2.3/bin/" + name));
                zip.write("#!/bin/sh\necho \"Maven, called with $*\"\n".getBytes(StandardCharsets.UTF_8));
            }
        }
        Path commands = commands();
        for (String tool : List.of("java", "javac", "jar")) {
            Files.createSymbolicLink(commands.resolve(tool), Path.of(System.getProperty("java.home"), "bin", tool));
        }
        assertThat(wrapper(commands, archive, checksum(archive)).output()).isEqualTo("Maven, called with verify\n");
        Launcher.Outcome other = wrapper(commands, archive, "0".repeat(64));
        assertThat(other.errors()).contains("Failed to validate Maven distribution SHA-256");
        assertThat(other.status()).isOne();
    }

    private static String checksum(Path archive) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive)));
    }

    private Launcher.Outcome wrapper(Path commands, Path archive, String checksum) throws Exception {
        Path checkout = Files.createTempDirectory(directory, "check out ü");
        Files.copy(Launcher.TOP.resolve("mvnw"), checkout.resolve("mvnw"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(
                Files.createDirectories(checkout.resolve(".mvn/wrapper")).resolve("maven-wrapper.properties"),
                "distributionUrl=https://example.invalid/" + archive.getFileName() + "\ndistributionSha256Sum="
                        + checksum + "\n");
        return run(
                commands,
                "env",
                "HOME=" + checkout,
                "MVNW_REPOURL=" + directory.resolve("repository").toUri(),
                checkout.resolve("mvnw").toString(),
                "verify");
    }
}
