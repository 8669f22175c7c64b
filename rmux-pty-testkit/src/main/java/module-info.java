// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * For those who write backends and those who test programs on terminals: an executable contract, a fake backend, fault
 * injection, and an expect-style helper.
 *
 * <p>Start at {@link rmux.pty.testkit.conformance.PtyProviderConformance}.
 *
 * @provides org.junit.platform.launcher.PostDiscoveryFilter leaves out the cases for other capabilities
 * @provides org.junit.platform.launcher.TestExecutionListener a keeper of reports, asleep unless a system property wakes it
 */
@org.jspecify.annotations.NullMarked
module rmux.pty.testkit {
    requires transitive rmux.pty.api;
    requires transitive org.junit.jupiter.api;
    // Only ConformanceRunner and what the launcher loads need the launcher; under a build tool it is the one that launches.
    requires static org.junit.platform.launcher;
    requires java.logging;
    requires java.management;
    requires static org.jspecify;

    exports rmux.pty.testkit.conformance;
    exports rmux.pty.testkit.driver;
    exports rmux.pty.testkit.expect;
    exports rmux.pty.testkit.fake;
    exports rmux.pty.testkit.fault;
    exports rmux.pty.testkit.programs;

    // Its test classes and their methods are package-private.
    opens rmux.pty.testkit.conformance to
            org.junit.platform.commons;

    provides org.junit.platform.launcher.PostDiscoveryFilter with
            rmux.pty.testkit.conformance.CapabilityFilter;
    provides org.junit.platform.launcher.TestExecutionListener with
            rmux.pty.testkit.conformance.ReportListener;
}
