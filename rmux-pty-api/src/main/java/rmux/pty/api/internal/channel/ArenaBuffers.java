// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.channel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Tells direct buffers whose memory an arena may free, or keeps to one thread, from those that own their memory (rule IO-15).
 *
 * <p>A backend passes the address of a direct buffer to the system, which knows nothing of arenas. So the bytes of an arena are
 * copied, by the buffer's own methods, which check its arena. The buffer that was found to be ordinary last is remembered,
 * because callers use the same one again and again and the check allocates.
 */
final class ArenaBuffers {

    private static final Scopes SCOPES = Scopes.ofThisJdk();

    private volatile WeakReference<@Nullable ByteBuffer> ordinary = new WeakReference<>(null);

    /**
     * Whether the buffer's bytes are to be copied. Throws if the buffer must not be used at all.
     *
     * @throws IllegalStateException if the arena is closed or belongs to another thread
     */
    boolean mustCopy(ByteBuffer buffer) {
        if (!buffer.isDirect() || ordinary.refersTo(buffer)) {
            return false;
        }
        checkUsable(buffer);
        if (SCOPES.isOrdinary(buffer)) {
            ordinary = new WeakReference<>(buffer);
            return false;
        }
        return true;
    }

    /** Throws if the buffer's memory must not be used. Touches it, which checks its arena. */
    void checkUsable(ByteBuffer buffer) {
        if (!buffer.isDirect() || !buffer.hasRemaining() || ordinary.refersTo(buffer)) {
            return;
        }
        try {
            buffer.get(buffer.position());
        } catch (RuntimeException e) {
            throw refusal(e);
        }
    }

    /** Copies the first remaining bytes of a buffer to the heap; the buffer's position stays. */
    ByteBuffer copy(ByteBuffer source, int most) {
        ByteBuffer copy = ByteBuffer.allocate(Math.min(source.remaining(), most));
        try {
            return copy.put(0, source, source.position(), copy.limit());
        } catch (RuntimeException e) {
            throw refusal(e);
        }
    }

    /** The exception for a buffer whose access failed: JDK 19 and later have one of their own for the wrong thread. */
    static IllegalStateException refusal(RuntimeException failure) {
        return new IllegalStateException("the buffer's memory must not be used: " + failure.getMessage(), failure);
    }

    /** Compares the scope of a buffer's memory with that of ordinary buffers, on JDKs that have scopes (20 and later). */
    private record Scopes(
            @Nullable MethodHandle scopeOf, @Nullable Class<?> ordinary) {

        static Scopes ofThisJdk() {
            try {
                MethodHandle scopeOf = find();
                Object ordinary = scopeOf.invoke(ByteBuffer.allocateDirect(1));
                return new Scopes(scopeOf, ordinary.getClass());
            } catch (ClassNotFoundException | NoSuchMethodException | IllegalAccessException before) {
                return new Scopes(null, null);
            } catch (Throwable e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private static MethodHandle find()
                throws ClassNotFoundException, NoSuchMethodException, IllegalAccessException {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> segment = Class.forName("java.lang.foreign.MemorySegment");
            Class<?> scope = Class.forName("java.lang.foreign.MemorySegment$Scope");
            MethodHandle ofBuffer =
                    lookup.findStatic(segment, "ofBuffer", MethodType.methodType(segment, java.nio.Buffer.class));
            MethodHandle scopeOf = lookup.findVirtual(segment, "scope", MethodType.methodType(scope));
            return MethodHandles.filterReturnValue(ofBuffer, scopeOf);
        }

        boolean isOrdinary(ByteBuffer buffer) {
            if (scopeOf == null) {
                return true;
            }
            try {
                return scopeOf.invoke(buffer).getClass() == ordinary;
            } catch (RuntimeException | Error e) {
                return false;
            } catch (Throwable e) {
                throw new AssertionError("neither method throws a checked exception", e);
            }
        }
    }
}
