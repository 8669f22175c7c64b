// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.selection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import rmux.pty.api.ProviderReport;
import rmux.pty.api.ProviderReport.Candidate;
import rmux.pty.api.ProviderReport.Verdict;
import rmux.pty.api.internal.waiting.LibraryExecutor;
import rmux.pty.api.spi.PtyProvider;

/**
 * Every provider that was found, usable or not.
 *
 * <p>All are examined at the same time, each in a thread of its own, when something is first asked of the registry. A provider
 * that fails, breaks the contract, or does not answer becomes a line of the report and affects no other (rule META-05).
 */
public final class ProviderRegistry {

    private static final Comparator<Entry> BEST_FIRST = Comparator.comparing(
                    (Entry entry) -> entry.candidate().verdict())
            .thenComparing(Comparator.comparingLong(Entry::rank).reversed())
            .thenComparing(entry -> entry.candidate().name())
            .thenComparing(entry -> entry.candidate().className());

    /** A candidate, and the provider itself if it answered. */
    record Entry(Candidate candidate, Optional<PtyProvider> provider) {

        /** The priority; a provider without one ranks below every priority there is. */
        long rank() {
            return candidate.priority().isPresent() ? candidate.priority().getAsInt() : Long.MIN_VALUE;
        }

        boolean isAvailable() {
            return candidate.verdict() == Verdict.AVAILABLE;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Examination> examinations;
    private final Executor executor;
    private final CommandQuestions questions;

    ProviderRegistry(List<ProviderSource> sources, Patience patience, Executor executor) {
        this.examinations = sources.stream()
                .map(source -> new Examination(source, patience, lock, changed))
                .toList();
        this.questions = new CommandQuestions(patience, executor);
        this.executor = executor;
    }

    /** What a class loader and its parents see. */
    public static ProviderRegistry from(ClassLoader loader) {
        return of(ProviderSource.in(loader), Patience.DEFAULT);
    }

    /** What a module layer and its parents hold. */
    public static ProviderRegistry from(ModuleLayer layer) {
        return of(ProviderSource.in(layer), Patience.DEFAULT);
    }

    /** These and no others. */
    public static ProviderRegistry of(List<PtyProvider> providers) {
        return of(providers.stream().map(ProviderSource::of).toList(), Patience.DEFAULT);
    }

    static ProviderRegistry of(List<ProviderSource> sources, Patience patience) {
        return new ProviderRegistry(sources, patience, LibraryExecutor.SHARED);
    }

    CommandQuestions questions() {
        return questions;
    }

    /** All entries, best first, once every provider has answered or taken too long. */
    List<Entry> entries() {
        return entries(candidate -> false);
    }

    /**
     * All entries, best first. If one that is available fits, providers of lower priority are not waited for, and others only
     * for a grace period.
     */
    List<Entry> entries(Predicate<Candidate> fits) {
        examinations.forEach(examination -> examination.begin(executor));
        boolean interrupted = false;
        lock.lock();
        try {
            List<Entry> entries = snapshot();
            for (long nanos = nanosToWait(entries, fits); nanos > 0; nanos = nanosToWait(entries, fits)) {
                try {
                    changed.awaitNanos(nanos);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
                entries = snapshot();
            }
            return markDuplicates(entries);
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The candidates, best first. */
    public ProviderReport report() {
        return new ProviderReport(entries().stream().map(Entry::candidate).toList());
    }

    private List<Entry> snapshot() {
        return examinations.stream().map(Examination::entry).sorted(BEST_FIRST).toList();
    }

    private long nanosToWait(List<Entry> entries, Predicate<Candidate> fits) {
        Optional<Entry> best = entries.stream()
                .filter(entry -> entry.isAvailable() && fits.test(entry.candidate()))
                .findFirst();
        long rank = best.map(Entry::rank).orElse(Long.MIN_VALUE);
        return examinations.stream()
                .mapToLong(examination -> examination.nanosToWait(best.isPresent(), rank))
                .max()
                .orElse(0);
    }

    /** A name that two providers claim belongs to the better one; the other one stays usable and says so. */
    private static List<Entry> markDuplicates(List<Entry> entries) {
        List<Entry> marked = new ArrayList<>();
        for (Entry entry : entries) {
            Optional<Candidate> owner = marked.stream()
                    .map(Entry::candidate)
                    .filter(candidate ->
                            candidate.name().equals(entry.candidate().name()))
                    .findFirst();
            marked.add(owner.map(candidate -> claimedBy(candidate, entry)).orElse(entry));
        }
        return List.copyOf(marked);
    }

    private static Entry claimedBy(Candidate owner, Entry entry) {
        Candidate candidate = entry.candidate();
        String note = "its name is also that of " + owner.className();
        Candidate marked = new Candidate(
                candidate.name(),
                candidate.className(),
                candidate.origin(),
                candidate.priority(),
                Set.copyOf(candidate.capabilities()),
                candidate.verdict(),
                candidate.reason().isEmpty() ? note : candidate.reason() + "; " + note,
                candidate.remedy().isEmpty() ? "rename or remove one of them" : candidate.remedy(),
                candidate.cause());
        return new Entry(marked, entry.provider());
    }
}
