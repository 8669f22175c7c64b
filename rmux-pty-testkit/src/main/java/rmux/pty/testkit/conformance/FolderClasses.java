// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The classes in folders of the class path. Each needs a descriptor when it is loaded, as none does that comes from an open jar
 * or an image; and a class that once could not be loaded is never tried again (Java Virtual Machine Specification, 5.4.3).
 */
final class FolderClasses {

    private static final String SUFFIX = ".class";

    private FolderClasses() {}

    /** Loads them all, except for those that refer to what is not here, so that nobody can use them. */
    static void load() throws IOException {
        for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
            if (!entry.isEmpty() && Files.isDirectory(Path.of(entry))) {
                for (String name : names(Path.of(entry))) {
                    load(name);
                }
            }
        }
    }

    private static void load(String name) {
        try {
            Class<?> unused = Class.forName(name, false, FolderClasses.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // Not usable here at all.
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .filter(file -> file.endsWith(SUFFIX) && !file.endsWith("-info" + SUFFIX))
                    .map(file ->
                            file.substring(0, file.length() - SUFFIX.length()).replace(File.separatorChar, '.'))
                    .filter(name -> !name.startsWith("META-INF"))
                    .toList();
        }
    }
}
