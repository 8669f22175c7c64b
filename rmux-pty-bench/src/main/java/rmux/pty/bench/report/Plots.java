// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import rmux.pty.bench.Metric;
import rmux.pty.bench.Scenario;
import rmux.pty.bench.Subject;

/** The two growths as plots: starting over the size of the heap, and what many sessions cost over their number. */
public final class Plots {

    private Plots() {}

    /** Writes a PNG and an SVG of each plot for which there are figures. */
    public static void write(Results results, Path directory) throws IOException {
        System.setProperty("java.awt.headless", "true");
        plot(results, "spawn-heap-", "exit.p50", "Start to collected exit", "heap, MiB", "µs", directory);
        plot(results, "live-", "threads", "Threads for live sessions", "sessions", "threads", directory);
        plot(results, "live-", "kib-per-session", "Memory of a live session", "sessions", "KiB", directory);
        plot(results, "chatty-", "mib-per-s", "Throughput of all sessions", "sessions", "MiB/s", directory);
    }

    private static void plot(
            Results results, String prefix, String metric, String title, String x, String y, Path directory)
            throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(800)
                .height(500)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisLogarithmic(!metric.equals("mib-per-s"));
        boolean any = false;
        for (Subject subject : Subject.values()) {
            any |= addSeries(results, prefix, new Metric(metric, ""), subject, chart);
        }
        if (any) {
            String name = prefix + metric.replace('.', '-');
            BitmapEncoder.saveBitmap(
                    chart, directory.resolve(name + ".png").toString(), BitmapEncoder.BitmapFormat.PNG);
            VectorGraphicsEncoder.saveVectorGraphic(
                    chart, directory.resolve(name + ".svg").toString(), VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
        }
    }

    private static boolean addSeries(Results results, String prefix, Metric metric, Subject subject, XYChart chart) {
        List<Double> xs = new ArrayList<>();
        List<Double> ys = new ArrayList<>();
        for (Scenario scenario : results.scenarios()) {
            List<Double> rounds = results.rounds(scenario, subject, metric);
            // A logarithmic axis has no zero: C makes no thread at all.
            if (scenario.id().startsWith(prefix)
                    && !rounds.isEmpty()
                    && Summary.of(rounds).median() > 0) {
                xs.add(position(scenario.id().substring(prefix.length())));
                ys.add(Summary.of(rounds).median());
            }
        }
        if (xs.isEmpty()) {
            return false;
        }
        chart.addSeries(subject.label(), xs, ys);
        return true;
    }

    /** The number at the end of a scenario's name; {@code 4g} is 4096. */
    private static double position(String name) {
        if (name.endsWith("g")) {
            return 1024.0 * Integer.parseInt(name.substring(0, name.length() - 1));
        }
        return Integer.parseInt(name.endsWith("m") ? name.substring(0, name.length() - 1) : name);
    }
}
