// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.remote;

/**
 * Makes the threads of backends for other machines: daemons that carry nothing of whoever needed one first, neither a context
 * class loader nor inheritable thread locals (rule LIFE-11).
 */
public final class RemoteThreads {

    private RemoteThreads() {}

    /**
     * Makes a thread.
     *
     * @param task what it runs
     * @param name its name
     * @return the thread, not started
     */
    public static Thread create(Runnable task, String name) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }
}
