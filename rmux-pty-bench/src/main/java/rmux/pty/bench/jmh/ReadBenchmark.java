// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.jmh;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import rmux.pty.api.PtySession;

/** One read from a program that always has more; with {@code -prof gc}, what it allocates. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ReadBenchmark {

    private final ByteBuffer direct = ByteBuffer.allocateDirect(64 * 1024);
    private final ByteBuffer heap = ByteBuffer.allocate(64 * 1024);
    private final byte[] bytes = new byte[64 * 1024];
    private final PtySession session = Child.start("source", Child.ENDLESS);

    /** For JMH. */
    public ReadBenchmark() {}

    /** Ends the program. */
    @TearDown
    public void end() throws IOException {
        session.close();
    }

    /** One byte into a direct buffer. */
    @Benchmark
    public int oneByteDirect() throws IOException {
        return session.master().read(direct.clear().limit(1));
    }

    /** What there is into a direct buffer. */
    @Benchmark
    public int bulkDirect() throws IOException {
        return session.master().read(direct.clear());
    }

    /** What there is into a heap buffer. */
    @Benchmark
    public int bulkHeap() throws IOException {
        return session.master().read(heap.clear());
    }

    /** One byte from the stream. */
    @Benchmark
    public int oneByteStream() throws IOException {
        return session.master().inputStream().read();
    }

    /** What there is from the stream. */
    @Benchmark
    public int bulkStream() throws IOException {
        return session.master().inputStream().read(bytes);
    }
}
