// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.jmh;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeAccess;

/** One call of the C library, by what binds it; {@code ffm} needs a build by JDK 22 or newer, and that JDK. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CallBenchmark {

    /** What binds the C library. */
    @Param({"jna", "ffm"})
    public String binding = "jna";

    private final ByteBuffer direct = ByteBuffer.allocateDirect(64);

    @SuppressWarnings("NullAway.Init")
    private LibC libC;

    /** For JMH. */
    public CallBenchmark() {}

    /** Binds it. */
    @Setup
    public void bind() {
        System.setProperty(NativeAccess.BINDING, binding);
        libC = NativeAccess.libC();
    }

    /** A system call that does next to nothing. */
    @Benchmark
    public int cheapest() {
        return libC.getsid(0);
    }

    /** The same, failing. */
    @Benchmark
    public int failing() {
        return libC.close(-1);
    }

    /** No system call: the cost of the binding itself, twice. */
    @Benchmark
    public int withoutSystemCall() {
        long address = libC.allocate(16);
        libC.free(address);
        return (int) address;
    }

    /** The address of a direct buffer. */
    @Benchmark
    public long addressOfBuffer() {
        return libC.addressOf(direct);
    }
}
