// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.probe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import rmux.pty.api.PtySession;

/** The libraries that are compared, and the ways of using them. */
enum Library {
    /** This library, through the channel with direct buffers. */
    RMUX {
        @Override
        Terminal start(List<String> command) throws IOException {
            return new RmuxTerminal(RmuxTerminal.spawn(command));
        }

        @Override
        Terminal startIn(Path directory, List<String> command) throws IOException {
            return new RmuxTerminal(
                    RmuxTerminal.command(command).withDirectory(directory).spawn());
        }
    },
    /** The same; the measure runs on a virtual thread. */
    RMUX_VIRTUAL {
        @Override
        Terminal start(List<String> command) throws IOException {
            return RMUX.start(command);
        }

        @Override
        Terminal startIn(Path directory, List<String> command) throws IOException {
            return RMUX.startIn(directory, command);
        }
    },
    /** The same; subscribers are called where the output is noticed. */
    RMUX_DIRECT {
        @Override
        Terminal start(List<String> command) throws IOException {
            return RMUX.start(command);
        }

        @Override
        Terminal startIn(Path directory, List<String> command) throws IOException {
            return RMUX.startIn(directory, command);
        }
    },
    /** The same; the JVM is started with the Foreign Function &amp; Memory API as the binding of the C library. */
    RMUX_FOREIGN {
        @Override
        Terminal start(List<String> command) throws IOException {
            return RMUX.start(command);
        }

        @Override
        Terminal startIn(Path directory, List<String> command) throws IOException {
            return RMUX.startIn(directory, command);
        }
    },
    /** This library, through its streams. */
    RMUX_STREAM {
        @Override
        Terminal start(List<String> command) throws IOException {
            PtySession session = RmuxTerminal.spawn(command);
            return new ProcessTerminal(session.toProcess(), session::close);
        }

        @Override
        Terminal startIn(Path directory, List<String> command) throws IOException {
            PtySession session =
                    RmuxTerminal.command(command).withDirectory(directory).spawn();
            return new ProcessTerminal(session.toProcess(), session::close);
        }
    },
    /** Pty4j, which has streams only. */
    PTY4J {
        @Override
        Terminal start(List<String> command) throws IOException {
            return terminal(Pty4j.start(command, Optional.empty()));
        }

        @Override
        Terminal startIn(Path directory, List<String> command) throws IOException {
            return terminal(Pty4j.start(command, Optional.of(directory)));
        }

        private Terminal terminal(Process process) {
            return new ProcessTerminal(process, () -> end(process));
        }

        private void end(Process process) throws IOException {
            process.destroyForcibly();
            process.getInputStream().close();
            process.getOutputStream().close();
        }
    };

    /** Starts a program on a terminal of 80 by 24. */
    abstract Terminal start(List<String> command) throws IOException;

    /** Starts a program on a terminal of 80 by 24, in a directory. */
    abstract Terminal startIn(Path directory, List<String> command) throws IOException;
}
