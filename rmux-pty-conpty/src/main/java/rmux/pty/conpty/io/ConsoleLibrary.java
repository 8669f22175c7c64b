// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty.io;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import rmux.pty.windows.jna.LibraryFile;
import rmux.pty.windows.jna.Machine;
import rmux.pty.windows.jna.PseudoConsoleApi;
import rmux.pty.windows.jna.Win32;

/**
 * Where pseudo consoles come from: Windows itself, or a conpty.dll with its OpenConsole.exe.
 *
 * <p>Since version 1.22 the console passes the escape sequences of programs through instead of rendering them again from a screen
 * buffer. Whether a conpty.dll does is decided by the version in its resources. The console of Windows is taken for one that does
 * not: no released build is known to have that version.
 *
 * @param api its functions
 * @param path the library; empty for that of Windows
 * @param version what {@link Win32#fileVersion} says about the library; negative if it is unknown
 */
public record ConsoleLibrary(PseudoConsoleApi api, Optional<Path> path, long version) {

    /** The console host, which conpty.dll looks for beside its own file. Without it, the console of Windows would be used. */
    private static final String HOST = "OpenConsole.exe";

    private static final long FIRST_TO_PASS_THROUGH = 1L << 48 | 22L << 32;

    private static final String REMEDY = "; put conpty.dll and OpenConsole.exe of the same package"
            + " (Microsoft.Windows.Console.ConPTY, for the JVM's processor) into one directory, and name the DLL with its absolute"
            + " path";

    /**
     * Returns the pseudo consoles of Windows.
     *
     * @throws UnsatisfiedLinkError if it has none
     */
    public static ConsoleLibrary ofWindows(Win32 win32) {
        return new ConsoleLibrary(win32.pseudoConsoles(), Optional.empty(), -1);
    }

    /**
     * Loads a library, which stays loaded.
     *
     * @param architecture the {@code os.arch} of this JVM
     * @throws UnsatisfiedLinkError if it cannot be used; the message says why and what to do
     */
    public static ConsoleLibrary load(Win32 win32, String architecture, Path path) {
        Machine jvm = Machine.ofJvm(architecture);
        // A console host has to be for the processor itself, on which a JVM for x86-64 may be emulated.
        Set<Machine> hosts = jvm == Machine.X86_64 ? Set.of(jvm, Machine.ARM64) : Set.of(jvm);
        Optional<String> problem = new LibraryFile(jvm, HOST, hosts).problem(path);
        if (problem.isPresent()) {
            throw new UnsatisfiedLinkError(path + " " + problem.get() + REMEDY);
        }
        try {
            return new ConsoleLibrary(win32.pseudoConsoles(path), Optional.of(path), win32.fileVersion(path));
        } catch (UnsatisfiedLinkError e) {
            UnsatisfiedLinkError named = new UnsatisfiedLinkError(path + " cannot be used: " + e.getMessage() + REMEDY);
            named.initCause(e);
            throw named;
        }
    }

    /** Whether this is the console of Windows. */
    public boolean isOfWindows() {
        return path.isEmpty();
    }

    /** Whether it is known to pass escape sequences through. */
    public boolean passesSequencesThrough() {
        return version >= FIRST_TO_PASS_THROUGH;
    }

    /** Where it comes from, for messages. */
    public String name() {
        return path.map(Path::toString).orElse("kernel32");
    }
}
