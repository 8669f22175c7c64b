// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.child;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import rmux.pty.api.Closing;
import rmux.pty.api.PtyCommand;

/** The programs of a terminal: the only one of a session, or those that were started on an open terminal so far. */
public final class Children {

    /**
     * A program: its exit, what belongs to it, and how closing treats it.
     *
     * @param hangupGrace how long closing waits after the hang-up
     * @param closing what closing ends
     */
    public record Child(ChildWatch watch, ChildTree tree, Duration hangupGrace, Closing closing) {

        /** A program that was started by a command. */
        public static Child of(ChildWatch watch, ChildTree tree, PtyCommand command) {
            return new Child(watch, tree, command.hangupGrace(), command.closing());
        }
    }

    private final List<Child> children = new CopyOnWriteArrayList<>();
    private final boolean mayStartMore;
    private final boolean keepOutputOpen;

    public Children(boolean mayStartMore, boolean keepOutputOpen) {
        this.mayStartMore = mayStartMore;
        this.keepOutputOpen = keepOutputOpen;
    }

    public void add(Child child) {
        children.add(child);
    }

    public List<Child> all() {
        return children;
    }

    /** Whether the terminal can be given to another program when this one has exited. */
    public boolean mayStartMore() {
        return mayStartMore;
    }

    public boolean areAllGone() {
        // Checked with each write: neither stream nor iterator. Children are only ever added.
        for (int i = 0; i < children.size(); i++) {
            if (!children.get(i).watch().isGone()) {
                return false;
            }
        }
        return true;
    }

    /** Whether nobody will ever read what is written to the terminal. */
    public boolean haveStoppedReading() {
        return !mayStartMore && !keepOutputOpen && areAllGone();
    }

    /** How the programs ended, for messages. */
    public String endings() {
        return children.stream()
                .map(child -> child.watch().status().map(Object::toString).orElse("exit status unknown"))
                .collect(Collectors.joining(", "));
    }
}
