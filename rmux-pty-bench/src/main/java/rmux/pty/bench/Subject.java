// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench;

/** What is compared. */
public enum Subject {
    C("C"),
    C_SPIN("C, spinning"),
    RMUX("rmux-pty"),
    RMUX_DIRECT("rmux-pty directly"),
    RMUX_STREAM("rmux-pty streams"),
    RMUX_VIRTUAL("virtual thread"),
    RMUX_FOREIGN("rmux-pty by FFM"),
    RMUX_AGAINST("the other commit"),
    PTY4J("pty4j");

    private final String label;

    Subject(String label) {
        this.label = label;
    }

    /** Whether this is {@code limit.c}. */
    boolean isC() {
        return this == C || this == C_SPIN;
    }

    /** The name that reports use. */
    public String label() {
        return label;
    }
}
