// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.probe;

import java.util.List;

/** A fresh JVM up to the first prompt; the runner takes the time until the line comes. */
final class PromptMeasure {

    private PromptMeasure() {}

    static void run(Parameters parameters) throws Exception {
        try (Terminal terminal =
                parameters.library().start(List.of("/bin/sh", "-c", "printf 'prompt> '; read answer"))) {
            if (terminal.receive(Parameters.BUFFER_SIZE) > 0) {
                parameters.note("ready", "prompt");
            }
        }
    }
}
