// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.ProviderReport;
import rmux.pty.api.ProviderReport.Candidate;
import rmux.pty.api.ProviderReport.Verdict;
import rmux.pty.cli.KnownProvider.Explained;

/** What {@code doctor} says of providers, on systems other than this one too. */
class KnownProviderTest {

    @Test
    @DisplayName("every known provider is explained where none is installed")
    void none() {
        List<Explained> explained = KnownProvider.explain(new ProviderReport(List.of()), "Windows 11");
        assertThat(explained)
                .extracting(Explained::name)
                .containsExactly("posix", "conpty", "winpty", "ssh", "docker", "kubernetes");
        assertThat(explained).extracting(Explained::verdict).containsOnly("not usable");
        assertThat(explained.get(0).reason())
                .isEqualTo("the module rmux.pty.posix is not installed, and this is Windows 11");
        assertThat(explained.get(0).remedy()).isEqualTo("nothing here: it is for Linux on x86-64 and aarch64");
        assertThat(explained.get(1).remedy()).isEqualTo("add io.rmux:rmux-pty-conpty beside rmux-pty-api");
    }

    @Test
    @DisplayName("META-04: the reason and the remedy of an unavailable provider are its own")
    void unavailable() {
        assertThat(explain(candidate("posix", Verdict.UNAVAILABLE, "no C library", "install one"), "Linux"))
                .contains(new Explained("posix", "not usable", "no C library", "install one"));
        assertThat(explain(candidate("conpty", Verdict.UNAVAILABLE, "this is Linux", ""), "Linux"))
                .contains(new Explained(
                        "conpty", "not usable", "this is Linux", "nothing: it is for Windows 10 1809 and later"));
    }

    @Test
    @DisplayName("an available provider needs nothing; one of somebody else comes last")
    void available() {
        List<Explained> explained = explain(candidate("other", Verdict.AVAILABLE, "", ""), "Linux");
        assertThat(explained).hasSize(7);
        assertThat(explained.get(6))
                .isEqualTo(new Explained("other", "usable", "it loads, and the system has what it needs", "nothing"));
    }

    @Test
    @DisplayName("a backend for other machines is for --on, and named with its module where it is not installed")
    void remote() {
        assertThat(explain(candidate("ssh", Verdict.UNAVAILABLE, "no machine", "name one"), "Linux"))
                .contains(new Explained(
                        "ssh",
                        "with --on",
                        "it loads, and runs a program elsewhere when told where",
                        "rmux-pty run --on ssh:[USER@]HOST[:PORT] -- COMMAND"))
                .contains(new Explained(
                        "docker",
                        "not usable",
                        "the module rmux.pty.docker is not installed",
                        "add io.rmux:rmux-pty-docker beside rmux-pty-api"));
    }

    @Test
    @DisplayName("a provider that loads, but fails when it is tried, is not usable, and its failure is the reason")
    void failing() {
        Explained usable =
                explain(candidate("posix", Verdict.AVAILABLE, "", ""), "Linux").get(0);
        assertThat(usable.isUsable()).isTrue();
        Explained failing = usable.failing("there are no pseudo-terminals here: mount devpts");
        assertThat(failing.isUsable()).isFalse();
        assertThat(failing.reason()).isEqualTo("it loads, but fails: there are no pseudo-terminals here: mount devpts");
    }

    private static List<Explained> explain(Candidate candidate, String osName) {
        return KnownProvider.explain(new ProviderReport(List.of(candidate)), osName);
    }

    private static Candidate candidate(String name, Verdict verdict, String reason, String remedy) {
        return new Candidate(
                name, "a.B", "module a", OptionalInt.of(1), Set.of(), verdict, reason, remedy, Optional.empty());
    }
}
