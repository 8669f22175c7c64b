// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.util.Objects;
import rmux.pty.api.internal.events.Printable;

/**
 * A named, typed setting that only some backends know, in the manner of {@link java.net.SocketOption}.
 *
 * <p>The options of the backends in this project are the constants of {@link PtyOptions}; a backend from elsewhere makes its
 * own with {@link #of}. A backend refuses a command with an option it does not know. Two options are equal when name and
 * type are.
 *
 * @param <T> the type of the value
 */
public final class PtyOption<T> {

    private final String name;
    private final Class<T> type;

    private PtyOption(String name, Class<T> type) {
        this.name = name;
        this.type = type;
    }

    /**
     * An option.
     *
     * @param <T> the type of the value
     * @param name the name, by convention {@code backend.option-name} in lower case
     * @param type the type of the value
     * @return the option
     */
    public static <T> PtyOption<T> of(String name, Class<T> type) {
        return new PtyOption<>(Objects.requireNonNull(name, "name"), Objects.requireNonNull(type, "type"));
    }

    /**
     * The name of this option.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * The type of this option's value.
     *
     * @return the type
     */
    public Class<T> type() {
        return type;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PtyOption<?> that && name.equals(that.name) && type.equals(that.type);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type);
    }

    /** The name, with control characters visible. */
    @Override
    public String toString() {
        return Printable.text(name);
    }
}
