// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.wine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Tests that need Windows; {@code scripts/windows-suite} runs them under Wine, and the Linux build leaves the tag out. */
@Tag("windows")
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnWindows {}
