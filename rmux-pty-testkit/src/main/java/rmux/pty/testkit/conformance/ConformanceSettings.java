// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How much the suite does, how long it waits, and what it knows about a provider. Immutable: each method that sets something
 * returns a changed copy.
 */
public final class ConformanceSettings {

    private Duration limit = Duration.ofSeconds(30);
    private Duration ruleLimit = Duration.ofMinutes(10);
    private long floodBytes = 64L << 20;
    private int shortPrograms = 1_000;
    private int closeIterations = 10_000;
    private int exitCodes = 256;
    private int refusedThreads = 16;
    private boolean hangingProvider = true;
    private int unreadInput = 4 << 20;
    private boolean service = true;
    private boolean virtual;
    private Map<String, String> knownIssues = Map.of();

    private Map<String, String> notAsked = Map.of();

    private ConformanceSettings() {}

    private ConformanceSettings(ConformanceSettings other) {
        limit = other.limit;
        ruleLimit = other.ruleLimit;
        floodBytes = other.floodBytes;
        shortPrograms = other.shortPrograms;
        closeIterations = other.closeIterations;
        exitCodes = other.exitCodes;
        refusedThreads = other.refusedThreads;
        hangingProvider = other.hangingProvider;
        unreadInput = other.unreadInput;
        service = other.service;
        virtual = other.virtual;
        knownIssues = other.knownIssues;
        notAsked = other.notAsked;
    }

    /**
     * Returns what the contract names: 64 MiB, 1,000 short programs, 10,000 closings, 256 exit codes. Every wait ends after 30
     * seconds, every test after 10 minutes.
     *
     * @return the settings
     */
    public static ConformanceSettings defaults() {
        return new ConformanceSettings();
    }

    /**
     * Does a tenth or less of everything, for every build; {@link #defaults} is for releases.
     *
     * @return the changed copy
     */
    public ConformanceSettings quick() {
        ConformanceSettings copy = new ConformanceSettings(this);
        copy.ruleLimit = Duration.ofMinutes(2);
        copy.floodBytes = 1L << 20;
        copy.shortPrograms = 64;
        copy.closeIterations = 200;
        copy.exitCodes = 16;
        copy.refusedThreads = 1;
        copy.hangingProvider = false;
        return copy;
    }

    /**
     * Sets how long the suite waits for anything that must happen. Generous, for slow machines; nothing is waited for any longer
     * than it takes.
     *
     * @param newLimit the limit
     * @return the changed copy
     */
    public ConformanceSettings limit(Duration newLimit) {
        ConformanceSettings copy = new ConformanceSettings(this);
        copy.limit = newLimit;
        return copy;
    }

    /**
     * Sets how long one test may take. A test that takes longer fails, and the suite goes on without it.
     *
     * @param newLimit the limit
     * @return the changed copy
     */
    public ConformanceSettings ruleLimit(Duration newLimit) {
        ConformanceSettings copy = new ConformanceSettings(this);
        copy.ruleLimit = newLimit;
        return copy;
    }

    /**
     * Sets how many short programs IO-03 starts.
     *
     * @param count the number
     * @return the changed copy
     */
    public ConformanceSettings shortPrograms(int count) {
        ConformanceSettings copy = new ConformanceSettings(this);
        copy.shortPrograms = count;
        return copy;
    }

    /**
     * Sets how many sessions LIFE-01 closes.
     *
     * @param count the number
     * @return the changed copy
     */
    public ConformanceSettings closeIterations(int count) {
        ConformanceSettings copy = new ConformanceSettings(this);
        copy.closeIterations = count;
        return copy;
    }

    /**
     * Sets how much input the provider may accept that no program reads, before writes have to wait; 4 MiB unless set. A provider
     * that sends input over a network has larger buffers than a kernel's terminal.
     *
     * @param bytes the number of bytes
     * @return the changed copy
     */
    public ConformanceSettings unreadInput(int bytes) {
        ConformanceSettings copy = new ConformanceSettings(this);
        copy.unreadInput = bytes;
        return copy;
    }

    /**
     * Says that the provider is not found by {@link java.util.ServiceLoader}, and is not meant to be.
     *
     * @return the changed copy
     */
    public ConformanceSettings notAService() {
        ConformanceSettings copy = new ConformanceSettings(this);
        copy.service = false;
        return copy;
    }

    /**
     * Runs every test, and the threads that it starts, on virtual threads; they came with JDK 21.
     *
     * @return the changed copy
     * @throws IllegalStateException if this JVM has none
     */
    public ConformanceSettings onVirtualThreads() {
        VirtualThreads.check();
        ConformanceSettings copy = new ConformanceSettings(this);
        copy.virtual = true;
        return copy;
    }

    /**
     * Leaves a rule out. This is the only way to do so; every report lists it.
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
        ConformanceSettings copy = new ConformanceSettings(this);
        copy.knownIssues = Map.copyOf(issues);
        return copy;
    }

    /** Leaves out rules that say nothing about what is tested: reasons by rule. */
    ConformanceSettings notAsked(Map<String, String> reasons) {
        ConformanceSettings copy = new ConformanceSettings(this);
        copy.notAsked = Map.copyOf(reasons);
        return copy;
    }

    Optional<String> reasonNotToAsk(String rule) {
        return Optional.ofNullable(notAsked.get(rule));
    }

    /**
     * Returns how long the suite waits for anything that must happen.
     *
     * @return the limit
     */
    public Duration limit() {
        return limit;
    }

    Duration ruleLimit() {
        return ruleLimit;
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

    /** Whether one of the providers that misbehave hangs, which a report waits 10 seconds for. */
    boolean hasHangingProvider() {
        return hangingProvider;
    }

    /** How many of the library's threads are refused, one in each turn. */
    int refusedThreads() {
        return refusedThreads;
    }

    int exitCodes() {
        return exitCodes;
    }

    int unreadInput() {
        return unreadInput;
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
