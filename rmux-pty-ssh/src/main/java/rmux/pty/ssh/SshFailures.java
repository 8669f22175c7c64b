// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.ssh;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;

/** What failures of a connection mean, in words. */
final class SshFailures {

    private SshFailures() {}

    static String text(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof UnresolvedAddressException || at instanceof UnknownHostException) {
                return "no machine of that name is known";
            }
            if (at instanceof ConnectException || at instanceof NoRouteToHostException) {
                return at.getMessage() + "; is an SSH server running there, on that port?";
            }
            if (at instanceof TimeoutException) {
                return "no answer in time";
            }
            if (at instanceof SshChannelOpenException) {
                return at.getMessage() + "; a server limits how many sessions one connection may have";
            }
        }
        return failure.getMessage() == null ? failure.getClass().getName() : failure.getMessage();
    }

    static String login(IOException failure, SshTarget target) {
        String message = text(failure);
        if (!message.contains("No more authentication methods available")) {
            return message;
        }
        String tried = target.identities().isEmpty() ? "no key file" : "the keys " + target.identities();
        return "it refused " + tried + (target.asksAgent() ? ", those of the agent" : "")
                + (target.password().isPresent() ? ", and the password" : "")
                + "; add a public key to the authorized keys of " + target.user() + " there";
    }
}
