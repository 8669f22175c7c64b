// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.jna;

import com.sun.jna.Function;
import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Kernel32Util;
import com.sun.jna.platform.win32.VerRsrc;
import com.sun.jna.platform.win32.VersionUtil;
import com.sun.jna.platform.win32.Win32Exception;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** Windows, bound directly; loaded by {@link NativeAccess} alone. */
final class DirectWin32 implements Win32 {

    private static final long CURRENT_PROCESS = -1;
    private static final int DUPLICATE_SAME_ACCESS = 2;
    private static final int WAIT_FAILED = -1;
    private static final int BOOL_FALSE = 0;
    private static final Object[] NO_ARGUMENTS = {};

    /** Of 64-bit Windows (winternl.h, and ConsoleFlags behind ConsoleHandle), the same in every version so far. */
    private static final int PEB_PROCESS_PARAMETERS = 0x20;

    private static final int PROCESS_PARAMETERS_CONSOLE_FLAGS = 0x18;
    private static final int CONSOLE_IGNORE_CTRL_C = 0x1;

    private final WaitCallbacks waitCallbacks = new WaitCallbacks();
    private final NativeLibrary advapi32 = NativeLibrary.getInstance("advapi32");
    private final Function rtlGetCurrentPeb = NativeLibrary.getInstance("ntdll").getFunction("RtlGetCurrentPeb");
    private final Function rtlGetVersion = NativeLibrary.getInstance("ntdll").getFunction("RtlGetVersion");

    DirectWin32() {
        Kernel32Functions.bind();
    }

    static int error() {
        return Win32Error.failure(Native.getLastError());
    }

    static int orError(int succeeded) {
        return succeeded == BOOL_FALSE ? error() : 0;
    }

    static long handleOrError(long handle) {
        return handle == 0 || handle == Constants.INVALID_HANDLE_VALUE ? error() : handle;
    }

    private static int bool(boolean value) {
        return value ? 1 : BOOL_FALSE;
    }

    @Override
    public long allocate(int size) {
        long address = Native.malloc(size);
        if (address == 0) {
            throw new OutOfMemoryError("malloc of " + size + " bytes");
        }
        new Pointer(address).clear(size);
        return address;
    }

    @Override
    public void free(long address) {
        Native.free(address);
    }

    @Override
    public ByteBuffer view(long address, int size) {
        return new Pointer(address).getByteBuffer(0, size).order(ByteOrder.nativeOrder());
    }

    @Override
    public String messageOf(int code) {
        try {
            return Kernel32Util.formatMessage(code).strip();
        } catch (LastErrorException noText) {
            return "";
        }
    }

    @Override
    public long fileVersion(Path file) {
        try {
            VerRsrc.VS_FIXEDFILEINFO info = VersionUtil.getFileVersionInfo(file.toString());
            return info.dwFileVersionMS.longValue() << Integer.SIZE | info.dwFileVersionLS.longValue();
        } catch (Win32Exception e) {
            return Win32Error.failure(e.getErrorCode());
        } catch (UnsupportedOperationException e) {
            return -Win32Error.ERROR_NOT_FOUND;
        }
    }

    @Override
    public int RtlGetVersion(long versionInfo) {
        return rtlGetVersion.invokeInt(new Object[] {versionInfo});
    }

    @Override
    public int CloseHandle(long handle) {
        return orError(Kernel32Functions.CloseHandle(handle));
    }

    @Override
    public long DuplicateHandle(long handle) {
        try (NativeBlock target = new NativeBlock(this, Long.BYTES)) {
            int result = orError(Kernel32Functions.DuplicateHandle(
                    CURRENT_PROCESS, handle, CURRENT_PROCESS, target.address(), 0, 0, DUPLICATE_SAME_ACCESS));
            return result < 0 ? result : target.bytes().getLong(0);
        }
    }

    @Override
    public long CreateEventW(boolean manualReset, boolean initialState) {
        return handleOrError(Kernel32Functions.CreateEventW(0, bool(manualReset), bool(initialState), 0));
    }

    @Override
    public int SetEvent(long event) {
        return orError(Kernel32Functions.SetEvent(event));
    }

