// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.ProviderReport;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyProviders;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.PtyProvider;

/** META: who a provider is and what it says about itself. */
abstract class MetadataContract extends Contract {

    private static final int QUESTIONS = 10_000;
    private static final Duration CHEAP = Duration.ofSeconds(2);

    MetadataContract(PtyProviderConformance subject) {
        super(subject);
    }

    @Rule("META-01")
    void nameIsLowerCaseUniqueAndStable() {
        String name = provider().name();
        assertTrue(name.matches("[a-z0-9]+(-[a-z0-9]+)*"), () -> "name() must be lower case words: \"" + name + '"');
        for (int i = 0; i < 100; i++) {
            assertEquals(name, provider().name(), "name() when asked again");
        }
        assertEquals(name, subject().provider().name(), "name() of another instance");
        List<String> others = PtyProviders.installed().report().candidates().stream()
                .filter(other -> other.name().equals(name)
                        && !other.className().equals(provider().getClass().getName()))
                .map(other -> other.className())
                .toList();
        assertTrue(!settings().isService() || others.isEmpty(), () -> others + " have the same name() \"" + name + '"');
    }

    @Rule("META-02")
    void capabilitiesAndAvailabilityAreConstantCheapAndNeverThrow() {
        Set<PtyCapability> capabilities = Set.copyOf(provider().capabilities());
        boolean available = provider().availability().isAvailable();
        long start = System.nanoTime();
        for (int i = 0; i < QUESTIONS; i++) {
            assertEquals(capabilities, provider().capabilities(), "capabilities() when asked again");
            assertEquals(available, provider().availability().isAvailable(), "availability() when asked again");
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(took.compareTo(CHEAP) < 0, () -> "asking " + QUESTIONS + " times took " + took);
        Set<PtyCapability> given = provider().capabilities();
        assertThrows(
                UnsupportedOperationException.class,
                () -> given.add(PtyCapability.ARGV0),
                "capabilities() must be an immutable set");
    }

    @Rule("META-03")
    void serviceIsFoundOnClassPathAndModulePath() throws Exception {
        assumeTrue(settings().isService(), "the settings say that this provider is not a service");
        Class<?> type = provider().getClass();
        boolean found = PtyProviders.installed().report().candidates().stream()
                .anyMatch(candidate -> candidate.className().equals(type.getName()));
        assertTrue(
                found,
                () -> type.getName() + " is not among the installed providers: "
                        + PtyProviders.installed().report());
        List<String> listed = ServiceFiles.listed(type);
        assertTrue(
                listed.contains(type.getName()),
                () -> "class path: META-INF/services/" + PtyProvider.class.getName() + " beside " + type.getName()
                        + " lists " + listed);
        List<String> provided = ServiceFiles.provided(type);
        assertTrue(
                provided.contains(type.getName()),
                () -> "module path: the module of " + type.getName() + " provides " + provided);
    }

    @Rule("META-04")
    void unavailableProviderSaysWhyAndWhatToDo() {
        Availability availability = provider().availability();
        if (availability.isAvailable()) {
            assertEquals("", availability.reason(), "an available provider gives no reason for the contrary");
            assertEquals("", availability.remedy(), "an available provider needs no remedy");
            return;
        }
        assertFalse(availability.reason().isBlank(), "an unavailable provider must say why");
        assertFalse(availability.remedy().isBlank(), "an unavailable provider must say what to do");
        PtyException failure = assertThrows(
                PtyException.class, () -> provider().spawn(PtyCommand.of("any")).close());
        assertTrue(
                String.valueOf(failure.getMessage()).contains(availability.reason()),
                () -> "spawn() must say why the provider cannot be used: " + failure.getMessage());
    }

    @Rule("META-05")
    void providersThatMisbehaveCostALineOfTheReportAndNobodyElsesSpawn() throws Exception {
        List<PtyProvider> all =
                new ArrayList<>(MisbehavingProvider.all(settings().hasHangingProvider()));
        int misbehaving = all.size();
        all.add(provider());
        PtyProviders providers = PtyProviders.of(all.toArray(PtyProvider[]::new));
        PtyCommand command = programs().print("text beside others");
        PtyProvider selected = providers.select(command);
        assertSame(provider(), selected, "the provider that is selected beside others that misbehave");
        try (Conversation talk = Conversation.start(selected, command, limit())) {
            talk.await("text beside others");
            assertEquals(new ExitStatus.Exited(0), talk.exit(), "the exit beside providers that misbehave");
        }
        List<ProviderReport.Candidate> lines = providers.report().candidates();
        assertEquals(misbehaving + 1, lines.size(), () -> "lines of the report: " + lines);
        assertEquals(
                misbehaving,
                lines.stream()
                        .filter(line -> line.verdict() == ProviderReport.Verdict.BROKEN)
                        .count(),
                () -> "lines that call a provider broken: " + lines);
    }
}
