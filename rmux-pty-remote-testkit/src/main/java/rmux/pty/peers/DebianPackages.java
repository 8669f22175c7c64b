// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The real peers that these tests talk to, from Debian's packages; what is missing is installed. */
public final class DebianPackages {

    private static final long LIMIT_MINUTES = 5;

    private DebianPackages() {}

    /** Makes a command available; fails, saying why, if it cannot be installed. */
    public static synchronized void require(String command, String debianPackage) {
        if (isInstalled(command)) {
            return;
        }
        apt(List.of("update", "-qq"));
        apt(List.of("install", "-y", "-qq", "--no-install-recommends", debianPackage));
        if (!isInstalled(command)) {
            throw new IllegalStateException("the package " + debianPackage + " has no command " + command);
        }
    }

    /** Servers are in directories that the PATH of most users does not have. */
    private static boolean isInstalled(String command) {
        return Stream.concat(Arrays.stream(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/sbin"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
    }

    private static void apt(List<String> arguments) {
        ProcessBuilder builder = new ProcessBuilder("apt-get");
        builder.command().addAll(arguments);
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = builder.start();
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("apt-get " + String.join(" ", arguments) + " failed; run it by hand");
            }
        } catch (IOException e) {
            throw new IllegalStateException("these tests need apt-get, or its packages installed beforehand", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
