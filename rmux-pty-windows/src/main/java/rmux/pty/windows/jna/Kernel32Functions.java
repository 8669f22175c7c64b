// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.jna;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * The native methods of kernel32 themselves.
 *
 * <p>Direct mapping on 64-bit Windows, where handles and addresses are {@code long}s and a BOOL is an {@code int}: no objects
 * are made. JNA keeps what GetLastError said for {@link Native#getLastError}.
 */
final class Kernel32Functions {

    private Kernel32Functions() {}

    /** Binds the methods. Not in a static initializer, whose failure, even a passing one, the JVM remembers for its life. */
    static void bind() {
        Native.register(Kernel32Functions.class, NativeLibrary.getInstance("kernel32"));
    }

    static native int CloseHandle(long handle);

    static native int DuplicateHandle(
            long sourceProcess, long source, long targetProcess, long target, int access, int inherit, int options);

    static native long CreateEventW(long attributes, int manualReset, int initialState, long name);

    static native int SetEvent(long event);

    static native int ResetEvent(long event);

    static native int WaitForSingleObject(long handle, int millis);

    static native int WaitForMultipleObjects(int count, long handles, int all, int millis);

    static native int RegisterWaitForSingleObject(
            long wait, long object, long callback, long context, int millis, int flags);

    static native int UnregisterWaitEx(long wait, long completionEvent);

    static native long LocalFree(long address);

    static native long CreateNamedPipeW(
            long name, int openMode, int pipeMode, int most, int out, int in, int timeout, long attributes);

    static native long CreateFileW(
            long name, int access, int share, long attributes, int disposition, int flags, long template);

    static native int ReadFile(long handle, long buffer, int count, long read, long overlapped);

    static native int WriteFile(long handle, long buffer, int count, long written, long overlapped);

    static native int GetOverlappedResult(long handle, long overlapped, long transferred, int wait);

    static native int CancelIoEx(long handle, long overlapped);

    static native int InitializeProcThreadAttributeList(long list, int count, int flags, long size);

    static native int UpdateProcThreadAttribute(
            long list, int flags, long attribute, long value, long size, long previous, long returned);

    static native void DeleteProcThreadAttributeList(long list);

    static native int CreateProcessW(
            long application,
            long commandLine,
            long processAttributes,
            long threadAttributes,
            int inherit,
            int flags,
            long environment,
            long directory,
            long startupInfo,
            long processInformation);

    static native int ResumeThread(long thread);

    static native int TerminateProcess(long process, int exitCode);

    static native int GetExitCodeProcess(long process, long exitCode);

    static native int GetProcessId(long process);

    static native int SetConsoleCtrlHandler(long handler, int add);

    static native long CreateJobObjectW(long attributes, long name);

    static native int SetInformationJobObject(long job, int informationClass, long information, int size);

    static native int AssignProcessToJobObject(long job, long process);

    static native int IsProcessInJob(long process, long job, long result);

    static native int TerminateJobObject(long job, int exitCode);

    static native long CreateIoCompletionPort(long file, long port, long key, int threads);

    static native int GetQueuedCompletionStatus(long port, long number, long key, long overlapped, int millis);

    static native int GetCurrentThreadId();

    static native long OpenThread(int access, int inherit, int threadId);

    static native int CancelSynchronousIo(long thread);

    static native int FreeConsole();

    static native int AttachConsole(int pid);

    static native int GenerateConsoleCtrlEvent(int event, int processGroup);

    static native int WriteConsoleInputW(long console, long records, int count, long written);

    static native long GetStdHandle(int stream);

    static native int GetConsoleMode(long console, long mode);

    static native int SetConsoleMode(long console, int mode);

    static native int GetConsoleScreenBufferInfo(long console, long information);

    static native int ReadConsoleW(long console, long buffer, int count, long read, long control);

    static native int GetConsoleOutputCP();

    static native int SetConsoleOutputCP(int codePage);
}
