// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rmux.pty.api.PtyCapability;

/** Decides by capabilities which tests of a rule apply to a provider. */
final class Applicability {

    private Applicability() {}

    /** Returns the capability that a constant of {@link PtyCapability} stands for. */
    static PtyCapability capability(String constant) {
        try {
            return (PtyCapability) PtyCapability.class.getField(constant).get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("PtyCapability has no constant " + constant, e);
        }
    }

    /** Returns why a test does not apply to a provider with these capabilities; empty if it applies. */
    static Optional<String> reasonNotToRun(Rule rule, Set<PtyCapability> capabilities) {
        List<String> missing = Arrays.stream(rule.needs())
                .filter(name -> !capabilities.contains(capability(name)))
                .toList();
        if (!missing.isEmpty()) {
            return Optional.of("the provider does not have " + String.join(", ", missing));
        }
        List<String> present = Arrays.stream(rule.without())
                .filter(name -> capabilities.contains(capability(name)))
                .toList();
        return present.isEmpty()
                ? Optional.empty()
                : Optional.of("this case is for providers without " + String.join(", ", present));
    }
}
