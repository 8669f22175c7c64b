// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.programs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.TerminalMode;
import rmux.pty.api.TerminalModes;
import rmux.pty.api.TerminalSize;

/**
 * Questions that tools of a POSIX system answer.
 *
 * <p>What may hold any byte is printed in hexadecimal, for the terminal changes line ends. Where a shell would add something
 * of its own, the tool is started without one.
 */
final class PosixInquiries {

    private static final String HEX = "od -An -v -tx1";

    /** 32 to 34, which glibc and musl keep to themselves: no program can see or change what becomes of them (signal(7)). */
    private static final long SIGNALS_OF_THE_C_LIBRARY = 7L << 31;

    private static final Path OD = Path.of("/usr/bin/od");
    private static final Path PERL = Path.of("/usr/bin/perl");

    /** TIOCGWINSZ: asm-generic/ioctls.h of Linux; its PowerPC has the number of the BSDs (asm/ioctls.h, sys/ttycom.h). */
    private static final String TIOCGWINSZ = System.getProperty("os.name", "").startsWith("Linux")
                    && !System.getProperty("os.arch", "").startsWith("ppc64")
            ? "0x5413"
            : "0x40087468";

    private static final String WINSIZE_IN_PERL =
            "ioctl(STDIN, " + TIOCGWINSZ + ", my $w = \"\\0\" x 8) or die $!; print unpack(\"H*\", $w), \"\\n\"";

    Inquiry<SessionPlace> standing() {
        String opens = "if (: > /dev/tty) 2>/dev/null; then echo opens; else echo no; fi";
        return lines("cat /proc/$$/stat; " + opens, output -> {
            String[] lines = output.split("\r?\n", -1);
            String[] fields = lines[0].substring(lines[0].lastIndexOf(')') + 2).split(" ", -1);
            long pid = Long.parseLong(lines[0].substring(0, lines[0].indexOf(' ')));
            return new SessionPlace(
                    pid,
                    Long.parseLong(fields[2]),
                    Long.parseLong(fields[3]),
                    Long.parseLong(fields[5]),
                    lines[1].equals("opens"));
        });
    }

    /** The listing of its own directory is a descriptor too, but gone by the time the links are looked at. */
    Inquiry<List<String>> strayDescriptors() {
        String script =
                "tty; for f in /proc/$$/fd/*; do if [ -L $f ]; then printf '%s ' ${f##*/}; readlink $f; fi; done";
        return lines(script, output -> {
            List<String> lines = new ArrayList<>(List.of(output.split("\r?\n", 0)));
            String terminal = lines.remove(0);
            lines.removeAll(Set.of("0 " + terminal, "1 " + terminal, "2 " + terminal));
            return lines;
        });
    }

    private interface Reading<T> {
        T of(String output);
    }

    private static <T> Inquiry<T> lines(String script, Reading<T> reading) {
        return new Inquiry<>(
                PosixPrograms.shell(script), output -> reading.of(new String(output, StandardCharsets.UTF_8)));
    }

    Inquiry<TerminalSize> size() {
        return new Inquiry<>(PtyCommand.of("stty", "size"), output -> {
            String[] numbers =
                    new String(output, StandardCharsets.US_ASCII).trim().split(" ", -1);
            return TerminalSize.of(Integer.parseInt(numbers[1]), Integer.parseInt(numbers[0]));
        });
    }

    Inquiry<TerminalSize> pixels() {
        return new Inquiry<>(PtyCommand.of(tool(PERL), "-e", WINSIZE_IN_PERL), output -> {
            ByteBuffer winsize = ByteBuffer.wrap(hex(output)).order(ByteOrder.nativeOrder());
            return new TerminalSize(
                    Short.toUnsignedInt(winsize.getShort(2)),
                    Short.toUnsignedInt(winsize.getShort(0)),
                    Short.toUnsignedInt(winsize.getShort(4)),
                    Short.toUnsignedInt(winsize.getShort(6)));
        });
    }

    private static String tool(Path file) {
        if (!Files.isExecutable(file)) {
            throw new ProgramNotAvailableException(file + " is not installed");
        }
        return file.toString();
    }

    Inquiry<List<String>> arguments(List<String> arguments) {
        String script = "printf '%s\\0' \"$@\" | " + HEX;
        return new Inquiry<>(
                PosixPrograms.shell(script, arguments.toArray(String[]::new)), output -> strings(hex(output)));
    }

    Inquiry<String> argv0(String name) {
        PtyCommand command = PosixPrograms.shell(HEX + " /proc/$$/cmdline").withArgv0(name);
        return new Inquiry<>(command, output -> strings(hex(output)).get(0));
    }

    Inquiry<Map<String, String>> environment() {
        PtyCommand command = PtyCommand.of(tool(OD), "-An", "-v", "-tx1", "/proc/self/environ");
        return new Inquiry<>(command, output -> {
            Map<String, String> variables = new LinkedHashMap<>();
            for (String entry : strings(hex(output))) {
                int equals = entry.indexOf('=', 1);
                variables.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
            return variables;
        });
    }

    Inquiry<Path> directory() {
        return lines("pwd -P", output -> Path.of(output.replaceAll("\r?\n$", "")));
    }

    Inquiry<Dispositions> dispositions() {
        PtyCommand command = PtyCommand.of("/bin/grep", "-E", "^Sig(Blk|Ign):", "/proc/self/status");
        return new Inquiry<>(command, output -> {
            String[] words =
                    new String(output, StandardCharsets.US_ASCII).trim().split("\\s+", -1);
            return new Dispositions(mask(words[1]), mask(words[3]));
        });
    }

    Inquiry<Long> openFileLimit() {
        return lines("ulimit -Sn", output -> Long.parseLong(output.trim()));
    }

    private static long mask(String hexadecimal) {
        return Long.parseUnsignedLong(hexadecimal, 16) & ~SIGNALS_OF_THE_C_LIBRARY;
    }

    Inquiry<TerminalModes> modes() {
        return new Inquiry<>(PtyCommand.of("stty", "-a"), output -> {
            String[] words =
                    new String(output, StandardCharsets.US_ASCII).trim().split("[\\s;]+", -1);
            Set<String> on = new HashSet<>(Arrays.asList(words));
            return TerminalModes.cooked()
                    .withFlags(Arrays.stream(TerminalMode.values())
                            .filter(mode -> on.contains(mode.name().toLowerCase(Locale.ROOT)))
                            .collect(Collectors.toSet()));
        });
    }

    private static byte[] hex(byte[] output) {
        return HexFormat.of().parseHex(new String(output, StandardCharsets.US_ASCII).replaceAll("\\s+", ""));
    }

    /** Strings that end in NUL each. */
    private static List<String> strings(byte[] bytes) {
        List<String> strings = new ArrayList<>();
        ByteArrayOutputStream string = new ByteArrayOutputStream();
        for (byte b : bytes) {
            if (b == 0) {
                strings.add(string.toString(StandardCharsets.UTF_8));
                string.reset();
            } else {
                string.write(b);
            }
        }
        return strings;
    }
}
