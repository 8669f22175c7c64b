// SPDX-License-Identifier: Apache-2.0 OR MIT
/** What others write: a program that uses terminals, a backend, and the conformance test of that backend. */
@org.jspecify.annotations.NullMarked
module example.tiny {
    requires rmux.pty.testkit;
    requires org.junit.platform.launcher;
    requires org.junit.jupiter.engine;
    requires static org.jspecify;

    // The suite's tests, and the instance of them in a JVM of its own.
    opens example.tiny to
            org.junit.platform.commons,
            rmux.pty.testkit;

    provides rmux.pty.api.spi.PtyProvider with
            example.tiny.TinyPtyProvider;
}
