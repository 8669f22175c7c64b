// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * What must hold for every backend, done once, in rooms of one concern each.
 *
 * <p>Dependencies point one way: {@code session} assembles sessions from {@code channel} (bytes) and {@code child} (programs),
 * and these two wait by means of {@code waiting}. {@code selection} chooses a provider, {@code command} checks commands, and
 * {@code events} reports to JDK Flight Recorder. Not exported; nothing here is for use by others.
 */
package rmux.pty.api.internal;
