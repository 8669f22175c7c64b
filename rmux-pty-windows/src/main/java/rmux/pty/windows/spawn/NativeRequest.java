// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.spawn;

import java.nio.file.Path;
import rmux.pty.windows.jna.NativeBlock;
import rmux.pty.windows.jna.Win32;

/** The texts of a request in native memory, for one attempt: CreateProcessW writes into the command line. */
public final class NativeRequest implements AutoCloseable {

    private final NativeBlock application;
    private final NativeBlock commandLine;
    private final NativeBlock environment;
    private final NativeBlock directory;
    private final boolean hasDirectory;

    /** Copies the texts. */
    public NativeRequest(Win32 win32, ProcessArguments request) {
        application = NativeBlock.text(win32, request.program());
        commandLine = NativeBlock.text(win32, request.commandLine());
        environment = NativeBlock.text(win32, request.environment());
        directory =
                NativeBlock.text(win32, request.directory().map(Path::toString).orElse(""));
        hasDirectory = request.directory().isPresent();
    }

    /** The address of the program's path. */
    public long application() {
        return application.address();
    }

    /** The address of the command line. */
    public long commandLine() {
        return commandLine.address();
    }

    /** The address of the environment block. */
    public long environment() {
        return environment.address();
    }

    /** The address of the directory, or {@code NULL} for our own. */
    public long directory() {
        return hasDirectory ? directory.address() : 0;
    }

    @Override
    public void close() {
        application.close();
        commandLine.close();
        environment.close();
        directory.close();
    }
}
