// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import rmux.pty.api.PtyCapability;

/** A test of one rule of the contract; which of a rule's tests runs is decided by the provider's capabilities. */
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
     * Capabilities without which this test does not apply.
     *
     * @return the capabilities, all of which are needed
     */
    PtyCapability[] needs() default {};

    /**
     * Capabilities with which this test does not apply: it checks that what needs them is refused.
     *
     * @return the capabilities, none of which may be there
     */
    PtyCapability[] without() default {};
}
