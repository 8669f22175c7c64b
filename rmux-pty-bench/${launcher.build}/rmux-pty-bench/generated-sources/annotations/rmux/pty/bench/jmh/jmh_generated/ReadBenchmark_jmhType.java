package rmux.pty.bench.jmh.jmh_generated;
public class ReadBenchmark_jmhType extends ReadBenchmark_jmhType_B3 {
}

