// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.internal;

/** Daemon threads that carry no class loader of the application. */
public final class ServerThreads {

    private ServerThreads() {}

    /**
     * Starts a thread.
     *
     * @param name its name
     * @param task what it runs
     * @return the running thread
     */
    public static Thread start(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ServerThreads.class.getClassLoader());
        thread.start();
        return thread;
    }
}
