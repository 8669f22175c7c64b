// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.mcp;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import rmux.pty.expect.Expect;
import rmux.pty.expect.Shell;

/** A program on a terminal, or a shell that can also run commands. */
final class Session implements AutoCloseable {

    private final String name;
    private final Expect expect;
    private final Optional<Shell> shell;
    private volatile long used = System.nanoTime();

    Session(String name, Expect expect, Optional<Shell> shell) {
        this.name = name;
        this.expect = expect;
        this.shell = shell;
    }

    String name() {
        return name;
    }

    Expect expect() {
        return expect;
    }

    Optional<Shell> shell() {
        return shell;
    }

    Shell requireShell() {
        return shell.orElseThrow(() -> new IllegalArgumentException("the session \"" + name
                + "\" is a program, not a shell; start a session without \"command\" to run commands"));
    }

    void touch() {
        used = System.nanoTime();
    }

    boolean isIdle(Duration limit) {
        return System.nanoTime() - used > limit.toNanos();
    }

    @Override
    public void close() throws IOException {
        expect.close();
    }
}
