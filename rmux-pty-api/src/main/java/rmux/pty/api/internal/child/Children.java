// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.child;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** The programs of a terminal: the only one of a session, or those that were started on a pair so far. */
public final class Children {

    private final List<ChildWatch> children = new CopyOnWriteArrayList<>();
    private final boolean mayStartMore;
    private final boolean keepOutputOpen;
    private final Duration hangupGrace;

    public Children(boolean mayStartMore, boolean keepOutputOpen, Duration hangupGrace) {
        this.mayStartMore = mayStartMore;
        this.keepOutputOpen = keepOutputOpen;
        this.hangupGrace = hangupGrace;
    }

    public void add(ChildWatch child) {
        children.add(child);
    }

    public List<ChildWatch> all() {
        return children;
    }

    /** Whether the terminal can be given to another program when this one has exited. */
    public boolean mayStartMore() {
        return mayStartMore;
    }

    public boolean areAllGone() {
        // Asked with each write: neither stream nor iterator. Children are only ever added.
        for (int i = 0; i < children.size(); i++) {
            if (!children.get(i).isGone()) {
                return false;
            }
        }
        return true;
    }

    /** Whether nobody will ever read what is written to the terminal. */
    public boolean haveStoppedReading() {
        return !mayStartMore && !keepOutputOpen && areAllGone();
    }

    public Duration hangupGrace() {
        return hangupGrace;
    }

    /** How the programs ended, for messages. */
    public String endings() {
        return children.stream()
                .map(child -> child.status().map(Object::toString).orElse("exit status unknown"))
                .collect(Collectors.joining(", "));
    }
}
