package rmux.pty.bench.jmh.jmh_generated;
public class WriteBenchmark_jmhType extends WriteBenchmark_jmhType_B3 {
}

