// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench;

import java.util.ArrayList;
import java.util.List;

/** The scenarios. */
final class Catalog {

    /** For what is so or not so. */
    static final List<Metric> YES_OR_NO = List.of(new Metric("yes", "yes or no"));

    private static final List<Subject> WAYS = List.of(Subject.C, Subject.RMUX, Subject.RMUX_STREAM, Subject.PTY4J);
    private static final List<Subject> ECHOES =
            List.of(Subject.C, Subject.C_SPIN, Subject.RMUX, Subject.RMUX_STREAM, Subject.PTY4J);
    private static final List<Subject> THREADS = List.of(Subject.C, Subject.RMUX, Subject.RMUX_VIRTUAL);
    private static final List<Subject> BINDINGS = List.of(Subject.C, Subject.RMUX, Subject.RMUX_FOREIGN);
    private static final List<Subject> ONE_WAY = List.of(Subject.C, Subject.RMUX, Subject.PTY4J);
    private static final List<Subject> LIBRARIES = List.of(Subject.RMUX, Subject.PTY4J);

    private static final Metric THROUGHPUT = new Metric("mib-per-s", "MiB/s");
    private static final Metric CPU_PER_MIB = new Metric("cpu-us-per-mib", "CPU per MiB, µs");
    private static final Metric CPU_PER_CALL = new Metric("cpu-us", "CPU per call, µs");
    private static final Metric MEDIAN_ROUND_TRIP = new Metric("round-trip.p50", "median, µs");
    private static final Metric P99_ROUND_TRIP = new Metric("round-trip.p99", "p99, µs");
    private static final Metric SPAWN_CALL = new Metric("returned.p50", "the call, median µs");
    private static final Metric SPAWN_EXIT = new Metric("exit.p50", "collected exit, median µs");
    private static final Metric SPAWN_EXIT_P99 = new Metric("exit.p99", "collected exit, p99 µs");
    private static final Metric ALLOCATED = new Metric("allocated-per-call", "allocated per call, bytes");

    private final boolean quick;

    /** A catalogue; a quick one has the same scenarios with small numbers. */
    Catalog(boolean quick) {
        this.quick = quick;
    }

