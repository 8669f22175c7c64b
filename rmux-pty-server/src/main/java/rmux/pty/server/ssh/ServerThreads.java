// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.ssh;

/** Daemon threads that carry no class loader of the application. */
final class ServerThreads {

    private ServerThreads() {}

    static Thread start(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ServerThreads.class.getClassLoader());
        thread.start();
        return thread;
    }
}
