// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.ssh;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelListener;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.ExitStatus;

/** Completes with a program's exit, or with its loss: a channel that ends without a status. */
final class SshExit implements ChannelListener {

    /** The signals that RFC 4254 names, by their numbers on Linux; others have the number 0. */
    private static final List<String> NAMES = List.of(
            "?", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE",
            "ALRM", "TERM");

    private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
    private final String place;

    SshExit(String place) {
        this.place = place;
    }

    CompletableFuture<ExitStatus> future() {
        return exit;
    }

    @Override
    public void channelStateChanged(Channel channel, @Nullable String hint) {
        look(channel);
    }

    @Override
    public void channelClosed(Channel channel, @Nullable Throwable reason) {
        look(channel);
        exit.complete(new ExitStatus.Unknown(
                channel.getSession().isClosing()
                        ? "the connection to " + place + " was lost"
                        : place + " closed the terminal without telling the exit status"));
    }

    private void look(Channel channel) {
        ClientChannel client = (ClientChannel) channel;
        String signal = client.getExitSignal();
        Integer code = client.getExitStatus();
        if (signal != null) {
            exit.complete(signaled(signal));
        } else if (code != null) {
            exit.complete(new ExitStatus.Exited(code));
        }
    }

    private static ExitStatus signaled(String name) {
        String plain = name.startsWith("SIG") ? name.substring("SIG".length()) : name;
        return new ExitStatus.Signaled(Math.max(0, NAMES.indexOf(plain)), "SIG" + plain, false);
    }
}
