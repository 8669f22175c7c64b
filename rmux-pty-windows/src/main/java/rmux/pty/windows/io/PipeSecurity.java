// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.io;

import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.jna.NativeBlock;
import rmux.pty.windows.jna.OwnedHandle;
import rmux.pty.windows.jna.WideText;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.jna.Win32Error;

/** Security attributes that let the current user in and nobody else, and that no child inherits. Kept for good once made. */
public final class PipeSecurity {

    private static final int MOST_OF_TOKEN_USER = 256;

    private final NativeBlock attributes;

    private PipeSecurity(NativeBlock attributes) {
        this.attributes = attributes;
    }

    /** Asks the system who the current user is. */
    public static PipeSecurity ofCurrentUser(Win32 win32) throws PtyException {
        try (Cleanup undo = new Cleanup();
                NativeBlock out = new NativeBlock(win32, Long.BYTES);
                NativeBlock sddl = NativeBlock.text(win32, "D:P(A;;GA;;;" + currentUser(win32) + ")")) {
            NativeBlock attributes = new NativeBlock(win32, Constants.SECURITY_ATTRIBUTES_SIZE);
            undo.add(attributes::close);
            Win32Error.check(
                    win32,
                    "ConvertStringSecurityDescriptorToSecurityDescriptorW",
                    win32.ConvertStringSecurityDescriptorToSecurityDescriptorW(
                            sddl.address(), Constants.SDDL_REVISION_1, out.address()));
            attributes
                    .bytes()
                    .putInt(0, Constants.SECURITY_ATTRIBUTES_SIZE)
                    .putLong(
                            Constants.SECURITY_ATTRIBUTES_DESCRIPTOR,
                            out.bytes().getLong(0));
            PipeSecurity made = new PipeSecurity(attributes);
            undo.keep();
            return made;
        }
    }

    private static String currentUser(Win32 win32) throws PtyException {
        try (NativeBlock out = new NativeBlock(win32, Long.BYTES);
                NativeBlock user = new NativeBlock(win32, MOST_OF_TOKEN_USER)) {
            Win32Error.check(win32, "OpenProcessToken", win32.OpenProcessToken(Constants.TOKEN_QUERY, out.address()));
            try (OwnedHandle token =
                    new OwnedHandle(win32, "OpenProcessToken", out.bytes().getLong(0))) {
                Win32Error.check(
                        win32,
                        "GetTokenInformation",
                        win32.GetTokenInformation(
                                token.value(),
                                Constants.TOKEN_USER,
                                user.address(),
                                MOST_OF_TOKEN_USER,
                                out.address()));
            }
            Win32Error.check(
                    win32,
                    "ConvertSidToStringSidW",
                    win32.ConvertSidToStringSidW(user.bytes().getLong(0), out.address()));
            long text = out.bytes().getLong(0);
            String sid = WideText.at(win32, text);
            Win32Error.check(win32, "LocalFree", win32.LocalFree(text));
            return sid;
        }
    }

    long address() {
        return attributes.address();
    }
}
