// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty;

import java.util.List;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.testkit.conformance.ConformanceSettings;
import rmux.pty.testkit.conformance.PtyProviderConformance;
import rmux.pty.testkit.programs.ConformancePrograms;
import rmux.pty.testkit.programs.WindowsPrograms;
import rmux.pty.windows.wine.OnWindows;
import rmux.pty.windows.wine.Screen;

/** The contract, kept under Wine but for what Wine itself lacks. */
@OnWindows
class ConPtyConformanceWineTest extends PtyProviderConformance {

    @Override
    protected PtyProvider provider() {
        return new ConPtyProvider();
    }

    @Override
    protected ConformancePrograms programs() {
        return new WindowsPrograms(
                Programs.path("ptyprobe").getParent(),
                List.of(Programs.path("stdshim").toString()));
    }

    @Override
    protected ConformanceSettings settings() {
        return ConformanceSettings.defaults()
                .quick()
                .limit(Screen.LIMIT)
                .knownIssue("SIZE-02", "Wine 8 does not implement ResizePseudoConsole (E_NOTIMPL)")
                .knownIssue("SIZE-01", "Wine 8 does not implement ResizePseudoConsole (E_NOTIMPL)")
                .knownIssue("SIZE-03", "Wine 8 does not implement ResizePseudoConsole (E_NOTIMPL)")
                .knownIssue("SIG-01", "under Wine 8 a program that Ctrl-C ends has the exit code 0, not 0xC000013A")
                .knownIssue(
                        "LIFE-02", "in Wine 8 ClosePseudoConsole ends the programs at once, with no CTRL_CLOSE_EVENT")
                .knownIssue("IO-02", "the rule reads the bytes as written, and Wine 8 renders them from a screen")
                .knownIssue("LIFE-01", "ptyprobe.exe has no raw copy, which the rule needs")
                .knownIssue("SIG-08", "ptyprobe.exe names the leader among the descendants; see ConPtyTreeWineTest")
                .knownIssue("SIG-06", "under Wine 8 the byte 0x03 shuts the console down");
    }
}
