// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeAccess;

/** LIFE-12: what the kernel made a child of this process is collected, and nobody who has its number by now. */
@EnabledOnOs(OS.LINUX)
class AdoptedProcessTest {

    private static final int SELF = Math.toIntExact(ProcessHandle.current().pid());

    private final LibC libC = mock(LibC.class);

    @BeforeEach
    void platform() {
        when(libC.platform()).thenReturn(NativeAccess.libC().platform());
    }

    /** This very process, as if it were its own child and dead: its number and start time are those of /proc. */
    private static ProcessTable.Entry self(long later, int parent) {
        ProcessTable.Entry real = ProcessTable.entry(SELF).orElseThrow();
        return new ProcessTable.Entry(SELF, parent, real.group(), real.session(), true, real.startTime() + later);
    }

    @Test
    @DisplayName("a dead child that is still there is collected")
    void collected() {
        MemberKiller.collectAdopted(libC, self(0, SELF));
        verify(libC).waitpid(eq(SELF), anyLong(), anyInt());
    }

    @Test
    @DisplayName("SIG-05: another process that has its number by now is not")
    void recycled() {
        MemberKiller.collectAdopted(libC, self(1, SELF));
        verify(libC, never()).waitpid(anyInt(), anyLong(), anyInt());
    }

    @Test
    @DisplayName("the child of another process is not")
    void ofAnother() {
        MemberKiller.collectAdopted(libC, self(0, SELF + 1));
        verify(libC, never()).waitpid(anyInt(), anyLong(), anyInt());
    }
}
