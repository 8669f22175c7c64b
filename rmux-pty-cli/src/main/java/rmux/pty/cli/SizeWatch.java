// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import rmux.pty.api.TerminalSize;

/** Looks at the size of the window again and again, where no signal says that it has changed. */
final class SizeWatch implements Runnable {

    private final Supplier<Optional<TerminalSize>> size;
    private final long millis;
    private final Runnable action;
    private Optional<TerminalSize> last;

    /** Calls an action after each change from the present size; looks each time that some milliseconds have passed. */
    SizeWatch(Supplier<Optional<TerminalSize>> size, long millis, Runnable action) {
        this.size = size;
        this.millis = millis;
        this.action = action;
        this.last = size.get();
    }

    /** Looks until the thread is interrupted. */
    @Override
    public void run() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(millis);
                Optional<TerminalSize> now = size.get();
                if (!now.equals(last)) {
                    last = now;
                    action.run();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
