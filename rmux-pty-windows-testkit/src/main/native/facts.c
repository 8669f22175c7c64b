// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "probe.h"

#include <shellapi.h>
#include <stdlib.h>
#include <wchar.h>
#include <winternl.h>

int probe_env(int count, wchar_t **arguments) {
    static wchar_t value[32767];
    if (count != 1) return 2;
    SetLastError(0);
    DWORD length = GetEnvironmentVariableW(arguments[0], value, 32767);
    if (!length && GetLastError() == ERROR_ENVVAR_NOT_FOUND) {
        print(L"%ls unset\n", arguments[0]);
    } else {
        print(L"%ls=%ls\n", arguments[0], value);
    }
    return 0;
}

int probe_env_all(int count, wchar_t **arguments) {
    wchar_t *block = GetEnvironmentStringsW();
    (void)count, (void)arguments;
    for (wchar_t *entry = block; *entry; entry += wcslen(entry) + 1) print_units(entry, wcslen(entry));
    FreeEnvironmentStringsW(block);
    return 0;
}

int probe_args(int count, wchar_t **arguments) {
    int total, skipped;
    wchar_t *line = GetCommandLineW(), **parsed = CommandLineToArgvW(line, &total);
    if (!parsed) fail(L"CommandLineToArgvW");
    print(L"raw ");
    print_units(line, wcslen(line));
    for (int i = 0; i < total; i++) {
        print(L"shell %d ", i);
        print_units(parsed[i], wcslen(parsed[i]));
    }
    // Both lists whole, from the program's name on: what the C runtime gave stands before ours in the same array.
    skipped = __argc - count;
    for (int i = -skipped; i < count; i++) {
        print(L"crt %d ", i + skipped);
        print_units(arguments[i], wcslen(arguments[i]));
    }
    LocalFree(parsed);
    return 0;
}

int probe_job(int count, wchar_t **arguments) {
    BOOL inside;
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits;
    JOBOBJECT_BASIC_ACCOUNTING_INFORMATION accounting;
    (void)count, (void)arguments;
    if (!IsProcessInJob(GetCurrentProcess(), NULL, &inside)) fail(L"IsProcessInJob");
    print(L"in-job %ls\n", inside ? L"yes" : L"no");
    if (!inside) return 0;
    if (!QueryInformationJobObject(NULL, JobObjectExtendedLimitInformation, &limits, sizeof limits, NULL)) fail(L"QueryInformationJobObject");
    print(L"limit-flags 0x%lx\n", limits.BasicLimitInformation.LimitFlags);
    if (!QueryInformationJobObject(NULL, JobObjectBasicAccountingInformation, &accounting, sizeof accounting, NULL)) fail(L"QueryInformationJobObject");
    print(L"active-processes %lu\n", accounting.ActiveProcesses);
    return 0;
}

static const wchar_t *kind_of(HANDLE handle) {
    DWORD mode;
    if (!handle) return L"none";
    if (handle == INVALID_HANDLE_VALUE) return L"invalid";
    if (GetConsoleMode(handle, &mode)) return L"console";
    switch (GetFileType(handle)) {
    case FILE_TYPE_CHAR: return L"character";
    case FILE_TYPE_DISK: return L"file";
    case FILE_TYPE_PIPE: return L"pipe";
    default: return L"unknown";
    }
}

typedef struct {
    void *object;
    ULONG_PTR process, handle;
    ULONG access;
    USHORT creator, type;
    ULONG attributes, reserved;
} handle_entry;

typedef struct {
    ULONG_PTR count, reserved;
    handle_entry entries[];
} handle_list;

// Counted in the list of all handles of the system: under Wine 8 GetProcessHandleCount answers 0, and the list of processes
// holds the capacity of the handle table instead of its use.
static unsigned open_handles(void) {
    const SYSTEM_INFORMATION_CLASS extended_handle_information = (SYSTEM_INFORMATION_CLASS)64;
    const NTSTATUS info_length_mismatch = (NTSTATUS)0xC0000004;
    unsigned open = 0;
    for (ULONG size = 1 << 20;; size *= 2) {
        handle_list *list = malloc(size);
        NTSTATUS status = list ? NtQuerySystemInformation(extended_handle_information, list, size, NULL) : -1;
        if (status == info_length_mismatch) {
            free(list);
            continue;
        }
        if (status < 0) {
            print(L"error NtQuerySystemInformation 0x%lx\n", status);
            ExitProcess(3);
        }
        for (ULONG_PTR i = 0; i < list->count; i++) open += list->entries[i].process == GetCurrentProcessId();
        free(list);
        return open;
    }
}

int probe_handles(int count, wchar_t **arguments) {
    (void)count, (void)arguments;
    print(L"open %u\n", open_handles());
    print(L"stdin %ls\n", kind_of(GetStdHandle(STD_INPUT_HANDLE)));
    print(L"stdout %ls\n", kind_of(GetStdHandle(STD_OUTPUT_HANDLE)));
    print(L"stderr %ls\n", kind_of(GetStdHandle(STD_ERROR_HANDLE)));
    return 0;
}

int probe_cwd(int count, wchar_t **arguments) {
    static wchar_t directory[32767];
    (void)count, (void)arguments;
    if (!GetCurrentDirectoryW(32767, directory)) fail(L"GetCurrentDirectoryW");
    print(L"%ls\n", directory);
    return 0;
}
