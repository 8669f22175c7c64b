// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.ExitStatus;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeAccess;

/** A program that was collected, on the way to those who wait for it. */
class PosixChildTest {

    private static final class HeldWatch implements ExitWatch {
        private @Nullable BooleanSupplier notice;
        private boolean closed;

        @Override
        public void onExit(BooleanSupplier collected) {
            notice = collected;
        }

        @Override
        public void signal(int signal) {}

        @Override
        public boolean isNumberFree() {
            return true;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static final class NoGroup implements ForegroundGroup {
        @Override
        public int number() {
            return 0;
        }

        @Override
        public boolean signal(int signal) {
            return false;
        }
    }

    private static final class NoTerminal implements TerminalUse {
        @Override
        public String name() {
            return "/dev/null";
        }

        @Override
        public boolean isOver() {
            return false;
        }
    }

    @Test
    @DisplayName("LIFE-08: an exit that cannot be announced for lack of memory stays watched until it has been")
    void announcedLater() throws Exception {
        LibC libC = NativeAccess.libC();
        Process program = new ProcessBuilder("true").start();
        program.waitFor(); // the JDK collects it, so that the exit is unknown here
        HeldWatch watch = new HeldWatch();
        PosixChild child = new PosixChild(
                libC, Math.toIntExact(program.pid()), watch, new NoGroup(), new NoTerminal(), new ProcessTables(libC));
        int[] looks = {0};
        child.onExit(() -> {
            boolean collected = collect(child);
            if (looks[0]++ == 0) {
                throw new OutOfMemoryError("planted");
            }
            return collected;
        });
        BooleanSupplier notice = watch.notice;
        assertThat(notice).isNotNull();

        assertThatThrownBy(notice::getAsBoolean).hasMessage("planted");
        assertThat(watch.closed).as("ended with nobody notified").isFalse();

        assertThat(notice.getAsBoolean()).isTrue();
        assertThat(watch.closed).isTrue();
        child.close();
    }

    private static boolean collect(PosixChild child) {
        try {
            return child.collect().filter(ExitStatus.Unknown.class::isInstance).isPresent();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
