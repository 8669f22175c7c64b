// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.spi;

/** Names of environment variables where case does not count, as on Windows. */
public final class VariableNames {

    private VariableNames() {}

    /**
     * A name in upper case: two names are the same variable when this is the same, and the system sorts variables by it.
     *
     * <p>Each UTF-16 unit stands for itself, as for {@code RtlUpcaseUnicodeChar}: {@code ß} is not {@code SS}, as it is for {@link
     * String#toUpperCase()}, and no letter beyond ASCII becomes one of ASCII.
     *
     * @param name the name
     * @return the name in upper case, as long as it was
     */
    public static String upperCase(String name) {
        StringBuilder upper = new StringBuilder(name);
        for (int i = 0; i < upper.length(); i++) {
            char unit = upper.charAt(i);
            char above = Character.toUpperCase(unit);
            if (unit < 0x80 || above >= 0x80) {
                upper.setCharAt(i, above);
            }
        }
        return upper.toString();
    }
}
