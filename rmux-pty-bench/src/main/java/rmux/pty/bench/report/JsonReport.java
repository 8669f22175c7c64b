// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.report;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import rmux.pty.bench.Metric;
import rmux.pty.bench.Scenario;
import rmux.pty.bench.Subject;

/** The results for programs: every round of every figure. */
public final class JsonReport {

    private JsonReport() {}

    /** Writes all. */
    public static void write(Results results, Path file) throws IOException {
        JsonObject root = new JsonObject();
        root.addProperty("machine", Machine.describe());
        JsonArray scenarios = new JsonArray();
        results.scenarios().forEach(scenario -> scenarios.add(toJson(results, scenario)));
        root.add("scenarios", scenarios);
        String text = new GsonBuilder().setPrettyPrinting().create().toJson(root);
        Files.writeString(file, text + "\n");
    }

    private static JsonObject toJson(Results results, Scenario scenario) {
        JsonObject object = new JsonObject();
        object.addProperty("id", scenario.id());
        object.addProperty("title", scenario.title());
        object.add("load", toJson(results.loads(scenario)));
        for (Subject subject : scenario.subjects()) {
            JsonObject figures = new JsonObject();
            for (Metric metric : scenario.metrics()) {
                List<Double> rounds = results.rounds(scenario, subject, metric);
                if (!rounds.isEmpty()) {
                    figures.add(metric.name(), toJson(rounds));
                }
            }
            results.notes(scenario, subject, "observed").forEach(note -> figures.addProperty("observed", note));
            object.add(subject.label(), figures);
        }
        return object;
    }

    private static JsonArray toJson(List<Double> numbers) {
        JsonArray array = new JsonArray();
        numbers.forEach(array::add);
        return array;
    }
}
