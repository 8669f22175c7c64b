// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.Optional;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Attributes.OutputFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.jline.utils.Signals;
import rmux.pty.api.TerminalSize;

/**
 * The terminal that the user sits at, in raw mode for as long as this is open.
 *
 * <p>JLine knows how to ask and set it on every system; the bytes themselves go around JLine, through the standard streams,
 * since a byte is to stay a byte.
 */
final class LocalTerminal implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger("rmux.pty.cli");

    private final Terminal terminal;
    private final Attributes original;

    LocalTerminal(Terminal terminal) {
        this.terminal = terminal;
        this.original = terminal.getAttributes();
    }

    /** The user's terminal, if both standard input and standard output are it. */
    static Optional<LocalTerminal> open() throws IOException {
        TerminalProvider provider = TerminalProvider.load("jni");
        if (!provider.isSystemStream(SystemStream.Input) || !provider.isSystemStream(SystemStream.Output)) {
            return Optional.empty();
        }
        Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .provider("jni")
                .dumb(false)
                // JLine would put SIGINT back to ending the JVM at once, past its shutdown hooks.
                .nativeSignals(false)
                .build();
        return Optional.of(new LocalTerminal(terminal));
    }

    /** Hands every key to the program, unchanged and at once; cfmakeraw(3), with reads that wait for a byte. */
    private void enterRawMode() {
        Attributes raw = new Attributes(original);
        raw.setInputFlags(
                EnumSet.of(
                        InputFlag.IGNBRK,
                        InputFlag.BRKINT,
                        InputFlag.PARMRK,
                        InputFlag.ISTRIP,
                        InputFlag.INLCR,
                        InputFlag.IGNCR,
                        InputFlag.ICRNL,
                        InputFlag.IXON),
                false);
        raw.setOutputFlags(EnumSet.of(OutputFlag.OPOST), false);
        raw.setLocalFlags(
                EnumSet.of(LocalFlag.ECHO, LocalFlag.ECHONL, LocalFlag.ICANON, LocalFlag.ISIG, LocalFlag.IEXTEN),
                false);
        raw.setControlChar(ControlChar.VMIN, 1);
        raw.setControlChar(ControlChar.VTIME, 0);
        terminal.setAttributes(raw);
    }

    /** The size of the window; the usual one where it is not known. */
    TerminalSize size() {
        Size size = terminal.getSize();
        boolean known = size.getColumns() > 0 && size.getRows() > 0;
        return known ? TerminalSize.of(size.getColumns(), size.getRows()) : TerminalSize.DEFAULT;
    }

    /** Runs an action whenever the size of the window has changed. */
    void onResize(Runnable action) {
        Signals.register("WINCH", () -> unlessClosed(action));
    }

    /** Enters raw mode again when this process goes on after a stop, during which the shell had the terminal. */
    void keepRawMode() {
        enterRawMode();
        Signals.register("CONT", () -> unlessClosed(this::enterRawMode));
    }

    /** Puts the terminal back as it was; as often as one likes. */
    void restore() {
        unlessClosed(() -> terminal.setAttributes(original));
    }

    /**
     * Does something with the terminal, if it is still open: JLine closes it in a shutdown hook of its own, which runs beside
     * ours and may be first, and refuses everything from then on. Closing puts it back as it was, too.
     */
    private static void unlessClosed(Runnable action) {
        try {
            action.run();
        } catch (IllegalStateException e) {
            LOGGER.log(Level.DEBUG, "the terminal has been closed", e);
        }
    }

    @Override
    public void close() throws IOException {
        restore();
        terminal.close();
    }
}
