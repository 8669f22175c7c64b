// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.jna.OwnedDescriptor;
import rmux.pty.posix.jna.RealLibC;
import rmux.pty.posix.platform.Constant;

/** Over a pipe: what is read early is kept in order, and never lost. */
@EnabledOnOs(OS.LINUX)
class EarlyOutputTest {

    private static final int SIZE = 20_000;
    private static final int PIECE = 700;

    /** There is no memory for what is between the caller and a read. */
    private static final class ScarceMemory extends RealLibC {
        private boolean scarce;

        @Override
        public ByteBuffer view(long address, int size) {
            if (scarce) {
                throw new OutOfMemoryError("of the test");
            }
            return super.view(address, size);
        }
    }

    private static byte[] text() {
        byte[] text = new byte[SIZE];
        for (int i = 0; i < SIZE; i++) {
            text[i] = (byte) (i % 251);
        }
        return text;
    }

    @Test
    @DisplayName("EXIT-06, LIFE-08: where memory is short, nothing is taken from the system that cannot be kept")
    void takesNothingThatCannotBeKept() throws Exception {
        ScarceMemory libC = new ScarceMemory();
        try (NativeBlock ends = new NativeBlock(libC, 2 * Integer.BYTES);
                NativeBlock sent = new NativeBlock(libC, SIZE)) {
            int flags = libC.platform().flags(Constant.O_NONBLOCK, Constant.O_CLOEXEC);
            assertThat(libC.pipe2(ends.address(), flags)).isNotNegative();
            try (OwnedDescriptor input =
                            new OwnedDescriptor(libC, "pipe2", ends.bytes().getInt(0));
                    OwnedDescriptor output =
                            new OwnedDescriptor(libC, "pipe2", ends.bytes().getInt(Integer.BYTES));
                    MasterIo reader = new MasterIo(libC, libC::read)) {
                sent.bytes().put(0, text());
                assertThat(libC.write(output.number(), sent.address(), SIZE)).isEqualTo(SIZE);
                EarlyOutput early = new EarlyOutput();
                libC.scarce = true;
                assertThatThrownBy(() -> early.fill(libC, input)).isInstanceOf(OutOfMemoryError.class);
                libC.scarce = false;
                early.fill(libC, input);
                assertThat(early.size()).isEqualTo(SIZE);
                ByteBuffer seen = ByteBuffer.allocate(SIZE);
                while (seen.position() < SIZE) {
                    seen.limit(Math.min(SIZE, seen.position() + PIECE));
                    assertThat(early.read(reader, input, seen)).isPositive();
                }
                assertThat(seen.array()).isEqualTo(text());
            }
        }
    }
}
