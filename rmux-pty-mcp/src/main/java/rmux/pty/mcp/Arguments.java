// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arguments of a call, checked as they are read: a client need not have validated them. */
record Arguments(Map<String, Object> values) {

    Optional<String> text(String name) {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        throw wrong(name, "a string");
    }

    String requiredText(String name) {
        return text(name).orElseThrow(() -> new IllegalArgumentException("the argument \"" + name + "\" is missing"));
    }

    double number(String name, double otherwise) {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw wrong(name, "a number");
    }

    Optional<Integer> integer(String name) {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Number number && number.doubleValue() == number.intValue()) {
            return Optional.of(number.intValue());
        }
        throw wrong(name, "a whole number");
    }

    boolean flag(String name) {
        Object value = values.get(name);
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw wrong(name, "true or false");
    }

    List<String> texts(String name) {
        Object value = values.get(name);
        if (value == null) {
            return List.of();
        }
        List<String> result = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object item : list) {
                if (!(item instanceof String text)) {
                    throw wrong(name, "a list of strings");
                }
                result.add(text);
            }
            return result;
        }
        throw wrong(name, "a list of strings");
    }

    Map<String, String> textMap(String name) {
        Object value = values.get(name);
        if (value == null) {
            return Map.of();
        }
        Map<String, String> result = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (!(entry.getKey() instanceof String key) || !(entry.getValue() instanceof String text)) {
                    throw wrong(name, "an object of strings");
                }
                result.put(key, text);
            }
            return result;
        }
        throw wrong(name, "an object of strings");
    }

    private static IllegalArgumentException wrong(String name, String what) {
        return new IllegalArgumentException("the argument \"" + name + "\" must be " + what);
    }
}
