// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;

/** A {@code java.lang.foreign.Arena} from Java 17 bytecode; they came with JDK 22. */
final class ForeignMemory implements AutoCloseable {

    private static final int SINCE = 22;
    private static final String ARENA = "java.lang.foreign.Arena";

    private final Object arena;
    private boolean closed;

    private ForeignMemory(Object arena) {
        this.arena = arena;
    }

    static void assume() {
        assumeTrue(Runtime.version().feature() >= SINCE, "this JVM has no arenas; they came with JDK " + SINCE);
    }

    static ForeignMemory shared() {
        return new ForeignMemory(call(ARENA, "ofShared", null));
    }

    static ForeignMemory confined() {
        return new ForeignMemory(call(ARENA, "ofConfined", null));
    }

    ByteBuffer buffer(long bytes) {
        try {
            Object segment = Class.forName("java.lang.foreign.SegmentAllocator")
                    .getMethod("allocate", long.class)
                    .invoke(arena, bytes);
            return (ByteBuffer) call("java.lang.foreign.MemorySegment", "asByteBuffer", segment);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("SegmentAllocator.allocate of JDK " + SINCE, e);
        }
    }

    /** Ends the life of the memory. */
    void end() {
        if (!closed) {
            closed = true;
            call(ARENA, "close", arena);
        }
    }

    @Override
    public void close() {
        end();
    }

    private static Object call(String type, String method, @org.jspecify.annotations.Nullable Object target) {
        try {
            return Class.forName(type).getMethod(method).invoke(target);
        } catch (InvocationTargetException e) {
            throw new LinkageError(type + "." + method, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type + "." + method + " of JDK " + SINCE, e);
        }
    }
}
