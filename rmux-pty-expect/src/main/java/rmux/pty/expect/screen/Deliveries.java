// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.screen;

import java.util.ArrayDeque;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps what listeners are to receive until the screen is not locked any more. The newest are dropped when there are too many. */
final class Deliveries {

    /** A stream of nothing but queries could otherwise fill the memory within one write. */
    private static final int MOST = 1_000;

    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private final Consumer<String> replies;
    private final BiConsumer<Integer, String> commands;

    Deliveries(Consumer<String> replies, BiConsumer<Integer, String> commands) {
        this.replies = replies;
        this.commands = commands;
    }

    void reply(String text) {
        add(() -> replies.accept(text));
    }

    void command(int number, String text) {
        add(() -> commands.accept(number, text));
    }

    private synchronized void add(Runnable delivery) {
        if (waiting.size() < MOST) {
            waiting.addLast(delivery);
        }
    }

    void deliver() {
        for (Runnable next = poll(); next != null; next = poll()) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable poll() {
        return waiting.pollFirst();
    }
}
