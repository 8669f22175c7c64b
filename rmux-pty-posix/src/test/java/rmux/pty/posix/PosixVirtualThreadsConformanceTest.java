// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import rmux.pty.testkit.conformance.ConformanceSettings;
import rmux.pty.testkit.programs.ConformancePrograms;

/** The contract, kept by the POSIX backend for virtual threads too. */
@EnabledOnOs(OS.LINUX)
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with JDK 21")
@Tag("full")
class PosixVirtualThreadsConformanceTest extends PosixConformanceTest {

    private static final Set<String> CLASSES_OF_THREADS = ConcurrentHashMap.newKeySet();

    /** Always quick: the whole numbers are for what threads of the platform do. */
    @Override
    protected ConformanceSettings settings() {
        return super.settings().quick().onVirtualThreads();
    }

    /** Asked for by the tests themselves, on their own threads. */
    @Override
    protected ConformancePrograms programs() {
        CLASSES_OF_THREADS.add(Thread.currentThread().getClass().getName());
        return super.programs();
    }

    @AfterAll
    static void everyTestRanOnVirtualThread() {
        assertFalse(CLASSES_OF_THREADS.isEmpty(), "no test asked for a program");
        assertTrue(
                CLASSES_OF_THREADS.stream().allMatch(name -> name.contains("VirtualThread")),
                () -> "tests ran on " + CLASSES_OF_THREADS);
    }
}
