// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The platforms that this backend knows, by the names that the JVM gives them. */
public final class Platforms {

    private static final Set<Feature> LINUX = EnumSet.of(
            Feature.EPOLL,
            Feature.VARIADIC_AS_OTHERS,
            Feature.PROC_FILES,
            Feature.OPEN_TAKES_TERMINAL,
            Feature.SESSION_BEFORE_FILE_ACTIONS);
    private static final Set<Feature> POWERPC_LINUX = EnumSet.complementOf(
            EnumSet.of(Feature.VARIADIC_AS_OTHERS, Feature.KQUEUE, Feature.LEADER_REVOKES, Feature.LEADER_WAITS));
    private static final Set<Feature> DARWIN =
            EnumSet.of(Feature.KQUEUE, Feature.OPEN_TAKES_TERMINAL, Feature.LEADER_REVOKES, Feature.LEADER_WAITS);
    private static final Set<Feature> FREEBSD = EnumSet.of(Feature.KQUEUE, Feature.LEADER_REVOKES);

    /** A platform, and what the JVM calls it. */
    private record Known(String osName, List<String> osArchitectures, Platform platform) {}

    private static final List<Known> KNOWN = List.of(
            linux("x86-64", LinuxNumbers.X86_64, LinuxTermios.GENERIC, "amd64", "x86_64"),
            linux("aarch64", LinuxNumbers.GENERIC_64, LinuxTermios.GENERIC, "aarch64", "arm64"),
            linux("riscv64", LinuxNumbers.GENERIC_64, LinuxTermios.GENERIC, "riscv64"),
            linux("ppc64le", LinuxNumbers.POWERPC_64, PowerPcTermios.LAYOUT, "ppc64le"),
            linux("s390x", LinuxNumbers.S390_64, LinuxTermios.GENERIC, "s390x"),
            linux("i386", LinuxNumbers.X86_32, LinuxTermios.GENERIC, "i386", "x86", "i686"),
            linux("arm", LinuxNumbers.ARM_32, LinuxTermios.GENERIC, "arm"),
            darwin("arm64", "aarch64", "arm64"),
            darwin("x86-64", "x86_64", "amd64"),
            freeBsd("x86-64", "amd64", "x86_64"),
            freeBsd("aarch64", "aarch64", "arm64"));

    private Platforms() {}

    /**
     * Returns a platform.
     *
     * @param osName as the system property {@code os.name} has it
     * @param osArchitecture as the system property {@code os.arch} has it
     * @return the platform, or empty if it is not known
     */
    public static Optional<Platform> of(String osName, String osArchitecture) {
        return named(osName)
                .filter(known -> known.osArchitectures().contains(osArchitecture))
                .map(Known::platform)
                .findFirst();
    }

    /** Returns the platform of this JVM; an error if it is not known. */
    public static Platform running() {
        String osName = System.getProperty("os.name", "");
        String osArchitecture = System.getProperty("os.arch", "");
        return of(osName, osArchitecture)
                .orElseThrow(() -> new UnsatisfiedLinkError("unknown platform " + osName + " on " + osArchitecture));
    }

    /** Returns the processors on which a system is known; empty for one that is not known at all. */
    public static List<String> processors(String osName) {
        return named(osName).map(known -> known.platform().processor()).toList();
    }

    /** Returns every platform. */
    public static List<Platform> all() {
        return KNOWN.stream().map(Known::platform).toList();
    }

    private static Stream<Known> named(String osName) {
        String name = osName.toLowerCase(Locale.ROOT);
        return KNOWN.stream().filter(known -> name.startsWith(known.osName()));
    }

    private static Known linux(String processor, Numbers numbers, TermiosLayout termios, String... architectures) {
        return new Known(
                "linux",
                List.of(architectures),
                new Platform(
                        "Linux",
                        processor,
                        numbers,
                        ErrorNumbers.LINUX,
                        Signals.LINUX,
                        new Termios(termios),
                        processor.equals("ppc64le") ? POWERPC_LINUX : LINUX));
    }

    private static Known darwin(String processor, String... architectures) {
        return new Known(
                "mac",
                List.of(architectures),
                new Platform(
                        "macOS",
                        processor,
                        DarwinNumbers.LP64,
                        ErrorNumbers.DARWIN,
                        Signals.DARWIN,
                        new Termios(BsdTermios.DARWIN),
                        DARWIN));
    }

    private static Known freeBsd(String processor, String... architectures) {
        return new Known(
                "freebsd",
                List.of(architectures),
                new Platform(
                        "FreeBSD",
                        processor,
                        FreeBsdNumbers.LP64,
                        ErrorNumbers.FREEBSD,
                        Signals.FREEBSD,
                        new Termios(BsdTermios.FREEBSD),
                        FREEBSD));
    }
}
