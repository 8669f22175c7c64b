// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.programs;

import java.util.Map;
import java.util.TreeMap;

/**
 * How much of what can leak is in use.
 *
 * @param counts the number in use of each kind, such as descriptors, processes, threads
 */
public record Resources(Map<String, Long> counts) {

    /**
     * Copies the counts.
     *
     * @param counts the number in use of each kind
     */
    public Resources {
        counts = Map.copyOf(counts);
    }

    /**
     * What there is more of than before.
     *
     * @param before the count before
     * @return the kinds that have grown, and by how much
     */
    public Map<String, Long> grownSince(Resources before) {
        Map<String, Long> grown = new TreeMap<>();
        counts.forEach((kind, count) -> {
            long more = count - before.counts.getOrDefault(kind, 0L);
            if (more > 0) {
                grown.put(kind, more);
            }
        });
        return grown;
    }
}
