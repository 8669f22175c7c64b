// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.selection;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.spi.PtyProvider;

/**
 * The class names under which providers are registered, read where ServiceLoader reads them.
 *
 * <p>An error of ServiceLoader holds the name of the class only in its message, whose wording is not specified. The names
 * that are registered tell which part of the message is a name.
 */
final class ListedProviders {

    private static final String SERVICE = PtyProvider.class.getName();

    private ListedProviders() {}

    /** The names registered in what a class loader sees, on its class path and in the boot layer. */
    static Set<String> in(ClassLoader loader) {
        Set<String> names = new LinkedHashSet<>(in(ModuleLayer.boot()));
        try {
            for (URL file : Collections.list(loader.getResources("META-INF/services/" + SERVICE))) {
                names.addAll(read(file));
            }
        } catch (IOException | RuntimeException e) {
            return names; // ServiceLoader has reported what cannot be read
        }
        return names;
    }

    /** The names registered by the modules of a layer and its parents. */
    static Set<String> in(ModuleLayer layer) {
        Set<String> names = new LinkedHashSet<>();
        layer.modules().stream()
                .flatMap(module -> module.getDescriptor().provides().stream())
                .filter(provides -> provides.service().equals(SERVICE))
                .forEach(provides -> names.addAll(provides.providers()));
        layer.parents().forEach(parent -> names.addAll(in(parent)));
        return names;
    }

    /** The longest of the names that a message mentions, or null if it mentions none. */
    static @Nullable String mentioned(Set<String> names, String message) {
        return names.stream()
                .filter(message::contains)
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .orElse(null);
    }

    private static Set<String> read(URL file) throws IOException {
        URLConnection connection = file.openConnection();
        connection.setUseCaches(false); // a cached JAR file would stay open after its class loader is closed
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            List<String> names = lines.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(name -> !name.isEmpty())
                    .toList();
            return new TreeSet<>(names);
        }
    }
}
