// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.xnu;

import rmux.pty.posix.platform.Errno;

/** A pipe: two open files. */
final class Pipe {

    private static final int ROOM = 65_536;

    private final Xnu kernel;
    private final Bytes bytes = new Bytes(ROOM);
    private boolean readerClosed;
    private boolean writerClosed;

    Pipe(Xnu kernel) {
        this.kernel = kernel;
    }

    OpenFile reader() {
        return new End(true);
    }

    OpenFile writer() {
        return new End(false);
    }

    private final class End extends OpenFile {
        private final boolean reads;

        End(boolean reads) {
            this.reads = reads;
        }

        @Override
        int read(byte[] into) {
            int count = bytes.take(into);
            kernel.notifyAll();
            return count > 0 || writerClosed ? count : NOT_NOW;
        }

        @Override
        int write(byte[] from) {
            if (readerClosed) {
                return kernel.error(Errno.EPIPE);
            }
            int count = bytes.put(from);
            kernel.notifyAll();
            return count > 0 ? count : NOT_NOW;
        }

        @Override
        boolean isReadable() {
            return reads && (bytes.size() > 0 || writerClosed);
        }

        @Override
        boolean isWritable() {
            return !reads && (bytes.hasRoom() || readerClosed);
        }

        @Override
        boolean isEnded() {
            return reads ? writerClosed : readerClosed;
        }

        @Override
        void lastClose() {
            if (reads) {
                readerClosed = true;
            } else {
                writerClosed = true;
            }
            kernel.notifyAll();
        }
    }
}
