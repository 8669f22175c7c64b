// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

import java.util.Map;

/**
 * A program in C that compares what a {@link Platform} claims with the headers of the system it is compiled for: it does not
 * compile if anything differs or is missing, so that nothing has to run.
 */
public final class HeaderProgram {

    private static final String INTRODUCTION = """
            #define _GNU_SOURCE 1
            #include <stddef.h>
            #include <errno.h>
            #include <grp.h>
            #include <pwd.h>
            #include <fcntl.h>
            #include <poll.h>
            #include <signal.h>
            #include <spawn.h>
            #include <termios.h>
            #include <time.h>
            #include <unistd.h>
            #include <sys/types.h>
            #include <sys/ioctl.h>
            #include <sys/resource.h>
            #include <sys/statvfs.h>
            #include <sys/wait.h>
            """;

    private static final String LINUX = """
            #include <sched.h>
            #include <sys/epoll.h>
            #include <sys/eventfd.h>
            #include <sys/prctl.h>
            #include <sys/syscall.h>
            #include <linux/close_range.h>
            #ifdef SYS_setresuid32 /* without 32, ids have 16 bits */
            #define WIDE(name) SYS_##name##32
            #else
            #define WIDE(name) SYS_##name
            #endif
            """;

    private static final String BSD = """
            #include <sys/event.h>
            #include <sys/param.h>
            #include <sys/proc.h>
            #include <sys/sysctl.h>
            #include <sys/ttycom.h>
            #include <sys/filio.h>
            """;

    private static final String DARWIN = BSD + """
            #define KINFO_pid kp_proc.p_pid
            #define KINFO_ppid kp_eproc.e_ppid
            #define KINFO_pgid kp_eproc.e_pgid
            #define KINFO_start kp_proc.p_un.__p_starttime
            #define KINFO_stat kp_proc.p_stat
            #define KINFO_flag kp_proc.p_flag
            #define KINFO(name) offsetof(struct kinfo_proc, KINFO_##name)
            """;

    private static final String FREEBSD = BSD + """
            #include <sys/user.h>
            #define KINFO(name) offsetof(struct kinfo_proc, ki_##name)
            """;

    private final Platform platform;
    private final Map<String, Long> facts;

    /** The program for a platform. */
    public HeaderProgram(Platform platform) {
        this.platform = platform;
        this.facts = Facts.of(platform);
    }

    /** Returns how many values the program compares. */
    public int count() {
        return facts.size();
    }

    /** Returns the program's text. */
    public String text() {
        StringBuilder text = new StringBuilder(INTRODUCTION);
        text.append(systemHeaders());
        // As 32 bits, because headers disagree about signs: TIOCSWINSZ is an int here and unsigned there.
        facts.forEach((expression, value) -> text.append("_Static_assert((unsigned) (")
                .append(expression)
                .append(") == ")
                .append(Integer.toUnsignedString(value.intValue()))
                .append("u, \"")
                .append(expression)
                .append("\");\n"));
        return text.toString();
    }

    private String systemHeaders() {
        if (platform.has(Feature.EPOLL)) {
            return LINUX;
        }
        return platform.has(Constant.POSIX_SPAWN_CLOEXEC_DEFAULT) ? DARWIN : FREEBSD;
    }
}
