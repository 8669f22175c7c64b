// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty.spawn;

import rmux.pty.api.PtyException;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.jna.NativeBlock;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.jna.Win32Error;

/** The attributes of a process to be created: on which pseudo console. In memory that outlives the call. */
final class AttributeList implements AutoCloseable {

    private final Win32 win32;
    private final NativeBlock list;

    private AttributeList(Win32 win32, NativeBlock list) {
        this.win32 = win32;
        this.list = list;
    }

    static AttributeList withPseudoConsole(Win32 win32, long pseudoConsole) throws PtyException {
        NativeBlock list = new NativeBlock(win32, size(win32));
        boolean initialized = false;
        boolean complete = false;
        try (NativeBlock size = new NativeBlock(win32, Long.BYTES)) {
            size.bytes().putLong(0, list.bytes().capacity());
            Win32Error.check(
                    win32,
                    "InitializeProcThreadAttributeList",
                    win32.InitializeProcThreadAttributeList(list.address(), 1, size.address()));
            initialized = true;
            // The attribute's value is the handle itself, not where it lies.
            Win32Error.check(
                    win32,
                    "UpdateProcThreadAttribute",
                    win32.UpdateProcThreadAttribute(
                            list.address(), Constants.PROC_THREAD_ATTRIBUTE_PSEUDOCONSOLE, pseudoConsole, Long.BYTES));
            complete = true;
            return new AttributeList(win32, list);
        } finally {
            if (!complete) {
                if (initialized) {
                    win32.DeleteProcThreadAttributeList(list.address());
                }
                list.close();
            }
        }
    }

    /** Asked for with no list at all, the function fails and tells the size. */
    private static int size(Win32 win32) throws PtyException {
        try (NativeBlock size = new NativeBlock(win32, Long.BYTES)) {
            int result = win32.InitializeProcThreadAttributeList(0, 1, size.address());
            long bytes = size.bytes().getLong(0);
            if (bytes <= 0) {
                throw new PtyException(
                        "InitializeProcThreadAttributeList",
                        Win32Error.of(win32, result < 0 ? result : -Win32Error.ERROR_GEN_FAILURE));
            }
            return Math.toIntExact(bytes);
        }
    }

    long address() {
        return list.address();
    }

    @Override
    public void close() {
        win32.DeleteProcThreadAttributeList(list.address());
        list.close();
    }
}
