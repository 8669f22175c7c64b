// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import rmux.pty.api.spi.PtyProvider;

/** How the jar or directory that a provider came from registers it. */
final class ServiceFiles {

    private static final String SERVICE = PtyProvider.class.getName();
    private static final String FILE = "META-INF/services/" + SERVICE;

    private ServiceFiles() {}

    /** What the services file of the provider's own jar, directory or module lists. */
    static List<String> listed(Class<?> type) throws IOException {
        if (type.getModule().isNamed()) {
            InputStream file = type.getModule().getResourceAsStream(FILE);
            return file == null ? List.of() : lines(file);
        }
        URL file = URI.create(root(type) + FILE).toURL();
        try (InputStream opened = file.openStream()) {
            return lines(opened);
        } catch (IOException missing) {
            return List.of();
        }
    }

    private static List<String> lines(InputStream file) throws IOException {
        try (file) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceAll("#.*", "").trim())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }

    /** What the provider's module provides, or would provide if its jar or directory were on the module path. */
    static List<String> provided(Class<?> type) throws Exception {
        Optional<ModuleDescriptor> descriptor =
                Optional.ofNullable(type.getModule().getDescriptor());
        Stream<ModuleDescriptor> modules = descriptor.isPresent()
                ? descriptor.stream()
                : ModuleFinder.of(location(type)).findAll().stream().map(ModuleReference::descriptor);
        return modules.flatMap(module -> module.provides().stream())
                .filter(provides -> provides.service().equals(SERVICE))
                .flatMap(provides -> provides.providers().stream())
                .toList();
    }

    /** The jar or directory that a class was loaded from. */
    static Path location(Class<?> type) {
        String root = root(type);
        if (root.startsWith("jar:")) {
            root = root.substring("jar:".length(), root.toLowerCase(Locale.ROOT).lastIndexOf("!/"));
        }
        return Path.of(URI.create(root));
    }

    /** Also right for classes that were patched into a module, whose protection domain names the module's own place. */
    static String root(Class<?> type) {
        String file = type.getName().replace('.', '/') + ".class";
        String simple = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        URL url = Optional.ofNullable(type.getResource(simple)).orElseThrow();
        return url.toString().substring(0, url.toString().length() - file.length());
    }
}
