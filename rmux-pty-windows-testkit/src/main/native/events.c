// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "probe.h"

static volatile LONG events;
static HANDLE enough;
static unsigned long long limit;
static BOOL holds_on;

// Windows runs each event in a thread of its own.
static BOOL WINAPI report(DWORD event) {
    static const wchar_t *const names[] = {L"CTRL_C", L"CTRL_BREAK", L"CTRL_CLOSE"};
    LONG seen = InterlockedIncrement(&events);
    print(L"event %ld %ls\n", seen, event < 3 ? names[event] : L"other");
    if ((unsigned long long)seen >= limit) SetEvent(enough);
    // Windows ends the process once a CTRL_CLOSE handler returns, and some seconds later if it does not.
    while (event == CTRL_CLOSE_EVENT && holds_on) Sleep(INFINITE);
    return TRUE;
}

static int report_until(unsigned long long number_of_events) {
    limit = number_of_events;
    enough = CreateEventW(NULL, TRUE, FALSE, NULL);
    if (!enough || !SetConsoleCtrlHandler(report, TRUE)) fail(L"SetConsoleCtrlHandler");
    print(L"READY\n");
    WaitForSingleObject(enough, INFINITE);
    return 0;
}

int probe_ignore_ctrl_c(int count, wchar_t **arguments) {
    return report_until(number_or(count, arguments, 0, ~0ULL));
}

int probe_ignore_close(int count, wchar_t **arguments) {
    (void)count, (void)arguments;
    holds_on = TRUE;
    return report_until(~0ULL);
}

// Nothing is set here: an inherited "ignore Ctrl-C" shows.
int probe_ctrl_c_wait(int count, wchar_t **arguments) {
    (void)count, (void)arguments;
    ready_forever();
    return 0;
}
