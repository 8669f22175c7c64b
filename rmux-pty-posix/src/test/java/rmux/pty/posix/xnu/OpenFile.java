// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.xnu;

/** An open file, which several descriptors may lead to. All methods are called with the kernel's lock. */
abstract class OpenFile {

    private int references;
    boolean nonBlocking;

    /** A number of bytes, 0 for the end, or {@link #NOT_NOW}. */
    abstract int read(byte[] into);

    /** A number of bytes, a negative error, or {@link #NOT_NOW}. */
    abstract int write(byte[] bytes);

    abstract boolean isReadable();

    abstract boolean isWritable();

    boolean isEnded() {
        return false;
    }

    /** Whether kevent and poll take it. */
    boolean canBePolled() {
        return true;
    }

    abstract void lastClose();

    static final int NOT_NOW = Integer.MIN_VALUE;

    final OpenFile retain() {
        references++;
        return this;
    }

    final void release() {
        if (--references == 0) {
            lastClose();
        }
    }
}
