// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty;

import java.util.Optional;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.testkit.conformance.ConformanceSettings;
import rmux.pty.testkit.conformance.PtyProviderConformance;
import rmux.pty.testkit.fault.CallFaults;
import rmux.pty.testkit.programs.ConformancePrograms;
import rmux.pty.windows.wine.OnWindows;
import rmux.pty.windows.wine.Screen;

/** The contract, kept under Wine except for what Wine or winpty itself lacks. */
@OnWindows
class WinPtyConformanceWineTest extends PtyProviderConformance {

    private static final String TAKES_ALL =
            "winpty's agent takes whatever is typed, read or not: of 4 MiB typed at a program that reads nothing, while nobody read"
                    + " its output, all were accepted, so that no write blocks";

    @Override
    protected PtyProvider provider() {
        return new WinPtyProvider();
    }

    @Override
    protected ConformancePrograms programs() {
        return Programs.contract();
    }

    @Override
    protected ConformanceSettings settings() {
        ConformanceSettings settings = ConformanceSettings.defaults()
                .quick()
                .closeIterations(60)
                .limit(Screen.LIMIT)
                // What was seen is in these words; WinPtySessionWineTest and WinPtyTreeWineTest show what there is
                // instead.
                .knownIssue(
                        "IO-02",
                        "winpty renders a screen: the rule met ESC[0m at byte 0; and of 1 MB printed without a pause, which"
                                + " scrolls 3,000 lines away between two looks of the agent, 298 KB of lines came")
                .knownIssue(
                        "IO-13",
                        "winpty's agent looks at the console, read or not: a program with 8 MB of lines ended by itself in 2 s"
                                + " while nobody read, and 335 KB of them came afterwards")
                .knownIssue(
                        "SIG-01",
                        "under Wine 8 a program that Ctrl-C ends has the exit code 0, not 0xC000013A; that it ends is tested")
                .knownIssue(
                        "SIG-06",
                        "under Wine 8 a program that Ctrl-C ends has the exit code 0, not 0xC000013A; that it ends is tested")
                .knownIssue("IO-05", "stalledWriteToATerminalThatRendersIsToldExactly", TAKES_ALL)
                .knownIssue("IO-07", "closingEndsBlockedWrites", TAKES_ALL)
                .knownIssue("IO-08", "interruptEndsBlockedWriteAndHarmsNothing", TAKES_ALL)
                .knownIssue("IO-09", "tryWriteNeverBlocksNotEvenForAnotherWriter", TAKES_ALL)
                .knownIssue(
                        "LIFE-06",
                        "Windows has no table of handles that a program could fill; LIFE-07 has each call fail that gives one")
                .knownIssue(
                        "LIFE-02",
                        "closingEndsAProgramThatIgnoresTheHangUp",
                        "under Wine 8 a console that closes ends its programs, without CTRL_CLOSE_EVENT: one that ignores the"
                                + " event was gone within 100 ms of 3 s of grace, with the exit code 0 and not our job's 1");
        return Runtime.version().feature() >= 21
                ? settings
                : settings.knownIssue(
                        "IO-12",
                        "the JRE here is for Java " + Runtime.version().feature() + ", before virtual threads");
    }

    /** The real Windows functions and the real winpty, called by a provider of their own. */
    @Override
    protected Optional<CallFaults> callFaults() {
        return Optional.of(WinPtyFaults.ofThisWindows());
    }
}