    List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        all.add(lostOutput());
        all.add(spawn("spawn-heap-64m", "64 MiB", 64));
        all.add(spawn("spawn-heap-256m", "0.25 GiB", 256));
        all.add(spawn("spawn-heap-1g", "1 GiB", 1024));
        all.add(spawn("spawn-heap-4g", "4 GiB", 4096));
        all.add(spawn("spawn-heap-8g", "8 GiB", 8192));
        all.addAll(bytes());
        all.addAll(onVirtualThreads());
        all.addAll(byBinding());
        all.add(start("start", ONE_WAY, false));
        all.add(new SizeScenario());
        for (int sessions : new int[] {100, 1000, 4000, 20_000}) {
            all.add(live(quick ? sessions / 50 : sessions, sessions));
        }
        for (int sessions : new int[] {100, 1000, 4000}) {
            all.add(chatty(quick ? sessions / 50 : sessions, sessions));
        }
        all.add(behavior("missing-directory", "a missing working directory is refused", false));
        all.add(behavior("virtual-threads", "other virtual threads get on while many are blocked in reading", true));
        all.add(new JlinkScenario());
        all.add(new ImageStartScenario());
        return all;
    }

    private int scaled(int full) {
        return quick ? Math.max(1, full / 20) : full;
    }

    private Scenario lostOutput() {
        return new ProbeScenario(
                "lost-output",
                "8 threads, each starting \"echo hello\" " + scaled(1000) + " times",
                LIBRARIES,
                "lost-output",
                List.of("threads=8", "each=" + scaled(1000)),
                List.of(),
                false,
                1,
                List.of(
                        new Metric("exact", "exact outputs"),
                        new Metric("total", "of"),
                        new Metric("seconds", "time, s")));
    }

    private Scenario spawn(String id, String size, int mebibytes) {
        return new ProbeScenario(
                id,
                "starting /bin/echo from a process with " + size + " of touched heap",
                ONE_WAY,
                "spawn",
                List.of(
                        "count=" + (quick ? 5 : 500),
                        "limit-ms=" + (quick ? 500 : 3000),
                        "heap=" + mebibytes * 1024L * 1024),
                List.of(
                        "-Xms" + mebibytes + "m",
                        "-Xmx" + mebibytes + "m",
                        "-XX:MaxDirectMemorySize=256m",
                        "-XX:+AlwaysPreTouch"),
                false,
                2,
                List.of(
                        SPAWN_CALL,
                        new Metric("first-byte.p50", "first byte, median µs"),
                        SPAWN_EXIT,
                        SPAWN_EXIT_P99,
                        new Metric("stall", "longest stall of another thread, µs"),
                        new Metric("stall-idle", "the same without starting, µs"),
                        new Metric("count", "of so many"),
                        new Metric("lost", "outputs lost")));
    }

    private List<Scenario> bytes() {
        String bulk = "bytes=" + scaled(64) * 1024 * 1024;
        String calls = "count=" + scaled(200_000);
        List<Metric> bulkMetrics = List.of(THROUGHPUT, CPU_PER_MIB, ALLOCATED);
        List<Metric> callMetrics = List.of(CPU_PER_CALL, ALLOCATED);
        return List.of(
                transfer("bulk-read", "reading " + scaled(64) + " MiB", bulk, bulkMetrics),
                transfer("bulk-write", "writing " + scaled(64) + " MiB in pieces of 4 KiB", bulk, bulkMetrics),
                transfer("byte-read", "reading byte by byte", calls, callMetrics),
                transfer("byte-write", "writing byte by byte", calls, callMetrics),
                transfer(
                        "echo",
                        "a byte to a program and back",
                        ECHOES,
                        "echo",
                        "count=" + scaled(20_000),
                        false,
                        List.of(MEDIAN_ROUND_TRIP, P99_ROUND_TRIP, CPU_PER_CALL, ALLOCATED)));
    }

    private static Scenario transfer(String measure, String title, String parameter, List<Metric> metrics) {
        return transfer(measure, title, WAYS, measure, parameter, false, metrics);
    }

    /** The same program of the same JDK, once on a platform thread and once on a virtual one. */
    private List<Scenario> onVirtualThreads() {
        return List.of(
                transfer(
                        "virtual-bulk-read",
                        "reading " + scaled(64) + " MiB, by the kind of thread",
                        THREADS,
                        "bulk-read",
                        "bytes=" + scaled(64) * 1024 * 1024,
                        true,
                        List.of(THROUGHPUT, CPU_PER_MIB)),
                transfer(
                        "virtual-echo",
                        "a byte to a program and back, by the kind of thread",
                        THREADS,
                        "echo",
                        "count=" + scaled(20_000),
                        true,
                        List.of(MEDIAN_ROUND_TRIP, P99_ROUND_TRIP)));
    }

    private static Scenario transfer(
            String id,
            String title,
            List<Subject> subjects,
            String measure,
            String parameter,
            boolean modern,
            List<Metric> metrics) {
        return new ProbeScenario(
                id,
                title,
                subjects,
                measure,
                List.of(parameter),
                List.of("-Xmx256m"),
                modern,
                Integer.MAX_VALUE,
                metrics);
    }

    /** The same programs of the same JDK, with the C library bound by JNA and by the Foreign Function &amp; Memory API. */
    private List<Scenario> byBinding() {
        List<Metric> metrics = List.of(CPU_PER_CALL, ALLOCATED);
        String calls = "count=" + scaled(200_000);
        return List.of(
                start("binding-start", BINDINGS, true),
                new ProbeScenario(
                        "binding-spawn",
                        "starting /bin/echo, by what binds the C library",
                        BINDINGS,
                        "spawn",
                        List.of("count=" + (quick ? 5 : 500), "limit-ms=" + (quick ? 500 : 3000), "heap=67108864"),
                        List.of("-Xms64m", "-Xmx64m", "-XX:MaxDirectMemorySize=256m"),
                        true,
                        Integer.MAX_VALUE,
                        List.of(SPAWN_CALL, SPAWN_EXIT, SPAWN_EXIT_P99)),
                transfer("binding-read", "reading byte by byte", BINDINGS, "byte-read", calls, true, metrics),
                transfer("binding-write", "writing byte by byte", BINDINGS, "byte-write", calls, true, metrics));
    }

    private static Scenario start(String id, List<Subject> subjects, boolean modern) {
        return new ProbeScenario(
                id,
                "from starting the process to the first prompt of a shell",
                subjects,
                "prompt",
                List.of(),
                List.of(),
                modern,
                Integer.MAX_VALUE,
                List.of(new Metric(ProbeScenario.READY, "first prompt, ms")));
    }

    /** Pty4j is not asked for 4,000: with a thousand threads, and as many descriptors to close in each child, that takes minutes. */
    private static List<Subject> forSessions(int sessions) {
        return sessions > 1000 ? List.of(Subject.C, Subject.RMUX) : ONE_WAY;
    }

    private static List<Subject> chatting(int sessions) {
        List<Subject> subjects = new ArrayList<>(forSessions(sessions));
        subjects.add(2, Subject.RMUX_DIRECT);
        return subjects;
    }

    private Scenario live(int sessions, int fullSessions) {
        return new ProbeScenario(
                "live-" + fullSessions,
                sessions + " sessions, with somebody waiting for the output of each",
                forSessions(fullSessions),
                "live",
                List.of("sessions=" + sessions, "idle-ms=" + (quick ? 500 : 5000)),
                List.of("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"),
                false,
                1,
                List.of(
                        new Metric("sessions", "sessions opened"),
                        new Metric("descriptors-per-session", "descriptors per session"),
                        new Metric("threads", "threads for them"),
                        new Metric("pool-threads", "threads of the JVM's common pool"),
                        new Metric("kib-per-session", "memory per session, KiB"),
                        new Metric("heap-kib-per-session", "of it heap, KiB"),
                        new Metric("open-ms-per-session", "opening one, ms"),
                        new Metric("idle-cpu-us-per-s", "CPU of these threads while idle, µs per s"),
                        new Metric("idle-switches-per-s", "wake-ups of these threads while idle, per s")));
    }

    private Scenario chatty(int sessions, int fullSessions) {
        int bytes = 128 * 1024;
        return new ProbeScenario(
                "chatty-" + fullSessions,
                sessions + " sessions that write " + bytes / 1024 + " KiB each at once, all checked",
                chatting(fullSessions),
                "chatty",
                List.of("sessions=" + sessions, "bytes=" + bytes),
                List.of("-Xmx1g"),
                false,
                2,
                List.of(new Metric("exact", "exact outputs"), THROUGHPUT, CPU_PER_MIB));
    }

    private static Scenario behavior(String measure, String title, boolean modern) {
        return new ProbeScenario(measure, title, LIBRARIES, measure, List.of(), List.of(), modern, 1, YES_OR_NO);
    }
}
