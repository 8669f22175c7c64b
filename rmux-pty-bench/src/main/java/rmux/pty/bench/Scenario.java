// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench;

import java.io.IOException;
import java.util.List;

/** Something to compare. */
public interface Scenario {

    /** The name, for {@code --only}. */
    String id();

    /** What is compared, in a few words. */
    String title();

    /** Who takes part. */
    List<Subject> subjects();

    /** The figures, in the order of the report. */
    List<Metric> metrics();

    /** How often it is run, if {@code rounds} is the usual number. */
    int rounds(int rounds);

    /** Runs it once with one subject. */
    Findings run(Subject subject, Workshop workshop) throws IOException, InterruptedException;
}
