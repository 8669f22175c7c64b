// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

import java.nio.ByteBuffer;
import java.util.Map;

/** macOS and the BSDs: two words that have the speeds themselves. */
final class PlainSpeeds implements TermiosSpeeds {

    private final int inputOffset;
    private final int outputOffset;
    private final int wordSize;

    PlainSpeeds(int inputOffset, int outputOffset, int wordSize) {
        this.inputOffset = inputOffset;
        this.outputOffset = outputOffset;
        this.wordSize = wordSize;
    }

    @Override
    public int input(ByteBuffer structure) {
        return read(structure, inputOffset);
    }

    @Override
    public int output(ByteBuffer structure) {
        return read(structure, outputOffset);
    }

    @Override
    public void write(ByteBuffer structure, int input, int output) {
        Words.put(structure, inputOffset, wordSize, input);
        Words.put(structure, outputOffset, wordSize, output);
    }

    private int read(ByteBuffer structure, int offset) {
        return (int) Math.min(Integer.MAX_VALUE, Words.get(structure, offset, wordSize));
    }

    @Override
    public Map<String, Integer> offsets() {
        return Map.of("c_ispeed", inputOffset, "c_ospeed", outputOffset);
    }

    @Override
    public Map<String, Long> codes() {
        return Map.of();
    }
}
