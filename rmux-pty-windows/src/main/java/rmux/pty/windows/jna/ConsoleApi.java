// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.jna;

/** The functions of Windows for the console of this process; results are as in {@link Win32}. */
public interface ConsoleApi {

    /** The handle of a standard stream, which stays the system's; 0 if there is none. */
    long GetStdHandle(int stream);

    /** Sets the 32-bit {@code mode}. */
    int GetConsoleMode(long console, long mode);

    int SetConsoleMode(long console, int mode);

    int GetConsoleScreenBufferInfo(long console, long information);

    /** Sets the 32-bit number of UTF-16 units, at least 1 unless {@code count} is 0; blocks until there is input. */
    int ReadConsoleW(long console, long buffer, int count, long read);

    /** The code page that output is encoded in, never 0. */
    int GetConsoleOutputCP();

    int SetConsoleOutputCP(int codePage);
}
