// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.bsd;

import java.nio.ByteBuffer;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Termios;

/** {@code struct termios} of one system written as that of the other, flag by flag and character by character. */
final class Modes {

    private static final int CS8 = 0x300;
    private static final int CHARACTERS = 20;

    private final LibC linux;
    private final boolean darwin;
    private final Termios own;
    private final Termios bsd;

    Modes(LibC linux, Translation translation) {
        this.linux = linux;
        this.darwin = translation.bsd().system().equals("macOS");
        this.own = translation.linux().termios();
        this.bsd = translation.bsd().termios();
    }

    int get(int fd, long termios) {
        long real = linux.allocate(own.size());
        try {
            int result = linux.tcgetattr(fd, real);
            if (result >= 0) {
                clear(linux.view(termios, bsd.size()));
                bsd.write(linux.view(termios, bsd.size()), own.read(linux.view(real, own.size())));
            }
            return result;
        } finally {
            linux.free(real);
        }
    }

    /** 8 bits, and no character but those that are given: {@code CS8} and {@code _POSIX_VDISABLE}. */
    private void clear(ByteBuffer termios) {
        int word = darwin ? Long.BYTES : Integer.BYTES;
        for (int i = 0; i < 4 * word; i++) {
            termios.put(i, (byte) 0);
        }
        termios.putInt(2 * word, CS8);
        for (int i = 0; i < CHARACTERS; i++) {
            termios.put(4 * word + i, (byte) 0xff);
        }
    }

    int set(int fd, long termios) {
        long real = linux.allocate(own.size());
        try {
            int result = linux.tcgetattr(fd, real);
            if (result < 0) {
                return result;
            }
            own.write(linux.view(real, own.size()), bsd.read(linux.view(termios, bsd.size())));
            return linux.tcsetattr(fd, linux.platform().number(Constant.TCSANOW), real);
        } finally {
            linux.free(real);
        }
    }
}
