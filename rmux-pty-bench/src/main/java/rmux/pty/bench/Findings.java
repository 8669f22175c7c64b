// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench;

import java.util.Map;

/**
 * What one run of a scenario with one subject found.
 *
 * @param numbers the figures by name
 * @param notes what is not a number
 */
public record Findings(Map<String, Double> numbers, Map<String, String> notes) {}