    @Override
    public int ResetEvent(long event) {
        return orError(Kernel32Functions.ResetEvent(event));
    }

    @Override
    public int WaitForSingleObject(long handle, int millis) {
        int result = Kernel32Functions.WaitForSingleObject(handle, millis);
        return result == WAIT_FAILED ? error() : result;
    }

    @Override
    public int WaitForMultipleObjects(int count, long handles, boolean all, int millis) {
        int result = Kernel32Functions.WaitForMultipleObjects(count, handles, bool(all), millis);
        return result == WAIT_FAILED ? error() : result;
    }

    @Override
    public long RegisterWaitForSingleObject(long object, Runnable action) {
        return waitCallbacks.register(this, object, action, DirectWin32::error);
    }

    @Override
    public int UnregisterWaitEx(long wait, boolean blocking) {
        return waitCallbacks.unregister(wait, blocking, DirectWin32::error);
    }

    @Override
    public int OpenProcessToken(int access, long token) {
        return orError(
                advapi32.getFunction("OpenProcessToken").invokeInt(new Object[] {CURRENT_PROCESS, access, token}));
    }

    @Override
    public int GetTokenInformation(long token, int informationClass, long information, int size, long needed) {
        return orError(advapi32.getFunction("GetTokenInformation")
                .invokeInt(new Object[] {token, informationClass, information, size, needed}));
    }

    @Override
    public int ConvertSidToStringSidW(long sid, long text) {
        return orError(advapi32.getFunction("ConvertSidToStringSidW").invokeInt(new Object[] {sid, text}));
    }

    @Override
    public int ConvertStringSecurityDescriptorToSecurityDescriptorW(long text, int revision, long descriptor) {
        return orError(advapi32.getFunction("ConvertStringSecurityDescriptorToSecurityDescriptorW")
                .invokeInt(new Object[] {text, revision, descriptor, 0L}));
    }

    @Override
    public int LocalFree(long address) {
        return Kernel32Functions.LocalFree(address) == 0 ? 0 : error();
    }

    @Override
    public long CreateNamedPipeW(long name, int openMode, int pipeMode, int bufferSize, long securityAttributes) {
        return handleOrError(Kernel32Functions.CreateNamedPipeW(
                name, openMode, pipeMode, 1, bufferSize, bufferSize, 0, securityAttributes));
    }

    @Override
    public long CreateFileW(long name, int access, int share, int disposition, int flags) {
        return handleOrError(Kernel32Functions.CreateFileW(name, access, share, 0, disposition, flags, 0));
    }

    @Override
    public int ReadFile(long handle, long buffer, int count, long overlapped) {
        return orError(Kernel32Functions.ReadFile(handle, buffer, count, 0, overlapped));
    }

    @Override
    public int WriteFile(long handle, long buffer, int count, long overlapped) {
        return orError(Kernel32Functions.WriteFile(handle, buffer, count, 0, overlapped));
    }

    @Override
    public int GetOverlappedResult(long handle, long overlapped, long transferred, boolean wait) {
        return orError(Kernel32Functions.GetOverlappedResult(handle, overlapped, transferred, bool(wait)));
    }

    @Override
    public int CancelIoEx(long handle, long overlapped) {
        return orError(Kernel32Functions.CancelIoEx(handle, overlapped));
    }

    @Override
    public int InitializeProcThreadAttributeList(long list, int count, long size) {
        return orError(Kernel32Functions.InitializeProcThreadAttributeList(list, count, 0, size));
    }

    @Override
    public int UpdateProcThreadAttribute(long list, long attribute, long value, long size) {
        return orError(Kernel32Functions.UpdateProcThreadAttribute(list, 0, attribute, value, size, 0, 0));
    }

    @Override
    public void DeleteProcThreadAttributeList(long list) {
        Kernel32Functions.DeleteProcThreadAttributeList(list);
    }

    @Override
    public int CreateProcessW(
            long application,
            long commandLine,
            int flags,
            long environment,
            long directory,
            long startupInfo,
            long processInformation) {
        return orError(Kernel32Functions.CreateProcessW(
                application,
                commandLine,
                0,
                0,
                BOOL_FALSE,
                flags,
                environment,
                directory,
                startupInfo,
                processInformation));
    }

