// SPDX-License-Identifier: Apache-2.0 OR MIT
package example.tiny;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import rmux.pty.api.PtyProviders;

/** Finds the backend as an application would, then runs the suite on it, or on its wrong copy when the argument is wrong. */
public final class Main {

    private Main() {}

    /** Exits with the number of failures. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        out.println("found " + PtyProviders.installed().select().getClass().getName() + " in "
                + (Main.class.getModule().isNamed() ? Main.class.getModule() : "the class path"));
        boolean wrong = arguments.length > 0 && arguments[0].equals("wrong");
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(
                                        selectClass(wrong ? TinyConformance.OfWrongCopy.class : TinyConformance.class))
                                .build(),
                        listener);
        TestExecutionSummary summary = listener.getSummary();
        summary.getFailures()
                .forEach(failure ->
                        out.println("failed " + failure.getTestIdentifier().getDisplayName() + " ("
                                + failure.getException().getMessage() + ")"));
        out.println(summary.getTestsSucceededCount() + " passed, " + summary.getTestsFailedCount() + " failed");
        System.exit((int) summary.getTestsFailedCount());
    }
}
