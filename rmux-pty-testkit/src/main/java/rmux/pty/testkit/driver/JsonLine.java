// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.driver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads and writes the JSON (RFC 8259) of the driver protocol: one object, whose values are texts, whole numbers, booleans, lists,
 * and objects of the same.
 */
public final class JsonLine {

    private static final int DEEPEST = 4;

    private final String text;
    private int at;

    private JsonLine(String text) {
        this.text = text;
    }

    /**
     * Reads an object.
     *
     * @param line the text
     * @return its members in order; numbers are {@link Long}, lists are {@link List}, objects are {@link Map}
     * @throws IllegalArgumentException if the text is something else
     */
    public static Map<String, Object> parse(String line) {
        JsonLine reader = new JsonLine(line);
        reader.skipBlanks();
        Map<String, Object> object = reader.object(0);
        reader.skipBlanks();
        if (reader.at < line.length()) {
            throw reader.wrong("nothing more");
        }
        return object;
    }

    /**
     * Writes an object.
     *
     * @param object its members
     * @return one line, without its end, in ASCII
     */
    public static String format(Map<String, ?> object) {
        StringBuilder line = new StringBuilder();
        append(line, object);
        return line.toString();
    }

    private static void append(StringBuilder line, Object value) {
        if (value instanceof Map<?, ?> object) {
            String separator = "{";
            for (Map.Entry<?, ?> member : object.entrySet()) {
                append(line.append(separator), String.valueOf(member.getKey()));
                append(line.append(": "), member.getValue());
                separator = ", ";
            }
            line.append(object.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            String separator = "";
            line.append('[');
            for (Object element : list) {
                append(line.append(separator), element);
                separator = ", ";
            }
            line.append(']');
        } else if (value instanceof Number || value instanceof Boolean) {
            line.append(value);
        } else {
            line.append('"');
            value.toString().chars().forEach(c -> appendCharacter(line, (char) c));
            line.append('"');
        }
    }

    private static void appendCharacter(StringBuilder line, char c) {
        if (c == '"' || c == '\\') {
            line.append('\\').append(c);
        } else if (c < ' ' || c > '~') {
            line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        } else {
            line.append(c);
        }
    }

    private IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException("at character " + at + " there should be " + expected);
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char next() {
        skipBlanks();
        if (at == text.length()) {
            throw wrong("more");
        }
        return text.charAt(at);
    }

    private boolean take(char expected) {
        if (next() != expected) {
            return false;
        }
        at++;
        return true;
    }

    private void require(char expected) {
        if (!take(expected)) {
            throw wrong("'" + expected + "'");
        }
    }

    private Map<String, Object> object(int depth) {
        require('{');
        Map<String, Object> members = new LinkedHashMap<>();
        if (take('}')) {
            return members;
        }
        do {
            String name = string();
            require(':');
            members.put(name, value(depth + 1));
        } while (take(','));
        require('}');
        return members;
    }

    private Object value(int depth) {
        if (depth > DEEPEST) {
            throw wrong("something less deep");
        }
        char first = next();
        if (first == '"') {
            return string();
        }
        if (first == '{') {
            return object(depth);
        }
        if (first == '[') {
            return list(depth);
        }
        for (Boolean constant : List.of(true, false)) {
            if (text.startsWith(constant.toString(), at)) {
                at += constant.toString().length();
                return constant;
            }
        }
        int start = at;
        while (at < text.length() && "-0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return Long.valueOf(text.substring(start, at));
        } catch (NumberFormatException e) {
            throw wrong("a text, a whole number, true, false, a list, or an object");
        }
    }

    private List<Object> list(int depth) {
        require('[');
        List<Object> elements = new ArrayList<>();
        if (take(']')) {
            return elements;
        }
        do {
            elements.add(value(depth + 1));
        } while (take(','));
        require(']');
        return elements;
    }

    private String string() {
        require('"');
        StringBuilder string = new StringBuilder();
        while (true) {
            if (at == text.length()) {
                throw wrong("the end of a text");
            }
            char c = text.charAt(at++);
            if (c == '"') {
                return string.toString();
            }
            string.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        char c = next();
        at++;
        int known = "bfnrt".indexOf(c);
        if (known >= 0) {
            return "\b\f\n\r\t".charAt(known);
        }
        if (c != 'u') {
            return c;
        }
        int end = Math.min(text.length(), at + 4);
        try {
            char unit = (char) Integer.parseInt(text.substring(at, end), 16);
            at = end;
            return unit;
        } catch (NumberFormatException e) {
            throw wrong("four hexadecimal digits");
        }
    }
}
