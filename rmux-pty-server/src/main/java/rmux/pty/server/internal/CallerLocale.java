// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.internal;

import rmux.pty.api.CheckReturnValue;
import rmux.pty.api.PtyCommand;

/** Restores the locale of whoever called the launcher, which gives this JVM one in which it understands its arguments. */
public final class CallerLocale {

    /** What LC_ALL was before; empty if it was unset. Not set if the launcher did not change it. */
    private static final String PROPERTY = "rmux.pty.cli.lc-all";

    private CallerLocale() {}

    /**
     * Restores the variable in a command.
     *
     * @param command the command
     * @return the changed copy
     */
    @CheckReturnValue
    public static PtyCommand restore(PtyCommand command) {
        String callers = System.getProperty(PROPERTY);
        if (callers == null) {
            return command;
        }
        return callers.isEmpty() ? command.withoutEnvironment("LC_ALL") : command.withEnvironment("LC_ALL", callers);
    }
}
