// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty;

import java.util.List;
import java.util.Optional;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.testkit.conformance.ConformanceSettings;
import rmux.pty.testkit.conformance.PtyProviderConformance;
import rmux.pty.testkit.fault.CallFaults;
import rmux.pty.testkit.programs.ConformancePrograms;
import rmux.pty.testkit.programs.WindowsPrograms;
import rmux.pty.windows.wine.OnWindows;
import rmux.pty.windows.wine.Screen;

/** The contract, kept under Wine except for what Wine itself lacks. */
@OnWindows
class ConPtyConformanceWineTest extends PtyProviderConformance {

    private static final String NO_RESIZE =
            "Wine 8 does not implement ResizePseudoConsole: it answers E_NOTIMPL (0x80004001), which resize() throws";

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
                .closeIterations(60)
                .limit(Screen.LIMIT)
                // What was seen is in these words.
                .knownIssue("SIZE-01", NO_RESIZE)
                .knownIssue("SIZE-02", NO_RESIZE)
                .knownIssue("SIZE-03", "pixelsAreIgnored", NO_RESIZE)
                .knownIssue(
                        "SIG-01",
                        "interruptReachesTheProgram",
                        "under Wine 8 a program that Ctrl-C ends has the exit code 0, not 0xC000013A; that the event comes is"
                                + " tested by ConPtySessionWineTest")
                .knownIssue(
                        "SIG-06",
                        "under Wine 8 the byte 0x03 shuts the console down: its program ends with the exit code 0, and no event")
                .knownIssue(
                        "LIFE-02",
                        "closingEndsAProgramThatIgnoresTheHangUp",
                        "in Wine 8 ClosePseudoConsole ends the programs at once, without CTRL_CLOSE_EVENT: no grace is left");
    }

    /** The real Windows functions, called by a provider of their own. */
    @Override
    protected Optional<CallFaults> callFaults() {
        return Optional.of(ConPtyFaults.ofThisWindows());
    }
}
