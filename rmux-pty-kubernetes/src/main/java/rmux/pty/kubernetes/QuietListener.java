// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.kubernetes;

import io.fabric8.kubernetes.client.dsl.ExecListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Without a listener the client logs each lost connection as an error; whoever reads the output gets an exception anyway. */
final class QuietListener implements ExecListener {

    private static final Logger LOGGER = System.getLogger("rmux.pty.kubernetes");

    @Override
    public void onFailure(Throwable failure, @Nullable Response response) {
        LOGGER.log(Level.DEBUG, "an exec failed", failure);
    }

    @Override
    public void onClose(int code, String reason) {
        LOGGER.log(Level.DEBUG, "an exec ended, {0}", code);
    }
}
