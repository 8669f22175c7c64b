// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

/** A switch of a terminal, by its name in {@code termios(3)}; all that a client of SSH can ask for (RFC 4254, RFC 8160). */
public enum TerminalMode {
    /** Ignore bytes with parity errors. */
    IGNPAR,
    /** Mark bytes with parity errors in the input. */
    PARMRK,
    /** Check the parity of the input. */
    INPCK,
    /** Strip the eighth bit of the input. */
    ISTRIP,
    /** Map newline to carriage return in the input. */
    INLCR,
    /** Ignore carriage return in the input. */
    IGNCR,
    /** Map carriage return to newline in the input. */
    ICRNL,
    /** Map upper case to lower case in the input. */
    IUCLC,
    /** Let {@code ^S} stop the output and {@code ^Q} restart it. */
    IXON,
    /** Let any byte restart the output. */
    IXANY,
    /** Ask the other side to stop when the input is full. */
    IXOFF,
    /** Ring the bell when the input is full. */
    IMAXBEL,
    /** Erase all bytes of a character's UTF-8 form together. */
    IUTF8,
    /** Make signals of {@code ^C}, {@code ^\} and {@code ^Z}. */
    ISIG,
    /** Deliver input by line, with editing. */
    ICANON,
    /** Show upper case with a backslash, together with {@link #ICANON}. */
    XCASE,
    /** Show the input. */
    ECHO,
    /** Show an erased character as erased. */
    ECHOE,
    /** Show an erased line by a newline. */
    ECHOK,
    /** Show a newline even without {@link #ECHO}. */
    ECHONL,
    /** Keep pending input and output when a key makes a signal. */
    NOFLSH,
    /** Stop background jobs that write. */
    TOSTOP,
    /** Enable the extended special characters, as {@code ^V}. */
    IEXTEN,
    /** Show control characters as {@code ^X}. */
    ECHOCTL,
    /** Show an erased line as erased. */
    ECHOKE,
    /** Show pending input again at the next read. */
    PENDIN,
    /** Process the output at all. */
    OPOST,
    /** Map lower case to upper case in the output. */
    OLCUC,
    /** Map newline to carriage return and newline in the output. */
    ONLCR,
    /** Map carriage return to newline in the output. */
    OCRNL,
    /** Write no carriage return in the first column. */
    ONOCR,
    /** Let newline return the carriage. */
    ONLRET,
    /** Use 7 bits; a pseudo-terminal of Linux always has 8. */
    CS7,
    /** Use 8 bits. */
    CS8,
    /** Use parity; a pseudo-terminal of Linux has none. */
    PARENB,
    /** Use odd parity instead of even. */
    PARODD
}
