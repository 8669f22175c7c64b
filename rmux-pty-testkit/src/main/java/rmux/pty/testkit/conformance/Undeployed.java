// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import rmux.pty.api.PtySession;

/** An application that uses the library once and is undeployed: its class loader and thread locals are to be forgotten. */
final class Undeployed {

    /** Inherited by the threads that a thread of the application makes. */
    private static final InheritableThreadLocal<Object> LOCAL = new InheritableThreadLocal<>();

    private Undeployed() {}

    /** Returns what is still reachable after the limit; empty if nothing is. */
    static String run(PtyProviderConformance subject) throws Exception {
        WeakReference<?>[] references = new WeakReference<?>[2];
        Throwable[] failure = new Throwable[1];
        Thread application = new Thread(() -> {
            try {
                references[0] = new WeakReference<>(Thread.currentThread().getContextClassLoader());
                Object local = new Object();
                references[1] = new WeakReference<>(local);
                LOCAL.set(local);
                use(subject);
            } catch (Exception e) {
                failure[0] = e;
            }
        });
        application.setContextClassLoader(new URLClassLoader(new URL[0]));
        application.start();
        application.join();
        application = null;
        if (failure[0] != null) {
            throw new AssertionError("the application failed", failure[0]);
        }
        return awaitForgotten(references, subject.activeSettings().limit());
    }

    private static void use(PtyProviderConformance subject) throws Exception {
        long millis = subject.activeSettings().limit().toMillis();
        try (PtySession session =
                subject.backend().spawn(subject.activePrograms().print("text"))) {
            OutputSubscriber subscriber = new OutputSubscriber();
            session.master().publisher().subscribe(subscriber);
            subscriber.end().get(millis, TimeUnit.MILLISECONDS);
            session.child().onExit().get(millis, TimeUnit.MILLISECONDS);
        }
    }

    private static String awaitForgotten(WeakReference<?>[] references, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() - deadline < 0) {
            System.gc();
            if (references[0].get() == null && references[1].get() == null) {
                return "";
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return (references[0].get() == null ? "" : "class loader ")
                + (references[1].get() == null ? "" : "thread local");
    }
}
