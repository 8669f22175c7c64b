// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.inheritance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rmux.pty.posix.PosixPtyProvider;

/** The classes of this module in jars, as a release has them; made and examined by the tools of the JDK. */
final class PackedClasses {

    private static final Path BASE;
    private static final String VERSIONED = "META-INF/versions/22";

    static {
        try {
            BASE = Path.of(PosixPtyProvider.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private PackedClasses() {}

    /** All classes in a multi-release jar. */
    static Path multiRelease(Path directory) throws Exception {
        assertThat(BASE.resolve(VERSIONED)).isDirectory();
        Path jar = directory.resolve("multi-release.jar");
        tool(
                "jar",
                "--create",
                "--file",
                jar.toString(),
                "-C",
                BASE.toString(),
                "rmux",
                "--release",
                "22",
                "-C",
                BASE.resolve(VERSIONED).toString(),
                "rmux");
        return jar;
    }

    /** Only the classes for JDK 17, as a build on that JDK packs them. */
    static Path single(Path directory) throws Exception {
        Path jar = directory.resolve("single.jar");
        tool("jar", "--create", "--file", jar.toString(), "-C", BASE.toString(), "rmux");
        return jar;
    }

    /** Copies classes, by their names, out of the folders of this module, as JDK 22 sees them. */
    static void copy(List<String> classes, Path directory) throws IOException {
        for (String name : classes) {
            String file = name.replace('.', '/') + ".class";
            Path versioned = BASE.resolve(VERSIONED).resolve(file);
            Path target = directory.resolve(file);
            Files.createDirectories(target.getParent());
            Files.copy(Files.exists(versioned) ? versioned : BASE.resolve(file), target);
        }
    }

    /** Runs a tool of the JDK, and returns the lines that it prints. */
    static List<String> tool(String name, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", name).toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }
}
