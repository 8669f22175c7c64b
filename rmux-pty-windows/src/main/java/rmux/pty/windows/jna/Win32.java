// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.jna;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The functions of Windows that these backends call.
 *
 * <p>A function returns its result or, when it fails, what {@code GetLastError} says, negated: {@code -ERROR_ACCESS_DENIED} is
 * -5; one that only succeeds or fails returns 0 for success. Handles and addresses are {@code long}s; 0 is {@code NULL}. The
 * names are those of the Windows SDK, and so are the parameters, except for those that are the same in every call.
 */
public interface Win32 {

    // Memory. Not counted among the calls that can fail: running out of it is an OutOfMemoryError.

    /** A block of at least {@code size} zeroed bytes. */
    long allocate(int size);

    /** Gives a block back. */
    void free(long address);

    /** A view of a block in native byte order; not to be used after the block was released. */
    ByteBuffer view(long address, int size);

    // What the system says about itself and its errors.

    /** What {@code FormatMessageW} says about an error or an HRESULT; empty when it says nothing. */
    String messageOf(int code);

    /**
     * The version in the resources of a program or library: four numbers of 16 bits, the major one highest; an error if it has
     * none.
     */
    long fileVersion(Path file);

    /** Fills an OSVERSIONINFOW; an NTSTATUS, negative when it fails. */
    int RtlGetVersion(long versionInfo);

    // Handles, events and waits.

    int CloseHandle(long handle);

    /** A handle of this process for the same object with the same access, which children do not inherit. */
    long DuplicateHandle(long handle);

    long CreateEventW(boolean manualReset, boolean initialState);

    int SetEvent(long event);

    int ResetEvent(long event);

    /** 0 when signaled, {@link Constants#WAIT_TIMEOUT}, or an error. */
    int WaitForSingleObject(long handle, int millis);

    /** The index of the signaled handle, {@link Constants#WAIT_TIMEOUT}, or an error. */
    int WaitForMultipleObjects(int count, long handles, boolean all, int millis);

    /** Runs an action once, in a thread of the system, when an object is signaled. A wait handle. */
    long RegisterWaitForSingleObject(long object, Runnable action);

    /** Ends a registered wait; {@code blocking} waits for an action under way, which must not be the caller. */
    int UnregisterWaitEx(long wait, boolean blocking);

    // Security.

    int OpenProcessToken(int access, long token);

    int GetTokenInformation(long token, int informationClass, long information, int size, long needed);

    int ConvertSidToStringSidW(long sid, long text);

    int ConvertStringSecurityDescriptorToSecurityDescriptorW(long text, int revision, long descriptor);

    int LocalFree(long address);

    // Pipes.

    long CreateNamedPipeW(long name, int openMode, int pipeMode, int bufferSize, long securityAttributes);

    long CreateFileW(long name, int access, int share, int disposition, int flags);

    /** 0 when completed already; {@code -ERROR_IO_PENDING} when it is under way. */
    int ReadFile(long handle, long buffer, int count, long overlapped);

    /** 0 when completed already; {@code -ERROR_IO_PENDING} when it is under way. */
    int WriteFile(long handle, long buffer, int count, long overlapped);

    /** Sets the 32-bit number of bytes, even if it fails because the operation was canceled. */
    int GetOverlappedResult(long handle, long overlapped, long transferred, boolean wait);

    int CancelIoEx(long handle, long overlapped);

    // Processes.

    int InitializeProcThreadAttributeList(long list, int count, long size);

    int UpdateProcThreadAttribute(long list, long attribute, long value, long size);

    void DeleteProcThreadAttributeList(long list);

    /** Without inheritance of handles. */
    int CreateProcessW(
            long application,
            long commandLine,
            int flags,
            long environment,
            long directory,
            long startupInfo,
            long processInformation);

    /** The suspend count before, or an error. */
    int ResumeThread(long thread);

    int TerminateProcess(long process, int exitCode);

    int GetExitCodeProcess(long process, long exitCode);

    /** The process id, which is never 0. */
    int GetProcessId(long process);

    /** {@code handler} is always {@code NULL}: whether this process, and what it starts, ignores Ctrl-C. */
    int SetConsoleCtrlHandler(boolean ignore);

    /**
     * Whether this process ignores Ctrl-C: bit 0 of ConsoleFlags in its RTL_USER_PROCESS_PARAMETERS, for which Windows has no
     * documented function.
     *
     * @return 1 or 0, or an error if the flags cannot be read
     */
    int ignoresCtrlC();

    // Threads.

    int GetCurrentThreadId();

    long OpenThread(int access, int threadId);

    /** Ends the synchronous operation that a thread is blocked in; {@code ERROR_NOT_FOUND} if there is none. */
    int CancelSynchronousIo(long thread);

    // Job Objects.

    long CreateJobObjectW();

    int SetInformationJobObject(long job, int informationClass, long information, int size);

    int AssignProcessToJobObject(long job, long process);

    /** Sets the 32-bit {@code result} to whether a process is in a job. */
    int IsProcessInJob(long process, long job, long result);

    int TerminateJobObject(long job, int exitCode);

    /** A new completion port that belongs to no file. */
    long CreateIoCompletionPort();

    /**
     * Waits for the next packet: a 32-bit number, a key, and an address or, of a job, a process id. When the time elapses, the
     * error is {@link Constants#WAIT_TIMEOUT}.
     */
    int GetQueuedCompletionStatus(long port, long number, long key, long overlapped, int millis);

    // Another console than our own, for a helper process.

    int FreeConsole();

    int AttachConsole(int pid);

    int GenerateConsoleCtrlEvent(int event, int processGroup);

    int WriteConsoleInputW(long console, long records, int count, long written);

    // Pseudo consoles.

    /**
     * The pseudo consoles of this system.
     *
     * @throws UnsatisfiedLinkError if it has none
     */
    PseudoConsoleApi pseudoConsoles();

    /**
     * The pseudo consoles of a library.
     *
     * @throws UnsatisfiedLinkError if it cannot be loaded or is another library
     */
    PseudoConsoleApi pseudoConsoles(Path library);
}
