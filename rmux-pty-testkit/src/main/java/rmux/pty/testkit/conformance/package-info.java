// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * The provider contract as tests: extend {@link rmux.pty.testkit.conformance.PtyProviderConformance}.
 *
 * <p>Reading guide: each {@code *Contract} holds the rules of one topic, each a method with a {@link
 * rmux.pty.testkit.conformance.Rule}; {@code RuleExtension} decides by capability and settings which of them run; {@code
 * HelperJvm} runs what must happen in a JVM of its own. The texts of the rules are in {@code rules.txt}.
 */
package rmux.pty.testkit.conformance;
