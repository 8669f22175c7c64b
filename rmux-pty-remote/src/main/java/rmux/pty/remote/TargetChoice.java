// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.remote;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyOption;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.spi.Availability;

/**
 * Where a provider starts programs: always at one target, or at the target that each command names by an option.
 *
 * @param <T> what a target is
 */
public final class TargetChoice<T> {

    /**
     * Reads the target that a command names.
     *
     * @param <T> what a target is
     */
    public interface Reader<T> {

        /**
         * Reads a target.
         *
         * @param command the command, whose other options say more about the target
         * @param target the text by which it names the target
         * @return the target
         * @throws IllegalArgumentException if that is not a target
         */
        T read(PtyCommand command, String target);
    }

    private final @Nullable T fixed;
    private final PtyOption<String> option;
    private final Set<PtyOption<?>> options;
    private final String missing;
    private final String remedy;

    private TargetChoice(
            @Nullable T fixed, PtyOption<String> option, Set<PtyOption<?>> options, String missing, String remedy) {
        this.fixed = fixed;
        this.option = option;
        this.options = options;
        this.missing = missing;
        this.remedy = remedy;
    }

    /**
     * Returns a choice of the target that each command names by an option.
     *
     * @param <T> what a target is
     * @param option the option that names it
     * @param options all options that say where to start a program, that one included
     * @param missing what a command without the option lacks, such as "the command names no container to run in"
     * @param remedy what to do about it
     * @return the choice
     */
    public static <T> TargetChoice<T> named(
            PtyOption<String> option, Set<PtyOption<?>> options, String missing, String remedy) {
        return new TargetChoice<>(null, option, options, missing, remedy);
    }

    /**
     * Returns a choice of one target, whatever the command.
     *
     * @param target the target
     * @return the choice
     */
    public TargetChoice<T> at(T target) {
        return new TargetChoice<>(target, option, options, missing, remedy);
    }

    /**
     * Returns the one target.
     *
     * @return the target; empty if each command names its own
     */
    public Optional<T> fixed() {
        return Optional.ofNullable(fixed);
    }

    /**
     * Returns whether a command without options can be started.
     *
     * @return what the provider's {@code probe} answers
     */
    public Availability availability() {
        return fixed == null ? Availability.unavailable(missing, remedy) : Availability.available();
    }

    /**
     * Returns whether a command can be started.
     *
     * @param command the command
     * @return available if it names a target, or need not
     */
    public Availability availabilityFor(PtyCommand command) {
        return command.option(option).isPresent() && fixed == null ? Availability.available() : availability();
    }

    /**
     * Returns the options that commands may have.
     *
     * @return the options; none if there is one target
     */
    public Set<PtyOption<?>> options() {
        return fixed == null ? options : Set.of();
    }

    /**
     * Returns the target of a command.
     *
     * @param command the command
     * @param operation what the failure names as having failed, such as "connect"
     * @param reader reads the target that the command names
     * @return the target
     * @throws PtySpawnException if the command names something else
     */
    public T of(PtyCommand command, String operation, Reader<T> reader) throws PtySpawnException {
        T target = fixed;
        if (target != null) {
            return target;
        }
        try {
            return reader.read(command, command.option(option).orElseThrow());
        } catch (IllegalArgumentException e) {
            PtySpawnException failure = new PtySpawnException(Stage.CONNECT, operation, String.valueOf(e.getMessage()));
            failure.initCause(e);
            throw failure;
        }
    }
}
