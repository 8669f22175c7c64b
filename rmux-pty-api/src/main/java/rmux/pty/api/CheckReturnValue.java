// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method that has no effect other than its result, so that ignoring the result is a mistake.
 *
 * <p>Static analyzers know annotations of this name: Error Prone, for example, reports each ignored result.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface CheckReturnValue {}
