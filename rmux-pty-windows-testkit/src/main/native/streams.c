// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "probe.h"

#include <wchar.h>

int probe_print(int count, wchar_t **arguments) {
    for (int i = 0; i < count; i++) {
        if (i) print_text(L" ", 1);
        print_text(arguments[i], wcslen(arguments[i]));
    }
    print_text(L"\n", 1);
    return 0;
}

int probe_bytes(int count, wchar_t **arguments) {
    for (int i = 0; i < count; i++) {
        for (const wchar_t *at = arguments[i]; *at; at += 2) {
            wchar_t digits[3] = {at[0], at[1], 0};
            unsigned char byte = (unsigned char)wcstoul(digits, NULL, 16);
            if (!at[1]) return 2;
            print_bytes(&byte, 1);
        }
    }
    return 0;
}

int probe_echo(int count, wchar_t **arguments) {
    static wchar_t line[8192];
    (void)count, (void)arguments;
    print(L"READY\n");
    while (read_line(line, 8192) && wcscmp(line, L"quit")) print(L"echo: %ls\n", line);
    return 0;
}

int probe_echo_raw(int count, wchar_t **arguments) {
    unsigned long long limit = number_or(count, arguments, 0, ~0ULL);
    HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
    DWORD mode, got;
    BOOL console = GetConsoleMode(input, &mode);
    if (console && !SetConsoleMode(input, 0)) fail(L"SetConsoleMode");
    print(L"READY\n");
    for (unsigned long long seen = 0; seen < limit; seen++) {
        wchar_t unit = 0;
        if (console ? !ReadConsoleW(input, &unit, 1, &got, NULL) : !ReadFile(input, &unit, 1, &got, NULL)) {
            if (GetLastError() != ERROR_BROKEN_PIPE) fail(L"read");
            break;
        }
        if (!got) break;
        print(console ? L"%04X\n" : L"%02X\n", (unsigned)unit);
        if (unit == L'q') break;
    }
    if (console) SetConsoleMode(input, mode);
    return 0;
}

int probe_password(int count, wchar_t **arguments) {
    wchar_t secret[256];
    HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
    DWORD mode;
    (void)count, (void)arguments;
    if (!GetConsoleMode(input, &mode) || !SetConsoleMode(input, mode & ~(DWORD)ENABLE_ECHO_INPUT)) fail(L"SetConsoleMode");
    print(L"Password: ");
    if (!read_line(secret, 256)) return 1;
    SetConsoleMode(input, mode);
    print(L"\ngot %u characters\n", (unsigned)wcslen(secret));
    return 0;
}

// Lines of 64 bytes, so that no screen of 80 columns wraps them: their number in eight hexadecimal digits, a blank, 54 letters.
static char pattern(unsigned long long at) {
    unsigned long long line = at / 64, column = at % 64;
    if (column < 8) return "0123456789abcdef"[(line >> (4 * (7 - column))) & 15];
    return column == 8 ? ' ' : column == 63 ? '\n' : (char)('A' + (line + column) % 26);
}

int probe_flood(int count, wchar_t **arguments) {
    static char buffer[65536];
    unsigned long long total = number_or(count, arguments, 0, 0), checksum = 0xcbf29ce484222325ULL;
    for (unsigned long long at = 0; at < total;) {
        size_t filled = 0;
        for (; filled < sizeof buffer && at < total; at++) {
            buffer[filled] = pattern(at);
            checksum = (checksum ^ (unsigned char)buffer[filled++]) * 0x100000001b3ULL; // FNV-1a, 64 bits
        }
        print_bytes(buffer, filled);
    }
    print(L"\nchecksum %016llx\n", checksum);
    return 0;
}

int probe_copy(int count, wchar_t **arguments) {
    char buffer[4096];
    DWORD got;
    (void)count, (void)arguments;
    while (ReadFile(GetStdHandle(STD_INPUT_HANDLE), buffer, sizeof buffer, &got, NULL) && got) print_bytes(buffer, got);
    return 0;
}

// Cells of a console are not bytes: input comes as UTF-16 units without line editing, echo and Ctrl-C, and is written back as such.
static HANDLE raw_input(void) {
    HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
    DWORD mode;
    if (GetConsoleMode(input, &mode) && !SetConsoleMode(input, 0)) fail(L"SetConsoleMode");
    return input;
}

static DWORD read_raw(HANDLE input, wchar_t *units, DWORD capacity) {
    DWORD mode, got = 0;
    if (GetConsoleMode(input, &mode)) {
        if (!ReadConsoleW(input, units, capacity, &got, NULL)) fail(L"ReadConsoleW");
        return got;
    }
    char bytes[4096];
    if (!ReadFile(input, bytes, capacity < sizeof bytes ? capacity : sizeof bytes, &got, NULL) || !got) return 0;
    return (DWORD)MultiByteToWideChar(CP_UTF8, 0, bytes, (int)got, units, (int)capacity);
}

int probe_raw_copy(int count, wchar_t **arguments) {
    static wchar_t units[4096];
    HANDLE input = raw_input();
    print(L"READY\n");
    await_file(count, arguments);
    for (DWORD got; (got = read_raw(input, units, 4096)) > 0;) print_text(units, got);
    return 0;
}

static unsigned long long common_divisor(unsigned long long a, unsigned long long b) {
    while (b) {
        unsigned long long rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

// A console takes what is typed for as long as it can draw: what fills its output stops its input too.
int probe_flood_then_count(int count, wchar_t **arguments) {
    static char lines[64 * 64];
    static wchar_t units[4096];
    unsigned long long total = number_or(count, arguments, 0, 0), seen = 0, run = 0, runs = 0;
    wchar_t last = 0;
    HANDLE input = raw_input();
    print(L"READY\n");
    for (unsigned long long at = 0; at < total; at += sizeof lines) {
        for (size_t i = 0; i < sizeof lines; i++) lines[i] = pattern(at + i);
        print_bytes(lines, sizeof lines);
    }
    for (DWORD got; (got = read_raw(input, units, 4096)) > 0;) {
        for (DWORD i = 0; i < got; i++) {
            if (units[i] != last) {
                runs = common_divisor(runs, run);
                run = 0;
            }
            last = units[i];
            run++;
            seen++;
            if (last != L'.') continue;
            print(L"\ncounted %llu in runs of %llu\n", seen - 1, runs);
            seen = run = runs = 0;
            last = 0;
        }
    }
    return 0;
}
