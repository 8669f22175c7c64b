// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.simulated;

/** A completion port, and what was posted to it. */
final class CompletionPort extends Waitable {
    final java.util.ArrayDeque<long[]> packets = new java.util.ArrayDeque<>();

    CompletionPort() {
        super("port");
    }
}
