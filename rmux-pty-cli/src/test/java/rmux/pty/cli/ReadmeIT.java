// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What README promises is so. */
class ReadmeIT {

    private static final Path EXAMPLE = Launcher.TOP.resolve("rmux-pty-cli/src/test/examples/Hello.java");

    @Test
    @DisplayName("the example in README is the one that is compiled and run here")
    void sameExample() throws Exception {
        assertThat(Files.readString(Launcher.TOP.resolve("README.md")))
                .contains("```java\n" + Files.readString(EXAMPLE) + "```\n");
    }

    @Test
    @DisplayName("the backend in README is the one that the contract is tested on")
    void sameBackend() throws Exception {
        Path backend =
                Launcher.TOP.resolve("rmux-pty-example-socket/src/main/java/example/socket/SocketPtyProvider.java");
        assertThat(Files.readString(Launcher.TOP.resolve("README.md")))
                .contains("```java\n" + Files.readString(backend) + "```\n");
    }

    @Test
    @DisplayName("the example compiles and runs, with the options that README gives")
    void exampleRuns() throws Exception {
        String modules = Launcher.TOP.resolve("rmux-pty-cli/target/modules").toString();
        String readme = Files.readString(Launcher.TOP.resolve("README.md"));
        assertThat(readme)
                .contains("java --module-path rmux-pty-cli/target/modules --add-modules rmux.pty.posix"
                        + " --enable-native-access=com.sun.jna rmux-pty-cli/src/test/examples/Hello.java\n");
        Launcher.Outcome outcome = Launcher.run(
                TestLimits.SOON,
                new byte[0],
                List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "--module-path",
                        modules,
                        "--add-modules",
                        "rmux.pty.posix",
                        "--enable-native-access=com.sun.jna",
                        EXAMPLE.toString()));
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.output()).matches("/dev/pts/\\d+\r\n30 100\r\nexit code 0\n");
        assertThat(outcome.status()).isZero();
    }

    @Test
    @DisplayName("the module descriptor and the dependencies in README are those of the examples, which CI builds")
    void snippets() throws Exception {
        String readme = Files.readString(Launcher.TOP.resolve("README.md"));
        String descriptor = Files.readString(Launcher.TOP.resolve("examples/modular/src/main/java/module-info.java"));
        assertThat(readme).contains("```java\n" + descriptor.substring(descriptor.indexOf("module ")) + "```\n");
        String pom = Files.readString(Launcher.TOP.resolve("examples/pom.xml"))
                .replace("${rmux-pty.version}", "0.1.0-SNAPSHOT");
        String dependencies =
                readme.substring(readme.indexOf("<dependencyManagement>"), readme.indexOf("</dependencies>\n```"));
        assertThat(pom).containsIgnoringWhitespaces(dependencies);
    }

    @Test
    @DisplayName("every path that README names is there")
    void paths() throws Exception {
        String readme = Files.readString(Launcher.TOP.resolve("README.md"));
        List<String> links = java.util.regex.Pattern.compile("\\]\\(([^)#:]+)\\)")
                .matcher(readme)
                .results()
                .map(result -> result.group(1))
                .toList();
        assertThat(links)
                .isNotEmpty()
                .allSatisfy(link -> assertThat(Launcher.TOP.resolve(link)).exists());
    }
}
