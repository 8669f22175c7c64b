// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "probe.h"

#include <wchar.h>

int probe_exit(int count, wchar_t **arguments) {
    return (int)(unsigned)number_or(count, arguments, 0, 0);
}

int probe_sleep(int count, wchar_t **arguments) {
    Sleep((DWORD)number_or(count, arguments, 0, 0));
    return 0;
}

int probe_no_read(int count, wchar_t **arguments) {
    (void)count, (void)arguments;
    ready_forever();
    return 0;
}

int probe_hold_file(int count, wchar_t **arguments) {
    if (count != 1) return 2;
    if (CreateFileW(arguments[0], GENERIC_WRITE, 0, NULL, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL) == INVALID_HANDLE_VALUE) fail(L"CreateFileW");
    ready_forever();
    return 0;
}

// Starts the next generation, which prints its pid; the last one opens EVENT instead, and sleeps.
static HANDLE start_level(unsigned level, unsigned last, const wchar_t *event) {
    wchar_t tail[256];
    PROCESS_INFORMATION process;
    swprintf(tail, 256, L"tree-level %u %u %ls", level, last, event);
    if (!start_self(tail, 0, &process)) fail(L"CreateProcessW");
    CloseHandle(process.hThread);
    return process.hProcess;
}

int probe_tree_level(int count, wchar_t **arguments) {
    if (count != 3) return 2;
    unsigned level = (unsigned)number(arguments[0]), last = (unsigned)number(arguments[1]);
    print(L"level %u pid %lu\n", level, GetCurrentProcessId());
    if (level < last) {
        WaitForSingleObject(start_level(level + 1, last, arguments[2]), INFINITE);
        return 0;
    }
    HANDLE all_started = OpenEventW(EVENT_MODIFY_STATE, FALSE, arguments[2]);
    if (!all_started || !SetEvent(all_started)) fail(L"SetEvent");
    for (;;) Sleep(INFINITE);
}

// READY comes once the last generation runs, so every pid has been printed before it.
static HANDLE start_tree(int count, wchar_t **arguments) {
    wchar_t event[64];
    swprintf(event, 64, L"ptyprobe-tree-%lu", GetCurrentProcessId());
    HANDLE all_started = CreateEventW(NULL, TRUE, FALSE, event);
    if (!all_started) fail(L"CreateEventW");
    print(L"level 0 leader %lu\n", GetCurrentProcessId());
    HANDLE child = start_level(1, (unsigned)number_or(count, arguments, 0, 1), event);
    HANDLE either[] = {all_started, child};
    if (WaitForMultipleObjects(2, either, FALSE, INFINITE) != WAIT_OBJECT_0) fail(L"WaitForMultipleObjects");
    print(L"READY\n");
    return child;
}

int probe_tree(int count, wchar_t **arguments) {
    WaitForSingleObject(start_tree(count, arguments), INFINITE);
    return 0;
}

int probe_tree_orphan(int count, wchar_t **arguments) {
    start_tree(count, arguments);
    return 0;
}

// Detached from the console, so that only the job could end it; gone by itself after a minute.
int probe_breakaway(int count, wchar_t **arguments) {
    PROCESS_INFORMATION process;
    (void)count, (void)arguments;
    if (start_self(L"sleep 60000", CREATE_BREAKAWAY_FROM_JOB | DETACHED_PROCESS, &process)) {
        print(L"breakaway pid %lu\n", process.dwProcessId);
    } else {
        print(L"breakaway error %lu\n", GetLastError());
    }
    return 0;
}

int probe_late_line(int count, wchar_t **arguments) {
    if (count != 2) return 2;
    HANDLE started = OpenEventW(EVENT_MODIFY_STATE, FALSE, arguments[1]);
    if (!started || !SetEvent(started)) fail(L"SetEvent");
    await_file(1, arguments);
    print(L"LATE\n");
    return 0;
}

// The child is on the console before this ends.
int probe_late_writer(int count, wchar_t **arguments) {
    wchar_t event[64], tail[MAX_PATH + 128];
    PROCESS_INFORMATION process;
    if (count != 1) return 2;
    swprintf(event, 64, L"ptyprobe-late-%lu", GetCurrentProcessId());
    swprintf(tail, MAX_PATH + 128, L"late-line \"%ls\" %ls", arguments[0], event);
    HANDLE started = CreateEventW(NULL, TRUE, FALSE, event);
    if (!started || !start_self(tail, 0, &process)) fail(L"CreateProcessW");
    HANDLE either[] = {started, process.hProcess};
    if (WaitForMultipleObjects(2, either, FALSE, INFINITE) != WAIT_OBJECT_0) fail(L"WaitForMultipleObjects");
    print(L"EARLY\n");
    return 0;
}
