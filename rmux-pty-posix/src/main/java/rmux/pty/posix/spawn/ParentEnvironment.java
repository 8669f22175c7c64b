// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rmux.pty.posix.jna.NativeStrings;

/**
 * The environment as bytes: a variable that the child inherits unchanged gets the very bytes the parent has, also when they
 * are no text in the JVM's encoding and {@link System#getenv} shows something else.
 */
final class ParentEnvironment {

    private static final Map<String, byte[]> RAW = readRaw();

    private ParentEnvironment() {}

    /** {@code NAME=value} for each variable, in order. */
    static List<byte[]> encode(Map<String, String> environment) {
        Map<String, String> inherited = System.getenv();
        List<byte[]> entries = new ArrayList<>(environment.size());
        environment.forEach((name, value) -> {
            byte[] raw = RAW.get(name);
            boolean unchanged = raw != null && value.equals(inherited.get(name));
            entries.add(unchanged ? raw : NativeStrings.encode(name + "=" + value));
        });
        return entries;
    }

    /** What the kernel keeps of the environment this process was started with (proc(5)); so does System.getenv. */
    private static Map<String, byte[]> readRaw() {
        Map<String, byte[]> entries = new HashMap<>();
        try {
            byte[] all = Files.readAllBytes(Path.of("/proc/self/environ"));
            ByteArrayOutputStream entry = new ByteArrayOutputStream();
            for (byte b : all) {
                if (b != 0) {
                    entry.write(b);
                } else {
                    add(entries, entry.toByteArray());
                    entry.reset();
                }
            }
        } catch (IOException notReadable) {
            entries.clear(); // then the strings of System.getenv are encoded, which differs for bytes that are no text
        }
        return entries;
    }

    private static void add(Map<String, byte[]> entries, byte[] entry) {
        String text = NativeStrings.decode(entry);
        int equals = text.indexOf('=', 1);
        String value = equals < 0 ? null : System.getenv(text.substring(0, equals));
        if (value != null && value.equals(text.substring(equals + 1))) {
            entries.put(text.substring(0, equals), entry);
        }
    }
}
