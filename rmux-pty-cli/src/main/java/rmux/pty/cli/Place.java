// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyOption;
import rmux.pty.api.PtyProviders;

/**
 * Where a program runs that does not run here, as {@code --on} names it. The backends are found by ServiceLoader, and their options
 * by name, so that a command line without them starts without their libraries.
 *
 * @param kind the kind of place
 * @param address the machine, container or pod
 */
record Place(Kind kind, String address) {

    /** The kinds of places, each with the backend that reaches it. */
    enum Kind {
        SSH("ssh", "ssh", "ssh.target", "[USER@]HOST[:PORT]"),
        DOCKER("docker", "docker", "docker.container", "CONTAINER"),
        KUBERNETES("kube", "kubernetes", "kubernetes.pod", "NAMESPACE/POD[/CONTAINER]");

        private final String prefix;
        private final String provider;
        private final String option;
        private final String form;

        Kind(String prefix, String provider, String option, String form) {
            this.prefix = prefix;
            this.provider = provider;
            this.option = option;
            this.form = form;
        }

        String provider() {
            return provider;
        }

        /** How a place of this kind is written. */
        String form() {
            return prefix + ":" + form;
        }
    }

    /** Reads KIND:ADDRESS. */
    static final class Converter implements ITypeConverter<Place> {
        @Override
        public Place convert(String text) {
            for (Kind kind : Kind.values()) {
                if (text.startsWith(kind.prefix + ":") && text.length() > kind.prefix.length() + 1) {
                    return new Place(kind, text.substring(kind.prefix.length() + 1));
                }
            }
            throw new TypeConversionException("not a place: \"" + text + "\"; expected " + forms());
        }
    }

    /** How places are written. */
    static String forms() {
        return Arrays.stream(Kind.values()).map(Kind::form).collect(Collectors.joining(" or "));
    }

    /** The command, for this place. */
    PtyCommand of(PtyCommand command) {
        boolean installed = PtyProviders.installed().report().candidates().stream()
                .anyMatch(candidate -> candidate.name().equals(kind.provider));
        if (!installed) {
            throw new UnsupportedOperationException(this + " needs the module rmux.pty." + kind.provider
                    + ", which is not installed; add io.rmux:rmux-pty-" + kind.provider);
        }
        return command.withOption(PtyOption.of(kind.option, String.class), address)
                .withRequired(PtyCapability.REMOTE);
    }

    /** How the engine's own client runs a program there, for comparison. */
    String ownCommand() {
        if (kind == Kind.SSH) {
            int colon = address.lastIndexOf(':');
            boolean hasPort = colon > 0 && address.indexOf(':') == colon;
            return "ssh -t "
                    + (hasPort ? "-p " + address.substring(colon + 1) + " " + address.substring(0, colon) : address)
                    + " tty";
        }
        if (kind == Kind.DOCKER) {
            return "docker exec -it " + address + " tty";
        }
        String[] names = address.split("/", -1);
        return "kubectl exec -it "
                + (names.length > 1 ? "-n " + names[0] + " " + names[1] : address)
                + (names.length > 2 ? " -c " + names[2] : "")
                + " -- tty";
    }

    /** As it is written. */
    @Override
    public String toString() {
        return kind.prefix + ":" + address;
    }
}
