// SPDX-License-Identifier: Apache-2.0 OR MIT
package house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The packages of all modules use each other as config/packages.txt says, in one direction. */
class PackagesTest {

    private static final String OURS = "rmux.pty.";

    /** The packages that each package uses, by the file. */
    private static Map<String, Set<String>> allowed() throws IOException {
        Map<String, Set<String>> allowed = new TreeMap<>();
        for (String line : Files.readAllLines(Project.TOP.resolve("config/packages.txt"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] sides = line.split("->", 2);
                Set<String> used = Arrays.stream(sides[1].split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new));
                allowed.put(sides[0].strip(), used);
            }
        }
        return allowed;
    }

    /** The same, by the compiled classes. */
    private static Map<String, Set<String>> actual() throws IOException {
        Path[] classes = Project.modules().stream()
                .map(module -> module.resolve("target/classes"))
                .filter(Files::isDirectory)
                .toArray(Path[]::new);
        Map<String, Set<String>> actual = new TreeMap<>();
        for (JavaClass type : new ClassFileImporter().importPaths(classes)) {
            if (type.getPackageName().startsWith(OURS)) {
                Set<String> used = actual.computeIfAbsent(type.getPackageName(), name -> new TreeSet<>());
                type.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency
                                .getTargetClass()
                                .getBaseComponentType()
                                .getPackageName())
                        .filter(name -> name.startsWith(OURS) && !name.equals(type.getPackageName()))
                        .forEach(used::add);
            }
        }
        return actual;
    }

    @Test
    @DisplayName("every arrow between packages is in the file")
    void arrows() throws Exception {
        Map<String, Set<String>> allowed = allowed();
        Map<String, Set<String>> actual = actual();
        assertThat(actual).hasSizeGreaterThan(30);
        Set<String> foreign = new TreeSet<>();
        actual.forEach((from, used) -> used.stream()
                .filter(to -> !allowed.getOrDefault(from, Set.of()).contains(to))
                .forEach(to -> foreign.add(from + " -> " + to)));
        assertThat(foreign).isEmpty();
    }

    @Test
    @DisplayName("no arrow of the file is unused")
    void unused() throws Exception {
        Map<String, Set<String>> actual = actual();
        Set<String> unused = new TreeSet<>();
        allowed()
                .forEach((from, used) -> used.stream()
                        .filter(to -> !actual.getOrDefault(from, Set.of()).contains(to))
                        .forEach(to -> unused.add(from + " -> " + to)));
        assertThat(unused).isEmpty();
    }

    @Test
    @DisplayName("the only packages in a circle are those of the API module, whose parts name each other")
    void oneDirection() throws Exception {
        Map<String, Set<String>> arrows = allowed();
        List<String> circular = arrows.keySet().stream()
                .filter(name -> reachable(arrows, name).contains(name))
                .filter(name -> !name.equals("rmux.pty.api") && !name.startsWith("rmux.pty.api."))
                .toList();
        assertThat(circular).isEmpty();
    }

    @Test
    @DisplayName("the rooms inside the API module have no circle among themselves")
    void rooms() throws Exception {
        Map<String, Set<String>> arrows = new TreeMap<>();
        allowed().forEach((from, used) -> {
            if (from.startsWith("rmux.pty.api.internal.")) {
                Set<String> inside = new HashSet<>(used);
                inside.removeIf(to -> !to.startsWith("rmux.pty.api.internal."));
                arrows.put(from, inside);
            }
        });
        assertThat(arrows).hasSizeGreaterThanOrEqualTo(7);
        assertThat(arrows.keySet()).noneMatch(name -> reachable(arrows, name).contains(name));
    }

    private static Set<String> reachable(Map<String, Set<String>> arrows, String from) {
        Set<String> seen = new HashSet<>();
        Set<String> next = arrows.getOrDefault(from, Set.of());
        while (!next.isEmpty()) {
            seen.addAll(next);
            next = next.stream()
                    .flatMap(name -> arrows.getOrDefault(name, Set.of()).stream())
                    .filter(name -> !seen.contains(name))
                    .collect(Collectors.toSet());
        }
        return seen;
    }
}
