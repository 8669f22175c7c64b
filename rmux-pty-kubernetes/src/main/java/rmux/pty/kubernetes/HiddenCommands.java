// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.kubernetes;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Commands that fabric8's client does not see. They are part of the address of a request, and the client has addresses in its
 * logs and in messages: it gets a name in place of the command, and the address that is sent has the command.
 */
final class HiddenCommands {

    private static final String PARAMETER = "command=";

    private final Map<String, String> queries = new ConcurrentHashMap<>();

    /** Returns a name for a command, which {@link #forget} ends. */
    String hide(List<String> words) {
        String name = "rmux-pty-" + UUID.randomUUID();
        queries.put(
                PARAMETER + name,
                words.stream()
                        .map(word -> PARAMETER + URLEncoder.encode(word, StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")));
        return name;
    }

    void forget(String name) {
        queries.remove(PARAMETER + name);
    }

    /** Returns the address with the commands in place of their names. */
    URI reveal(URI address) {
        String text = address.toString();
        for (Map.Entry<String, String> query : queries.entrySet()) {
            text = text.replace(query.getKey(), query.getValue());
        }
        return URI.create(text);
    }
}
