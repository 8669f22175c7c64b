// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.waiting;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the threads of this library: daemons that carry nothing of the caller who happened to need one first.
 *
 * <p>A thread usually inherits the context class loader, the inheritable thread locals and the access control context of the
 * thread that makes it, and so keeps an undeployed application in memory for as long as it lives (rule LIFE-11).
 */
public final class LibraryThreads {

    /** The name that every thread of this library begins with. */
    public static final String PREFIX = "rmux-pty-";

    private static volatile Consumer<Thread> starter = Thread::start;

    private LibraryThreads() {}

    /** Replaces what starts threads, so that tests can refuse them; null goes back to {@link Thread#start}. */
    public static void startBy(@Nullable Consumer<Thread> replacement) {
        starter = replacement == null ? Thread::start : replacement;
    }

    /** A thread that has not been started, as a {@link java.util.concurrent.ThreadFactory}. */
    public static Thread create(Runnable task) {
        return create("worker", 0, task);
    }

    /** Starts a thread of this library; throws an OutOfMemoryError if the system refuses another one. */
    public static void start(Thread thread) {
        starter.accept(thread);
    }

    /** A thread that has not been started; {@code stackBytes} is a hint, 0 for the JVM's default. */
    @SuppressWarnings("removal") // JDK 24 removed the inherited context; until then, this is how not to inherit one
    public static Thread create(String name, long stackBytes, Runnable task) {
        return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> make(name, stackBytes, task));
    }

    private static Thread make(String name, long stackBytes, Runnable task) {
        Thread thread = new LibraryThread(task, PREFIX + name, stackBytes);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    /**
     * Starts a thread, or returns why that is not possible at the moment: {@link Thread#start} throws an OutOfMemoryError when
     * the system refuses another thread.
     */
    public static @Nullable Throwable tryStart(String name, long stackBytes, Runnable task) {
        try {
            start(create(name, stackBytes, task));
            return null;
        } catch (OutOfMemoryError | RuntimeException e) {
            return e;
        }
    }

    /** Whether this is a thread of this library. */
    public static boolean isCurrent() {
        return Thread.currentThread() instanceof LibraryThread;
    }

    /** To be told from the application's threads, whatever their names. */
    private static final class LibraryThread extends Thread {
        LibraryThread(Runnable task, String name, long stackBytes) {
            super(null, task, name, stackBytes, false);
        }
    }

    /** Leaves nothing of what the application did in this thread to what is run next; for threads of this library. */
    public static void forgetTask() {
        Thread.interrupted();
        Thread thread = Thread.currentThread();
        if (thread.getContextClassLoader() != null) {
            thread.setContextClassLoader(null);
        }
    }
}
