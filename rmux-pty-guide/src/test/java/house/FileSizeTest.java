// SPDX-License-Identifier: Apache-2.0 OR MIT
package house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each file is one idea. */
class FileSizeTest {

    private static final int MOST_LINES = 400;
    private static final int MEDIAN_LINES = 80;

    @Test
    @DisplayName("no file of the main code has more than 400 lines, and the median is at most 80")
    void lines() throws Exception {
        List<Integer> sizes = new ArrayList<>();
        List<String> tooLong = new ArrayList<>();
        for (Path file : Project.sources()) {
            if (file.toString().contains("/src/main/")) {
                int lines = Files.readAllLines(file).size();
                sizes.add(lines);
                if (lines > MOST_LINES) {
                    tooLong.add(Project.TOP.relativize(file) + ": " + lines);
                }
            }
        }
        assertThat(tooLong).isEmpty();
        assertThat(sizes.stream().sorted().skip(sizes.size() / 2).findFirst().orElseThrow())
                .isLessThanOrEqualTo(MEDIAN_LINES);
    }
}
