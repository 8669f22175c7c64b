// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.ssh;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.util.threads.CloseableExecutorService;
import org.apache.sshd.common.util.threads.SshThreadPoolExecutor;
import rmux.pty.remote.RemoteThreads;

/**
 * The threads of a connection. They outlive the application that opened it when others use it too, so that they hold nothing of
 * that one: no context class loader, no inheritable thread locals (rule LIFE-11).
 */
final class SshThreads {

    /** As many as MINA's own client has for one connection at work. */
    private static final int WORKERS = 4;

    private SshThreads() {}

    /** Gives a client that has not been started threads of its own, which end with it. */
    static void prepare(SshClient client) {
        client.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory(SshThreads::workers));
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(1, task -> RemoteThreads.create(task, "rmux-ssh-timer"));
        timer.setRemoveOnCancelPolicy(true);
        client.setScheduledExecutorService(timer, true);
    }

    /** Starts a client in a thread that has nothing to inherit: the JDK's asynchronous channels make threads of their own then. */
    static void start(SshClient client) {
        FutureTask<Void> task = new FutureTask<>(client::start, null);
        RemoteThreads.create(task, "rmux-ssh-start").start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    task.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the SSH client could not be started", e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static CloseableExecutorService workers() {
        return new SshThreadPoolExecutor(
                WORKERS,
                WORKERS,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> RemoteThreads.create(task, "rmux-ssh-worker"));
    }
}
