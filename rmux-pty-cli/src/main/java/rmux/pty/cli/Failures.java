// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.stream.Collectors;
import rmux.pty.api.NativeError;
import rmux.pty.api.NoPtyProviderException;
import rmux.pty.api.ProviderReport.Candidate;
import rmux.pty.api.ProviderReport.Verdict;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;

/** Failures as a line for people and an exit code for scripts. */
final class Failures {

    private Failures() {}

    /** Prints the failure and returns its exit code. Unexpected exceptions are rethrown. */
    static int report(Exception failure, PrintWriter err) throws Exception {
        if (failure instanceof OutputClosedException) {
            return ExitCodes.OUTPUT_CLOSED;
        }
        if (failure instanceof IOException
                || failure instanceof NoPtyProviderException
                || failure instanceof UnsupportedOperationException
                || failure instanceof IllegalArgumentException) {
            err.println("rmux-pty: " + Printable.line(describe(failure)));
            return exitCode(failure);
        }
        throw failure;
    }

    /** One sentence. Messages of the file system are often no more than a path, and those of others may be missing. */
    static String describe(Exception failure) {
        if (failure instanceof NoPtyProviderException none) {
            return describe(none, System.getProperty("os.name", ""));
        }
        if (failure instanceof FileSystemException file && file.getReason() == null) {
            return file.getFile() + " " + problem(file);
        }
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? "failed for a reason that the system does not state ("
                        + failure.getClass().getSimpleName() + ")"
                : message;
    }

    private static String problem(FileSystemException failure) {
        if (failure instanceof NoSuchFileException) {
            return "does not exist";
        }
        if (failure instanceof AccessDeniedException) {
            return "is not accessible";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "exists already";
        }
        return "cannot be used (" + failure.getClass().getSimpleName() + ")";
    }

    /** The first line of the message, which the report of all providers follows; of that, what is about this system. */
    static String describe(NoPtyProviderException failure, String osName) {
        String sentence =
                String.valueOf(failure.getMessage()).lines().findFirst().orElse("no pty provider");
        List<Candidate> candidates = failure.report().candidates();
        boolean explained = candidates.stream().anyMatch(candidate -> candidate.verdict() == Verdict.AVAILABLE)
                || candidates.stream()
                        .anyMatch(candidate -> !candidate.reason().isEmpty() && sentence.contains(candidate.reason()));
        if (explained) {
            return sentence;
        }
        String reasons = candidates.stream()
                .filter(candidate -> KnownProvider.mayBeFor(candidate.name(), osName))
                .map(candidate -> candidate.name() + ": " + candidate.reason()
                        + (candidate.remedy().isEmpty() ? "" : "; " + candidate.remedy()))
                .collect(Collectors.joining(". "));
        if (reasons.isEmpty()) {
            return sentence;
        }
        String topic = sentence.replaceFirst(".*?( \\[[a-z-]+])?$", "$1");
        return sentence.substring(0, sentence.length() - topic.length()) + ": " + reasons + topic;
    }

    static int exitCode(Exception failure) {
        if (failure instanceof IllegalArgumentException) {
            return ExitCodes.USAGE;
        }
        if (failure instanceof StepFailedException) {
            return ExitCodes.NOT_SHOWN;
        }
        if (failure instanceof PtySpawnException spawn
                && (spawn.stage().equals(Stage.RESOLVE_PROGRAM) || spawn.stage().equals(Stage.CREATE_PROCESS))) {
            return switch (spawn.nativeError().map(NativeError::symbol).orElse("")) {
                case "ENOENT", "ENOTDIR", "ERROR_FILE_NOT_FOUND", "ERROR_PATH_NOT_FOUND" -> ExitCodes.NOT_FOUND;
                case "EACCES", "ENOEXEC", "ERROR_ACCESS_DENIED", "ERROR_BAD_EXE_FORMAT" -> ExitCodes.NOT_EXECUTABLE;
                default -> ExitCodes.FAILURE;
            };
        }
        return ExitCodes.FAILURE;
    }
}
