// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.programs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.TerminalModes;
import rmux.pty.api.TerminalSize;

/**
 * What the conformance suite needs programs to do, on the system of the backend under test.
 *
 * <p>A program that says {@code READY} does so on a line of its own once it does what it is for. Any method may throw {@link
 * ProgramNotAvailableException}: the rules that need it are then skipped, with that reason. {@link PosixPrograms} and {@link
 * WindowsPrograms} implement this with what those systems have.
 */
public interface ConformancePrograms extends ConformanceSystem {

    // Programs that end by themselves.

    /**
     * Prints a text and a line end.
     *
     * @param text letters, digits, blanks and hyphens
     * @return the program
     */
    PtyCommand print(String text);

    /**
     * Prints a text and a line end to standard output and another one to standard error.
     *
     * @param output letters, digits, blanks and hyphens, for standard output
     * @param error the same, for standard error
     * @return the program, which does not say where its standard error goes
     */
    default PtyCommand printApart(String output, String error) {
        throw new ProgramNotAvailableException("no program that writes to standard error");
    }

    /**
     * Ends with a code.
     *
     * @param code the code
     * @return the program
     */
    PtyCommand exit(int code);

    /**
     * Returns codes with which programs of this system can end, those at the limits first. They depend on where the programs run,
     * not on what the provider can do.
     *
     * @return 0, 1, 127, 128 and 255, then all others of one byte, unless overridden
     */
    default List<Integer> exitCodes() {
        Set<Integer> codes = new LinkedHashSet<>(List.of(0, 1, 127, 128, 255));
        for (int code = 0; code <= 255; code++) {
            codes.add(code);
        }
        return List.copyOf(codes);
    }

    /**
     * Writes many bytes, with output processing off, and ends.
     *
     * @param bytes how many at least
     * @return the program and what it writes
     */
    Flood flood(long bytes);

    /**
     * Prints {@code BEFORE} on a line, closes its terminal, as login and getty do, waits until nobody holds it, opens it again by
     * its name, and then does as {@link #flood}. It ends with code 7.
     *
     * @param bytes how many bytes at least, after the reopening
     * @return the program, and what it writes after the reopening
     */
    default Flood reopening(long bytes) {
        throw new ProgramNotAvailableException("no program that closes its terminal and opens it again");
    }

    // Programs that go on until something happens.

    /**
     * Says READY and waits, as long as no signal ends it; all dispositions are the default.
     *
     * @return the program
     */
    PtyCommand waiting();

    /**
     * Says READY and waits, whatever hang-ups come.
     *
     * @return the program
     */
    PtyCommand ignoringHangup();

    /**
     * Says READY, then gives each line back behind {@code echo: }, until the line {@code quit}; leaves the modes of the
     * terminal as they are.
     *
     * @return the program
     */
    PtyCommand echoLines();

    /**
     * Makes the terminal raw, says READY, then copies its input to its output unchanged.
     *
     * @return the program
     */
    PtyCommand copy();

    /**
     * As {@link #copy}, but does not read before a file exists.
     *
     * @param gate the file
     * @return the program
     */
    PtyCommand gatedCopy(Path gate);

    /**
     * Says READY, waits for a file to exist, then prints {@code gate opened} and ends.
     *
     * @param gate the file
     * @param code the code with which it ends
     * @return the program
     */
    default PtyCommand gatedExit(Path gate, int code) {
        throw new ProgramNotAvailableException("no program that waits for a file and ends");
    }

    /**
     * Makes the terminal raw, says READY, then reads a few KiB about ten times a second, for as long as it lives.
     *
     * @return the program
     */
    PtyCommand slowReader();

    /**
     * Makes the terminal raw, says READY, writes many bytes, and only then reads; at each dot it prints {@code counted N in runs
     * of G} on a line of its own: how many characters came before the dot, and the greatest number that divides the lengths of
     * all runs of the same character among them. Needed for terminals that render, which take what is typed, whether or not
     * the program reads it, until they cannot draw any more.
     *
     * @param bytes how many at least
     * @return the program
     */
    default PtyCommand floodThenCount(long bytes) {
        throw new ProgramNotAvailableException("no program that writes, and then counts what was typed");
    }

    /**
     * Prints the size of its terminal as {@code COLUMNSxROWS} on a line, now and at each change, for as long as it lives.
     *
     * @return the program
     */
    PtyCommand reportSizes();

    /**
     * Switches the echo off, prints {@code Password: }, reads a line, switches the echo on, prints {@code got N characters} on a
     * line of its own, and waits for another line before it ends.
     *
     * @return the program
     */
    PtyCommand password();

    // Programs with company.

    /**
     * Prints {@code EARLY} and exits; a process it has started, which does not mind a hang-up, waits for a file to exist and
     * then prints {@code LATE} to the same terminal and exits.
     *
     * @param gate the file
     * @return the program
     */
    PtyCommand lateWriter(Path gate);

