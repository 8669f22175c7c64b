// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * A backend in memory, for tests of code that uses terminals: a real line discipline, programs as Java lambdas, no process and
 * no native call.
 *
 * <p>Start at {@link rmux.pty.testkit.fake.FakePtyProvider}. It is not registered as a service, so that having the testkit on
 * the test path changes nothing; hand it over with {@code PtyProviders.of(fake)}. That it behaves as the real ones do is what
 * the conformance suite says, which it passes in both presets.
 *
 * <p>Reading guide: {@code FakeKernel} has the one lock and the table of processes; {@code Task} is a process as the kernel
 * sees it, {@link rmux.pty.testkit.fake.FakeProcess} as the program does; {@code FakeTerminal} is a terminal with its buffers,
 * {@code LineDiscipline} what happens to input on its way.
 */
package rmux.pty.testkit.fake;
