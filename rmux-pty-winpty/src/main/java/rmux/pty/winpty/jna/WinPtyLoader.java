// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty.jna;

import com.sun.jna.NativeLibrary;
import java.nio.file.Path;

/** Loads winpty by its path; nothing is ever searched for. */
public final class WinPtyLoader {

    private WinPtyLoader() {}

    /**
     * The functions of a winpty.dll, which stays loaded.
     *
     * @throws UnsatisfiedLinkError if it cannot be loaded, or lacks a function
     */
    public static WinPtyApi load(Path library) {
        if (!library.isAbsolute()) {
            throw new UnsatisfiedLinkError(library + " is not an absolute path; libraries are never searched for");
        }
        return new LibraryWinPty(NativeLibrary.getInstance(library.toString()));
    }
}
