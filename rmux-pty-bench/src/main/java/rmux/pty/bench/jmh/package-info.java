// SPDX-License-Identifier: Apache-2.0 OR MIT
/** JMH benchmarks of single calls; {@code ./rmux-pty-bench/jmh} runs them. */
@NullMarked
package rmux.pty.bench.jmh;

import org.jspecify.annotations.NullMarked;
