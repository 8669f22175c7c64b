// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.testkit.fake.FakePtyProvider;

class FaultInjectorTest {

    /** A binding as backends have them. */
    interface Binding {
        int open(String name);

        long create(int size);

        int close(int handle);

        boolean has(String function);

        void free(long address);
    }

    private final List<String> made = new ArrayList<>();

    private final Binding real = new Binding() {
        @Override
        public int open(String name) {
            made.add("open " + name);
            return 7;
        }

        @Override
        public long create(int size) {
            made.add("create");
            return 1L << 40;
        }

        @Override
        public int close(int handle) {
            made.add("close");
            return 0;
        }

        @Override
        public boolean has(String function) {
            return true;
        }

        @Override
        public void free(long address) {
            made.add("free");
        }
    };

    private final FaultInjector injector = new FaultInjector().releasing("close");
    private final Binding binding =
            injector.wrap(Binding.class, real, -5, (method, target, arguments) -> method.invoke(target, arguments));
    private final CallFaults faults = injector.faults(FakePtyProvider.posixLike(), "free");

    @Test
    @DisplayName("without faults every call reaches the binding, and is counted")
    void passes() {
        assertThat(binding.open("a")).isEqualTo(7);
        assertThat(binding.create(1)).isEqualTo(1L << 40);
        binding.free(1);
        assertThat(made).containsExactly("open a", "create", "free");
        assertThat(injector.counts())
                .containsEntry("open", 1L)
                .containsEntry("free", 1L)
                .doesNotContainKey("close");
    }

    @Test
    @DisplayName(
            "LIFE-07: the n-th call of the armed thread fails, with an int or a long; what releases is called anyway")
    void armed() throws Exception {
        faults.arm(2);
        assertThat(binding.open("a")).isEqualTo(7);
        assertThat(binding.create(1)).isEqualTo(-5);
        assertThat(binding.open("b")).isEqualTo(7);
        binding.free(1);
        assertThat(faults.disarm()).containsExactly("open", "create", "open");
        faults.arm(1);
        assertThat(binding.close(7)).isEqualTo(-5);
        assertThat(made).containsExactly("open a", "open b", "free", "close");
        Thread other = new Thread(() -> binding.open("another thread"));
        other.start();
        other.join();
        assertThat(faults.disarm()).containsExactly("close");
        assertThat(binding.create(1)).as("after disarming").isEqualTo(1L << 40);
        assertThat(faults.isTolerated("free")).isTrue();
        assertThat(faults.isTolerated("open")).isFalse();
    }

    @Test
    @DisplayName("calls fail by name, number, arguments and thread")
    void patterns() throws Exception {
        injector.fail(CallPattern.named("open").number(2), Failure.returning(-24));
        assertThat(List.of(binding.open("a"), binding.open("b"), binding.open("c")))
                .containsExactly(7, -24, 7);
        injector.fail(CallPattern.named("open").where(arguments -> arguments.contains("x")), Failure.returning(-2));
        assertThat(List.of(binding.open("x"), binding.open("y"))).containsExactly(-2, 7);
        injector.clear();
        Thread self = Thread.currentThread();
        injector.fail(CallPattern.any().by(thread -> thread != self).first(1), Failure.outOfMemory());
        assertThat(binding.open("own thread")).isEqualTo(7);
        AtomicBoolean refused = new AtomicBoolean();
        Thread other = new Thread(() -> {
            try {
                binding.create(1);
            } catch (OutOfMemoryError expected) {
                refused.set(true);
            }
        });
        other.start();
        other.join();
        assertThat(refused).isTrue();
    }

    @Test
    @DisplayName("each pattern counts every call that it selects, and what failed is known")
    void numbers() {
        injector.fail(CallPattern.named("open").number(1), Failure.returning(-1))
                .fail(CallPattern.named("open").number(2), Failure.returning(-2))
                .fail(CallPattern.any().number(4), Failure.returning(-4));
        assertThat(List.of(binding.open("a"), binding.open("b"), binding.open("c")))
                .containsExactly(-1, -2, 7);
        assertThat(binding.create(1)).isEqualTo(-4);
        assertThat(injector.failed()).containsExactly("open", "open", "create");
    }

    @Test
    @DisplayName("a call of a simulation fails by a number, or by what is thrown")
    void simulation() {
        assertThat(injector.next("step", -5)).isEmpty();
        injector.fail(CallPattern.named("step").first(1), Failure.returning(-7));
        assertThat(injector.next("step", -5).orElseThrow().number()).isEqualTo(-7);
        faults.arm(1);
        assertThat(injector.next("step", -5).orElseThrow().number()).isEqualTo(-5);
        assertThatThrownBy(() -> Failure.outOfMemory().number()).isInstanceOf(OutOfMemoryError.class);
        assertThatThrownBy(() -> Failure.returning(true).number()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("a function that is taken away fails as an unresolved symbol does, and can be said to be missing")
    void without() {
        injector.without("create")
                .fail(CallPattern.named("has").where(names -> names.contains("create")), Failure.returning(false));
        assertThat(binding.has("create")).isFalse();
        assertThat(binding.has("open")).isTrue();
        assertThatThrownBy(() -> binding.create(1))
                .isInstanceOf(UnsatisfiedLinkError.class)
                .hasMessageContaining("create");
    }

    @Test
    @DisplayName("LIFE-08: allocations and thread starts are calls like others, and fail with OutOfMemoryError")
    void exhaustion() throws Exception {
        injector.failsWith("create", Failure.outOfMemory());
        AtomicBoolean ran = new AtomicBoolean();
        ThreadFactory threads = injector.threads(task -> {
            Thread thread = new Thread(task, "named");
            thread.setDaemon(true);
            return thread;
        });
        faults.arm(1);
        assertThatThrownBy(() -> binding.create(1)).isInstanceOf(OutOfMemoryError.class);
        faults.disarm();
        faults.arm(1);
        Thread refused = threads.newThread(() -> ran.set(true));
        assertThatThrownBy(refused::start)
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessageContaining("unable to create native thread");
        assertThat(refused.getState()).isEqualTo(Thread.State.NEW);
        assertThat(faults.disarm()).containsExactly(FaultInjector.THREAD_START);
        Thread started = threads.newThread(() -> ran.set(true));
        assertThat(started.getName()).isEqualTo("named");
        assertThat(started.isDaemon()).isTrue();
        started.start();
        started.join();
        assertThat(ran).isTrue();
    }
}
