// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Platform;

/** The binding by the Foreign Function &amp; Memory API, beside that by JNA. */
@EnabledOnOs(OS.LINUX)
@EnabledForJreRange(min = JRE.JAVA_22, disabledReason = "the Foreign Function & Memory API came with JDK 22")
class ForeignLibCTest {

    /** Functions that might do something even with arguments of -1, or that do not look whether an address is one. */
    private static final Set<String> NOT_WITH_NONSENSE =
            Set.of("allocate", "getpwuid_r", "kill", "posix_openpt", "setresgid", "setresuid");

    /** No flag and no option of any of these functions. */
    private static final int NO_FLAG = 1 << 28;

    private static final int MANY = 300;

    private final LibC foreign = Bindings.foreign();
    private final LibC jna = Bindings.jna();

    @Test
    @DisplayName("both bindings return the same, error or not, for descriptors and processes that do not exist")
    void sameErrors() throws Exception {
        List<String> compared = new ArrayList<>();
        for (Method function : LibC.class.getMethods()) {
            boolean ofDescriptor = function.getParameterCount() > 0
                    && function.getParameterTypes()[0] == int.class
                    && !NOT_WITH_NONSENSE.contains(function.getName());
            if (ofDescriptor) {
                Object[] arguments = new Object[function.getParameterCount()];
                for (int i = 0; i < arguments.length; i++) {
                    Class<?> type = function.getParameterTypes()[i];
                    arguments[i] = type == long.class ? (Object) 0L : (Object) (i == 0 ? -1 : NO_FLAG);
                }
                assertThat(function.invoke(foreign, arguments))
                        .as(function.getName())
                        .isEqualTo(function.invoke(jna, arguments));
                compared.add(function.getName());
            }
        }
        assertThat(compared).contains("close", "read", "write", "ioctl", "waitpid", "pidfd_open", "close_range");
        assertThat(foreign.close(-1)).isEqualTo(Errno.EBADF.asResult());
        assertThat(foreign.kqueue()).isEqualTo(Errno.ENOSYS.asResult());
        for (LibC.Symbol symbol : LibC.Symbol.values()) {
            assertThat(foreign.has(symbol)).isEqualTo(jna.has(symbol));
        }
    }

    @Test
    @DisplayName("a function that returns its error returns it negated")
    void returnedError() {
        try (NativeBlock attributes =
                new NativeBlock(foreign, foreign.platform().room(Constant.SPAWNATTR_SIZE))) {
            assertThat(foreign.posix_spawnattr_init(attributes.address())).isZero();
            assertThat(foreign.posix_spawnattr_setflags(attributes.address(), (short) -1))
                    .isEqualTo(Errno.EINVAL.asResult());
            assertThat(foreign.posix_spawnattr_destroy(attributes.address())).isZero();
        }
    }

    @Test
    @DisplayName("SPAWN-16: both bindings find the same users and groups, and report the same option of the process")
    void accounts() {
        assertThat(accounts(foreign)).isEqualTo(accounts(jna)).startsWith("0 0 0 ");
    }

    private static String accounts(LibC libC) {
        Platform platform = libC.platform();
        int room = 4096;
        try (NativeBlock root = NativeStrings.copy(libC, NativeStrings.encode("root"));
                NativeBlock structure = new NativeBlock(libC, platform.room(Constant.PASSWD_SIZE));
                NativeBlock texts = new NativeBlock(libC, room);
                NativeBlock found = new NativeBlock(libC, platform.wordSize());
                NativeBlock groups = new NativeBlock(libC, room);
                NativeBlock count = new NativeBlock(libC, Integer.BYTES)) {
            count.bytes().putInt(0, room / Integer.BYTES);
            return libC.getpwnam_r(root.address(), structure.address(), texts.address(), room, found.address())
                    + " " + structure.bytes().getInt(platform.number(Constant.PASSWD_UID_OFFSET))
                    + " " + libC.getpwuid_r(0, structure.address(), texts.address(), room, found.address())
                    + " " + structure.bytes().getInt(platform.number(Constant.PASSWD_GID_OFFSET))
                    + " " + libC.getgrnam_r(root.address(), structure.address(), texts.address(), room, found.address())
                    + " " + structure.bytes().getInt(platform.number(Constant.GROUP_GID_OFFSET))
                    + " " + libC.getpwnam_r(root.address(), structure.address(), texts.address(), 1, found.address())
                    + " " + libC.getgrouplist(root.address(), 0, groups.address(), count.address())
                    + " " + count.bytes().getInt(0)
                    + " " + libC.geteuid()
                    + " " + libC.prctl(platform.number(Constant.PR_GET_DUMPABLE), 0, 0, 0, 0);
        }
    }

    @Test
    @DisplayName("memory is zeroed, its view is in native order, and a buffer's address is that of its first byte")
    void memory() {
        try (NativeBlock block = new NativeBlock(foreign, 1000)) {
            ByteBuffer bytes = block.bytes();
            assertThat(bytes.order()).isEqualTo(ByteOrder.nativeOrder());
            assertThat(bytes.capacity()).isEqualTo(1000);
            for (int i = 0; i < 1000; i++) {
                assertThat(bytes.get(i)).isZero();
            }
            bytes.putInt(4, 7);
            assertThat(jna.view(block.address(), 1000)
                            .order(ByteOrder.nativeOrder())
                            .getInt(4))
                    .isEqualTo(7);
        }
        ByteBuffer direct = ByteBuffer.allocateDirect(100).position(30).limit(60);
        ByteBuffer part = direct.slice().position(5);
        assertThat(foreign.addressOf(direct)).isEqualTo(jna.addressOf(direct));
        assertThat(foreign.addressOf(part))
                .isEqualTo(foreign.addressOf(direct) + 30)
                .isEqualTo(jna.addressOf(part));
        assertThatThrownBy(() -> foreign.addressOf(ByteBuffer.allocate(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName(
            "while more calls block than there are cells for errors, each call gets its own, and garbage is collected")
    void manyBlockedCalls() throws Exception {
        try (NativeBlock pipe = new NativeBlock(foreign, 2 * Integer.BYTES);
                NativeBlock byteRead = new NativeBlock(foreign, 1)) {
            assertThat(foreign.pipe2(pipe.address(), 0)).isZero();
            int readEnd = pipe.bytes().getInt(0);
            int writeEnd = pipe.bytes().getInt(Integer.BYTES);
            AtomicInteger ended = new AtomicInteger();
            CountDownLatch started = new CountDownLatch(MANY);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                Thread thread = new Thread(() -> {
                    started.countDown();
                    if (foreign.read(readEnd, byteRead.address(), 1) == 0) { // the end, once the other end is closed
                        ended.incrementAndGet();
                    }
                });
                thread.setDaemon(true);
                thread.start();
                threads.add(thread);
            }
            started.await();
            System.gc(); // would wait for calls that were critical
            assertThat(foreign.close(-1)).isEqualTo(Errno.EBADF.asResult());
            assertThat(foreign.access(pipe.address(), -1)).isEqualTo(Errno.EINVAL.asResult());
            assertThat(foreign.close(writeEnd)).isZero();
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(ended).hasValue(MANY);
            assertThat(foreign.close(readEnd)).isZero();
        }
    }
}
