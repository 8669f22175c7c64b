// SPDX-License-Identifier: Apache-2.0 OR MIT
/** What was found, as a table, a plot and JSON. */
@NullMarked
package rmux.pty.bench.report;

import org.jspecify.annotations.NullMarked;
