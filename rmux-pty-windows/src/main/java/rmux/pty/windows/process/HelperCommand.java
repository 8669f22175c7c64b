// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.process;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import rmux.pty.api.PtyException;
import rmux.pty.windows.jna.NativeAccess;

/** How to start {@link ConsoleTool} with the runtime and the classes that this process has. */
final class HelperCommand {

    /** JEP 472: from Java 24 on there is a warning, and later more. */
    private static final int FIRST_TO_RESTRICT_NATIVE_ACCESS = 24;

    /** Where its native part is, or may be put. JNA sets other properties itself. */
    private static final List<String> OF_JNA = List.of(
            "java.io.tmpdir",
            "jna.tmpdir",
            "jna.boot.library.name",
            "jna.boot.library.path",
            "jna.nosys",
            "jna.nounpack",
            "jna.noclasspath");

    private HelperCommand() {}

    /** The command up to the tool's own arguments; empty when there is no way. */
    static List<String> ofThisRuntime() {
        Path bin = Path.of(System.getProperty("java.home", ""), "bin");
        List<Class<?>> needed = new ArrayList<>(List.of(ConsoleTool.class, PtyException.class));
        needed.addAll(NativeAccess.librariesOfJna());
        return Stream.of(bin.resolve("java.exe"), bin.resolve("java"))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(java -> of(java, needed, ConsoleTool.class.getModule().isNamed(), System.getProperties()))
                .orElse(List.of());
    }

    /**
     * The command for classes in files or, as modules, in an image; there is none for classes in a jar in a jar. What this
     * process was notified of JNA holds for the helper, which else could be kept from loading it.
     */
    static List<String> of(Path java, List<Class<?>> needed, boolean modular, Properties properties) {
        Set<String> classPath = new LinkedHashSet<>();
        needed.forEach(type -> classPath.add(location(type)));
        boolean inFiles = !classPath.contains("");
        if (!inFiles && !modular) {
            return List.of();
        }
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx32m"));
        if (Runtime.version().feature() >= FIRST_TO_RESTRICT_NATIVE_ACCESS) {
            command.add("--enable-native-access=" + (inFiles ? "ALL-UNNAMED" : "com.sun.jna"));
        }
        OF_JNA.stream()
                .filter(name -> properties.getProperty(name) != null)
                .forEach(name -> command.add("-D" + name + "=" + properties.getProperty(name)));
        command.addAll(
                inFiles
                        ? List.of("-cp", String.join(File.pathSeparator, classPath), ConsoleTool.class.getName())
                        : List.of("-m", "rmux.pty.windows/" + ConsoleTool.class.getName()));
        return command;
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
