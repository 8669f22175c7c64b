// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Runs C, this library and its peers side by side, in interleaved rounds, each measure in a process of its own. */
@NullMarked
package rmux.pty.bench;

import org.jspecify.annotations.NullMarked;
