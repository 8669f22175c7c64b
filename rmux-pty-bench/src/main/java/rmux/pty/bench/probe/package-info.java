// SPDX-License-Identifier: Apache-2.0 OR MIT
/** What runs in a JVM of its own: one measure with one library, printed as {@code name=value} lines. */
@NullMarked
package rmux.pty.bench.probe;

import org.jspecify.annotations.NullMarked;
