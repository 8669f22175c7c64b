// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How much the suite does, how long it waits, and what it knows about a provider; an immutable value, of which each method that
 * sets something gives a changed copy.
 */
public final class ConformanceSettings {

    private final Duration limit;
    private final long floodBytes;
    private final int shortPrograms;
    private final int closeIterations;
    private final int exitCodes;
    private final boolean service;
    private final boolean virtual;
    private final Map<String, String> knownIssues;

    private ConformanceSettings(
            Duration limit,
            long floodBytes,
            int shortPrograms,
            int closeIterations,
            int exitCodes,
            boolean service,
            boolean virtual,
            Map<String, String> knownIssues) {
        this.limit = limit;
        this.floodBytes = floodBytes;
        this.shortPrograms = shortPrograms;
        this.closeIterations = closeIterations;
        this.exitCodes = exitCodes;
        this.service = service;
        this.virtual = virtual;
        this.knownIssues = Map.copyOf(knownIssues);
    }

    /**
     * What the contract names: 64 MiB, 1,000 short programs, 10,000 closings, 256 exit codes; every wait ends after 30 seconds.
     *
     * @return the settings
     */
    public static ConformanceSettings defaults() {
        return new ConformanceSettings(Duration.ofSeconds(30), 64L << 20, 1_000, 10_000, 256, true, false, Map.of());
    }

    /**
     * A tenth or less of everything, for every build; {@link #defaults} is for releases.
     *
     * @return the changed copy
     */
    public ConformanceSettings quick() {
        return new ConformanceSettings(limit, 1L << 20, 64, 200, 16, service, virtual, knownIssues);
    }

    /**
     * Sets how long anything may take that is to happen at all; generous, for slow machines.
     *
     * @param newLimit the limit
     * @return the changed copy
     */
    public ConformanceSettings limit(Duration newLimit) {
        return new ConformanceSettings(
                newLimit, floodBytes, shortPrograms, closeIterations, exitCodes, service, virtual, knownIssues);
    }

    /**
     * Sets how many short programs IO-03 starts.
     *
     * @param count the number
     * @return the changed copy
     */
    public ConformanceSettings shortPrograms(int count) {
        return new ConformanceSettings(
                limit, floodBytes, count, closeIterations, exitCodes, service, virtual, knownIssues);
    }

    /**
     * Sets how many sessions LIFE-01 closes.
     *
     * @param count the number
     * @return the changed copy
     */
    public ConformanceSettings closeIterations(int count) {
        return new ConformanceSettings(
                limit, floodBytes, shortPrograms, count, exitCodes, service, virtual, knownIssues);
    }

    /**
     * Sets how many bytes IO-02 reads.
     *
     * @param bytes the number
     * @return the changed copy
     */
    public ConformanceSettings floodBytes(long bytes) {
        return new ConformanceSettings(
                limit, bytes, shortPrograms, closeIterations, exitCodes, service, virtual, knownIssues);
    }

    /**
     * Says that the provider is not found by {@link java.util.ServiceLoader}, and is not meant to be.
     *
     * @return the changed copy
     */
    public ConformanceSettings notAService() {
        return new ConformanceSettings(
                limit, floodBytes, shortPrograms, closeIterations, exitCodes, false, virtual, knownIssues);
    }

    /**
     * Runs every test, and the threads that it starts, on virtual threads; they came with JDK 21.
     *
     * @return the changed copy
     * @throws IllegalStateException if this JVM has none
     */
    public ConformanceSettings onVirtualThreads() {
        VirtualThreads.check();
        return new ConformanceSettings(
                limit, floodBytes, shortPrograms, closeIterations, exitCodes, service, true, knownIssues);
    }

    /**
     * Leaves a rule out. The only way round a rule; every report lists it.
     *
     * @param rule the rule's identifier
     * @param reason where the issue is tracked, or why the rule cannot be kept
     * @return the changed copy
     * @throws IllegalArgumentException if there is no such rule, or no reason
     */
    public ConformanceSettings knownIssue(String rule, String reason) {
        return withIssue(RuleCatalog.check(rule), reason);
    }

    /**
     * Leaves one test of a rule out; the rule's other tests run. Every report lists it.
     *
     * @param rule the rule's identifier
     * @param test the name of the test's method, as the manual lists it behind the rule
     * @param reason where the issue is tracked, or why the rule cannot be kept
     * @return the changed copy
     * @throws IllegalArgumentException if there is no such rule, or no reason
     */
    public ConformanceSettings knownIssue(String rule, String test, String reason) {
        return withIssue(RuleCatalog.check(rule) + " " + test, reason);
    }

    private ConformanceSettings withIssue(String what, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a known issue needs a link or a reason: " + what);
        }
        Map<String, String> issues = new LinkedHashMap<>(knownIssues);
        issues.put(what, reason);
        return new ConformanceSettings(
                limit, floodBytes, shortPrograms, closeIterations, exitCodes, service, virtual, issues);
    }

    /**
     * How long anything may take that is to happen at all.
     *
     * @return the limit
     */
    public Duration limit() {
        return limit;
    }

    long floodBytes() {
        return floodBytes;
    }

    int shortPrograms() {
        return shortPrograms;
    }

    int closeIterations() {
        return closeIterations;
    }

    int exitCodes() {
        return exitCodes;
    }

    boolean isService() {
        return service;
    }

    boolean isOnVirtualThreads() {
        return virtual;
    }

    Optional<String> knownIssue(String rule) {
        return Optional.ofNullable(knownIssues.get(rule));
    }

    Optional<String> knownIssueOf(String rule, String test) {
        return knownIssue(rule).or(() -> Optional.ofNullable(knownIssues.get(rule + " " + test)));
    }
}
