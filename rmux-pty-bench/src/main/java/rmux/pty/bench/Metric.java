// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench;

/**
 * A figure of a scenario.
 *
 * @param name the name under which a probe prints it
 * @param label what it is called in reports, with its unit
 */
public record Metric(String name, String label) {}
