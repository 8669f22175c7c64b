// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rmux.pty.api.ProviderReport;
import rmux.pty.api.ProviderReport.Candidate;
import rmux.pty.api.ProviderReport.Verdict;

/**
 * The providers of this project, about which there is something to say even where they are not installed.
 *
 * @param name its name
 * @param system a part of the name of the operating systems it is for, in lower case
 * @param systems where it is of use, for people
 */
record KnownProvider(String name, String system, String systems) {

    private static final String NOTHING = "nothing";
    private static final String USABLE = "usable";
    private static final String NOT_USABLE = "not usable";
    private static final String WITH_PLACE = "with --on";

    /** Every name contains this. */
    private static final String EVERY_SYSTEM = "";

    static final List<KnownProvider> ALL = List.of(
            new KnownProvider("posix", "linux", "Linux on x86-64 and aarch64"),
            new KnownProvider("conpty", "windows", "Windows 10 1809 and later"),
            new KnownProvider("winpty", "windows", "Windows without a pseudo console, before 10 1809"),
            new KnownProvider("ssh", EVERY_SYSTEM, "every system"),
            new KnownProvider("docker", EVERY_SYSTEM, "every system"),
            new KnownProvider("kubernetes", EVERY_SYSTEM, "every system"));

    /** A provider, whether it can be used, why or why not, and what to do about it. */
    record Explained(String name, String verdict, String reason, String remedy) {

        boolean isUsable() {
            return verdict.equals(USABLE);
        }

        static Explained usable(String name, String reason) {
            return new Explained(name, USABLE, reason, NOTHING);
        }

        static Explained notUsable(String name, String reason, String remedy) {
            return new Explained(name, NOT_USABLE, reason, remedy);
        }

        /** The same where it loads, but failed when it was tried. */
        Explained failing(String failure) {
            return new Explained(name, NOT_USABLE, "it loads, but fails: " + failure, "see the reason");
        }
    }

    /** Explains all known providers, then those of others that were found. */
    static List<Explained> explain(ProviderReport report, String osName) {
        List<Explained> explained = new ArrayList<>();
        for (KnownProvider known : ALL) {
            Optional<Candidate> found = report.candidates().stream()
                    .filter(candidate -> candidate.name().equals(known.name()))
                    .findFirst();
            explained.add(
                    found.map(candidate -> known.present(candidate, osName)).orElseGet(() -> known.absent(osName)));
        }
        report.candidates().stream()
                .filter(candidate ->
                        ALL.stream().noneMatch(known -> known.name().equals(candidate.name())))
                .map(candidate -> explain(candidate, "ask who made it"))
                .forEach(explained::add);
        return explained;
    }

    private Explained present(Candidate candidate, String osName) {
        return explain(candidate, isFor(osName) ? "see the reason" : "nothing: it is for " + systems);
    }

    private static Explained explain(Candidate candidate, String otherwise) {
        Optional<Place.Kind> place = Arrays.stream(Place.Kind.values())
                .filter(kind -> kind.provider().equals(candidate.name()))
                .findFirst();
        if (place.isPresent()) {
            return new Explained(
                    candidate.name(),
                    WITH_PLACE,
                    "it loads, and runs a program elsewhere when told where",
                    "rmux-pty run --on " + place.get().form() + " -- COMMAND");
        }
        if (candidate.verdict() == Verdict.AVAILABLE) {
            return new Explained(candidate.name(), USABLE, "it loads, and the system has what it needs", NOTHING);
        }
        String remedy = candidate.remedy().isEmpty() ? otherwise : candidate.remedy();
        return new Explained(candidate.name(), NOT_USABLE, candidate.reason(), remedy);
    }

    private Explained absent(String osName) {
        String reason = "the module rmux.pty." + name + " is not installed";
        return isFor(osName)
                ? new Explained(name, NOT_USABLE, reason, "add io.rmux:rmux-pty-" + name + " beside rmux-pty-api")
                : new Explained(
                        name, NOT_USABLE, reason + ", and this is " + osName, NOTHING + " here: it is for " + systems);
    }

    /** Whether a provider may be meant for a system: those of others are not known. */
    static boolean mayBeFor(String name, String osName) {
        return ALL.stream().filter(known -> known.name().equals(name)).allMatch(known -> known.isFor(osName));
    }

    private boolean isFor(String osName) {
        return osName.toLowerCase(Locale.ROOT).contains(system);
    }
}
