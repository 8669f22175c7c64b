// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.xnu;

/** Files of no importance: the null device, executables that are looked into, and {@code /dev/tty}. */
final class SmallFiles extends OpenFile {

    private final byte[] content;
    private final boolean polled;
    private int position;

    private SmallFiles(byte[] content, boolean polled) {
        this.content = content;
        this.polled = polled;
    }

    static OpenFile of(byte[] content) {
        return new SmallFiles(content, true);
    }

    /** The alias of a controlling terminal, which neither poll(2) nor kevent(2) take. */
    static OpenFile alias() {
        return new SmallFiles(new byte[0], false);
    }

    @Override
    int read(byte[] into) {
        int count = Math.min(into.length, content.length - position);
        System.arraycopy(content, position, into, 0, count);
        position += count;
        return count;
    }

    @Override
    int write(byte[] bytes) {
        return bytes.length;
    }

    @Override
    boolean isReadable() {
        return true;
    }

    @Override
    boolean isWritable() {
        return true;
    }

    @Override
    boolean canBePolled() {
        return polled;
    }

    @Override
    void lastClose() {}
}
