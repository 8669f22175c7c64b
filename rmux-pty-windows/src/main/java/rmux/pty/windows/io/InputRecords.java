// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import rmux.pty.api.ConsoleInput;
import rmux.pty.api.PtyException;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.process.ConsoleHelper;
import rmux.pty.windows.process.GuardedProcess;

/** Key and mouse records for the console of one process, written by the helper. */
public final class InputRecords implements ConsoleInput {

    /** A command line holds 32,767 units, and a record takes 40 of them. */
    private static final int MOST_AT_ONCE = 500;

    private final ConsoleHelper helper;
    private final GuardedProcess process;

    /** Records for the console that a process is on. */
    public InputRecords(ConsoleHelper helper, GuardedProcess process) {
        this.helper = helper;
        this.process = process;
    }

    @Override
    public void send(Key... keys) throws PtyException {
        ByteBuffer records = allocate(keys.length);
        for (Key key : keys) {
            int at = records.position();
            records.putShort(at, (short) Constants.KEY_EVENT)
                    .putInt(at + 4, key.keyDown() ? 1 : 0)
                    .putShort(at + 8, (short) key.repeat())
                    .putShort(at + 10, (short) key.virtualKey())
                    .putShort(at + 12, (short) key.scanCode())
                    .putChar(at + 14, key.character())
                    .putInt(at + 16, key.controlKeys());
            records.position(at + Constants.INPUT_RECORD_SIZE);
        }
        write(records);
    }

    @Override
    public void send(Mouse... events) throws PtyException {
        ByteBuffer records = allocate(events.length);
        for (Mouse event : events) {
            int at = records.position();
            records.putShort(at, (short) Constants.MOUSE_EVENT)
                    .putShort(at + 4, (short) event.column())
                    .putShort(at + 6, (short) event.row())
                    .putInt(at + 8, event.buttons())
                    .putInt(at + 12, event.controlKeys())
                    .putInt(at + 16, event.flags());
            records.position(at + Constants.INPUT_RECORD_SIZE);
        }
        write(records);
    }

    private static ByteBuffer allocate(int count) {
        return ByteBuffer.allocate(count * Constants.INPUT_RECORD_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** By the number of a process that cannot be another's meanwhile: keys must never be typed into a stranger's console. */
    private void write(ByteBuffer records) throws PtyException {
        process.keepingPid(pid -> write(pid, records));
    }

    private void write(int pid, ByteBuffer records) throws PtyException {
        records.flip();
        while (records.hasRemaining()) {
            byte[] some = new byte[Math.min(records.remaining(), MOST_AT_ONCE * Constants.INPUT_RECORD_SIZE)];
            records.get(some);
            helper.writeRecords(pid, some);
        }
    }
}
