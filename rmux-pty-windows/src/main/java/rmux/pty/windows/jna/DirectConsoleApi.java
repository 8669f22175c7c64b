// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.jna;

/** The console of this process, bound directly; loaded only by {@link NativeAccess}. */
final class DirectConsoleApi implements ConsoleApi {

    @Override
    public long GetStdHandle(int stream) {
        return DirectWin32.handleOrError(Kernel32Functions.GetStdHandle(stream));
    }

    @Override
    public int GetConsoleMode(long console, long mode) {
        return DirectWin32.orError(Kernel32Functions.GetConsoleMode(console, mode));
    }

    @Override
    public int SetConsoleMode(long console, int mode) {
        return DirectWin32.orError(Kernel32Functions.SetConsoleMode(console, mode));
    }

    @Override
    public int GetConsoleScreenBufferInfo(long console, long information) {
        return DirectWin32.orError(Kernel32Functions.GetConsoleScreenBufferInfo(console, information));
    }

    @Override
    public int ReadConsoleW(long console, long buffer, int count, long read) {
        return DirectWin32.orError(Kernel32Functions.ReadConsoleW(console, buffer, count, read, 0));
    }

    @Override
    public int GetConsoleOutputCP() {
        int codePage = Kernel32Functions.GetConsoleOutputCP();
        return codePage == 0 ? DirectWin32.error() : codePage;
    }

    @Override
    public int SetConsoleOutputCP(int codePage) {
        return DirectWin32.orError(Kernel32Functions.SetConsoleOutputCP(codePage));
    }
}
