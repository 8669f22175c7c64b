// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

import java.util.EnumSet;
import java.util.Set;

/** Linux as it would be if it lacked what macOS and FreeBSD lack, so that what is made for them can be run on it. */
public final class TestPlatforms {

    /** {@code setsid(2)} on x86-64 and, as in {@code asm-generic/unistd.h}, elsewhere. */
    private static final int SETSID_X86_64 = 112;

    private static final int SETSID_GENERIC = 157;

    private static final int GETRLIMIT_X86_64 = 97;
    private static final int GETRLIMIT_GENERIC = 163;
    private static final int SETRLIMIT_X86_64 = 160;
    private static final int SETRLIMIT_GENERIC = 164;

    private TestPlatforms() {}

    /** Like macOS: a session cannot have its terminal from {@code posix_spawn}. */
    public static Platform withLateSession(Platform linux) {
        return without(linux, linux.numbers(), Feature.SESSION_BEFORE_FILE_ACTIONS);
    }

    /** Like FreeBSD: {@code posix_spawn} starts no session, and a terminal is taken by {@code ioctl(2)}. */
    public static Platform withoutSession(Platform linux) {
        Numbers.Builder numbers = new Numbers.Builder();
        linux.numbers().all().forEach((constant, value) -> {
            if (constant != Constant.POSIX_SPAWN_SETSID) {
                numbers.put(constant, value);
            }
        });
        numbers.put(Constant.SYS_SETSID, linux.processor().equals("x86-64") ? SETSID_X86_64 : SETSID_GENERIC);
        return without(linux, numbers.build(), Feature.SESSION_BEFORE_FILE_ACTIONS, Feature.OPEN_TAKES_TERMINAL);
    }

    /** macOS on this processor, or arm64, with the numbers that trampolines pass to the kernel, which here is Linux. */
    public static Platform macOs(Platform linux) {
        Platform platform = ofThisProcessor("Mac OS X");
        return with(platform, callingLinux(platform, linux));
    }

    /** FreeBSD in the same way. */
    public static Platform freeBsd(Platform linux) {
        Platform like = withoutSession(linux);
        Platform platform = ofThisProcessor("FreeBSD");
        return with(
                platform,
                callingLinux(platform, linux)
                        .put(Constant.SYS_SETSID, like.wide(Constant.SYS_SETSID))
                        .put(Constant.TIOCSCTTY, like.wide(Constant.TIOCSCTTY)));
    }

    private static Numbers.Builder callingLinux(Platform platform, Platform linux) {
        boolean x86 = linux.processor().equals("x86-64");
        return platform.numbers()
                .but()
                .put(Constant.SYS_GETRLIMIT, x86 ? GETRLIMIT_X86_64 : GETRLIMIT_GENERIC)
                .put(Constant.SYS_SETRLIMIT, x86 ? SETRLIMIT_X86_64 : SETRLIMIT_GENERIC)
                .put(Constant.RLIMIT_NOFILE, linux.number(Constant.RLIMIT_NOFILE));
    }

    private static Platform with(Platform platform, Numbers.Builder numbers) {
        return new Platform(
                platform.system(),
                platform.processor(),
                numbers.build(),
                platform.errors(),
                platform.signals(),
                platform.termios(),
                platform.features());
    }

    private static Platform ofThisProcessor(String system) {
        return Platforms.of(system, System.getProperty("os.arch", ""))
                .orElseGet(() -> Platforms.of(system, "aarch64").orElseThrow());
    }

    private static Platform without(Platform linux, Numbers numbers, Feature... features) {
        Set<Feature> left = EnumSet.copyOf(linux.features());
        left.removeAll(Set.of(features));
        return new Platform(
                linux.system(), linux.processor(), numbers, linux.errors(), linux.signals(), linux.termios(), left);
    }
}
