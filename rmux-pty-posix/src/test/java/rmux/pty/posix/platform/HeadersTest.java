// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every number that a platform claims, compared with the headers of its system by a compiler for it. */
@EnabledOnOs(OS.LINUX)
class HeadersTest {

    private static final long PATIENCE_SECONDS = 300;

    /** A compiler, the packages of Debian that it is in, and the processor that it is for. */
    record Compiler(String command, String packages, String processor) {}

    @TempDir
    Path directory;

    static List<Compiler> compilers() {
        return List.of(
                new Compiler("x86_64-linux-gnu-gcc", "gcc libc6-dev", "x86-64"),
                cross("aarch64-linux-gnu", "arm64", "aarch64"),
                cross("riscv64-linux-gnu", "riscv64", "riscv64"),
                cross("powerpc64le-linux-gnu", "ppc64el", "ppc64le"),
                cross("s390x-linux-gnu", "s390x", "s390x"),
                cross("i686-linux-gnu", "i386", "i386"),
                cross("arm-linux-gnueabihf", "armhf", "arm"),
                new Compiler(
                        "musl-gcc -Dc_ispeed=__c_ispeed -Dc_ospeed=__c_ospeed"
                                + " -idirafter /usr/include -idirafter /usr/include/x86_64-linux-gnu",
                        "musl-tools linux-libc-dev",
                        "x86-64"));
    }

    private static Compiler cross(String triplet, String architecture, String processor) {
        return new Compiler(triplet + "-gcc", "gcc-" + triplet + " libc6-dev-" + architecture + "-cross", processor);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("compilers")
    @DisplayName("META-04: numbers, sizes and offsets are those of the headers")
    void headers(Compiler compiler) throws Exception {
        Platform platform = platform(compiler.processor());
        HeaderProgram program = new HeaderProgram(platform);
        List<String> errors = compile(compiler, program.text());
        assertThat(errors).isEmpty();
        assertThat(program.count()).isGreaterThan(200);
        System.out.println(platform + ": " + program.count() + " values equal, by " + compiler.command());
    }

    @Test
    @DisplayName("META-04: a number that is wrong, and one that the headers do not have, are found")
    void wrong() throws Exception {
        String right = new HeaderProgram(platform("x86-64")).text();
        String wrong = right.replace("(TIOCGWINSZ) == 21523u", "(TIOCGWINSZ) == 21524u")
                .replace("(VMIN)", "(VMINIMUM)");
        assertThat(compile(compilers().get(0), wrong))
                .hasSizeBetween(2, 3) // the compiler may go on about what it does not know
                .anyMatch(error -> error.contains("TIOCGWINSZ"))
                .anyMatch(error -> error.contains("VMINIMUM"));
    }

    private static Platform platform(String processor) {
        return Platforms.all().stream()
                .filter(known ->
                        known.system().equals("Linux") && known.processor().equals(processor))
                .findFirst()
                .orElseThrow();
    }

    private List<String> compile(Compiler compiler, String text) throws Exception {
        Path source = directory.resolve("headers.c");
        Files.writeString(source, text);
        List<String> command = new ArrayList<>(List.of(compiler.command().split(" ", -1)));
        if (!isInstalled(command.get(0))) {
            install(compiler.packages());
        }
        command.addAll(List.of("-fsyntax-only", "-w", source.toString()));
        Finished finished = run(command);
        List<String> errors = finished.output()
                .lines()
                .filter(line -> line.contains("error:"))
                .toList();
        assertThat(finished.status() == 0).as(finished.output()).isEqualTo(errors.isEmpty());
        return errors;
    }

    private record Finished(int status, String output) {}

    private static Finished run(List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("LC_ALL", "C", "DEBIAN_FRONTEND", "noninteractive"));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Finished(process.exitValue(), output);
    }

    /** No compiler is left out: Debian and Ubuntu have them all, and elsewhere the failure says what to install. */
    private static void install(String packages) throws Exception {
        String script =
                "as_root=; [ $(id -u) -eq 0 ] || as_root='sudo -n -E'; $as_root apt-get -q update && $as_root apt-get"
                        + " -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 install " + packages;
        Finished finished = run(List.of("sh", "-c", script));
        assertThat(finished.status())
                .withFailMessage("install the compilers in %s: %s", packages, finished.output())
                .isZero();
    }

    private static boolean isInstalled(String command) throws IOException {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }
}
