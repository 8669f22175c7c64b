// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM with everything that this one has, on the class path. */
final class OwnJvm {

    private OwnJvm() {}

    /** The command line, to which options and a class or source file are added. */
    static List<String> command() {
        String modules = System.getProperty("jdk.module.path");
        String classPath = System.getProperty("java.class.path") + (modules == null ? "" : ":" + modules);
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath));
    }
}
