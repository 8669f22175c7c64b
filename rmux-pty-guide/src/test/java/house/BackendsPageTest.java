// SPDX-License-Identifier: Apache-2.0 OR MIT
package house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** docs/backends.md says of each backend what its source says. */
class BackendsPageTest {

    private static final Map<String, String> PROVIDERS = Map.of(
            "posix", "rmux-pty-posix/src/main/java/rmux/pty/posix/PosixPtyProvider.java",
            "conpty", "rmux-pty-conpty/src/main/java/rmux/pty/conpty/ConPtyProvider.java",
            "winpty", "rmux-pty-winpty/src/main/java/rmux/pty/winpty/WinPtyProvider.java",
            "ssh", "rmux-pty-ssh/src/main/java/rmux/pty/ssh/SshPtyProvider.java",
            "docker", "rmux-pty-docker/src/main/java/rmux/pty/docker/DockerPtyProvider.java",
            "kubernetes", "rmux-pty-kubernetes/src/main/java/rmux/pty/kubernetes/KubernetesPtyProvider.java");
    private static final Pattern CAPABILITY = Pattern.compile("PtyCapability\\.([A-Z0-9_]{2,})");
    private static final Pattern OPTION = Pattern.compile("PtyOption\\.of\\(\\s*\"([a-z.-]+)\"");

    private static String page() throws IOException {
        return Files.readString(Project.TOP.resolve("docs/backends.md"));
    }

    /** The capabilities that a column of the table says yes to, by the name of the column. */
    private static Map<String, Set<String>> table() throws IOException {
        Map<String, Set<String>> table = new TreeMap<>();
        List<String> names = new ArrayList<>();
        for (String line : page().lines().filter(line -> line.startsWith("|")).toList()) {
            List<String> cells =
                    Stream.of(line.split("\\|", -1)).map(String::strip).toList();
            if (cells.get(1).contains("PtyCapability")) {
                names.addAll(cells.subList(2, cells.size() - 1));
            } else if (cells.get(1).matches("[A-Z0-9_]+")) {
                for (int i = 0; i < names.size(); i++) {
                    Set<String> column = table.computeIfAbsent(names.get(i), name -> new TreeSet<>());
                    if (cells.get(i + 2).startsWith("yes")) {
                        column.add(cells.get(1));
                    }
                }
            }
        }
        return table;
    }

    @Test
    @DisplayName("the table of capabilities is that of the providers")
    void capabilities() throws Exception {
        Map<String, Set<String>> sources = new TreeMap<>();
        for (Map.Entry<String, String> provider : PROVIDERS.entrySet()) {
            Set<String> claimed = new TreeSet<>();
            CAPABILITY
                    .matcher(Files.readString(Project.TOP.resolve(provider.getValue())))
                    .results()
                    .forEach(found -> claimed.add(found.group(1)));
            sources.put(provider.getKey(), claimed);
        }
        assertThat(table()).isEqualTo(sources);
    }

    @Test
    @DisplayName("every option of a backend is on the page")
    void options() throws Exception {
        Set<String> options = new TreeSet<>();
        for (Path file : Project.sources()) {
            if (file.toString().contains("src/main")
                    && file.getFileName().toString().endsWith("Options.java")) {
                OPTION.matcher(Files.readString(file)).results().forEach(found -> options.add(found.group(1)));
            }
        }
        String page = page();
        assertThat(options)
                .hasSizeGreaterThan(12)
                .allSatisfy(option -> assertThat(page).contains("`" + option + "`"));
    }
}
