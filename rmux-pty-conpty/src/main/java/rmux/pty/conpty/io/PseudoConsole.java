// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty.io;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import rmux.pty.api.NativeError;
import rmux.pty.api.PtyException;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.windows.io.PipeDevice;
import rmux.pty.windows.io.PipeSecurity;
import rmux.pty.windows.io.PrivatePipe;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.jna.NativeBlock;
import rmux.pty.windows.jna.OwnedHandle;
import rmux.pty.windows.jna.PseudoConsoleApi;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.jna.Win32Error;
import rmux.pty.windows.process.EventThread;
import rmux.pty.windows.process.GuardedProcess;

/** A pseudo console with our ends of its two pipes. */
public final class PseudoConsole implements PipeDevice.ConsoleHost {

    private static final Logger LOGGER = System.getLogger("rmux.pty.conpty");

    /** HRESULT_FROM_WIN32 of what the pipe to a console host says that has gone. */
    private static final Set<Integer> BENIGN_AFTER_EXIT = Set.of(
            Win32Error.toHResult(Win32Error.ERROR_INVALID_HANDLE),
            Win32Error.toHResult(Win32Error.ERROR_BROKEN_PIPE),
            Win32Error.toHResult(Win32Error.ERROR_NO_DATA),
            Win32Error.toHResult(Win32Error.ERROR_INVALID_PARAMETER));

    private final Win32 win32;
    private final PseudoConsoleApi api;
    private final long handle;
    private final boolean passthrough;
    private final OwnedHandle input;
    private final OwnedHandle output;
    private final ConsoleResizer resizer;
    private final ConsoleCloser closing;
    private volatile Optional<GuardedProcess> program = Optional.empty();
    private volatile LongSupplier nanosQuiet = () -> Long.MAX_VALUE;

    /** What consoles have in common: the system, and the threads that serve them. */
    public record Service(Win32 win32, EventThread events, ThreadFactory threads) {}

    private PseudoConsole(
            Service service, PseudoConsoleApi api, long handle, int flags, OwnedHandle input, OwnedHandle output) {
        this.win32 = service.win32();
        this.api = api;
        this.handle = handle;
        this.passthrough = (flags & Constants.PSEUDOCONSOLE_PASSTHROUGH_MODE) != 0;
        this.input = input;
        this.output = output;
        this.resizer = new ConsoleResizer(
                win32, size -> api.ResizePseudoConsole(handle, size), service.threads(), ConsoleResizer.PATIENCE);
        this.closing = new ConsoleCloser(this::closeNow, service.events(), service.threads());
    }

    /** Opens a pseudo console; tries the sets of flags in turn until one is taken. */
    public static PseudoConsole open(
            Service service, PseudoConsoleApi api, PipeSecurity security, TerminalSize size, List<Integer> ladder)
            throws PtyException {
        try (Cleanup undo = new Cleanup()) {
            PseudoConsole console = open(service, api, security, pack(size), ladder, undo);
            undo.keep();
            return console;
        }
    }

    /** ConPTY has duplicates of its own of the host's ends, and the pipes end only when nobody else holds them. */
    private static PseudoConsole open(
            Service service, PseudoConsoleApi api, PipeSecurity security, int size, List<Integer> ladder, Cleanup undo)
            throws PtyException {
        Win32 win32 = service.win32();
        try (Cleanup hostEnds = new Cleanup();
                NativeBlock out = new NativeBlock(win32, Long.BYTES)) {
            PrivatePipe input = PrivatePipe.toHost(win32, security);
            hostEnds.add(input.hostEnd());
            undo.add(input.ourEnd());
            PrivatePipe output = PrivatePipe.fromHost(win32, security);
            hostEnds.add(output.hostEnd());
            undo.add(output.ourEnd());
            int flags = create(win32, api, size, input, output, ladder, out);
            PseudoConsole console =
                    new PseudoConsole(service, api, out.bytes().getLong(0), flags, input.ourEnd(), output.ourEnd());
            undo.add(console::discard);
            return console;
        }
    }

