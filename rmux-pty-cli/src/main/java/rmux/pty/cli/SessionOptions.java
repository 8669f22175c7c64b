// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import rmux.pty.api.Closing;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyProviders;
import rmux.pty.api.PtySession;
import rmux.pty.api.RunAs;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.PtyProvider;

/** The options of every subcommand that starts a program. */
final class SessionOptions {

    /** What LC_ALL was before the launcher gave this JVM a locale in which it understands its arguments; empty if unset. */
    private static final String LC_ALL_PROPERTY = "rmux.pty.cli.lc-all";

    @Option(
            names = "--size",
            paramLabel = "COLSxROWS",
            converter = SizeConverter.class,
            description = "Size of the terminal; that of yours unless given, 80x24 where you have none.")
    private @Nullable TerminalSize size;

    @Option(names = "--cwd", paramLabel = "DIR", description = "Directory to start in.")
    private @Nullable Path directory;

    @Option(
            names = "--user",
            paramLabel = "NAME[:GROUP]",
            converter = UserConverter.class,
            description =
                    "Run as this user, with the user's groups or with this one; names or numbers. For root on Linux.")
    private @Nullable RunAs user;

    @Option(
            names = "--env",
            paramLabel = "NAME=VALUE",
            converter = VariableConverter.class,
            description = "Set a variable; may be given several times.")
    private List<Variable> environment = new ArrayList<>();

    @Option(names = "--provider", paramLabel = "NAME", description = "Use the provider of this name.")
    private @Nullable String provider;

    @Option(
            names = "--on",
            paramLabel = "PLACE",
            converter = Place.Converter.class,
            description = "Run it there instead of here: ssh:[USER@]HOST[:PORT], docker:CONTAINER or"
                    + " kube:NAMESPACE/POD[/CONTAINER].")
    private List<Place> places = new ArrayList<>();

    @Mixin
    private Reaching reaching = new Reaching();

    record Variable(String name, String value) {}

    /** Reads NAME=VALUE. */
    static final class VariableConverter implements ITypeConverter<Variable> {
        @Override
        public Variable convert(String text) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new TypeConversionException("not a variable: \"" + text + "\"; expected NAME=VALUE");
            }
            return new Variable(text.substring(0, equals), text.substring(equals + 1));
        }
    }

    /** Reads NAME[:GROUP]. */
    static final class UserConverter implements ITypeConverter<RunAs> {
        @Override
        public RunAs convert(String text) {
            String[] words = text.split(":", -1);
            if (words.length > 2 || Arrays.asList(words).contains("")) {
                throw new TypeConversionException("not a user: \"" + text + "\"; expected NAME or NAME:GROUP");
            }
            RunAs named = RunAs.user(words[0]);
            return words.length == 1 ? named : named.withGroup(words[1]);
        }
    }

    /** Reads COLSxROWS. */
    static final class SizeConverter implements ITypeConverter<TerminalSize> {
        @Override
        public TerminalSize convert(String value) {
            try {
                return TerminalSize.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** Starts a command where the options say, on a terminal of the size asked for, or else of {@code defaultSize}. */
    PtySession spawn(List<String> command, TerminalSize defaultSize) throws PtyException {
        if (places.size() > 1) {
            throw new IllegalArgumentException("--on names several places, which only --each is for");
        }
        if (!places.isEmpty()) {
            return spawn(command, defaultSize, places.get(0));
        }
        PtyCommand pty = toPty(command, defaultSize);
        String callers = System.getProperty(LC_ALL_PROPERTY);
        if (callers != null) {
            pty = callers.isEmpty() ? pty.withoutEnvironment("LC_ALL") : pty.withEnvironment("LC_ALL", callers);
        }
        pty = withVariables(pty);
        return selected(pty).spawn(pty);
    }

    /** Starts a command in a certain place; nothing of this process's environment goes there. */
    PtySession spawn(List<String> command, TerminalSize defaultSize, Place place) throws PtyException {
        if (provider != null) {
            throw new IllegalArgumentException("--on and --provider exclude each other");
        }
        return PtyProviders.installed().spawn(reaching.to(place, withVariables(toPty(command, defaultSize))));
    }

    /** The places that {@code --on} names. */
    List<Place> places() {
        return List.copyOf(places);
    }

    private PtyCommand toPty(List<String> command, TerminalSize defaultSize) {
        PtyCommand pty = PtyCommand.of(command.get(0), command.subList(1, command.size()))
                .withSize(size == null ? defaultSize : size)
                .withClosing(Closing.HANG_UP); // as a terminal emulator does when its window is closed
        if (user != null) {
            pty = pty.withRunAs(user);
        }
        return directory == null ? pty : pty.withDirectory(directory);
    }

    private PtyCommand withVariables(PtyCommand command) {
        PtyCommand pty = command;
        for (Variable variable : environment) {
            pty = pty.withEnvironment(variable.name(), variable.value());
        }
        return pty;
    }

    private PtyProvider selected(PtyCommand pty) {
        PtyProviders installed = PtyProviders.installed();
        return provider == null ? installed.select(pty) : installed.named(provider);
    }

    /** Whether the size was given, and so does not follow the user's terminal. */
    boolean hasFixedSize() {
        return size != null;
    }
}
