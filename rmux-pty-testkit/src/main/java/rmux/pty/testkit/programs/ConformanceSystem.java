// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.programs;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What the conformance tests need to know of the system that the programs run on, and have done to it from outside. */
public interface ConformanceSystem {

    /**
     * Whether a process runs (one that has ended and awaits collection does not).
     *
     * @param pid its number
     * @return whether it does
     */
    boolean isRunning(long pid);

    /**
     * Starts a program that has nothing to do with the provider, and leads a session of its own, with the process number of a
     * program that has ended.
     *
     * @param pid the number
     * @return the running program
     * @throws IOException if it cannot be started
     */
    default Bystander bystander(long pid) throws IOException {
        throw new ProgramNotAvailableException("process numbers cannot be chosen");
    }

    /**
     * Traces a program, as a debugger does, until some time after it has ended: only then can its parent collect it.
     *
     * @param pid the program's number
     * @param held how long the tracer keeps the program's exit for itself, at least
     * @return the tracer, which has attached, and ends by itself
     * @throws IOException if it cannot be started
     */
    default Bystander tracer(long pid, Duration held) throws IOException {
        throw new ProgramNotAvailableException("no program that traces another one");
    }

    /**
     * Users other than that of this JVM, to run programs as.
     *
     * @return at least one
     * @throws IOException if the system cannot be asked for them
     */
    default List<OtherUser> otherUsers() throws IOException {
        throw new ProgramNotAvailableException("no other user to run programs as");
    }

    /**
     * Has something else in this JVM collect a program's exit, before the provider if it is faster.
     *
     * @param pid the program's number
     */
    default void collectElsewhere(long pid) {
        throw new ProgramNotAvailableException("nothing else in this JVM collects exits");
    }

    /**
     * Ends a process that a test has left running on purpose; does nothing if there is none.
     *
     * @param pid its number
     */
    default void end(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    /**
     * Whether the programs are processes of this system, known to {@link ProcessHandle}.
     *
     * @return whether they are
     */
    boolean areProcesses();

    /**
     * Counts what can leak: descriptors or handles, children, threads of the backend, terminals.
     *
     * @return the counts
     */
    Resources resources();

    /**
     * Makes descriptors scarce.
     *
     * @return the means to do so
     */
    DescriptorLimit scarcity();

    /**
     * Starts a JVM in a hostile manner.
     *
     * @param hostility what is wrong with its surroundings
     * @param command the JVM and its arguments
     * @return the command that does so
     */
    List<String> launch(Hostility hostility, List<String> command);

    /**
     * The soft limit of open files that a JVM starts with by {@link Hostility#LOW_FILE_LIMIT}.
     *
     * @return the limit
     */
    default long lowFileLimit() {
        return 256;
    }

    /** What is wrong with the surroundings of a JVM. */
    enum Hostility {
        /** Nothing. */
        NONE,
        /** Hang-ups, interrupts, quits, broken pipes and child exits are ignored from its start. */
        IGNORED_SIGNALS,
        /** It may have only a few hundred descriptors. */
        FEW_DESCRIPTORS,
        /** It starts with a soft limit of {@link ConformancePrograms#lowFileLimit} open files, which it may raise. */
        LOW_FILE_LIMIT,
        /** Its encoding has ASCII only, and an entry of PATH has another byte. */
        UNDECODABLE_PATH,
        /** It is the first process of a container: whoever has lost its parent becomes its child. */
        PROCESS_ONE
    }
}
