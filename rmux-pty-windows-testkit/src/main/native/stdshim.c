// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// stdshim.exe COMMAND-LINE...
//
// Wine 8 leaves the three standard handles of a program on a pseudo console empty, while CONIN$ and CONOUT$ work. This opens
// those two, starts the rest of its own command line, verbatim, with them as standard handles, and passes on the 32-bit exit code.
#include <stdlib.h>
#include <windows.h>

// Events are the program's business: a handler of ours, unlike SetConsoleCtrlHandler(NULL, TRUE), is not inherited by it.
static BOOL WINAPI leave_to_program(DWORD event) {
    (void)event;
    return TRUE;
}

// The program name ends at the first blank outside quotes; backslashes mean nothing in it.
static wchar_t *tail_of(wchar_t *line) {
    BOOL quoted = FALSE;
    for (; *line && (quoted || (*line != L' ' && *line != L'\t')); line++) {
        if (*line == L'"') quoted = !quoted;
    }
    while (*line == L' ' || *line == L'\t') line++;
    return line;
}

static HANDLE console(const wchar_t *name) {
    SECURITY_ATTRIBUTES inheritable = {sizeof inheritable, NULL, TRUE};
    HANDLE handle = CreateFileW(name, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, &inheritable, OPEN_EXISTING, 0, NULL);
    if (handle == INVALID_HANDLE_VALUE) ExitProcess(0xE0000000u | GetLastError());
    return handle;
}

int wmain(void) {
    STARTUPINFOW startup = {.cb = sizeof startup, .dwFlags = STARTF_USESTDHANDLES};
    PROCESS_INFORMATION process;
    DWORD code;

    startup.hStdInput = console(L"CONIN$");
    startup.hStdOutput = console(L"CONOUT$");
    startup.hStdError = startup.hStdOutput;
    SetConsoleCtrlHandler(leave_to_program, TRUE);
    if (!CreateProcessW(NULL, tail_of(GetCommandLineW()), NULL, NULL, TRUE, 0, NULL, NULL, &startup, &process) ||
        WaitForSingleObject(process.hProcess, INFINITE) != WAIT_OBJECT_0 || !GetExitCodeProcess(process.hProcess, &code)) {
        ExitProcess(0xE0000000u | GetLastError());
    }
    ExitProcess(code);
}
