// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.kubernetes;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.testkit.conformance.ConformanceSettings;
import rmux.pty.testkit.conformance.PtyProviderConformance;

/** The contract, kept by exec in a pod, on a server that kubectl has proven; the pod is this machine. */
@Tag("full")
@Tag("once")
@Tag("by-hand")
class KubernetesConformanceTest extends PtyProviderConformance {

    private static final String KUBECONFIG = "rmux.pty.test.kubeconfig";
    private static final KubernetesTarget POD = KubernetesTarget.of("default/box");

    /** Each is a connection more; the numbers of a local backend take minutes. */
    private static final int CLOSINGS = 50;

    /** More than the buffers of both ends of a connection. */
    private static final int UNREAD_INPUT = 16 << 20;

    /** As that of a network which is not the loopback; the JDK's client reads this at each connection. */
    private static final String SEND_BUFFER = "jdk.httpclient.sendBufferSize";

    @TempDir
    static Path directory;

    private static @Nullable PodServer server;

    @BeforeAll
    static void start() throws Exception {
        System.setProperty(SEND_BUFFER, "65536");
        server = PodServer.start(directory);
        System.setProperty(KUBECONFIG, server.kubeconfig().toString());
    }

    @AfterAll
    static void stop() throws Exception {
        System.clearProperty(SEND_BUFFER);
        System.clearProperty(KUBECONFIG);
        if (server != null) {
            server.close();
        }
    }

    /** In a JVM that the suite starts, the cluster is that of the other one; while tests are discovered there is none. */
    @Override
    protected PtyProvider provider() {
        String file = System.getProperty(KUBECONFIG);
        return KubernetesPtyProvider.unchecked(file == null ? POD : POD.withKubeconfig(Path.of(file)));
    }

    @Override
    protected Map<String, String> helperProperties() {
        return Map.of(); // the file's name is passed on as it is
    }

    @Override
    protected ConformanceSettings settings() {
        return ConformanceSettings.defaults()
                .quick()
                .closeIterations(CLOSINGS)
                .ruleLimit(TestLimits.RULE)
                .unreadInput(UNREAD_INPUT)
                .knownIssue(
                        "EXIT-04",
                        "exitIsToldSoonWithNobodyReadingOrWaiting",
                        "it ends the program by a signal, which is an exec more: that alone takes more than 20 ms")
                .knownIssue(
                        "EXIT-05",
                        "timedWaitDoesNotPoll",
                        "it ends the program by a signal, which is an exec more: that alone takes more than 20 ms")
                .knownIssue(
                        "IO-04",
                        "outputOfDescendantsIsReadWhenItIsToBeKeptOpen",
                        "an exec ends with its program, whoever else holds the terminal")
                .knownIssue(
                        "LIFE-08",
                        "fullHeapLosesNoExitAndSpoilsNoLaterSession",
                        "fabric8's client and the JDK's drop a message when memory runs out in one of their threads, so that an exit is lost");
    }

    @Override
    protected void cutConnection() {
        server.cut();
    }
}
