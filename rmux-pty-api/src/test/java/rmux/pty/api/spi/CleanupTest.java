// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.PtyException;

class CleanupTest {

    @Test
    @DisplayName("undoing goes newest first, through failures, which come out as one")
    void cleanup() {
        List<String> undone = new ArrayList<>();
        Cleanup cleanup = new Cleanup();
        cleanup.add(() -> undone.add("first"));
        cleanup.add(() -> {
            throw new PtyException("second", "second failed");
        });
        cleanup.add(() -> {
            undone.add("third");
            throw new PtyException("third", "third failed");
        });
        assertThatThrownBy(cleanup::close)
                .hasMessage("third failed")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(undone).containsExactly("third", "first");
    }

    @Test
    @DisplayName("what is kept is not undone")
    void kept() throws Exception {
        List<String> undone = new ArrayList<>();
        Cleanup cleanup = new Cleanup();
        cleanup.add(() -> undone.add("never"));
        cleanup.keep();
        cleanup.close();
        assertThat(undone).isEmpty();
    }

    @Test
    @DisplayName("LIFE-08: an Error or an unchecked exception in one step keeps no other from being undone")
    void errors() {
        List<String> undone = new ArrayList<>();
        Cleanup cleanup = new Cleanup();
        cleanup.add(() -> undone.add("first"));
        cleanup.add(() -> {
            throw new IllegalStateException("second");
        });
        cleanup.add(() -> {
            throw new OutOfMemoryError("third");
        });
        assertThatThrownBy(cleanup::close)
                .isInstanceOf(OutOfMemoryError.class)
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(undone).containsExactly("first");
    }
}
