// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.PtyException;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.OwnedDescriptor;
import rmux.pty.posix.platform.Errno;

class OwnershipTest {

    private final LibC libC = mock(LibC.class);

    @Test
    @DisplayName("a descriptor is closed exactly once, and not used afterwards")
    void once() throws Exception {
        OwnedDescriptor descriptor = new OwnedDescriptor(libC, "open", 7);
        descriptor.close();
        descriptor.close();
        verify(libC, times(1)).close(7);
        assertThatThrownBy(descriptor::number).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("an error in place of a descriptor names the call that gave it")
    void failedCall() {
        assertThatThrownBy(() -> new OwnedDescriptor(libC, "open", Errno.EMFILE.asResult()))
                .isInstanceOf(PtyException.class)
                .hasMessage("open failed: EMFILE (24): Too many open files [EMFILE]");
    }

    @Test
    @DisplayName("close(2): EINTR has released the descriptor anyway, and is not tried again")
    void interruptedClose() throws Exception {
        when(libC.close(7)).thenReturn(Errno.EINTR.asResult());
        new OwnedDescriptor(libC, "open", 7).close();
        verify(libC, times(1)).close(7);
    }
}
