// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.jmh;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;

/** A program from its start to its collected exit and the closed session. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SpawnBenchmark {

    private final PtyCommand command = PtyCommand.of("/bin/true");

    /** For JMH. */
    public SpawnBenchmark() {}

    /** A program that does nothing. */
    @Benchmark
    public ExitStatus spawn() throws IOException, InterruptedException {
        try (PtySession session = command.spawn()) {
            return session.child().waitFor();
        }
    }
}
