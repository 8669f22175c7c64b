// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.util.Arrays;
import java.util.List;
import rmux.pty.api.PtyException;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.jna.NativeStrings;
import rmux.pty.posix.jna.OwnedDescriptor;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;

/**
 * Finds out beforehand what {@code execve(2)} would refuse, where a trampoline calls it: a shell runs whatever is not a program
 * as a script of its own, so that an empty file succeeds, and does not tell the errors apart.
 */
final class ProgramFormat {

    /** How much of a file the kernels look at for {@code #!}: at most 512 bytes. */
    private static final int HEAD = 512;

    private static final List<byte[]> ELF = List.of(new byte[] {0x7f, 'E', 'L', 'F'});

    /** {@code mach-o/loader.h} and {@code mach-o/fat.h}: 64 and 32 bits, and files for several processors, old and new. */
    private static final List<byte[]> MACH_O = List.of(
            magic(0xCFFAEDFE),
            magic(0xCEFAEDFE),
            magic(0xFEEDFACF),
            magic(0xFEEDFACE),
            magic(0xCAFEBABE),
            magic(0xCAFEBABF));

    private final LibC libC;
    private final FileAccess files;

    ProgramFormat(LibC libC) {
        this.libC = libC;
        this.files = new FileAccess(libC);
    }

    private static byte[] magic(int number) {
        return new byte[] {(byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number};
    }

    /** Returns 0 if nothing speaks against executing a file, or the negated error that execve would fail with. */
    int check(SystemPath program) throws PtyException {
        int result = executable(program);
        if (result < 0) {
            return result;
        }
        try (NativeBlock path = NativeStrings.copy(libC, program.bytes());
                NativeBlock head = new NativeBlock(libC, HEAD)) {
            int flags = libC.platform().flags(Constant.O_RDONLY, Constant.O_CLOEXEC);
            int count;
            try (OwnedDescriptor file = new OwnedDescriptor(libC)) {
                int opened = file.take(libC.open(path.address(), flags));
                count = opened < 0 ? opened : libC.read(file.number(), head.address(), HEAD);
            }
            if (count < 0) {
                return 0; // may be executed but not read: what it is cannot be told
            }
            byte[] read = new byte[count];
            head.bytes().get(0, read);
            return judge(read);
        }
    }

    private int executable(SystemPath program) {
        int result = files.execute(program);
        return result >= 0 && files.isDirectory(program)
                ? libC.platform().errors().result(Errno.EACCES)
                : result;
    }

    private int judge(byte[] head) {
        if (head.length >= 2 && head[0] == '#' && head[1] == '!') {
            byte[] interpreter = interpreter(head);
            return interpreter.length == 0
                    ? libC.platform().errors().result(Errno.ENOEXEC)
                    : executable(SystemPath.of(interpreter));
        }
        boolean known = (libC.platform().system().equals("macOS") ? MACH_O : ELF)
                .stream().anyMatch(magic -> Arrays.equals(magic, 0, 4, head, 0, Math.min(4, head.length)));
        return known ? 0 : libC.platform().errors().result(Errno.ENOEXEC);
    }

    private static byte[] interpreter(byte[] head) {
        int start = 2;
        while (start < head.length && (head[start] == ' ' || head[start] == '\t')) {
            start++;
        }
        int end = start;
        while (end < head.length && head[end] != ' ' && head[end] != '\t' && head[end] != '\n') {
            end++;
        }
        return Arrays.copyOfRange(head, start, end);
    }
}
