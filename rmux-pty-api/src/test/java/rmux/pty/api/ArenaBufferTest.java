// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Buffers over the memory of arenas, which this code of Java 17 creates by reflection. */
@Timeout(60)
@EnabledForJreRange(min = JRE.JAVA_22)
class ArenaBufferTest {

    private static final int SIZE = 64;

    private final ScriptedTerminal terminal = new ScriptedTerminal();

    /** An arena and a buffer over its memory. */
    private record Allocation(AutoCloseable arena, ByteBuffer buffer) {

        static Allocation of(String kind) throws ReflectiveOperationException {
            Class<?> arenaType = Class.forName("java.lang.foreign.Arena");
            Object arena = arenaType.getMethod(kind).invoke(null);
            Object segment =
                    arenaType.getMethod("allocate", long.class, long.class).invoke(arena, SIZE, 1);
            Object buffer = Class.forName("java.lang.foreign.MemorySegment")
                    .getMethod("asByteBuffer")
                    .invoke(segment);
            return new Allocation((AutoCloseable) arena, (ByteBuffer) buffer);
        }
    }

    private interface Call {
        void run(PtyMaster master, ByteBuffer buffer) throws Exception;
    }

    private static void assertAllRefuse(PtyMaster master, ByteBuffer buffer) {
        Call[] calls = {
            PtyMaster::read, PtyMaster::tryRead, PtyMaster::write, PtyMaster::tryWrite,
        };
        for (Call call : calls) {
            assertThatThrownBy(() -> call.run(master, buffer)).isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ofConfined", "ofShared"})
    @DisplayName(
            "IO-15: a buffer of a closed arena is refused by every call, even if there is nothing to read, and no byte is lost")
    void closed(String kind) throws Exception {
        Allocation allocation = Allocation.of(kind);
        try (PtySession session = ScriptedProvider.session(terminal, new ScriptedChild())) {
            terminal.print("before");
            assertThat(session.master().read(allocation.buffer())).isEqualTo(6);
            allocation.arena().close();
            terminal.makeRoom(SIZE);
            assertAllRefuse(session.master(), allocation.buffer());
            terminal.print("after");
            assertAllRefuse(session.master(), allocation.buffer());
            assertThat(session.master().read(ByteBuffer.allocate(SIZE))).isEqualTo(5);
        }
    }

    @Test
    @DisplayName("IO-15: a buffer of another thread's confined arena is refused by every call")
    void confined() throws Exception {
        Allocation allocation = Allocation.of("ofConfined");
        try (PtySession session = ScriptedProvider.session(terminal, new ScriptedChild())) {
            CompletableFuture<Void> other = new CompletableFuture<>();
            new Thread(() -> {
                        try {
                            assertAllRefuse(session.master(), allocation.buffer());
                            other.complete(null);
                        } catch (Throwable e) {
                            other.completeExceptionally(e);
                        }
                    })
                    .start();
            other.get(20, TimeUnit.SECONDS);
        } finally {
            allocation.arena().close();
        }
    }

    @Test
    @DisplayName("IO-15: an arena that is closed during a read is not written to, and the next reader gets the bytes")
    void closedDuringRead() throws Exception {
        Allocation allocation = Allocation.of("ofShared");
        try (PtySession session = ScriptedProvider.session(terminal, new ScriptedChild())) {
            terminal.beforeNextRead(() -> {
                try {
                    allocation.arena().close();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            terminal.print("kept");
            assertThatThrownBy(() -> session.master().read(allocation.buffer()))
                    .isInstanceOf(IllegalStateException.class);
            ByteBuffer read = ByteBuffer.allocate(3);
            assertThat(session.master().inputStream().available()).isPositive();
            assertThat(session.master().read(read)).isEqualTo(3);
            assertThat(new String(read.array(), US_ASCII)).isEqualTo("kep");
            assertThat(session.master().tryRead(read.clear())).isEqualTo(1);
            assertThat(read.get(0)).isEqualTo((byte) 't');
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ofConfined", "ofShared", "ofAuto", "global"})
    @DisplayName("IO-15: a buffer of a live arena is read into and written from, and never passed to the backend")
    void live(String kind) throws Exception {
        Allocation allocation = Allocation.of(kind);
        ByteBuffer buffer = allocation.buffer();
        try (PtySession session = ScriptedProvider.session(terminal, new ScriptedChild())) {
            terminal.print("hello");
            buffer.position(1);
            assertThat(session.master().read(buffer)).isEqualTo(5);
            assertThat(buffer.position()).isEqualTo(6);
            assertThat(US_ASCII.decode(buffer.flip().position(1)).toString()).isEqualTo("hello");
            terminal.makeRoom(3);
            buffer.position(1);
            assertThat(session.master().tryWrite(buffer)).isEqualTo(3);
            assertThat(buffer.position()).isEqualTo(4);
            assertThatThrownBy(() -> session.master().write(buffer, java.time.Duration.ZERO))
                    .isInstanceOf(PtyTimeoutException.class);
            assertThat(buffer.position()).isEqualTo(4);
            terminal.makeRoom(2);
            assertThat(session.master().write(buffer)).isEqualTo(2);
            assertThat(buffer.hasRemaining()).isFalse();
            assertThat(terminal.sawDirectBuffer()).isFalse();
        }
    }

    @Test
    @DisplayName("IO-15: a buffer that owns its memory is passed to the backend without a copy")
    void ordinary() throws Exception {
        try (PtySession session = ScriptedProvider.session(terminal, new ScriptedChild())) {
            terminal.print("hello");
            assertThat(session.master().read(ByteBuffer.allocateDirect(SIZE))).isEqualTo(5);
            assertThat(terminal.sawDirectBuffer()).isTrue();
        }
    }
}
