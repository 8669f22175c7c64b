// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What of the system matters to terminals, for {@code doctor}. */
final class SystemFacts {

    private static final Pattern GLIBC_BANNER = Pattern.compile("GNU C Library .{0,80}version (\\d+\\.\\d+)");

    private SystemFacts() {}

    /** Names and values, in the order to be shown. */
    static Map<String, String> collect() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("version", version());
        facts.put("kernel", property("os.name") + " " + property("os.version") + ", " + property("os.arch"));
        facts.put("JDK", property("java.vendor") + " " + property("java.version") + ", " + property("java.home"));
        facts.put("native access", nativeAccess());
        if (property("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
            facts.put("distribution", distribution());
            facts.put("C library", cLibrary());
            facts.put("/dev/ptmx", ptmx());
            facts.put("terminals in use", terminals());
            facts.put("open files", openFiles());
        }
        return facts;
    }

    private static String version() {
        try {
            return String.join("", new Version().getVersion());
        } catch (IOException e) {
            return "? (" + e.getMessage() + ")";
        }
    }

    /** As os-release(5) has it. */
    private static String distribution() {
        try (Stream<String> lines = Files.lines(Path.of("/etc/os-release"))) {
            return lines.filter(line -> line.startsWith("PRETTY_NAME="))
                    .map(line -> line.substring("PRETTY_NAME=".length()).replace("\"", ""))
                    .findFirst()
                    .orElse("?");
        } catch (IOException e) {
            return "? (no /etc/os-release)";
        }
    }

    private static String property(String name) {
        return System.getProperty(name, "?");
    }

    /** JDK 24 and later warn of a library that calls native code without having been allowed to (JEP 472). */
    private static String nativeAccess() {
        if (Runtime.version().feature() < 24) {
            return "needs no flag on this JDK";
        }
        ModuleLayer layer = SystemFacts.class.getModule().getLayer();
        List<String> allowed = layer == null
                ? List.of()
                : Stream.of("com.sun.jna", "rmux.pty.posix")
                        .filter(name -> layer.findModule(name)
                                .map(SystemFacts::isNativeAccessEnabled)
                                .orElse(false))
                        .toList();
        return allowed.contains("com.sun.jna")
                ? "allowed for " + String.join(", ", allowed)
                : "not allowed; start java with --enable-native-access=com.sun.jna (on the class path ALL-UNNAMED)";
    }

    /** Module.isNativeAccessEnabled, of JDK 22 and later. */
    private static boolean isNativeAccessEnabled(Module module) {
        try {
            return (boolean) Module.class.getMethod("isNativeAccessEnabled").invoke(module);
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static String cLibrary() {
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            return maps.filter(
                            line -> line.contains("/libc.so") || line.contains("/libc-") || line.contains("/ld-musl"))
                    .map(line -> line.substring(line.indexOf('/')))
                    .findFirst()
                    .map(path -> path + version(Path.of(path)))
                    .orElse("?");
        } catch (IOException e) {
            return "? (" + e.getMessage() + ")";
        }
    }

    /** Glibc carries its version as a text, which it prints when it is run as a program; musl has none to be found. */
    private static String version(Path library) {
        try {
            Matcher banner = GLIBC_BANNER.matcher(Files.readString(library, StandardCharsets.ISO_8859_1));
            return banner.find() ? " (glibc " + banner.group(1) + ")" : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static String ptmx() {
        Path ptmx = Path.of("/dev/ptmx");
        if (!Files.exists(ptmx)) {
            return "missing; mount devpts, or start the container with a /dev of its own";
        }
        return Files.isReadable(ptmx) && Files.isWritable(ptmx)
                ? "readable and writable"
                : "not accessible to this user";
    }

    private static String terminals() {
        return firstLine("/proc/sys/kernel/pty/nr") + " (kernel.pty.nr), of at most "
                + firstLine("/proc/sys/kernel/pty/max") + " (kernel.pty.max)";
    }

    private static String openFiles() {
        try (Stream<String> limits = Files.lines(Path.of("/proc/self/limits"))) {
            String limit = limits.filter(line -> line.startsWith("Max open files"))
                    .map(line -> line.replaceAll("\\s+", " ").split(" ", -1)[3])
                    .findFirst()
                    .orElse("?");
            return "at most " + limit + "; a session takes 3";
        } catch (IOException e) {
            return "? (" + e.getMessage() + ")";
        }
    }

    private static String firstLine(String file) {
        try {
            List<String> lines = Files.readAllLines(Path.of(file));
            return lines.isEmpty() ? "?" : lines.get(0);
        } catch (IOException e) {
            return "?";
        }
    }
}
