// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;

/** The official verification of Reactive Streams, which is a TestNG class, run from JUnit. */
class OutputPublisherTckTest {

    private static final long WAIT_MILLIS = 1_000;
    private static final long QUIET_MILLIS = 50;

    /** A session's output, a byte for each element that the verification asks for. */
    public static class Verification extends FlowPublisherVerification<ByteBuffer> {

        private final Delivery delivery;

        public Verification() {
            this(Delivery.IN_OWN_THREAD);
        }

        Verification(Delivery delivery) {
            super(new TestEnvironment(WAIT_MILLIS, QUIET_MILLIS));
            this.delivery = delivery;
        }

        @Override
        public Flow.Publisher<ByteBuffer> createFlowPublisher(long elements) {
            ScriptedTerminal terminal = new ScriptedTerminal();
            terminal.printSingly(elements);
            terminal.endOutput();
            return output(terminal);
        }

        @Override
        public Flow.Publisher<ByteBuffer> createFailedFlowPublisher() {
            try {
                PtySession session = ScriptedProvider.session(new ScriptedTerminal(), new ScriptedChild());
                Flow.Publisher<ByteBuffer> output = session.master().publisher(delivery);
                session.close();
                return output;
            } catch (PtyException e) {
                throw new AssertionError(e);
            }
        }

        private Flow.Publisher<ByteBuffer> output(ScriptedTerminal terminal) {
            try {
                return ScriptedProvider.session(terminal, new ScriptedChild())
                        .master()
                        .publisher(delivery);
            } catch (PtyException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** The same for subscribers that do not block. */
    public static final class AtOnceVerification extends Verification {
        public AtOnceVerification() {
            super(Delivery.AT_ONCE);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Verification.class, AtOnceVerification.class})
    @DisplayName("PtyMaster.output() passes the Reactive Streams TCK for Flow")
    void passes(Class<?> verification) {
        TestNG runner = new TestNG(false);
        TestListenerAdapter results = new TestListenerAdapter();
        runner.setTestClasses(new Class<?>[] {verification});
        runner.addListener(results);
        runner.run();
        assertThat(results.getFailedTests())
                .allSatisfy(failed ->
                        assertThat(failed.getThrowable()).as(failed.getName()).isNull());
        assertThat(results.getFailedTests()).isEmpty();
        assertThat(results.getPassedTests()).hasSizeGreaterThan(15);
        assertThat(results.getSkippedTests())
                .as("skipped are rules that this publisher need not keep, and stochastic ones the TCK cannot decide")
                .allSatisfy(skipped -> assertThat(skipped.getName()).matches("optional_.*|untested_.*|stochastic_.*"));
    }
}
