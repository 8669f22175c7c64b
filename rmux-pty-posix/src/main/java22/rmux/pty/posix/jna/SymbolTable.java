// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import rmux.pty.posix.jna.ForeignFunction.Failing;
import rmux.pty.posix.platform.ErrorNumbers;
import rmux.pty.posix.platform.Feature;
import rmux.pty.posix.platform.Platform;

/** Finds functions of the C library by their names. */
class SymbolTable {

    private final SymbolLookup symbols = Linker.nativeLinker().defaultLookup();
    private final Downcalls downcalls = new Downcalls();
    private final ErrorNumbers errors;
    private final boolean variadicAsOthers;

    SymbolTable(Platform platform) {
        this.errors = platform.errors();
        this.variadicAsOthers = platform.has(Feature.VARIADIC_AS_OTHERS);
    }

    /** A function that returns -1 and sets {@code errno} where it fails. */
    final ForeignFunction function(String name) {
        return find(name, Failing.MINUS_ONE);
    }

    /** A function that returns its error, or 0. */
    final ForeignFunction returningError(String name) {
        return find(name, Failing.ERROR);
    }

    /** A function with {@code named} arguments and more, which some calling conventions pass in another way. */
    final ForeignFunction variadic(String name, int named) {
        ForeignFunction found = function(name);
        return variadicAsOthers ? found : found.variadic(named);
    }

    private ForeignFunction find(String name, Failing failing) {
        return ForeignFunction.of(symbols.find(name).orElse(null), downcalls, errors, failing);
    }
}
