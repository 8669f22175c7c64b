// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// ptyhost.exe COLUMNSxROWS COMMAND-LINE...
//
// The smallest host of a pseudo console, so that the other test programs can be tried without any Java: starts the rest of its
// command line on a pseudo console, copies standard input to it and its output to standard output, and ends with its exit code.
// The end of standard input ends nothing.
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

static HANDLE input_end, output_end;

static void check(BOOL succeeded) {
    if (!succeeded) ExitProcess(0xE0000000u | GetLastError());
}

static void copy(HANDLE from, HANDLE to) {
    char buffer[4096];
    DWORD got, written;
    while (ReadFile(from, buffer, sizeof buffer, &got, NULL) && got) {
        for (DWORD at = 0; at < got; at += written) {
            if (!WriteFile(to, buffer + at, got - at, &written, NULL)) return;
        }
    }
}

static DWORD WINAPI copy_input(void *unused) {
    (void)unused;
    copy(GetStdHandle(STD_INPUT_HANDLE), input_end);
    return 0;
}

static DWORD WINAPI copy_output(void *unused) {
    (void)unused;
    copy(output_end, GetStdHandle(STD_OUTPUT_HANDLE));
    return 0;
}

// The two words before the command line: our own name and the size.
static wchar_t *command_line(void) {
    wchar_t *at = GetCommandLineW();
    for (int word = 0; word < 2; word++) {
        for (BOOL quoted = FALSE; *at && (quoted || *at != L' '); at++) {
            if (*at == L'"') quoted = !quoted;
        }
        while (*at == L' ') at++;
    }
    return at;
}

int wmain(int count, wchar_t **arguments) {
    HANDLE console_input, console_output, drained;
    HPCON console;
    PROCESS_INFORMATION process;
    STARTUPINFOEXW startup = {.StartupInfo = {.cb = sizeof startup, .dwFlags = STARTF_USESTDHANDLES}};
    SIZE_T size = 0;
    DWORD code;
    wchar_t *end;

    if (count < 3) return 2;
    COORD cells = {(SHORT)wcstol(arguments[1], &end, 10), 0};
    cells.Y = (SHORT)wcstol(*end ? end + 1 : end, NULL, 10);

    check(CreatePipe(&console_input, &input_end, NULL, 0) && CreatePipe(&output_end, &console_output, NULL, 0));
    HRESULT created = CreatePseudoConsole(cells, console_input, console_output, 0, &console);
    if (FAILED(created)) ExitProcess((UINT)created);
    CloseHandle(console_input);
    CloseHandle(console_output);

    InitializeProcThreadAttributeList(NULL, 1, 0, &size);
    startup.lpAttributeList = malloc(size);
    startup.StartupInfo.hStdInput = startup.StartupInfo.hStdOutput = startup.StartupInfo.hStdError = INVALID_HANDLE_VALUE;
    check(startup.lpAttributeList && InitializeProcThreadAttributeList(startup.lpAttributeList, 1, 0, &size));
    check(UpdateProcThreadAttribute(
        startup.lpAttributeList, 0, PROC_THREAD_ATTRIBUTE_PSEUDOCONSOLE, console, sizeof console, NULL, NULL));
    check(CreateProcessW(NULL, command_line(), NULL, NULL, FALSE, EXTENDED_STARTUPINFO_PRESENT, NULL, NULL, &startup.StartupInfo, &process));

    drained = CreateThread(NULL, 0, copy_output, NULL, 0, NULL);
    check(drained && CreateThread(NULL, 0, copy_input, NULL, 0, NULL));
    check(WaitForSingleObject(process.hProcess, INFINITE) == WAIT_OBJECT_0 && GetExitCodeProcess(process.hProcess, &code));
    // The output ends only after this, and this can wait for the output to be read.
    ClosePseudoConsole(console);
    WaitForSingleObject(drained, INFINITE);
    ExitProcess(code);
}