    /**
     * A shell with a job in the foreground: the job prints {@code job N}, its process group, then READY, and waits; when it is
     * interrupted, it prints {@code job interrupted} and ends, and the shell prints {@code shell goes on} and waits. A shell
     * that is interrupted itself prints {@code shell interrupted}.
     *
     * @return the program
     */
    PtyCommand foregroundJob();

    /**
     * A leader and another process in its group; when TERMINATE reaches it, the leader prints {@code leader signaled} and
     * ends; the other prints {@code other signaled}. Prints READY when both are prepared.
     *
     * @return the program
     */
    PtyCommand leaderAndOther();

    /**
     * Starts processes that are hard to end: one in the background in a process group of its own, one that ignores hang-ups,
     * a grandchild. Prints {@code pid N} for each, then READY.
     *
     * @param leaderStays whether the program itself then waits; otherwise it exits
     * @return the program
     */
    PtyCommand tree(boolean leaderStays);

    /**
     * Starts processes that detach themselves to survive a hang-up, as {@code nohup} and {@code setsid} do. Prints {@code pid N}
     * for each, at least two, then READY, and waits.
     *
     * @return the program
     */
    default PtyCommand detaching() {
        throw new ProgramNotAvailableException("no program that starts others which survive a hang-up");
    }

    // Programs that answer a question.

    /**
     * Where the program stands among the processes of its terminal.
     *
     * @return the inquiry
     */
    Inquiry<SessionPlace> standing();

    /**
     * The descriptors or handles that are open in the program beyond its three standard streams; and those of the three that are
     * not its terminal.
     *
     * @return the inquiry, whose answer is empty when all is well
     */
    Inquiry<List<String>> strayDescriptors();

    /**
     * The size that the program sees in its first instruction; pixels are 0 where it cannot tell.
     *
     * @return the inquiry
     */
    Inquiry<TerminalSize> size();

    /**
     * The size in pixels that the program sees.
     *
     * @return the inquiry
     */
    Inquiry<TerminalSize> pixels();

    /**
     * The arguments that arrive.
     *
     * @param arguments what to send
     * @return the inquiry
     */
    Inquiry<List<String>> arguments(List<String> arguments);

    /**
     * The name under which the program sees itself.
     *
     * @param name what to send as {@code argv[0]}
     * @return the inquiry
     */
    Inquiry<String> argv0(String name);

    /**
     * The environment that arrives; what the program's own system always adds is left out.
     *
     * @return the inquiry
     */
    Inquiry<Map<String, String>> environment();

    /**
     * The directory that the program starts in.
     *
     * @return the inquiry
     */
    Inquiry<Path> directory();

    /**
     * The signals that are blocked and ignored in the program's first instruction.
     *
     * @return the inquiry
     */
    Inquiry<Dispositions> dispositions();

    /**
     * The modes that the program sees.
     *
     * @return the inquiry
     */
    Inquiry<TerminalModes> modes();

    /**
     * The user and groups that the program has.
     *
     * @return the inquiry
     */
    default Inquiry<ProgramIdentity> identity() {
        throw new ProgramNotAvailableException("no program that tells its user and groups");
    }

    /**
     * The limit of open files that the program has (the soft one, where there are two).
     *
     * @return the inquiry
     */
    default Inquiry<Long> openFileLimit() {
        throw new ProgramNotAvailableException("no program that tells its limit of open files");
    }

    /**
     * A program that is looked up by its bare name on the path, and ends at once with code 0.
     *
     * @return the program
     */
    default PtyCommand byBareName() {
        throw new ProgramNotAvailableException("no program on the path that just ends");
    }

    // The system around them.

    /**
     * Puts a program into a directory that ends at once with {@link #installedCode}, without arguments.
     *
     * @param directory an existing directory
     * @param name the program's name, to which the system's ending is added
     * @return the file's name
     * @throws IOException if that fails
     */
    String install(Path directory, String name) throws IOException;

    /**
     * The code with which an installed program ends.
     *
     * @return the code, 42 unless overridden
     */
    default int installedCode() {
        return 42;
    }

    /**
     * Commands that cannot be started: a missing program (by path and by name), one that is not executable, of a bad format, a
     * directory, too large an argument list.
     *
     * @param scratch an empty directory for files that are needed
     * @return the commands
     * @throws IOException if the files cannot be made
     */
    List<Unstartable> unstartable(Path scratch) throws IOException;

    /**
     * Writes a text to a terminal that it opens by name, as another process would.
     *
     * @param terminal the terminal's name
     * @param text the text
     * @throws IOException if it cannot be opened
     */
    void writeByName(String terminal, String text) throws IOException;
}
