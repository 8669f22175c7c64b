// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.spawn;

import java.util.Map;
import java.util.TreeMap;
import rmux.pty.api.spi.VariableNames;

/** Variables as {@code CreateProcessW} wants them: sorted by name without case, each ended by a NUL, the whole by another. */
public final class EnvironmentBlock {

    private EnvironmentBlock() {}

    /** The block; of names that differ in case alone, the last one wins. Names like {@code =C:} are kept. */
    public static String of(Map<String, String> variables) {
        Map<String, String> entries = new TreeMap<>();
        variables.forEach((name, value) -> entries.put(VariableNames.upperCase(name), name + '=' + value));
        if (entries.isEmpty()) {
            return "\0\0";
        }
        StringBuilder block = new StringBuilder();
        entries.values().forEach(entry -> block.append(entry).append('\0'));
        return block.append('\0').toString();
    }
}
