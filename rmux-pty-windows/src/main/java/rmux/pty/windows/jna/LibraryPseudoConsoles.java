// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.jna;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import org.jspecify.annotations.Nullable;

/** Pseudo consoles of a loaded library: kernel32, or a conpty.dll, whose functions carry a prefix in some releases. */
final class LibraryPseudoConsoles implements PseudoConsoleApi {

    private final Function create;
    private final Function resize;
    private final Function close;
    private final @Nullable Function release;

    LibraryPseudoConsoles(NativeLibrary library, String prefix) {
        this.create = function(library, prefix, "CreatePseudoConsole");
        this.resize = function(library, prefix, "ResizePseudoConsole");
        this.close = function(library, prefix, "ClosePseudoConsole");
        this.release = optional(library, prefix, "ReleasePseudoConsole");
    }

    private static Function function(NativeLibrary library, String prefix, String name) {
        Function found = optional(library, prefix, name);
        if (found == null) {
            throw new UnsatisfiedLinkError(library.getName() + " has no " + name);
        }
        return found;
    }

    private static @Nullable Function optional(NativeLibrary library, String prefix, String name) {
        try {
            return library.getFunction(prefix + name);
        } catch (UnsatisfiedLinkError absent) {
            return prefix.isEmpty() ? null : optional(library, "", name);
        }
    }

    @Override
    public int CreatePseudoConsole(int size, long input, long output, int flags, long pseudoConsole) {
        return create.invokeInt(new Object[] {size, input, output, flags, pseudoConsole});
    }

    @Override
    public int ResizePseudoConsole(long pseudoConsole, int size) {
        return resize.invokeInt(new Object[] {pseudoConsole, size});
    }

    @Override
    public void ClosePseudoConsole(long pseudoConsole) {
        close.invokeVoid(new Object[] {pseudoConsole});
    }

    @Override
    public boolean canRelease() {
        return release != null;
    }

    @Override
    public int ReleasePseudoConsole(long pseudoConsole) {
        Function function = release;
        if (function == null) {
            throw new IllegalStateException("this system has no ReleasePseudoConsole");
        }
        return function.invokeInt(new Object[] {pseudoConsole});
    }
}
