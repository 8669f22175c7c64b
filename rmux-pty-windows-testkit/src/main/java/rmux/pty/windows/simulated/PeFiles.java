// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.simulated;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that look like programs and libraries of Windows as far as their headers go. */
public final class PeFiles {

    /** {@code IMAGE_FILE_MACHINE_I386}. */
    public static final int I386 = 0x014C;
    /** {@code IMAGE_FILE_MACHINE_AMD64}. */
    public static final int AMD64 = 0x8664;
    /** {@code IMAGE_FILE_MACHINE_ARM64}. */
    public static final int ARM64 = 0xAA64;

    private static final int PE_AT = 128;

    private PeFiles() {}

    /** A conpty.dll for x86-64 with its OpenConsole.exe, in a directory that is made. */
    public static Path conpty(Path directory) throws IOException {
        Files.createDirectories(directory);
        write(directory.resolve("OpenConsole.exe"), AMD64);
        return write(directory.resolve("conpty.dll"), AMD64);
    }

    /** A winpty.dll for x86-64 with its agent, in a directory that is made. */
    public static Path winpty(Path directory) throws IOException {
        Files.createDirectories(directory);
        write(directory.resolve("winpty-agent.exe"), AMD64);
        return write(directory.resolve("winpty.dll"), AMD64);
    }

    /** Writes a file for a processor. */
    public static Path write(Path file, int machine) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(0, (byte) 'M').put(1, (byte) 'Z').putInt(60, PE_AT);
        bytes.putInt(PE_AT, 0x4550).putShort(PE_AT + 4, (short) machine);
        return Files.write(file, bytes.array());
    }
}
