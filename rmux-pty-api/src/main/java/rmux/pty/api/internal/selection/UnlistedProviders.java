// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.selection;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.spi.PtyProvider;

/**
 * Providers of this project whose classes are on the class path, while no list of providers names them: a tool that puts
 * several jars into one keeps only one of several service files of the same name, unless it is told to merge them.
 */
final class UnlistedProviders {

    private static final List<String> KNOWN = List.of(
            "rmux.pty.posix.PosixPtyProvider", "rmux.pty.conpty.ConPtyProvider", "rmux.pty.winpty.WinPtyProvider");

    private UnlistedProviders() {}

    /** A sentence about those that a class loader sees, with the remedy; empty if there are none. */
    static String explain(@Nullable ClassLoader loader, Set<String> found) {
        ClassLoader finder = loader == null ? ClassLoader.getSystemClassLoader() : loader;
        List<String> unlisted = KNOWN.stream()
                .filter(name -> !found.contains(name))
                .filter(name -> finder.getResource(name.replace('.', '/') + ".class") != null)
                .toList();
        return unlisted.isEmpty()
                ? ""
                : String.join(" and ", unlisted) + (unlisted.size() == 1 ? " is" : " are")
                        + " on the class path, but not listed in META-INF/services/" + PtyProvider.class.getName()
                        + ": merge the service files when jars are put into one (ServicesResourceTransformer in Maven"
                        + " Shade, mergeServiceFiles() in Gradle Shadow)";
    }
}
