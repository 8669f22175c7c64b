// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import rmux.pty.api.PtyMaster;

/** Every form in which bytes can be read and written. */
final class ByteForms {

    private ByteForms() {}

    /** A way to write. */
    enum Write {
        HEAP_BUFFER {
            @Override
            void run(PtyMaster master, byte[] bytes) throws IOException {
                assertEquals(bytes.length, master.write(ByteBuffer.wrap(bytes)));
            }
        },
        DIRECT_BUFFER {
            @Override
            void run(PtyMaster master, byte[] bytes) throws IOException {
                ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length + 5);
                direct.position(5);
                direct.put(bytes).position(5);
                assertEquals(bytes.length, master.write(direct));
            }
        },
        READ_ONLY_BUFFER {
            @Override
            void run(PtyMaster master, byte[] bytes) throws IOException {
                assertEquals(bytes.length, master.write(ByteBuffer.wrap(bytes).asReadOnlyBuffer()));
            }
        },
        TIMED {
            @Override
            void run(PtyMaster master, byte[] bytes) throws IOException {
                assertEquals(bytes.length, master.write(ByteBuffer.wrap(bytes), Duration.ofSeconds(10)));
            }
        },
        TRY {
            @Override
            void run(PtyMaster master, byte[] bytes) throws IOException {
                ByteBuffer source = ByteBuffer.wrap(bytes);
                while (source.hasRemaining()) {
                    int before = source.position();
                    assertEquals(master.tryWrite(source), source.position() - before, "what tryWrite returns");
                }
            }
        },
        STREAM_BYTES {
            @Override
            void run(PtyMaster master, byte[] bytes) throws IOException {
                for (byte b : bytes) {
                    master.outputStream().write(b);
                }
            }
        },
        STREAM_ARRAY {
            @Override
            void run(PtyMaster master, byte[] bytes) throws IOException {
                int some = bytes.length / 3;
                master.outputStream().write(bytes, 0, some);
                master.outputStream().write(bytes, some, bytes.length - some);
                master.outputStream().flush();
            }
        };

        abstract void run(PtyMaster master, byte[] bytes) throws IOException;
    }

    /** A way to read. */
    enum Read {
        HEAP_BUFFER {
            @Override
            byte[] run(PtyMaster master, int count, Duration limit) throws IOException {
                return fill(ByteBuffer.allocate(count), master::read);
            }
        },
        DIRECT_BUFFER {
            @Override
            byte[] run(PtyMaster master, int count, Duration limit) throws IOException {
                return fill(ByteBuffer.allocateDirect(count), master::read);
            }
        },
        TIMED {
            @Override
            byte[] run(PtyMaster master, int count, Duration limit) throws IOException {
                return fill(ByteBuffer.allocate(count), buffer -> master.read(buffer, limit));
            }
        },
        TRY {
            @Override
            byte[] run(PtyMaster master, int count, Duration limit) throws IOException {
                long deadline = System.nanoTime() + limit.toNanos();
                return fill(ByteBuffer.allocate(count), buffer -> {
                    int read = master.tryRead(buffer);
                    while (read == 0 && System.nanoTime() - deadline < 0) {
                        Thread.onSpinWait();
                        read = master.tryRead(buffer);
                    }
                    return read;
                });
            }
        },
        STREAM_BYTES {
            @Override
            byte[] run(PtyMaster master, int count, Duration limit) throws IOException {
                byte[] bytes = new byte[count];
                for (int i = 0; i < count; i++) {
                    bytes[i] = (byte) master.inputStream().read();
                }
                return bytes;
            }
        },
        STREAM_ARRAY {
            @Override
            byte[] run(PtyMaster master, int count, Duration limit) throws IOException {
                return master.inputStream().readNBytes(count);
            }
        },
        PUBLISHER {
            @Override
            byte[] run(PtyMaster master, int count, Duration limit) throws IOException {
                Collector collector = new Collector(count);
                master.publisher().subscribe(collector);
                return collector
                        .bytes
                        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                        .join();
            }
        };

        abstract byte[] run(PtyMaster master, int count, Duration limit) throws IOException;
    }

    private interface Source {
        int read(ByteBuffer buffer) throws IOException;
    }

    private static byte[] fill(ByteBuffer buffer, Source source) throws IOException {
        while (buffer.hasRemaining()) {
            int count = source.read(buffer);
            assertTrue(count > 0, "a read gave " + count + " though bytes were on their way");
        }
        byte[] bytes = new byte[buffer.capacity()];
        buffer.get(0, bytes);
        return bytes;
    }

    /** Asks for one piece at a time until it has enough, then cancels; has more than enough where the last piece is large. */
    private static final class Collector implements Flow.Subscriber<ByteBuffer> {
        private final CompletableFuture<byte[]> bytes = new CompletableFuture<>();
        private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
        private final int count;
        private Flow.Subscription subscription;

        @SuppressWarnings("NullAway.Init") // onSubscribe comes before everything else
        Collector(int count) {
            this.count = count;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            subscription.request(1);
        }

        @Override
        public void onNext(ByteBuffer item) {
            byte[] piece = new byte[item.remaining()];
            item.get(piece);
            collected.writeBytes(piece);
            if (collected.size() < count) {
                subscription.request(1);
            } else {
                subscription.cancel();
                bytes.complete(collected.toByteArray());
            }
        }

        @Override
        public void onError(Throwable failure) {
            bytes.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            bytes.completeExceptionally(new AssertionError("the output ended early"));
        }
    }
}
