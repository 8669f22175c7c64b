// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli.spi;

/** A subcommand that another module adds to the command line; found by {@link java.util.ServiceLoader}. */
public interface Subcommand {

    /**
     * The command: an object of a class that carries picocli's {@code @Command} and is a {@code Callable<Integer>}.
     *
     * @return the command, a new one each time
     */
    Object command();
}
