// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PtyCommandTest {

    private final PtyCommand command = PtyCommand.of("tool", "one");

    @Test
    @DisplayName("SPAWN-10: a NUL in program, argument, argv0, variable, value, option is refused with the value shown")
    void nulCharacters() {
        assertThatThrownBy(() -> PtyCommand.of("to\0ol"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the program must not contain a NUL character: \"to\\u0000ol\"");
        assertThatThrownBy(() -> PtyCommand.of("tool", "a", "b\0"))
                .hasMessage("the argument 2 must not contain a NUL character: \"b\\u0000\"");
        assertThatThrownBy(() -> command.withArgv0("\0")).hasMessageContaining("argv0");
        assertThatThrownBy(() -> command.withEnvironment("A\0B", "x")).hasMessageContaining("\"A\\u0000B\"");
        assertThatThrownBy(() -> command.withEnvironment("A", "x\0y"))
                .hasMessage("the value of the environment variable A must not contain a NUL character: \"x\\u0000y\"");
        assertThatThrownBy(() -> command.withOption(PtyOptions.VERBATIM_ARGUMENTS, "\0"))
                .hasMessageContaining("windows.verbatim-arguments");
    }

    @Test
    @DisplayName("SPAWN-10: an empty program, an empty variable name and one with '=' are refused")
    void emptyAndEquals() {
        assertThatThrownBy(() -> PtyCommand.of("")).hasMessage("the program must not be empty");
        assertThatThrownBy(() -> command.withEnvironment("", "x"))
                .hasMessage("the environment variable name must not be empty");
        assertThatThrownBy(() -> command.withEnvironment(Map.of("A=B", "x")))
                .hasMessage("the environment variable name must not contain '=': \"A=B\"");
        assertThatThrownBy(() -> command.withoutEnvironment("=")).hasMessageContaining("\"=\"");
    }

    @Test
    @DisplayName("SPAWN-10, SPAWN-16: a user or group that is empty, null or has a NUL is refused")
    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    void users() {
        RunAs user = RunAs.user("daemon");
        assertThatThrownBy(() -> RunAs.user("")).hasMessage("the user must not be empty");
        assertThatThrownBy(() -> RunAs.user(null)).hasMessage("the user must not be null");
        assertThatThrownBy(() -> user.withGroup("a\0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the group must not contain a NUL character: \"a\\u0000\"");
        assertThatThrownBy(() -> user.withSupplementaryGroups("b", ""))
                .hasMessage("the supplementary group must not be empty");
        assertThatThrownBy(() -> command.withRunAs(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    @DisplayName("SPAWN-16: a command with a user needs RUN_AS, and keeps what was asked for")
    void runAs() {
        RunAs user = RunAs.user("daemon").withGroup("7").withSupplementaryGroups("8", "9");
        PtyCommand other = command.withRunAs(user).withArgv0("name");
        assertThat(other.runAs()).contains(user);
        assertThat(other.requiredCapabilities()).containsExactlyInAnyOrder(PtyCapability.RUN_AS, PtyCapability.ARGV0);
        assertThat(command.runAs()).isEmpty();
        assertThat(command.requiredCapabilities()).isEmpty();
        assertThat(user).hasToString("daemon:7[8, 9]").isNotEqualTo(RunAs.user("daemon"));
        assertThat(RunAs.user("daemon")).hasToString("daemon").isEqualTo(RunAs.user("daemon"));
        assertThat(user.supplementaryGroups()).contains(List.of("8", "9"));
        assertThat(RunAs.user("daemon").withSupplementaryGroups().supplementaryGroups())
                .contains(List.of());
    }

    @Test
    @DisplayName("SPAWN-10: a null is refused, and what is null is named")
    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    void nulls() {
        assertThatThrownBy(() -> PtyCommand.of("tool", "a", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the argument 2 must not be null");
        assertThatThrownBy(() -> PtyCommand.of(null)).hasMessage("the program must not be null");
        assertThatThrownBy(() -> command.withEnvironment("A", null))
                .hasMessage("the value of the environment variable A must not be null");
        assertThatThrownBy(() -> command.withArgv0(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    @DisplayName("a command is a value: setting something leaves the original as it was")
    void immutable() {
        List<String> mutable = Arrays.asList("a", "b");
        PtyCommand copy =
                command.withArguments(mutable).withSize(TerminalSize.of(10, 5)).withDirectory(Path.of("x"));
        mutable.set(0, "changed");
        assertThat(copy.arguments()).containsExactly("a", "b");
        assertThat(copy.size()).contains(TerminalSize.of(10, 5));
        assertThat(command.arguments()).containsExactly("one");
        assertThat(command.size()).isEmpty();
        assertThat(command.directory()).isEmpty();
    }

    @Test
    @DisplayName("what is set decides what is needed of a backend")
    void requiredCapabilities() {
        assertThat(command.requiredCapabilities()).isEmpty();
        assertThat(command.withArgv0("-sh").withModes(TerminalModes.raw()).requiredCapabilities())
                .containsExactlyInAnyOrder(PtyCapability.ARGV0, PtyCapability.TERMINAL_MODES);
        assertThat(command.withRequired(PtyCapability.PIXEL_SIZE)
                        .withRequired(PtyCapability.OPEN_PAIR)
                        .requiredCapabilities())
                .containsExactlyInAnyOrder(PtyCapability.PIXEL_SIZE, PtyCapability.OPEN_PAIR);
    }

    @Test
    @DisplayName("a negative grace period is refused")
    void negativeGrace() {
        assertThatThrownBy(() -> command.withHangupGrace(Duration.ofMillis(-1))).hasMessageContaining("PT-0.001S");
    }

    @Test
    @DisplayName("an option keeps its typed value")
    void options() {
        PtyCommand with = command.withOption(PtyOptions.ALLOW_BREAKAWAY, true);
        assertThat(with.option(PtyOptions.ALLOW_BREAKAWAY)).contains(true);
        assertThat(with.option(PtyOption.of("conpty.library", Path.class))).isEmpty();
        assertThat(with.options()).containsExactly(PtyOptions.ALLOW_BREAKAWAY);
    }

    @Test
    @DisplayName("it prints as one would type it, invisible characters shown")
    void display() {
        assertThat(PtyCommand.of("a tool", "x", "", "y\n", "\"q\""))
                .hasToString("\"a tool\" x \"\" \"y\\n\" \"\\\"q\\\"\"");
    }

    @Test
    @DisplayName("ignoring the result of a method that changes nothing else is marked as a mistake")
    void resultsMustBeUsed() {
        for (Class<?> type : List.of(PtyCommand.class, TerminalModes.class)) {
            assertThat(type.getMethods())
                    .filteredOn(method -> method.getReturnType() == type)
                    .isNotEmpty()
                    .allMatch(method -> method.isAnnotationPresent(CheckReturnValue.class));
        }
    }

    @Test
    @DisplayName("a negative limit of output is refused, and so is a time limit that is not positive")
    void limits() {
        assertThatThrownBy(() -> PtyCommand.of("a").withOutputLimit(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the limit of output must not be negative, but was -1");
        for (Duration limit : List.of(Duration.ZERO, Duration.ofMillis(-1))) {
            assertThatThrownBy(() -> PtyCommand.of("a").run(limit))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("the time limit must be positive");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @DisplayName("shell runs a script with /bin/sh, and loginShell has a dash before its name")
    void shells() {
        assertThat(PtyCommand.shell("echo \"$1\"; ls").toString()).isEqualTo("/bin/sh -c \"echo \\\"$1\\\"; ls\"");
        PtyCommand shell = PtyCommand.loginShell();
        assertThat(shell.argv0().orElseThrow())
                .isEqualTo("-" + shell.program().substring(shell.program().lastIndexOf('/') + 1));
        assertThat(shell.requiredCapabilities()).containsExactly(PtyCapability.ARGV0);
    }
}
