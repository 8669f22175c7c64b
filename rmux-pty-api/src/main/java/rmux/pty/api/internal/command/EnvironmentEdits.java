// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rmux.pty.api.spi.VariableNames;

/** What a command changes in the environment it inherits (rule SPAWN-05); an immutable value. */
public final class EnvironmentEdits {

    /** The parent's environment, unchanged. */
    public static final EnvironmentEdits INHERIT = new EnvironmentEdits(true, List.of());

    /** No variable at all. */
    public static final EnvironmentEdits EMPTY = new EnvironmentEdits(false, List.of());

    private static final String TERM = "TERM";
    private static final String DEFAULT_TERM = "xterm-256color";
    private static final Set<String> NOT_SENSIBLE = Set.of("", "dumb", "unknown");

    private record Edit(String name, Optional<String> value) {}

    private final boolean inherits;
    private final List<Edit> edits;

    private EnvironmentEdits(boolean inherits, List<Edit> edits) {
        this.inherits = inherits;
        this.edits = edits;
    }

    /** Sets one variable. */
    public EnvironmentEdits set(String name, String value) {
        return setAll(Map.of(CommandChecks.variableName(name), checkedValue(name, value)));
    }

    /** Sets several variables. */
    public EnvironmentEdits setAll(Map<String, String> variables) {
        List<Edit> more = new ArrayList<>(edits);
        variables.forEach((name, value) ->
                more.add(new Edit(CommandChecks.variableName(name), Optional.of(checkedValue(name, value)))));
        return new EnvironmentEdits(inherits, List.copyOf(more));
    }

    /** Removes one variable. */
    public EnvironmentEdits remove(String name) {
        List<Edit> more = new ArrayList<>(edits);
        more.add(new Edit(CommandChecks.variableName(name), Optional.empty()));
        return new EnvironmentEdits(inherits, List.copyOf(more));
    }

    /** Whether a variable is set or removed. */
    public boolean changes(String name, boolean ignoreCase) {
        Variables compared = new Variables(ignoreCase);
        return edits.stream().anyMatch(edit -> compared.key(edit.name()).equals(compared.key(name)));
    }

    /** Whether anything is inherited. */
    public boolean inherits() {
        return inherits;
    }

    /** The names that are removed, and not set afterwards. */
    public Set<String> removed() {
        Set<String> names = new LinkedHashSet<>();
        for (Edit edit : edits) {
            if (edit.value().isPresent()) {
                names.remove(edit.name());
            } else {
                names.add(edit.name());
            }
        }
        return Set.copyOf(names);
    }

    private static String checkedValue(String name, String value) {
        return CommandChecks.noNul("value of the environment variable " + name, value);
    }

    /** The environment of the child. */
    public Map<String, String> applyTo(Map<String, String> inherited, boolean ignoreCase) {
        Variables variables = new Variables(ignoreCase);
        if (inherits) {
            inherited.forEach((name, value) -> {
                if (!ParentTerminal.isDescribedBy(variables.key(name))) {
                    variables.put(name, value);
                }
            });
        }
        for (Edit edit : edits) {
            edit.value()
                    .ifPresentOrElse(value -> variables.put(edit.name(), value), () -> variables.remove(edit.name()));
        }
        if (!changes(TERM, ignoreCase) && NOT_SENSIBLE.contains(variables.get(TERM))) {
            variables.put(TERM, DEFAULT_TERM);
        }
        return variables.toMap();
    }

    /** Names and values in order, names unique with or without regard to case. */
    private static final class Variables {
        private final boolean ignoreCase;
        private final Map<String, Map.Entry<String, String>> byKey = new LinkedHashMap<>();

        Variables(boolean ignoreCase) {
            this.ignoreCase = ignoreCase;
        }

        String key(String name) {
            return ignoreCase ? VariableNames.upperCase(name) : name;
        }

        void put(String name, String value) {
            byKey.put(key(name), Map.entry(name, value));
        }

        void remove(String name) {
            byKey.remove(key(name));
        }

        String get(String name) {
            Map.Entry<String, String> entry = byKey.get(key(name));
            return entry == null ? "" : entry.getValue();
        }

        Map<String, String> toMap() {
            Map<String, String> map = new LinkedHashMap<>();
            byKey.values().forEach(entry -> map.put(entry.getKey(), entry.getValue()));
            return map;
        }
    }
}
