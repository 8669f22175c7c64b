// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.ssh;

import java.io.FilterInputStream;
import java.io.IOException;

/** The output of a channel, whose end is an end only if the other side has said so (rule REM-03). */
final class SshOutput extends FilterInputStream {

    private final ProgramChannel channel;
    private final String place;

    SshOutput(ProgramChannel channel, String place) {
        super(channel.getInvertedOut());
        this.channel = channel;
        this.place = place;
    }

    @Override
    public int read() throws IOException {
        return checked(super.read());
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return checked(super.read(bytes, offset, length));
    }

    private int checked(int read) throws IOException {
        if (read < 0
                && (!channel.isEofSignalled() || channel.getSession().isClosing())
                && channel.getExitStatus() == null
                && channel.getExitSignal() == null) {
            throw new IOException("the connection to " + place + " ended in the middle of the output");
        }
        return read;
    }
}
