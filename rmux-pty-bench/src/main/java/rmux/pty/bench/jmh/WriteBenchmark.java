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
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import rmux.pty.api.PtySession;

/** One write to a program that always reads on; with {@code -prof gc}, what it allocates. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WriteBenchmark {

    private final ByteBuffer direct = ByteBuffer.allocateDirect(4096);
    private final ByteBuffer heap = ByteBuffer.allocate(4096);
    private final byte[] bytes = new byte[4096];
    private final PtySession session = Child.start("sink", Child.ENDLESS);

    /** For JMH. */
    public WriteBenchmark() {}

    /** Waits for the program. */
    @Setup
    public void awaitReady() throws IOException {
        Child.awaitReady(session);
    }

    /** Ends the program. */
    @TearDown
    public void end() throws IOException {
        session.close();
    }

    /** One byte from a direct buffer. */
    @Benchmark
    public int oneByteDirect() throws IOException {
        return session.master().write(direct.clear().limit(1));
    }

    /** 4 KiB from a direct buffer. */
    @Benchmark
    public int bulkDirect() throws IOException {
        return session.master().write(direct.clear());
    }

    /** 4 KiB from a heap buffer. */
    @Benchmark
    public int bulkHeap() throws IOException {
        return session.master().write(heap.clear());
    }

    /** One byte to the stream. */
    @Benchmark
    public void oneByteStream() throws IOException {
        session.master().outputStream().write('x');
    }

    /** 4 KiB to the stream. */
    @Benchmark
    public void bulkStream() throws IOException {
        session.master().outputStream().write(bytes);
    }
}
