// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import rmux.pty.api.internal.selection.ReportText;

/**
 * Every backend that was found, where it came from, and whether it can be used; prints as a text for people.
 *
 * @param candidates the backends, best first
 */
public record ProviderReport(List<Candidate> candidates) {

    /** What was found out about a backend. */
    public enum Verdict {
        /** It can be used. */
        AVAILABLE,
        /** It is there but cannot be used on this system. */
        UNAVAILABLE,
        /** It could not be loaded, did not answer, or broke the rules for providers. */
        BROKEN
    }

    /**
     * One backend.
     *
     * @param name its name, or its class where it could not be asked
     * @param className the class that implements it
     * @param origin the module or place it came from
     * @param priority its priority, where it could be asked
     * @param capabilities what it can do
     * @param verdict whether it can be used
     * @param reason why not, or what is wrong with it although it can be used; otherwise empty
     * @param remedy what to do about it; empty when there is nothing
     * @param cause the failure behind it, where there is one
     */
    public record Candidate(
            String name,
            String className,
            String origin,
            OptionalInt priority,
            Set<PtyCapability> capabilities,
            Verdict verdict,
            String reason,
            String remedy,
            Optional<Throwable> cause) {

        /**
         * Copies the capabilities.
         *
         * @param name its name, or its class where it could not be asked
         * @param className the class that implements it
         * @param origin the module or place it came from
         * @param priority its priority, where it could be asked
         * @param capabilities what it can do
         * @param verdict whether it can be used
         * @param reason why not, or what is wrong with it although it can be used; otherwise empty
         * @param remedy what to do about it; empty when there is nothing
         * @param cause the failure behind it, where there is one
         */
        public Candidate {
            capabilities = Set.copyOf(capabilities);
        }

        /** A few lines for people, with control characters visible. */
        @Override
        public String toString() {
            return ReportText.render(this);
        }
    }

    /**
     * Copies the candidates.
     *
     * @param candidates the backends, best first
     */
    public ProviderReport {
        candidates = List.copyOf(candidates);
    }

    /** A line or two for each candidate: verdict, name, origin, reason and remedy. */
    @Override
    public String toString() {
        return ReportText.render(this);
    }
}
