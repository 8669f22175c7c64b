// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rmux.pty.api.PtyException;
import rmux.pty.api.spi.LocalCommand;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.jna.NativeStrings;
import rmux.pty.posix.jna.NativeVector;
import rmux.pty.posix.process.ForegroundGroup;

/** What {@code posix_spawn} is given, as native memory with one owner. */
final class SpawnMemory implements AutoCloseable {

    private static final int NONE = -1;

    private final SystemPath program;
    private final Optional<Credentials> credentials;
    private final Optional<SystemPath> directory;
    private final NativeBlock programPath;
    private final NativeBlock terminalPath;
    private final Optional<NativeBlock> directoryPath;
    private final List<byte[]> arguments = new ArrayList<>();
    private final List<byte[]> environment;
    private final boolean ownName;
    private final NativeVector argv;
    private final NativeVector envp;
    private final PosixTerminal terminal;
    private final ForegroundGroup foreground;
    private final StartedProgram started;
    private long gatePath;
    private int errorDescriptor = NONE;

    SpawnMemory(LibC libC, PreparedCommand prepared, PosixTerminal terminal, StartedProgram started) {
        LocalCommand command = prepared.command();
        this.started = started;
        this.terminal = terminal;
        this.foreground = terminal.device().foregroundGroup();
        this.program = prepared.program();
        this.credentials = prepared.credentials();
        this.directory = command.directory().map(path -> SystemPath.of(NativeStrings.encode(path)));
        this.programPath = NativeStrings.copy(libC, program.bytes());
        this.terminalPath = NativeStrings.copy(libC, NativeStrings.encode(terminal.name()));
        this.directoryPath = directory.map(path -> NativeStrings.copy(libC, path.bytes()));
        this.ownName = command.command().argv0().isPresent();
        arguments.add(NativeStrings.encode(
                command.command().argv0().orElse(command.command().program())));
        command.command().arguments().forEach(argument -> arguments.add(NativeStrings.encode(argument)));
        this.argv = new NativeVector(libC, arguments);
        this.environment = ParentEnvironment.encode(command.environment());
        this.envp = new NativeVector(libC, environment);
    }

    SystemPath program() {
        return program;
    }

    /** What the program runs as, if not as this process. */
    Optional<Credentials> credentials() {
        return credentials;
    }

    Optional<SystemPath> directory() {
        return directory;
    }

    /** The program's name and its arguments. */
    List<byte[]> arguments() {
        return arguments;
    }

    /** Whether the program is to have a name that differs from its own. */
    boolean hasOwnName() {
        return ownName;
    }

    /** {@code NAME=value} for each variable. */
    List<byte[]> environment() {
        return environment;
    }

    /** The name of the terminal. */
    String terminal() {
        return terminal.name();
    }

    /** Discards what was written to the terminal and not read. */
    void discardOutput() throws PtyException {
        terminal.discardOutput();
    }

    long programPath() {
        return programPath.address();
    }

    long terminalPath() {
        return terminalPath.address();
    }

    /** The directory to change to, 0 for none. */
    long directoryPath() {
        return directoryPath.map(NativeBlock::address).orElse(0L);
    }

    /** What tells the number of the child once it has opened its terminal. */
    ForegroundGroup foreground() {
        return foreground;
    }

    /** What looks after the program from the moment when it has been started. */
    StartedProgram started() {
        return started;
    }

    /** Makes the child open a FIFO before it becomes the program. */
    void passThrough(long fifo) {
        gatePath = fifo;
    }

    /** Makes a descriptor of this process the standard error of the child. */
    void sendErrorTo(int descriptor) {
        errorDescriptor = descriptor;
    }

    /** Whether standard error is apart from the terminal. */
    boolean hasErrorDescriptor() {
        return errorDescriptor != NONE;
    }

    /** The descriptor that becomes the standard error of the child. */
    int errorDescriptor() {
        return errorDescriptor;
    }

    /** The FIFO to open, 0 for none. */
    long gatePath() {
        return gatePath;
    }

    long argv() {
        return argv.address();
    }

    long envp() {
        return envp.address();
    }

    @Override
    public void close() {
        programPath.close();
        terminalPath.close();
        directoryPath.ifPresent(NativeBlock::close);
        argv.close();
        envp.close();
    }
}
