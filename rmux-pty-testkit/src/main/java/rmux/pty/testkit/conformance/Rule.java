// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Marks a test of one rule of the contract. The provider's capabilities decide which of a rule's tests apply. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@ExtendWith(RuleExtension.class)
@SuppressWarnings("exports") // the extension is for JUnit alone
public @interface Rule {

    /** How strictly a rule is meant. */
    enum Level {
        /** A backend that breaks it is wrong. */
        MUST,
        /** A backend that breaks it is worse than others. */
        SHOULD
    }

    /**
     * The rule's identifier.
     *
     * @return the identifier, such as {@code SPAWN-03}
     */
    String value();

    /**
     * How strictly the rule is meant.
     *
     * @return the level
     */
    Level level() default Level.MUST;

    /**
     * Capabilities without which this test does not apply, by the names of their constants in {@link
     * rmux.pty.api.PtyCapability}.
     *
     * @return the names; all of these capabilities are needed
     */
    String[] needs() default {};

    /**
     * Capabilities with which this test does not apply: it checks that what needs them is refused, or what happens instead.
     *
     * @return the names; none of these capabilities may be present
     */
    String[] without() default {};
}
