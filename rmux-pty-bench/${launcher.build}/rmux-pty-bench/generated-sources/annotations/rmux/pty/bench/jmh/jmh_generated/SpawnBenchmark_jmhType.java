package rmux.pty.bench.jmh.jmh_generated;
public class SpawnBenchmark_jmhType extends SpawnBenchmark_jmhType_B3 {
}

