// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

import java.util.Set;

/**
 * A system on a processor: its numbers, structures and abilities. Immutable.
 *
 * @param system the name of the system, as in messages
 * @param processor the name of the processor, as in messages
 * @param numbers the values of constants
 * @param errors the numbers of errors
 * @param signals the numbers of signals
 * @param termios reads and writes {@code struct termios}
 * @param features what the system can do
 */
public record Platform(
        String system,
        String processor,
        Numbers numbers,
        ErrorNumbers errors,
        Signals signals,
        Termios termios,
        Set<Feature> features) {

    private static final int ROOM = 128;

    /** Makes a platform of copies. */
    public Platform {
        features = Set.copyOf(features);
    }

    /** Returns the value of a constant that the platform has. */
    public int number(Constant constant) {
        return (int) numbers.get(constant);
    }

    /** Returns the value of a constant that may need 64 bits or is unsigned, such as a request of {@code ioctl(2)}. */
    public long wide(Constant constant) {
        return numbers.get(constant);
    }

    /** Returns the size to allocate for a structure that only the C library looks into, which may have a larger one. */
    public int room(Constant size) {
        return number(size) + ROOM;
    }

    /** Returns the combination of flags. */
    public int flags(Constant... constants) {
        int flags = 0;
        for (Constant constant : constants) {
            flags |= number(constant);
        }
        return flags;
    }

    /** Returns whether the platform has a constant. */
    public boolean has(Constant constant) {
        return numbers.has(constant);
    }

    /** Returns whether the system can do something. */
    public boolean has(Feature feature) {
        return features.contains(feature);
    }

    /** Returns the size of a pointer, a {@code long} and a {@code size_t}, in bytes. */
    public int wordSize() {
        return number(Constant.POINTER_SIZE);
    }

    /** Returns system and processor, such as {@code Linux on x86-64}. */
    @Override
    public String toString() {
        return system + " on " + processor;
    }
}
