// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

import java.util.EnumSet;
import java.util.Set;

/** Linux as it would be if it lacked what macOS and FreeBSD lack, so that what is made for them can be run on it. */
public final class TestPlatforms {

    /** {@code setsid(2)} on x86-64 and, as in {@code asm-generic/unistd.h}, elsewhere. */
    private static final int SETSID_X86_64 = 112;

    private static final int SETSID_GENERIC = 157;

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

    private static Platform without(Platform linux, Numbers numbers, Feature... features) {
        Set<Feature> left = EnumSet.copyOf(linux.features());
        left.removeAll(Set.of(features));
        return new Platform(
                linux.system(), linux.processor(), numbers, linux.errors(), linux.signals(), linux.termios(), left);
    }
}
