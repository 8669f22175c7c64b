// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty;

import java.util.List;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.testkit.conformance.ConformanceSettings;
import rmux.pty.testkit.conformance.PtyProviderConformance;
import rmux.pty.testkit.programs.ConformancePrograms;
import rmux.pty.testkit.programs.WindowsPrograms;
import rmux.pty.windows.wine.OnWindows;
import rmux.pty.windows.wine.Screen;

/** The contract, kept under Wine but for what Wine or winpty itself lacks. */
@OnWindows
class WinPtyConformanceWineTest extends PtyProviderConformance {

    @Override
    protected PtyProvider provider() {
        return new WinPtyProvider();
    }

    @Override
    protected ConformancePrograms programs() {
        return new WindowsPrograms(Programs.path("ptyprobe").getParent(), List.of());
    }

    @Override
    protected ConformanceSettings settings() {
        return ConformanceSettings.defaults()
                .quick()
                .limit(Screen.LIMIT)
                .knownIssue("SPAWN-03", "the console of Wine 8 has 46 rows at most, and the rule wants 89")
                .knownIssue("SPAWN-13", "the console of Wine 8 has 46 rows at most, and the rule wants 49")
                .knownIssue("IO-02", "winpty renders a screen; the rule reads the bytes as written")
                .knownIssue(
                        "IO-13", "winpty looks at a screen of 3,000 lines every 25 ms, and does not stop the program")
                .knownIssue("SIG-01", "under Wine 8 a program that Ctrl-C ends has the exit code 0, not 0xC000013A")
                .knownIssue("SIG-06", "under Wine 8 a program that Ctrl-C ends has the exit code 0, not 0xC000013A")
                .knownIssue("SIG-08", "ptyprobe.exe names the leader among the descendants; see WinPtyTreeWineTest")
                .knownIssue("LIFE-01", "ptyprobe.exe has no raw copy, which the rule needs")
                .knownIssue(
                        "LIFE-02",
                        "under Wine 8 a console that closes ends its programs at once, without CTRL_CLOSE_EVENT");
    }
}
