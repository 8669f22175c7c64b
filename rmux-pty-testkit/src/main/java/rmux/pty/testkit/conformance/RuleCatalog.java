// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The rules of the contract: identifier, level, text. */
public final class RuleCatalog {

    /**
     * A rule.
     *
     * @param id its identifier, which never changes
     * @param level how strictly it is meant
     * @param capability the capability without which it does not apply; empty for none
     * @param text what it says
     */
    public record Entry(String id, Rule.Level level, String capability, String text) {}

    private static final Map<String, Entry> RULES = read();

    private RuleCatalog() {}

    /**
     * All rules by identifier, in the order of the contract.
     *
     * @return an immutable map
     */
    public static Map<String, Entry> rules() {
        return RULES;
    }

    /**
     * The identifier if there is such a rule.
     *
     * @param id the identifier
     * @return the same identifier
     * @throws IllegalArgumentException if there is none
     */
    public static String check(String id) {
        if (!RULES.containsKey(id)) {
            throw new IllegalArgumentException("there is no rule \"" + id + "\"; the rules are " + RULES.keySet());
        }
        return id;
    }

    private static Map<String, Entry> read() {
        try (InputStream file = Optional.ofNullable(RuleCatalog.class.getResourceAsStream("rules.txt"))
                .orElseThrow()) {
            Map<String, Entry> rules = new LinkedHashMap<>();
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(RuleCatalog::parse)
                    .forEach(entry -> rules.put(entry.id(), entry));
            return Collections.unmodifiableMap(rules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry parse(String line) {
        String[] fields = line.split(" \\| ", 4);
        String capability = fields[2].equals("-") ? "" : fields[2];
        return new Entry(fields[0], Rule.Level.valueOf(fields[1]), capability, fields[3]);
    }
}
