// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.simulated;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** Native memory in which a use after free, or of what was never allocated, is an error. */
final class Memory {

    private static final long GAP = 0x1000;

    private final TreeMap<Long, ByteBuffer> blocks = new TreeMap<>();
    private long next = GAP;

    synchronized long allocate(int size) {
        long address = next;
        next += GAP * (size / GAP + 2);
        blocks.put(address, ByteBuffer.allocateDirect(size));
        return address;
    }

    synchronized void free(long address) {
        if (blocks.remove(address) == null) {
            throw new AssertionError("freed what is not allocated: " + address);
        }
    }

    synchronized ByteBuffer view(long address, int size) {
        Map.Entry<Long, ByteBuffer> block = blocks.floorEntry(address);
        if (block == null || address + size > block.getKey() + block.getValue().capacity()) {
            throw new AssertionError("memory that is not allocated: " + address + ", " + size + " bytes");
        }
        return block.getValue().slice((int) (address - block.getKey()), size).order(ByteOrder.nativeOrder());
    }

    synchronized String text(long address) {
        StringBuilder text = new StringBuilder();
        for (long at = address; view(at, 2).getChar(0) != 0; at += 2) {
            text.append(view(at, 2).getChar(0));
        }
        return text.toString();
    }

    synchronized int live() {
        return blocks.size();
    }
}
