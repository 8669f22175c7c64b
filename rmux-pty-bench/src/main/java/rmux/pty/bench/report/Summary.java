// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.report;

import java.util.Arrays;
import java.util.List;

/** The rounds of one figure in one number, and how far they lie apart. */
record Summary(double median, double least, double most) {

    static Summary of(List<Double> rounds) {
        double[] sorted =
                rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Summary(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** The ratio of two subjects: the median of the ratios within each round, so that what slows all down cancels out. */
    static double ratio(List<Double> numerators, List<Double> denominators) {
        double[] ratios = new double[Math.min(numerators.size(), denominators.size())];
        Arrays.setAll(ratios, i -> numerators.get(i) / denominators.get(i));
        return of(Arrays.stream(ratios).boxed().toList()).median();
    }

    /** Three significant digits, which is more than such figures have. */
    static String number(double value) {
        double size = Math.abs(value);
        if (size >= 100 || value == Math.rint(value)) {
            return Long.toString(Math.round(value));
        }
        return String.format(java.util.Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
    }

    /** The median with its spread. */
    String text() {
        return least == most ? number(median) : number(median) + " (" + number(least) + "–" + number(most) + ")";
    }
}
