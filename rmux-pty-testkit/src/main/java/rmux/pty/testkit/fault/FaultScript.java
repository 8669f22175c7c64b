// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fault;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** Decides, for each call of a session, whether and how it goes wrong. */
@FunctionalInterface
public interface FaultScript {

    /** How a call goes wrong. */
    sealed interface Fault {}

    /**
     * It happens later.
     *
     * @param time how much later
     */
    record Late(Duration time) implements Fault {}

    /** A read or write with a buffer transfers one byte at most; other calls are as they are. */
    record Partial() implements Fault {}

    /**
     * It does not happen, and throws.
     *
     * @param message the message of the {@link rmux.pty.api.PtyException}
     */
    record Failing(String message) implements Fault {}

    /** The calling thread is interrupted before it. */
    record Interrupted() implements Fault {}

    /**
     * What happens to a call.
     *
     * @param number the call's number, from 1, counted over all sessions of the provider
     * @param call its name, such as {@code PtyMaster.read}
     * @return how it goes wrong, if at all
     */
    Optional<Fault> next(long number, String call);

    /**
     * Faults at random, the same for the same seed and order of calls; the seed is logged, so that a run can be repeated.
     *
     * @param seed the seed
     * @param probability how many of the calls go wrong, 0 to 1
     * @return the script
     */
    static FaultScript random(long seed, double probability) {
        System.getLogger("rmux.pty.testkit")
                .log(
                        System.Logger.Level.INFO,
                        "faults with FaultScript.random({0}L, {1})",
                        Long.toString(seed),
                        probability);
        Random random = new Random(seed);
        return (number, call) -> {
            synchronized (random) {
                if (random.nextDouble() >= probability) {
                    return Optional.empty();
                }
                return Optional.of(
                        switch (random.nextInt(4)) {
                            case 0 -> new Late(Duration.ofMillis(1 + random.nextInt(20)));
                            case 1 -> new Partial();
                            case 2 ->
                                new Failing("fault injected into call " + number + ", " + call + ", seed " + seed);
                            default -> new Interrupted();
                        });
            }
        };
    }
}