    private static int create(
            Win32 win32,
            PseudoConsoleApi api,
            int size,
            PrivatePipe input,
            PrivatePipe output,
            List<Integer> ladder,
            NativeBlock out)
            throws PtyException {
        Iterator<Integer> steps = ladder.iterator();
        while (true) {
            int flags = steps.next();
            int result = api.CreatePseudoConsole(
                    size, input.hostEnd().value(), output.hostEnd().value(), flags, out.address());
            if (result >= 0) {
                return flags;
            }
            NativeError error = Win32Error.ofHResult(win32, result);
            if (!steps.hasNext()) {
                throw new PtyException("CreatePseudoConsole", error);
            }
            LOGGER.log(
                    Level.WARNING,
                    "CreatePseudoConsole with the flags 0x{0} failed with {1}; trying fewer flags",
                    Integer.toHexString(flags),
                    error);
        }
    }

    /** COORD by value: the rows in the high word. Both are 1..32767, as {@link TerminalSize} sees to. */
    private static int pack(TerminalSize size) {
        return size.rows() << Short.SIZE | size.columns();
    }

    /** The HPCON. */
    public long handle() {
        return handle;
    }

    /** Whether it was created with passthrough. */
    public boolean usesPassthrough() {
        return passthrough;
    }

    /** Our end of the input, which whoever makes a device of it takes over. */
    public OwnedHandle input() {
        return input;
    }

    /** Our end of the output, which whoever makes a device of it takes over. */
    public OwnedHandle output() {
        return output;
    }

    /**
     * Lets the console host end with its last program, once one has been created on it; the output then ends by itself.
     *
     * @return false where Windows cannot do that, so that somebody else has to notice the end
     */
    public boolean release() {
        int result = api.canRelease() ? api.ReleasePseudoConsole(handle) : 0;
        if (result < 0) {
            LOGGER.log(
                    Level.WARNING,
                    "ReleasePseudoConsole failed with {0}; going on as without it",
                    Win32Error.ofHResult(win32, result));
        }
        return api.canRelease() && result >= 0;
    }

    /** A program is on it: resizing may fail once that has exited. */
    public void runs(GuardedProcess started) {
        program = Optional.of(started);
    }

    @Override
    public void resize(TerminalSize size) throws PtyException {
        OptionalInt result = resizer.resize(pack(size));
        if (result.isPresent() && result.getAsInt() < 0) {
            int error = result.getAsInt();
            if (!BENIGN_AFTER_EXIT.contains(error) || !hasProgramExited()) {
                throw new PtyException("ResizePseudoConsole", Win32Error.ofHResult(win32, error));
            }
        }
    }

    @Override
    public void wake() {
        resizer.wake();
    }

    /** Never while the console is being resized: its handle is memory that closing frees. */
    private void closeNow() {
        try {
            resizer.stop();
        } finally {
            api.ClosePseudoConsole(handle);
        }
    }

    private boolean hasProgramExited() throws PtyException {
        return program.isPresent() && program.get().exitCode().isPresent();
    }

    /** The output is read by somebody who can tell for how long nothing has come. */
    public void isRead(LongSupplier nanosSinceOutput) {
        nanosQuiet = nanosSinceOutput;
    }

    /**
     * The host is given time to draw. One that was released has drawn everything and ended by then, unless programs in the
     * background are still on the console, which this hangs up.
     */
    @Override
    public void endOutput() {
        resizer.ignore();
        closing.beginWhenQuiet(nanosQuiet);
    }

    @Override
    public void close() {
        resizer.ignore();
        closing.begin();
    }

    /** Waits until the console host has let go, which it does when the last of its programs has ended. */
    public void awaitClosed() throws PtyException {
        closing.finish();
        resizer.check();
    }

    /** Closes a console that no device was made of, with our ends of the pipes first, so that it cannot wait for us. */
    public void discard() throws PtyException {
        try (Cleanup owned = new Cleanup()) {
            owned.add(closing::finish);
            owned.add(closing::begin);
            owned.add(input);
            owned.add(output);
        }
    }
}
