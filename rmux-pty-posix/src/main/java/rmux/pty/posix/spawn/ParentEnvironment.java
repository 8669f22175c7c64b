// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rmux.pty.posix.jna.NativeStrings;

/**
 * The environment as bytes: a variable that the child inherits unchanged gets the very bytes that the parent has, even if they
 * are not text in the JVM's encoding and {@link System#getenv} shows something else.
 */
final class ParentEnvironment {

    private static volatile @Nullable Map<String, byte[]> raw;

    private ParentEnvironment() {}

    /** {@code NAME=value} for each variable, in order. */
    static List<byte[]> encode(Map<String, String> environment) {
        Map<String, byte[]> known = raw();
        List<byte[]> entries = new ArrayList<>(environment.size());
        environment.forEach((name, value) -> {
            byte[] same = known.get(name);
            boolean unchanged = same != null && value.equals(System.getenv(name));
            entries.add(unchanged ? same : NativeStrings.encode(name + "=" + value));
        });
        return entries;
    }

    /** The bytes of one variable's value; null if it is not set. */
    static byte @Nullable [] value(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null) {
            return null;
        }
        byte[] entry = encode(Map.of(name, value)).get(0);
        return Arrays.copyOfRange(entry, NativeStrings.encode(name).length + 1, entry.length);
    }

    /** Read when first needed. A failure may pass, as when all descriptors are in use: the next call tries again. */
    private static Map<String, byte[]> raw() {
        Map<String, byte[]> known = raw;
        if (known == null) {
            try {
                known = read();
                raw = known;
            } catch (IOException notReadable) {
                return Map.of(); // what System.getenv shows is encoded, which differs for bytes that are not text
            }
        }
        return known;
    }

    /** What the kernel keeps of the environment that this process was started with (proc(5)); so does System.getenv. */
    private static Map<String, byte[]> read() throws IOException {
        Map<String, byte[]> entries = new HashMap<>();
        byte[] all = Files.readAllBytes(Path.of("/proc/self/environ"));
        int start = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == 0) {
                add(entries, Arrays.copyOfRange(all, start, i));
                start = i + 1;
            }
        }
        return entries;
    }

    /** Only what System.getenv shows too: the launcher of the JVM changes variables of its own. */
    private static void add(Map<String, byte[]> entries, byte[] entry) {
        for (Charset charset : charsetsOfGetenv()) {
            String text = new String(entry, charset);
            int equals = text.indexOf('=', 1);
            if (equals > 0 && text.substring(equals + 1).equals(System.getenv(text.substring(0, equals)))) {
                entries.put(text.substring(0, equals), entry);
            }
        }
    }

    /** The JDK decodes variables by the encoding of file names, before JDK 18 by the default one. */
    private static Set<Charset> charsetsOfGetenv() {
        Set<Charset> charsets = new LinkedHashSet<>();
        charsets.add(Charset.defaultCharset());
        String fileNames = System.getProperty("sun.jnu.encoding", "UTF-8");
        if (Charset.isSupported(fileNames)) {
            charsets.add(Charset.forName(fileNames));
        }
        return charsets;
    }
}
