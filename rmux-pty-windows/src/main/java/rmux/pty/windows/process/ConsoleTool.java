// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.process;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import rmux.pty.api.PtyException;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.jna.NativeAccess;
import rmux.pty.windows.jna.NativeBlock;
import rmux.pty.windows.jna.OwnedHandle;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.jna.Win32Error;

/**
 * The program of the helper process: attaches itself to the console of another process, since a process has one console at
 * most, and the host's own must be left alone. {@code interrupt PID}, or {@code records PID HEXADECIMAL}.
 */
public final class ConsoleTool {

    private ConsoleTool() {}

    /** Does one thing; a failure is an exception, which the JVM prints and turns into the exit code 1. */
    public static void main(String[] arguments) throws PtyException {
        run(NativeAccess.win32(), arguments);
    }

    static void run(Win32 win32, String[] arguments) throws PtyException {
        win32.FreeConsole(); // fails where there is none, which is as good
        Win32Error.check(win32, "AttachConsole", win32.AttachConsole(Integer.parseUnsignedInt(arguments[1])));
        switch (arguments[0]) {
            case "interrupt" -> interrupt(win32);
            case "records" -> write(win32, HexFormat.of().parseHex(arguments[2]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Group 0 is everybody on the console, this process included, which therefore ignores it first. */
    private static void interrupt(Win32 win32) throws PtyException {
        Win32Error.check(win32, "SetConsoleCtrlHandler", win32.SetConsoleCtrlHandler(true));
        Win32Error.check(win32, "GenerateConsoleCtrlEvent", win32.GenerateConsoleCtrlEvent(Constants.CTRL_C_EVENT, 0));
    }

    private static void write(Win32 win32, byte[] records) throws PtyException {
        try (NativeBlock name = NativeBlock.text(win32, "CONIN$");
                NativeBlock block = new NativeBlock(win32, records.length);
                NativeBlock written = new NativeBlock(win32, Integer.BYTES);
                OwnedHandle console = new OwnedHandle(
                        win32,
                        "CreateFileW",
                        win32.CreateFileW(
                                name.address(),
                                Constants.GENERIC_READ | Constants.GENERIC_WRITE,
                                Constants.FILE_SHARE_READ_WRITE,
                                Constants.OPEN_EXISTING,
                                0))) {
            ByteBuffer bytes = block.bytes();
            bytes.put(0, records);
            int count = records.length / Constants.INPUT_RECORD_SIZE;
            Win32Error.check(
                    win32,
                    "WriteConsoleInputW",
                    win32.WriteConsoleInputW(console.value(), block.address(), count, written.address()));
            if (written.bytes().getInt(0) != count) {
                throw new PtyException(
                        "WriteConsoleInputW",
                        "the console took " + written.bytes().getInt(0) + " of " + count + " input records");
            }
        }
    }
}
