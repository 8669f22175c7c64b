// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.ssh;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.PtyMode;
import org.apache.sshd.common.channel.RequestHandler.Result;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtySignal;
import rmux.pty.api.TerminalSize;

/** A channel for one shell or command: what its client asks for before the start, and tells the program afterwards. */
final class TerminalChannel extends ChannelSession {

    private static final int LONGEST_TYPE = 256;
    private static final int PACKET_ESTIMATE = 128;

    private final AcceptedVariables accepted;
    private final Map<String, String> variables = new LinkedHashMap<>(); // guarded by this
    private @Nullable RequestedTerminal terminal; // guarded by this
    private @Nullable SessionCommand program; // guarded by this
    private ExitStatus.@Nullable Signaled signaled; // guarded by this

    private TerminalChannel(AcceptedVariables accepted) {
        this.accepted = accepted;
    }

    static ChannelFactory factory(List<String> acceptedVariables) {
        AcceptedVariables accepted = new AcceptedVariables(acceptedVariables);
        return new ChannelSessionFactory() {
            @Override
            public Channel createChannel(Session session) {
                return new TerminalChannel(accepted);
            }
        };
    }

    /** Passes later requests on to a program; returns what was asked for until now. */
    synchronized Optional<RequestedTerminal> start(SessionCommand started) {
        program = started;
        return Optional.ofNullable(terminal);
    }

    synchronized Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    /** To be called before the exit is reported: an exit by signal has a message of its own. */
    synchronized void endedBy(ExitStatus status) {
        signaled = status instanceof ExitStatus.Signaled bySignal ? bySignal : null;
    }

    private synchronized Optional<SessionCommand> program() {
        return Optional.ofNullable(program);
    }

    @Override
    protected synchronized Result handleEnvParsed(String name, String value) {
        if (!accepted.accepts(name, value, variables.size())) {
            return Result.ReplyFailure;
        }
        variables.put(name, value);
        return Result.ReplySuccess;
    }

    @Override
    protected synchronized Result handlePtyReqParsed(
            String type, int columns, int rows, int width, int height, Map<PtyMode, Integer> modes) {
        if (type.length() > LONGEST_TYPE || type.indexOf('\0') >= 0 || program != null) {
            return Result.ReplyFailure;
        }
        terminal = RequestedTerminal.of(type, RequestedTerminal.size(columns, rows, width, height), modes);
        return Result.ReplySuccess;
    }

    @Override
    protected Result handleWindowChangeParsed(int columns, int rows, int width, int height) {
        TerminalSize size = RequestedTerminal.size(columns, rows, width, height);
        synchronized (this) {
            if (terminal == null) {
                return Result.ReplyFailure;
            }
            terminal = new RequestedTerminal(terminal.type(), size, terminal.modes());
        }
        program().ifPresent(started -> started.resize(size));
        return Result.ReplySuccess;
    }

    @Override
    protected Result handleSignalParsed(String name) {
        Optional<PtySignal> signal = SignalNames.requested(name);
        Optional<SessionCommand> started = program();
        return signal.isPresent() && started.isPresent() && started.get().signal(signal.get())
                ? Result.ReplySuccess
                : Result.ReplyFailure;
    }

    /** A terminal in its usual modes makes an interrupt of a break. RFC 4335. */
    @Override
    protected Result handleBreakParsed(long milliseconds) {
        Optional<SessionCommand> started = program();
        return started.isPresent() && started.get().signal(PtySignal.INTERRUPT)
                ? Result.ReplySuccess
                : Result.ReplyFailure;
    }

    @Override
    protected void sendExitStatus(int code) throws IOException {
        ExitStatus.Signaled status;
        synchronized (this) {
            status = signaled;
        }
        if (status == null) {
            super.sendExitStatus(code);
        } else if (!exitStatusSent.getAndSet(true)) {
            Buffer buffer = getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST, PACKET_ESTIMATE);
            buffer.putUInt(getRecipient());
            buffer.putString("exit-signal");
            buffer.putBoolean(false);
            buffer.putString(SignalNames.ofExit(status));
            buffer.putBoolean(status.coreDumped());
            buffer.putString(status.toString());
            buffer.putString("en");
            writePacket(buffer);
            notifyStateChanged("exit-signal");
        }
    }
}
