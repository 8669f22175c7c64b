// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fault;

import java.util.Optional;

/** A thread whose start is counted and may fail; otherwise like the thread that it stands for. */
final class CountedThread extends Thread {

    private final FaultInjector injector;

    CountedThread(FaultInjector injector, Thread like) {
        super(like.getThreadGroup(), like, like.getName());
        this.injector = injector;
        setDaemon(like.isDaemon());
        setContextClassLoader(like.getContextClassLoader());
    }

    @Override
    public synchronized void start() {
        Optional<Failure> failure = injector.next(FaultInjector.THREAD_START, null);
        if (failure.isPresent()) {
            long unused = failure.get().number();
            throw new IllegalStateException("a thread's start fails by what it throws, not by returning " + unused);
        }
        super.start();
    }
}
