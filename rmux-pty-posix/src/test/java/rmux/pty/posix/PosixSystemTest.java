// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyShort;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rmux.pty.api.spi.Availability;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeAccess;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Platforms;

class PosixSystemTest {

    private static Availability on(String os, String architecture, java.util.function.Supplier<LibC> binding) {
        return new PosixSystem(os, architecture, binding).availability();
    }

    private static LibC mustNotBeLoaded() {
        throw new AssertionError("loaded");
    }

    @Test
    @DisplayName("META-04: on another system it says which one this is, without loading anything")
    void otherSystem() {
        Availability availability = on("Windows 11", "amd64", PosixSystemTest::mustNotBeLoaded);
        assertThat(availability.isAvailable()).isFalse();
        assertThat(availability.reason())
                .isEqualTo("this is Windows 11, and the backend is for Linux, macOS and FreeBSD");
        assertThat(availability.remedy()).isNotEmpty();
    }

    @Test
    @DisplayName("META-04: on another architecture it says which ones it knows")
    void otherArchitecture() {
        assertThat(on("Linux", "mips64el", PosixSystemTest::mustNotBeLoaded).reason())
                .isEqualTo(
                        "this is mips64el, and the backend knows Linux on x86-64, aarch64, riscv64, ppc64le, s390x, i386, arm");
    }

    @Test
    @DisplayName("META-04: where JNA cannot be loaded it says so, with what to do and the cause")
    void notLoadable() {
        UnsatisfiedLinkError failure = new UnsatisfiedLinkError("noexec");
        Availability availability = on("Linux", "amd64", () -> {
            throw failure;
        });
        assertThat(availability.reason()).contains("noexec");
        assertThat(availability.remedy())
                .contains("--enable-native-access=com.sun.jna")
                .contains("jna.tmpdir");
        assertThat(availability.cause()).contains(failure);
    }

    @Test
    @DisplayName("META-05: a failure for lack of stack or memory is not remembered; a lasting one is")
    void passingFailure() {
        AtomicInteger asked = new AtomicInteger();
        PosixSystem system = new PosixSystem("Linux", "amd64", () -> {
            throw asked.incrementAndGet() == 1
                    ? new ExceptionInInitializerError(new StackOverflowError())
                    : new UnsatisfiedLinkError("noexec");
        });
        assertThat(system.availability().isAvailable()).isFalse();
        assertThat(system.availability().reason()).contains("noexec");
        assertThat(system.availability().reason()).contains("noexec");
        assertThat(asked).hasValue(2);
    }

    @Test
    @DisplayName(
            "META-04: the remedy is that of the first cause: JNA missing, a noexec directory, native access denied")
    void remedies() {
        assertThat(remedy(new NoClassDefFoundError("com/sun/jna/Native")))
                .startsWith("add net.java.dev.jna:jna-jpms beside rmux-pty-posix");
        assertThat(remedy(new UnsatisfiedLinkError("/tmp/jna1.tmp: failed to map segment from shared object")))
                .contains("-Djna.tmpdir")
                .doesNotContain("native access");
        assertThat(remedy(new IllegalCallerException("denied")))
                .contains("--enable-native-access")
                .doesNotContain("tmpdir");
    }

    @Test
    @DisplayName("META-04: a JNA that does not fit its native library is named, with the version needed and the remedy")
    void otherJna() {
        Availability availability = failing(new Error("There is an incompatible JNA native library installed"));
        assertThat(availability.reason())
                .matches(
                        "JNA (5\\.[0-9.]+|of an unknown version) is in use, and does not fit .* built with JNA 5\\.[0-9.]+");
        assertThat(availability.remedy()).startsWith("have one version of JNA, 5.");
        assertThat(remedy(new NoSuchMethodError("com.sun.jna.Native.x"))).startsWith("have one version of JNA");
    }

    private static String remedy(Throwable first) {
        return failing(first).remedy();
    }

    private static Availability failing(Throwable first) {
        UnsatisfiedLinkError failure = new UnsatisfiedLinkError("the C library could not be bound");
        failure.initCause(new ExceptionInInitializerError(first));
        return on("Linux", "amd64", () -> {
            throw failure;
        });
    }

    @Test
    @DisplayName("META-04: a failure without a message is named by its class")
    void withoutMessage() {
        assertThat(on("Linux", "amd64", () -> {
                            throw new UnsatisfiedLinkError();
                        })
                        .reason())
                .isEqualTo("the C library cannot be called: UnsatisfiedLinkError");
    }

    @Test
    @DisplayName("META-04: a C library whose posix_spawn knows no sessions is recognized by its error")
    void oldLibrary() {
        LibC libC = mock(LibC.class);
        when(libC.platform()).thenReturn(Platforms.of("Linux", "aarch64").orElseThrow());
        when(libC.view(anyLong(), org.mockito.ArgumentMatchers.anyInt())).thenReturn(ByteBuffer.allocate(1024));
        when(libC.posix_spawnattr_setflags(anyLong(), anyShort())).thenReturn(Errno.EINVAL.asResult());
        Availability availability = on("Linux", "aarch64", () -> libC);
        assertThat(availability.reason()).contains("cannot start a session: EINVAL (22)");
        assertThat(availability.remedy()).isEqualTo("needs glibc 2.26 or musl 1.1.17");
    }

    @ParameterizedTest
    @CsvSource({"Mac OS X, aarch64, macOS on arm64", "FreeBSD, amd64, FreeBSD on x86-64"})
    @EnabledOnOs(OS.LINUX)
    @DisplayName("META-04: the backend for another system loads here, calls nothing, and says why it is not usable")
    void foreign(String osName, String architecture, String name) {
        Availability availability = on(osName, architecture, NativeAccess::libC);
        assertThat(availability.isAvailable()).isFalse();
        assertThat(availability.reason())
                .startsWith("this backend is for " + name + ", and the C library here is that of Linux on ");
    }

    @Test
    @DisplayName("META-02: the answer is worked out once")
    void constant() {
        PosixSystem system = new PosixSystem("Plan 9", "amd64", PosixSystemTest::mustNotBeLoaded);
        assertThat(system.availability()).isSameAs(system.availability());
    }
}
