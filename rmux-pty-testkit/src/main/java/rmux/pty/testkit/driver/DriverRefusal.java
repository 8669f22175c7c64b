// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.driver;

import java.io.IOException;
import java.util.Map;

/** A driver answered that something cannot be done. */
final class DriverRefusal extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> answer;

    DriverRefusal(String verb, String error, Map<String, Object> answer) {
        super(verb + ": " + error);
        this.answer = answer;
    }

    /** A text of the answer; empty if it is not there. */
    String member(String name) {
        return answer.get(name) instanceof String text ? text : "";
    }

    /** The system's number of the error; 0 if the driver does not tell. */
    long code() {
        return answer.get("code") instanceof Long code ? code : 0;
    }
}
