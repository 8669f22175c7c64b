// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

import java.util.EnumMap;
import java.util.Map;

/** The values of {@link Constant}s on one platform. */
public final class Numbers {

    private final Map<Constant, Long> values;

    private Numbers(Map<Constant, Long> values) {
        this.values = values;
    }

    /** Returns whether the platform has a constant. */
    public boolean has(Constant constant) {
        return values.containsKey(constant);
    }

    /** Returns a value; asking for what the platform does not have is an error of the caller. */
    public long get(Constant constant) {
        Long value = values.get(constant);
        if (value == null) {
            throw new IllegalStateException("this platform has no " + constant.expression());
        }
        return value;
    }

    /** Returns all values. */
    public Map<Constant, Long> all() {
        return Map.copyOf(values);
    }

    /** Returns a copy to change. */
    Builder but() {
        Builder builder = new Builder();
        builder.values.putAll(values);
        return builder;
    }

    /** Collects values. */
    static final class Builder {
        private final Map<Constant, Long> values = new EnumMap<>(Constant.class);

        Builder put(Constant constant, long value) {
            values.put(constant, value);
            return this;
        }

        Numbers build() {
            return new Numbers(new EnumMap<>(values));
        }
    }
}
