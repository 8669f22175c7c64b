// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.probe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.Delivery;
import rmux.pty.api.PtySession;

/** The way a library is used for many sessions at a time: event-driven where it can, else with a thread for each. */
interface ManySessions {

    /** A session whose output is being waited for. */
    interface Open extends AutoCloseable {
        /** Sends one byte. */
        void send() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Starts a program; hands its output over piece by piece, and says when it has ended. */
    Open open(List<String> command, Consumer<ByteBuffer> output, Runnable ended) throws IOException;

    static ManySessions of(Library library) {
        return switch (library) {
            case RMUX -> (command, output, ended) -> openSubscribed(Delivery.IN_OWN_THREAD, command, output, ended);
            case RMUX_DIRECT -> (command, output, ended) -> openSubscribed(Delivery.AT_ONCE, command, output, ended);
            default -> (command, output, ended) -> openWithThread(library, command, output, ended);
        };
    }

    private static Open openSubscribed(
            Delivery delivery, List<String> command, Consumer<ByteBuffer> output, Runnable ended) throws IOException {
        PtySession session = RmuxTerminal.spawn(command);
        session.master().publisher(delivery).subscribe(new Subscriber(output, ended));
        ByteBuffer one = ByteBuffer.allocateDirect(1);
        return new Open() {
            @Override
            public void send() throws IOException {
                session.master().write(one.clear());
            }

            @Override
            public void close() throws IOException {
                session.close();
            }
        };
    }

    private static Open openWithThread(
            Library library, List<String> command, Consumer<ByteBuffer> output, Runnable ended) throws IOException {
        Terminal terminal = library.start(command);
        Thread reader = new Thread(null, () -> readAll(terminal, output, ended), "reader-of-one", 256 * 1024);
        reader.setDaemon(true);
        reader.start();
        return new Open() {
            @Override
            public void send() throws IOException {
                terminal.send(1);
            }

            @Override
            public void close() throws IOException {
                terminal.close();
            }
        };
    }

    private static void readAll(Terminal terminal, Consumer<ByteBuffer> output, Runnable ended) {
        try {
            while (terminal.receive(4096) > 0) {
                output.accept(terminal.received());
            }
        } catch (IOException e) {
            System.out.println("note.failure=" + e.getMessage());
        }
        ended.run();
    }

    /** Asks for one piece after the other. */
    final class Subscriber implements Flow.Subscriber<ByteBuffer> {
        private final Consumer<ByteBuffer> output;
        private final Runnable ended;
        private Flow.@Nullable Subscription subscription;

        Subscriber(Consumer<ByteBuffer> output, Runnable ended) {
            this.output = output;
            this.ended = ended;
        }

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
            newSubscription.request(1);
        }

        @Override
        public void onNext(ByteBuffer piece) {
            output.accept(piece);
            if (subscription != null) {
                subscription.request(1);
            }
        }

        @Override
        public void onError(Throwable failure) {
            System.out.println("note.failure=" + failure.getMessage());
            ended.run();
        }

        @Override
        public void onComplete() {
            ended.run();
        }
    }
}
