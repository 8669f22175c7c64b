// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.jna;

/** Numbers and layouts of the Windows SDK, by their names there; those of structures are for 64-bit Windows. */
public final class Constants {

    public static final long INVALID_HANDLE_VALUE = -1;
    public static final int INFINITE = -1;
    public static final int WAIT_TIMEOUT = 258;

    // fileapi.h, winbase.h, namedpipeapi.h
    public static final int GENERIC_READ = 0x8000_0000;
    public static final int GENERIC_WRITE = 0x4000_0000;
    public static final int FILE_SHARE_READ_WRITE = 0x3;
    public static final int OPEN_EXISTING = 3;
    public static final int FILE_FLAG_OVERLAPPED = 0x4000_0000;
    public static final int FILE_FLAG_FIRST_PIPE_INSTANCE = 0x0008_0000;
    public static final int PIPE_ACCESS_INBOUND = 0x1;
    public static final int PIPE_ACCESS_OUTBOUND = 0x2;
    /** PIPE_TYPE_BYTE and PIPE_WAIT are 0. */
    public static final int PIPE_REJECT_REMOTE_CLIENTS = 0x8;

    /** OVERLAPPED: the event at 24. */
    public static final int OVERLAPPED_SIZE = 32;

    public static final int OVERLAPPED_EVENT = 24;

    /** SECURITY_ATTRIBUTES: its own size, the descriptor at 8, whether children inherit at 16. */
    public static final int SECURITY_ATTRIBUTES_SIZE = 24;

    public static final int SECURITY_ATTRIBUTES_DESCRIPTOR = 8;
    public static final int TOKEN_QUERY = 0x8;
    public static final int TOKEN_USER = 1;
    public static final int SDDL_REVISION_1 = 1;

    // processthreadsapi.h, winbase.h
    public static final int THREAD_TERMINATE = 0x1;
    public static final int CREATE_SUSPENDED = 0x4;
    public static final int CREATE_UNICODE_ENVIRONMENT = 0x400;
    public static final int EXTENDED_STARTUPINFO_PRESENT = 0x0008_0000;
    public static final int CREATE_BREAKAWAY_FROM_JOB = 0x0100_0000;
    public static final int STARTF_USESTDHANDLES = 0x100;
    public static final long PROC_THREAD_ATTRIBUTE_PSEUDOCONSOLE = 0x0002_0016;

    /** STARTUPINFOEXW: its own size, the flags at 60, three handles from 80, the attribute list at 104. */
    public static final int STARTUPINFOEX_SIZE = 112;

    public static final int STARTUPINFO_FLAGS = 60;
    public static final int STARTUPINFO_INPUT = 80;
    public static final int STARTUPINFO_OUTPUT = 88;
    public static final int STARTUPINFO_ERROR = 96;
    public static final int STARTUPINFOEX_ATTRIBUTE_LIST = 104;

    /** PROCESS_INFORMATION: process, thread at 8, process id at 16. */
    public static final int PROCESS_INFORMATION_SIZE = 24;

    public static final int PROCESS_INFORMATION_THREAD = 8;
    public static final int PROCESS_INFORMATION_PID = 16;

    // jobapi2.h, winnt.h
    public static final int JOB_OBJECT_ASSOCIATE_COMPLETION_PORT_INFORMATION = 7;
    public static final int JOB_OBJECT_EXTENDED_LIMIT_INFORMATION = 9;
    public static final int JOB_OBJECT_LIMIT_BREAKAWAY_OK = 0x800;
    public static final int JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE = 0x2000;
    public static final int JOB_OBJECT_MSG_ACTIVE_PROCESS_ZERO = 4;
    public static final int JOB_OBJECT_MSG_NEW_PROCESS = 6;
    public static final int JOB_OBJECT_MSG_EXIT_PROCESS = 7;
    public static final int JOB_OBJECT_MSG_ABNORMAL_EXIT_PROCESS = 8;

    /** JOBOBJECT_EXTENDED_LIMIT_INFORMATION: the limit flags at 16. */
    public static final int EXTENDED_LIMIT_INFORMATION_SIZE = 144;

    public static final int EXTENDED_LIMIT_INFORMATION_FLAGS = 16;

    /** JOBOBJECT_ASSOCIATE_COMPLETION_PORT: the key, the port at 8. */
    public static final int ASSOCIATE_COMPLETION_PORT_SIZE = 16;

    // wincontypes.h
    public static final int CTRL_C_EVENT = 0;
    public static final int KEY_EVENT = 0x1;
    public static final int MOUSE_EVENT = 0x2;
    public static final int INPUT_RECORD_SIZE = 20;
    public static final int PSEUDOCONSOLE_INHERIT_CURSOR = 0x1;
    public static final int PSEUDOCONSOLE_RESIZE_QUIRK = 0x2;
    public static final int PSEUDOCONSOLE_WIN32_INPUT_MODE = 0x4;
    public static final int PSEUDOCONSOLE_PASSTHROUGH_MODE = 0x8;

    // winbase.h, consoleapi.h, winnls.h
    public static final int STD_INPUT_HANDLE = -10;
    public static final int STD_OUTPUT_HANDLE = -11;
    public static final int ENABLE_PROCESSED_INPUT = 0x1;
    public static final int ENABLE_LINE_INPUT = 0x2;
    public static final int ENABLE_ECHO_INPUT = 0x4;
    public static final int ENABLE_VIRTUAL_TERMINAL_INPUT = 0x200;
    public static final int ENABLE_PROCESSED_OUTPUT = 0x1;
    public static final int ENABLE_VIRTUAL_TERMINAL_PROCESSING = 0x4;
    public static final int DISABLE_NEWLINE_AUTO_RETURN = 0x8;
    public static final int CP_UTF8 = 65001;

    /** CONSOLE_SCREEN_BUFFER_INFO: the window's left, top, right and bottom, inclusive, 16 bits each from 10. */
    public static final int SCREEN_BUFFER_INFO_SIZE = 24;

    public static final int SCREEN_BUFFER_INFO_WINDOW = 10;

    /** OSVERSIONINFOW: its own size, major at 4, minor at 8, build at 12. */
    public static final int OSVERSIONINFO_SIZE = 276;

    public static final int OSVERSIONINFO_BUILD = 12;

    private Constants() {}
}
