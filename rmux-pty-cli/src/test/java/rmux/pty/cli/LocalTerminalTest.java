// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The user's terminal when JLine is faster. */
class LocalTerminalTest {

    private final Terminal terminal = mock(Terminal.class);
    private final Attributes original = new Attributes();

    @Test
    @DisplayName("a terminal that JLine's shutdown hook has closed is no failure: the program is still to be hung up")
    void closedByJline() throws Exception {
        when(terminal.getAttributes()).thenReturn(original);
        doThrow(new IllegalStateException("Terminal has been closed"))
                .when(terminal)
                .setAttributes(any());
        LocalTerminal local = new LocalTerminal(terminal);
        assertThatCode(local::restore).doesNotThrowAnyException();
        assertThatCode(local::close).doesNotThrowAnyException();
        verify(terminal).close();
    }
}
