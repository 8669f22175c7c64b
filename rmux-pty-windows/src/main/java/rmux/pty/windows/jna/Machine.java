// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.jna;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What processor a program or a library of Windows is for: the machine field of the PE header (winnt.h). */
public enum Machine {
    X86(0x014C, "32-bit x86"),
    X86_64(0x8664, "x86-64"),
    ARM64(0xAA64, "arm64"),
    OTHER(0, "another processor");

    private static final int DOS_MAGIC = 0x5A4D;
    private static final int DOS_HEADER_SIZE = 64;
    private static final int DOS_HEADER_NEW = 60;
    private static final int PE_SIGNATURE = 0x0000_4550;
    private static final int PE_HEADER_SIZE = 6;
    private static final int PE_MACHINE = 4;

    private final int code;
    private final String text;

    Machine(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** That of a JVM for 64-bit Windows, by its {@code os.arch}. */
    public static Machine ofJvm(String architecture) {
        return switch (architecture.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> X86_64;
            case "aarch64", "arm64" -> ARM64;
            default -> throw new IllegalArgumentException("not a 64-bit architecture of Windows: " + architecture);
        };
    }

    /**
     * That of a file; empty when it is not a program or library of Windows at all.
     *
     * @throws IOException if it cannot be read
     */
    public static Optional<Machine> of(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer dos = read(channel, 0, DOS_HEADER_SIZE);
            if (dos.remaining() < DOS_HEADER_SIZE || Short.toUnsignedInt(dos.getShort(0)) != DOS_MAGIC) {
                return Optional.empty();
            }
            ByteBuffer pe = read(channel, Integer.toUnsignedLong(dos.getInt(DOS_HEADER_NEW)), PE_HEADER_SIZE);
            if (pe.remaining() < PE_HEADER_SIZE || pe.getInt(0) != PE_SIGNATURE) {
                return Optional.empty();
            }
            int code = Short.toUnsignedInt(pe.getShort(PE_MACHINE));
            for (Machine machine : values()) {
                if (machine.code == code) {
                    return Optional.of(machine);
                }
            }
            return Optional.of(OTHER);
        }
    }

    private static ByteBuffer read(SeekableByteChannel channel, long position, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        channel.position(position);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // until there is all, or no more
        }
        return bytes.flip();
    }

    @Override
    public String toString() {
        return text;
    }
}
