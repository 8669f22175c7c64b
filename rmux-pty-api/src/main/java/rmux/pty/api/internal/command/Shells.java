// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.command;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The shells of this machine. */
public final class Shells {

    private static final String POSIX_SHELL = "/bin/sh";
    private static final int PASSWD_FIELDS = 7;

    private final boolean windows;
    private final UnaryOperator<String> variable;
    private final String user;
    private final Path passwd;

    Shells(boolean windows, UnaryOperator<String> variable, String user, Path passwd) {
        this.windows = windows;
        this.variable = variable;
        this.user = user;
        this.passwd = passwd;
    }

    /** The shells of the running system. */
    public static Shells ofThisMachine() {
        return new Shells(
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows"),
                name -> System.getenv().getOrDefault(name, ""),
                System.getProperty("user.name", ""),
                Path.of("/etc/passwd"));
    }

    /** Whether the shells are those of Windows. */
    public boolean areOfWindows() {
        return windows;
    }

    /** The shell that runs scripts. */
    public String forScripts() {
        return windows ? commandProcessor() : POSIX_SHELL;
    }

    /** The shell that the user has chosen: {@code SHELL}, else that of the user database, else the one for scripts. */
    public String ofUser() {
        return windows
                ? commandProcessor()
                : Stream.of(variable.apply("SHELL"), registered().orElse(""))
                        .filter(Shells::isUsable)
                        .findFirst()
                        .orElse(POSIX_SHELL);
    }

    private String commandProcessor() {
        String named = variable.apply("ComSpec");
        return named.isEmpty() ? "cmd.exe" : named;
    }

    private static boolean isUsable(String shell) {
        File file = new File(shell);
        return shell.startsWith("/") && file.isFile() && file.canExecute();
    }

    private Optional<String> registered() {
        try (Stream<String> lines = Files.lines(passwd, StandardCharsets.ISO_8859_1)) {
            return lines.map(line -> line.split(":", -1))
                    .filter(fields -> fields.length == PASSWD_FIELDS && fields[0].equals(user))
                    .map(fields -> fields[PASSWD_FIELDS - 1])
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
