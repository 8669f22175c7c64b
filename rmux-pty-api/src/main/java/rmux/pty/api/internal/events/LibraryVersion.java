// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.events;

import java.lang.module.ModuleDescriptor.Version;

/** The version of the library that a class comes from. */
public final class LibraryVersion {

    private LibraryVersion() {}

    /** Returns the version that its module's descriptor or its jar's manifest says, or "of an unknown version". */
    public static String of(Class<?> type) {
        if (type.getModule().isNamed()) {
            return type.getModule()
                    .getDescriptor()
                    .version()
                    .map(Version::toString)
                    .orElse("of an unknown version");
        }
        String said = type.getPackage().getImplementationVersion();
        return said == null ? "of an unknown version" : said.replaceFirst(" .*", "");
    }
}
