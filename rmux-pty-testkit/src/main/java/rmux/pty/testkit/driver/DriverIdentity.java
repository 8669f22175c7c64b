// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.driver;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import rmux.pty.api.PtyCapability;

/**
 * What a driver says of itself.
 *
 * @param library the library that it drives
 * @param version the library's version
 * @param capabilities what the library can do
 * @param verbs the verbs that the driver knows beyond those that all know
 * @param limits what the library's documentation says it does not do: reasons by rule
 */
record DriverIdentity(
        String library,
        String version,
        Set<PtyCapability> capabilities,
        Set<String> verbs,
        Map<String, String> limits) {

    /** The version of the protocol. */
    static final long PROTOCOL = 1;

    static DriverIdentity from(Map<String, Object> hello) throws IOException {
        if (!Long.valueOf(PROTOCOL).equals(hello.get("protocol"))) {
            throw new IOException("the driver speaks protocol " + hello.get("protocol") + ", not " + PROTOCOL);
        }
        Set<PtyCapability> capabilities = new TreeSet<>();
        for (String name : texts(hello, "capabilities")) {
            try {
                capabilities.add(PtyCapability.of(name));
            } catch (IllegalArgumentException e) {
                throw new IOException("the driver names an unknown capability: " + e.getMessage(), e);
            }
        }
        return new DriverIdentity(
                text(hello, "library"),
                text(hello, "version"),
                capabilities,
                Set.copyOf(texts(hello, "verbs")),
                limits(hello));
    }

    private static Map<String, String> limits(Map<String, Object> hello) throws IOException {
        Map<String, String> limits = new TreeMap<>();
        if (!(hello.getOrDefault("limits", Map.of()) instanceof Map<?, ?> reasons)) {
            throw new IOException("\"limits\" in the driver's answer is not an object");
        }
        for (Map.Entry<?, ?> limit : reasons.entrySet()) {
            if (!(limit.getValue() instanceof String reason) || reason.isBlank()) {
                throw new IOException("the driver names no reason for its limit " + limit.getKey());
            }
            limits.put(String.valueOf(limit.getKey()), reason);
        }
        return Map.copyOf(limits);
    }

    static String text(Map<String, Object> message, String name) throws IOException {
        if (message.get(name) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new IOException("the driver's answer has no text \"" + name + "\"");
    }

    private static Set<String> texts(Map<String, Object> message, String name) throws IOException {
        Set<String> texts = new TreeSet<>();
        if (!(message.getOrDefault(name, List.of()) instanceof List<?> list)) {
            throw new IOException("\"" + name + "\" in the driver's answer is not a list");
        }
        list.forEach(element -> texts.add(String.valueOf(element)));
        return texts;
    }
}
