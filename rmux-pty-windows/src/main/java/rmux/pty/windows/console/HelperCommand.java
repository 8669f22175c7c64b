// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.console;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import rmux.pty.api.PtyException;
import rmux.pty.windows.jna.NativeAccess;

/** How to start {@link ConsoleTool} with the runtime and the classes that this process has. */
final class HelperCommand {

    private HelperCommand() {}

    /** The command up to the tool's own arguments; empty when there is no way. */
    static List<String> ofThisRuntime() {
        Path bin = Path.of(System.getProperty("java.home", ""), "bin");
        return Stream.of(bin.resolve("java.exe"), bin.resolve("java"))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(java -> of(java, NativeAccess.librariesOfJna()))
                .orElse(List.of());
    }

    private static List<String> of(Path java, List<Class<?>> jna) {
        Set<String> classPath = new LinkedHashSet<>();
        Stream.concat(Stream.of(ConsoleTool.class, PtyException.class), jna.stream())
                .forEach(type -> classPath.add(location(type)));
        // Of a jlinked image, everything is in the image.
        List<String> classes = classPath.contains("")
                ? List.of("-m", "rmux.pty.windows/" + ConsoleTool.class.getName())
                : List.of("-cp", String.join(File.pathSeparator, classPath), ConsoleTool.class.getName());
        return Stream.concat(
                        Stream.of(
                                java.toString(),
                                "-Xshare:auto",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx32m"),
                        classes.stream())
                .toList();
    }

    /** The file or directory a class is from; empty when it is from none. */
    private static String location(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            URI location = source == null || source.getLocation() == null
                    ? URI.create("jrt:/")
                    : source.getLocation().toURI();
            return "file".equals(location.getScheme()) ? Path.of(location).toString() : "";
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException unusual) {
            return "";
        }
    }
}
