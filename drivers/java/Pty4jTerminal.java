// SPDX-License-Identifier: Apache-2.0 OR MIT
import com.pty4j.WinSize;
import com.pty4j.unix.UnixPtyProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtySignal;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.StreamTerminal;

/** A terminal of pty4j with its program. */
record Pty4jTerminal(
        UnixPtyProcess process, InputStream output, OutputStream input, CompletableFuture<ExitStatus> exit)
        implements StreamTerminal {

    private static final int CLOSE_SECONDS = 30;

    Pty4jTerminal(UnixPtyProcess process) {
        this(process, process.getInputStream(), process.getOutputStream(), new CompletableFuture<>());
        Thread waiter = new Thread(this::await, "pty4j-exit");
        waiter.setDaemon(true);
        waiter.start();
    }

    private void await() {
        try {
            exit.complete(new ExitStatus.Exited(process.waitFor()));
        } catch (InterruptedException e) {
            exit.completeExceptionally(e);
        }
    }

    @Override
    public void resize(TerminalSize size) {
        process.setWinSize(new WinSize(size.columns(), size.rows()));
    }

    @Override
    public void signal(PtySignal signal) throws IOException {
        switch (signal) {
            case TERMINATE -> process.destroy();
            case KILL -> process.destroyForcibly();
            case HANGUP -> process.hangup();
            default -> throw new IOException("pty4j does not send " + signal);
        }
    }

    /** What ignores the hang-up is killed meanwhile by another call, after the command's grace period. */
    @Override
    public void close() throws IOException {
        process.hangup();
        try (input;
                output) {
            exit.copy().orTimeout(CLOSE_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new IOException("pty4j did not tell the program's exit", e);
        }
    }
}
