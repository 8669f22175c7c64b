// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyProviders;
import rmux.pty.api.PtySession;
import rmux.pty.api.TerminalSize;

/** What a client of {@link MinaServer} runs: on a terminal if it asked for one, or on pipes. */
final class MinaProgram implements Command {

    private final String line;
    private InputStream input = InputStream.nullInputStream();
    private OutputStream output = OutputStream.nullOutputStream();
    private ExitCallback exit = (code, message, closeImmediately) -> {};
    private AutoCloseable running = () -> {};

    MinaProgram(String line) {
        this.line = line;
    }

    @Override
    public void setInputStream(InputStream stream) {
        input = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        output = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        // A terminal has one output.
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
        if (environment.getEnv().containsKey(Environment.ENV_TERM)) {
            onTerminal(environment);
        } else {
            onPipes();
        }
    }

    private static TerminalSize size(Map<String, String> variables) {
        return TerminalSize.of(
                Integer.parseInt(variables.get(Environment.ENV_COLUMNS)),
                Integer.parseInt(variables.get(Environment.ENV_LINES)));
    }

    private void onTerminal(Environment environment) throws IOException {
        PtyCommand command = PtyCommand.of("/bin/sh", "-c", line)
                .withSize(size(environment.getEnv()))
                .withEnvironment(Environment.ENV_TERM, environment.getEnv().get(Environment.ENV_TERM));
        PtySession session = PtyProviders.installed().named("posix").spawn(command);
        running = session;
        environment.addSignalListener(
                (channel, signal) -> {
                    try {
                        session.master().resize(size(environment.getEnv()));
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                Signal.WINCH);
        daemon(() -> copy(input, session.master().outputStream()));
        daemon(() -> {
            copy(session.master().inputStream(), output);
            exit.onExit(session.child().waitFor().shellCode());
        });
    }

    private void onPipes() throws IOException {
        Process process = new ProcessBuilder("/bin/sh", "-c", line)
                .redirectErrorStream(true)
                .start();
        running = process::destroyForcibly;
        daemon(() -> {
            copy(input, process.getOutputStream());
            process.getOutputStream().close();
        });
        daemon(() -> {
            copy(process.getInputStream(), output);
            exit.onExit(process.waitFor());
        });
    }

    /** What may fail because the other side has gone. */
    private interface Task {
        void run() throws IOException, InterruptedException;
    }

    private static void daemon(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException e) {
                        return; // the client or the program has gone
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "mina-program");
        thread.setDaemon(true);
        thread.start();
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] bytes = new byte[16 * 1024];
        for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
            to.write(bytes, 0, count);
            to.flush();
        }
    }

    @Override
    public void destroy(ChannelSession channel) throws Exception {
        running.close();
    }
}
