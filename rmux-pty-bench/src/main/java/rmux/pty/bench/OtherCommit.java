// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Another commit of this library, built beside this one, so that both are measured in the same rounds. */
final class OtherCommit {

    private final Path top;

    /** For the source tree that is measured. */
    OtherCommit(Path top) {
        this.top = top;
    }

    /** Checks a revision out, unless that was done before, and builds it; returns the workshop of its benchmarks. */
    Workshop build(String revision) throws IOException, InterruptedException {
        Tool.Outcome named = Tool.run(List.of(
                "git",
                "-C",
                top.toString(),
                "rev-parse",
                "--verify",
                "--quiet",
                "--end-of-options",
                revision + "^{commit}"));
        if (named.code() != 0) {
            throw new IOException(revision + " is no commit of the repository " + top);
        }
        Path tree = top.resolve(".rmux-pty/against").resolve(named.text());
        if (!Files.exists(tree)) {
            run("git", "-C", top.toString(), "worktree", "add", "--detach", tree.toString(), named.text());
        }
        String pom = tree.resolve("pom.xml").toString();
        run(tree.resolve("mvnw").toString(), "-q", "-f", pom, "-pl", "rmux-pty-bench", "-am", "-DskipTests", "package");
        return new Workshop(tree.resolve("rmux-pty-bench"));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        System.err.println("running " + String.join(" ", command));
        Tool.Outcome outcome = Tool.run(List.of(command));
        if (outcome.code() != 0) {
            throw new IOException(
                    String.join(" ", command) + " failed with exit code " + outcome.code() + ": " + outcome.text());
        }
    }
}
