// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.lang.reflect.Method;
import java.util.concurrent.ThreadFactory;

/** Virtual threads from Java 17 bytecode; they came with JDK 21. */
final class VirtualThreads {

    private static final int SINCE = 21;

    private VirtualThreads() {}

    /** Whether this JVM has them. */
    static boolean exist() {
        return Runtime.version().feature() >= SINCE;
    }

    /** Refuses to go on without them. */
    static void check() {
        if (!exist()) {
            throw new IllegalStateException("this JVM, of release "
                    + Runtime.version().feature() + ", has no virtual threads; they came with JDK " + SINCE);
        }
    }

    /** Whether the current thread is one. */
    static boolean isCurrent() {
        try {
            return exist() && (boolean) Thread.class.getMethod("isVirtual").invoke(Thread.currentThread());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Thread.isVirtual of JDK " + SINCE, e);
        }
    }

    /** {@code Thread.ofVirtual().factory()}. */
    static ThreadFactory factory() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Method factory = Class.forName("java.lang.Thread$Builder").getMethod("factory");
            return (ThreadFactory) factory.invoke(builder);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Thread.ofVirtual of JDK " + SINCE, e);
        }
    }
}
