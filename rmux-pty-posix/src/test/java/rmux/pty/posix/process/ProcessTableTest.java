// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.posix.TestLimits;
import rmux.pty.posix.jna.NativeAccess;

class ProcessTableTest {

    private static final String REST = " 5 34816 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 987654 10 11\n";

    @Test
    @DisplayName("a process is parsed by the last bracket, whatever its name holds")
    void names() {
        ProcessTable.Entry entry = ProcessFiles.parse("42 (a) b (c) Z) S 7 42" + REST);
        assertThat(entry).isEqualTo(new ProcessTable.Entry(42, 7, 42, 5, false, 987_654));
    }

    @Test
    @DisplayName("a zombie is dead")
    void zombie() {
        assertThat(ProcessFiles.parse("42 (x) Z 7 42" + REST).dead()).isTrue();
    }

    @Test
    @DisplayName("LIFE-08: a tree that is 200,000 processes deep is listed, on a thread with a small stack")
    void deep() throws Exception {
        List<ProcessTable.Entry> chain = new ArrayList<>();
        for (int pid = 2; pid < 200_002; pid++) {
            chain.add(new ProcessTable.Entry(pid, pid - 1, 2, 2, false, pid));
        }
        ProcessTable table = ProcessTable.of(chain);
        FutureTask<Integer> listing = new FutureTask<>(
                () -> table.withDescendants(List.of(chain.get(0))).size());
        new Thread(null, listing, "small stack", 128 * 1024).start();
        assertThat(listing.get(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(chain.size());
    }

    @Test
    @DisplayName("the table has this very process, with its own parent, and knows it is still there")
    void self() throws Exception {
        int self = (int) ProcessHandle.current().pid();
        ProcessTable.Entry entry = ProcessTable.read(0).get(self).orElseThrow();
        assertThat(entry).isNotNull();
        assertThat(entry.parent())
                .isEqualTo((int) ProcessHandle.current().parent().orElseThrow().pid());
        assertThat(ProcessTable.isStill(NativeAccess.libC(), entry)).isTrue();
        assertThat(ProcessTable.isStill(
                        NativeAccess.libC(),
                        new ProcessTable.Entry(
                                self, entry.parent(), entry.group(), entry.session(), false, entry.startTime() + 1)))
                .isFalse();
    }

    @Test
    @DisplayName("SIG-08: a leader is ended before its children, though their numbers are smaller and they are as old")
    void parentsFirst() {
        ProcessTable.Entry leader = new ProcessTable.Entry(32_000, 1, 32_000, 32_000, false, 10);
        ProcessTable.Entry child = new ProcessTable.Entry(5, 32_000, 32_000, 32_000, false, 10);
        ProcessTable.Entry grandchild = new ProcessTable.Entry(4, 5, 32_000, 32_000, false, 11);
        List<ProcessTable.Entry> members = new ArrayList<>(List.of(grandchild, child, leader));
        members.sort(ProcessTree.parentsFirst(32_000));
        assertThat(members).containsExactly(leader, child, grandchild);
    }
}
