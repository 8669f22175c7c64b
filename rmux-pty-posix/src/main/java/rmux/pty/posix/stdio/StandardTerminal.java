// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.stdio;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.api.TerminalSize;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeAccess;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Winsize;

/**
 * The terminal that the standard streams of this process are connected to, if they are: its modes and its size.
 *
 * <p>No method writes to the terminal or reads from it. Safe for use by several threads.
 */
public final class StandardTerminal {

    static final int STDIN = 0;
    static final int STDOUT = 1;
    static final int STDERR = 2;

    private static final int SIGQUIT = 3;

    private final LibC libC;
    private final byte @Nullable [] original;
    private final boolean interactive;

    /** Examines the standard streams, through a C library of the caller's choice. */
    StandardTerminal(LibC libC) {
        this.libC = libC;
        this.original = modesOf(STDIN);
        this.interactive = original != null && modesOf(STDOUT) != null;
    }

    /**
     * Examines the standard streams of this process.
     *
     * @return the terminal, which may turn out not to be one
     * @throws UnsatisfiedLinkError if the C library cannot be called
     */
    public static StandardTerminal ofThisProcess() {
        return new StandardTerminal(NativeAccess.libC());
    }

    /**
     * Whether a person uses this process through a terminal.
     *
     * @return whether both standard input and standard output are terminals
     */
    public boolean isInteractive() {
        return interactive;
    }

    /**
     * The size of the window: that of the first standard stream that is a terminal and has one.
     *
     * @return the size, or empty if no stream has one
     */
    public Optional<TerminalSize> size() {
        return List.of(STDOUT, STDIN, STDERR).stream()
                .map(this::sizeOf)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** A serial line, for example, is a terminal whose size is 0. */
    private Optional<TerminalSize> sizeOf(int fd) {
        try (NativeBlock winsize = new NativeBlock(libC, Winsize.SIZE)) {
            int result = libC.ioctl(fd, libC.platform().wide(Constant.TIOCGWINSZ), winsize.address());
            boolean known = result >= 0
                    && winsize.bytes().getShort(0) != 0
                    && winsize.bytes().getShort(2) != 0;
            return known ? Optional.of(Winsize.read(winsize.bytes())) : Optional.empty();
        }
    }

    /** Null if a descriptor is not a terminal; that is how isatty(3) finds out, too. */
    private byte @Nullable [] modesOf(int fd) {
        try (NativeBlock termios =
                new NativeBlock(libC, libC.platform().termios().size())) {
            if (libC.tcgetattr(fd, termios.address()) < 0) {
                return null;
            }
            byte[] bytes = new byte[libC.platform().termios().size()];
            termios.bytes().get(0, bytes);
            return bytes;
        }
    }

    /**
     * Passes every key on unchanged and at once. What was typed before stays in the input.
     *
     * @throws PtyException if standard input is not a terminal, or no longer
     */
    public void enterRawMode() throws PtyException {
        set(true);
    }

    /**
     * Restores the modes that the terminal had when this object was made; does nothing if standard input was not a terminal.
     *
     * @throws PtyException if the terminal refuses, such as after it has been disconnected
     */
    public void restore() throws PtyException {
        if (original != null) {
            set(false);
        }
    }

    private void set(boolean raw) throws PtyException {
        byte[] modes = original;
        if (modes == null) {
            throw new PtyException("tcsetattr", Errno.ENOTTY.toNativeError());
        }
        try (NativeBlock termios =
                new NativeBlock(libC, libC.platform().termios().size())) {
            termios.bytes().put(0, modes);
            if (raw) {
                libC.platform().termios().makeRaw(termios.bytes());
            }
            // At once: TCSAFLUSH would discard what was typed ahead, and TCSADRAIN waits for a terminal stopped by ^S.
            int result;
            do {
                result = libC.tcsetattr(STDIN, libC.platform().number(Constant.TCSANOW), termios.address());
            } while (Errno.EINTR.is(result));
            Errno.check("tcsetattr", result);
        }
    }

    /**
     * Stops the JVM from printing a thread dump to standard output at SIGQUIT, which Java code cannot handle.
     *
     * @param ignore whether the signal is ignored; otherwise it ends this process, as it does most programs
     * @throws PtyException if the system refuses
     */
    public void setQuitIgnored(boolean ignore) throws PtyException {
        try (NativeBlock action = new NativeBlock(libC, libC.platform().room(Constant.SIGACTION_SIZE))) {
            action.putWord(0, ignore ? libC.platform().wide(Constant.SIG_IGN) : 0);
            Errno.check("sigaction", libC.sigaction(SIGQUIT, action.address(), 0));
        }
    }

    /**
     * Opens standard input for reading, be it a terminal or not.
     *
     * @return the input, to be closed by the caller
     * @throws PtyException if the system has no descriptor left
     */
    public StandardInput openInput() throws PtyException {
        return new StandardInput(libC, STDIN);
    }
}
