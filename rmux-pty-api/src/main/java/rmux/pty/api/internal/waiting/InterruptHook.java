// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.waiting;

import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs an action when a thread is interrupted that is blocked in a native call.
 *
 * <p>The JDK has one public door to its interrupt hook that does not close a channel: the {@code begin} and {@code end} of
 * {@link AbstractSelector}, which call {@link #wakeup}. This class is a selector in nothing else. One thread at a time is
 * between {@link #enter} and {@link #exit}.
 */
final class InterruptHook extends AbstractSelector {

    private final Runnable wake;
    private boolean inside;

    /** A hook that calls {@code wake} when the thread inside is interrupted. */
    @SuppressWarnings("NullAway") // the provider is only handed back by provider(), which nobody calls
    InterruptHook(Runnable wake) {
        super(null);
        this.wake = wake;
    }

    void enter() {
        synchronized (this) {
            inside = true;
        }
        begin();
    }

    void exit() {
        end();
        synchronized (this) {
            inside = false;
        }
    }

    /** Called by the interrupting thread; since JDK 21 possibly a moment after {@link #exit}. */
    @Override
    public Selector wakeup() {
        synchronized (this) {
            if (inside) {
                wake.run();
            }
        }
        return this;
    }

    @Override
    protected void implCloseSelector() {}

    @Override
    protected SelectionKey register(AbstractSelectableChannel channel, int operations, @Nullable Object attachment) {
        throw new UnsupportedOperationException("no channel is ever registered here");
    }

    @Override
    public Set<SelectionKey> keys() {
        return Set.of();
    }

    @Override
    public Set<SelectionKey> selectedKeys() {
        return Set.of();
    }

    @Override
    public int selectNow() {
        return 0;
    }

    @Override
    public int select(long timeout) {
        return 0;
    }

    @Override
    public int select() {
        return 0;
    }
}
