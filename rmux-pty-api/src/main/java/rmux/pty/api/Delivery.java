// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

/** In which thread a subscriber is called with a program's output. */
public enum Delivery {

    /** In a thread of this library in which the subscriber may block: what it does holds up nobody else. The default. */
    IN_OWN_THREAD,

    /**
     * For a subscriber that is quick and never blocks: it is called where its output was noticed, as a rule by the one thread
     * that serves all sessions. That saves waking another thread for each piece of output.
     *
     * <p>While such a subscriber runs, no other session is served and no program's exit is noticed. It must not read, write, or
     * wait, and should pass on to another thread whatever takes longer than a few microseconds. It is called by one thread at a
     * time, but not always by the same one: a {@link java.util.concurrent.Flow.Subscription#request request} delivers at once
     * what has arrived, in the thread that requests, and the last signals come from the thread that noticed the end.
     */
    AT_ONCE
}
