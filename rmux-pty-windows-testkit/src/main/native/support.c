// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "probe.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

static HANDLE output;

static HANDLE destination(void) {
    if (!output) output = GetStdHandle(STD_OUTPUT_HANDLE);
    return output;
}

void output_to(const wchar_t *file) {
    output = CreateFileW(file, GENERIC_WRITE, FILE_SHARE_READ, NULL, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
    if (output == INVALID_HANDLE_VALUE) ExitProcess(3);
}

// Without a working output there is nothing left to report to: that is exit code 3 as well.
void print_bytes(const void *bytes, size_t count) {
    const char *at = bytes;
    while (count > 0) {
        DWORD written = 0;
        if (!WriteFile(destination(), at, count > 65536 ? 65536 : (DWORD)count, &written, NULL)) ExitProcess(3);
        at += written;
        count -= written;
    }
}

void print_text(const wchar_t *text, size_t length) {
    DWORD mode, written;
    if (GetConsoleMode(destination(), &mode)) {
        if (length && !WriteConsoleW(destination(), text, (DWORD)length, &written, NULL)) ExitProcess(3);
        return;
    }
    int size = length ? WideCharToMultiByte(CP_UTF8, 0, text, (int)length, NULL, 0, NULL, NULL) : 0;
    char *bytes = malloc((size_t)size + 1);
    if (!bytes) ExitProcess(3);
    WideCharToMultiByte(CP_UTF8, 0, text, (int)length, bytes, size, NULL, NULL);
    print_bytes(bytes, (size_t)size);
    free(bytes);
}

void print(const wchar_t *format, ...) {
    static wchar_t text[40000];
    va_list arguments;
    va_start(arguments, format);
    int length = vswprintf(text, sizeof text / sizeof *text, format, arguments);
    va_end(arguments);
    if (length < 0) ExitProcess(3);
    print_text(text, (size_t)length);
}

void print_units(const wchar_t *units, size_t count) {
    wchar_t *text = malloc((4 * count + 2) * sizeof *text);
    if (!text) ExitProcess(3);
    for (size_t i = 0; i < count; i++) swprintf(text + 4 * i, 5, L"%04X", (unsigned)units[i]);
    text[4 * count] = L'\n';
    print_text(text, 4 * count + 1);
    free(text);
}

void fail(const wchar_t *operation) {
    print(L"error %ls %lu\n", operation, GetLastError());
    ExitProcess(3);
}

BOOL read_line(wchar_t *line, DWORD capacity) {
    HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
    DWORD mode, count = 0, length = 0;
    if (GetConsoleMode(input, &mode)) {
        if (!ReadConsoleW(input, line, capacity - 1, &length, NULL) || !length || line[0] == 0x1A) return FALSE;
    } else {
        char bytes[4096];
        DWORD used = 0;
        while (used < sizeof bytes && ReadFile(input, bytes + used, 1, &count, NULL) && count && bytes[used++] != '\n') {}
        if (!used) return FALSE;
        length = (DWORD)MultiByteToWideChar(CP_UTF8, 0, bytes, (int)used, line, (int)capacity - 1);
    }
    while (length && (line[length - 1] == L'\n' || line[length - 1] == L'\r')) length--;
    line[length] = 0;
    return TRUE;
}

unsigned long long number(const wchar_t *text) {
    wchar_t *end;
    unsigned long long value = wcstoull(text, &end, 0);
    if (end == text || *end) {
        print(L"not a number: %ls\n", text);
        ExitProcess(2);
    }
    return value;
}

unsigned long long number_or(int count, wchar_t **arguments, int i, unsigned long long otherwise) {
    return count > i ? number(arguments[i]) : otherwise;
}

void await_file(int count, wchar_t **arguments) {
    while (count > 0 && GetFileAttributesW(arguments[0]) == INVALID_FILE_ATTRIBUTES) Sleep(20);
}

HANDLE open_console(const wchar_t *name) {
    HANDLE handle = CreateFileW(name, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING, 0, NULL);
    if (handle == INVALID_HANDLE_VALUE) fail(name);
    return handle;
}

void ready_forever(void) {
    print(L"READY\n");
    for (;;) Sleep(INFINITE);
}

BOOL start_self(const wchar_t *tail, DWORD flags, PROCESS_INFORMATION *process) {
    wchar_t self[MAX_PATH], line[MAX_PATH + 256];
    STARTUPINFOW startup = {.cb = sizeof startup, .dwFlags = STARTF_USESTDHANDLES};
    startup.hStdInput = GetStdHandle(STD_INPUT_HANDLE);
    startup.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
    startup.hStdError = GetStdHandle(STD_ERROR_HANDLE);
    if (!GetModuleFileNameW(NULL, self, MAX_PATH)) fail(L"GetModuleFileNameW");
    swprintf(line, sizeof line / sizeof *line, L"\"%ls\" %ls", self, tail);
    BOOL detached = (flags & DETACHED_PROCESS) != 0;
    if (detached) startup.dwFlags = 0;
    return CreateProcessW(self, line, NULL, NULL, !detached, flags, NULL, NULL, &startup, process);
}
