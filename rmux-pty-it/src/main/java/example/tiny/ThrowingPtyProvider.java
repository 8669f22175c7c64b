// SPDX-License-Identifier: Apache-2.0 OR MIT
package example.tiny;

/** A backend whose constructor throws an Error, as one does whose native library is broken. */
public final class ThrowingPtyProvider extends TinyPtyProvider {

    /** Throws. */
    public ThrowingPtyProvider() {
        throw new StackOverflowError("the constructor is broken");
    }
}