    @Override
    public int ResumeThread(long thread) {
        int previous = Kernel32Functions.ResumeThread(thread);
        return previous == -1 ? error() : previous;
    }

    @Override
    public int TerminateProcess(long process, int exitCode) {
        return orError(Kernel32Functions.TerminateProcess(process, exitCode));
    }

    @Override
    public int GetExitCodeProcess(long process, long exitCode) {
        return orError(Kernel32Functions.GetExitCodeProcess(process, exitCode));
    }

    @Override
    public int GetProcessId(long process) {
        int pid = Kernel32Functions.GetProcessId(process);
        return pid == 0 ? error() : pid;
    }

    @Override
    public int SetConsoleCtrlHandler(boolean ignore) {
        return orError(Kernel32Functions.SetConsoleCtrlHandler(0, bool(ignore)));
    }

    @Override
    public int ignoresCtrlC() {
        long parameters = new Pointer(rtlGetCurrentPeb.invokeLong(NO_ARGUMENTS)).getLong(PEB_PROCESS_PARAMETERS);
        return parameters == 0
                ? -Win32Error.ERROR_NOT_FOUND
                : new Pointer(parameters).getInt(PROCESS_PARAMETERS_CONSOLE_FLAGS) & CONSOLE_IGNORE_CTRL_C;
    }

    @Override
    public int GetCurrentThreadId() {
        return Kernel32Functions.GetCurrentThreadId();
    }

    @Override
    public long OpenThread(int access, int threadId) {
        return handleOrError(Kernel32Functions.OpenThread(access, BOOL_FALSE, threadId));
    }

    @Override
    public int CancelSynchronousIo(long thread) {
        return orError(Kernel32Functions.CancelSynchronousIo(thread));
    }

    @Override
    public long CreateJobObjectW() {
        return handleOrError(Kernel32Functions.CreateJobObjectW(0, 0));
    }

    @Override
    public int SetInformationJobObject(long job, int informationClass, long information, int size) {
        return orError(Kernel32Functions.SetInformationJobObject(job, informationClass, information, size));
    }

    @Override
    public int AssignProcessToJobObject(long job, long process) {
        return orError(Kernel32Functions.AssignProcessToJobObject(job, process));
    }

    @Override
    public int IsProcessInJob(long process, long job, long result) {
        return orError(Kernel32Functions.IsProcessInJob(process, job, result));
    }

    @Override
    public int TerminateJobObject(long job, int exitCode) {
        return orError(Kernel32Functions.TerminateJobObject(job, exitCode));
    }

    @Override
    public long CreateIoCompletionPort() {
        return handleOrError(Kernel32Functions.CreateIoCompletionPort(Constants.INVALID_HANDLE_VALUE, 0, 0, 1));
    }

    @Override
    public int GetQueuedCompletionStatus(long port, long number, long key, long overlapped, int millis) {
        return orError(Kernel32Functions.GetQueuedCompletionStatus(port, number, key, overlapped, millis));
    }

    @Override
    public int FreeConsole() {
        return orError(Kernel32Functions.FreeConsole());
    }

    @Override
    public int AttachConsole(int pid) {
        return orError(Kernel32Functions.AttachConsole(pid));
    }

    @Override
    public int GenerateConsoleCtrlEvent(int event, int processGroup) {
        return orError(Kernel32Functions.GenerateConsoleCtrlEvent(event, processGroup));
    }

    @Override
    public int WriteConsoleInputW(long console, long records, int count, long written) {
        return orError(Kernel32Functions.WriteConsoleInputW(console, records, count, written));
    }

    @Override
    public PseudoConsoleApi pseudoConsoles() {
        return new LibraryPseudoConsoles(NativeLibrary.getInstance("kernel32"), "");
    }

    @Override
    public PseudoConsoleApi pseudoConsoles(Path library) {
        if (!library.isAbsolute()) {
            throw new UnsatisfiedLinkError(library + " is not an absolute path; libraries are never searched for");
        }
        return new LibraryPseudoConsoles(NativeLibrary.getInstance(library.toString()), "Conpty");
    }
}
