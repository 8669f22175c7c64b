// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.util.Arrays;

/** Where a session was opened. */
record OpenedAt(String what, Throwable trace) implements Comparable<OpenedAt> {

    /** What was opened, and the first place outside this library on the way there. */
    String describe() {
        String place = Arrays.stream(trace.getStackTrace())
                .filter(frame -> !frame.getClassName().startsWith("rmux.pty.api.")
                        && !frame.getClassName().equals(FakePtyProvider.class.getName()))
                .findFirst()
                .map(StackTraceElement::toString)
                .orElse("an unknown place");
        return what + ", opened at " + place;
    }

    @Override
    public int compareTo(OpenedAt other) {
        return describe().compareTo(other.describe());
    }
}
