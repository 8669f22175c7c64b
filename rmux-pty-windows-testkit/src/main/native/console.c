// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "probe.h"

#include <wchar.h>

static COORD visible_size(void) {
    CONSOLE_SCREEN_BUFFER_INFO info;
    HANDLE screen = open_console(L"CONOUT$");
    if (!GetConsoleScreenBufferInfo(screen, &info)) fail(L"GetConsoleScreenBufferInfo");
    CloseHandle(screen);
    return (COORD){(SHORT)(info.srWindow.Right - info.srWindow.Left + 1), (SHORT)(info.srWindow.Bottom - info.srWindow.Top + 1)};
}

int probe_size(int count, wchar_t **arguments) {
    COORD size = visible_size();
    (void)count, (void)arguments;
    print(L"%dx%d\n", size.X, size.Y);
    return 0;
}

static DWORD WINAPI wait_for_quit(void *unused) {
    wchar_t line[256];
    (void)unused;
    while (read_line(line, 256) && wcscmp(line, L"quit")) {}
    return 0;
}

// Looks every 20 ms: reading size events as records would take the line "quit" apart.
int probe_size_loop(int count, wchar_t **arguments) {
    COORD last = {0, 0};
    HANDLE reader = CreateThread(NULL, 0, wait_for_quit, NULL, 0, NULL);
    if (!reader) fail(L"CreateThread");
    (void)count, (void)arguments;
    do {
        COORD size = visible_size();
        if (size.X != last.X || size.Y != last.Y) print(L"%dx%d\n", size.X, size.Y);
        last = size;
    } while (WaitForSingleObject(reader, 20) == WAIT_TIMEOUT);
    return 0;
}

int probe_mode(int count, wchar_t **arguments) {
    DWORD input, screen;
    (void)count, (void)arguments;
    if (!GetConsoleMode(open_console(L"CONIN$"), &input) || !GetConsoleMode(open_console(L"CONOUT$"), &screen)) fail(L"GetConsoleMode");
    print(L"input 0x%lx\noutput 0x%lx\ninput-code-page %u\noutput-code-page %u\n", input, screen, GetConsoleCP(), GetConsoleOutputCP());
    return 0;
}

static BOOL print_record(const INPUT_RECORD *record) {
    switch (record->EventType) {
    case KEY_EVENT: {
        const KEY_EVENT_RECORD *key = &record->Event.KeyEvent;
        print(L"key down=%d repeat=%u vk=0x%02x scan=0x%02x char=0x%04x state=0x%lx\n", key->bKeyDown, key->wRepeatCount,
            key->wVirtualKeyCode, key->wVirtualScanCode, key->uChar.UnicodeChar, key->dwControlKeyState);
        return key->bKeyDown && key->uChar.UnicodeChar == L'q';
    }
    case MOUSE_EVENT: {
        const MOUSE_EVENT_RECORD *mouse = &record->Event.MouseEvent;
        print(L"mouse x=%d y=%d buttons=0x%lx state=0x%lx flags=0x%lx\n", mouse->dwMousePosition.X, mouse->dwMousePosition.Y,
            mouse->dwButtonState, mouse->dwControlKeyState, mouse->dwEventFlags);
        return FALSE;
    }
    case WINDOW_BUFFER_SIZE_EVENT:
        print(L"window %dx%d\n", record->Event.WindowBufferSizeEvent.dwSize.X, record->Event.WindowBufferSizeEvent.dwSize.Y);
        return FALSE;
    default:
        print(L"record %u\n", record->EventType);
        return FALSE;
    }
}

int probe_keys(int count, wchar_t **arguments) {
    unsigned long long limit = number_or(count, arguments, 0, ~0ULL);
    HANDLE input = open_console(L"CONIN$");
    if (!SetConsoleMode(input, ENABLE_WINDOW_INPUT | ENABLE_MOUSE_INPUT | ENABLE_EXTENDED_FLAGS)) fail(L"SetConsoleMode");
    print(L"READY\n");
    for (unsigned long long seen = 0; seen < limit; seen++) {
        INPUT_RECORD record;
        DWORD got;
        if (!ReadConsoleInputW(input, &record, 1, &got)) fail(L"ReadConsoleInputW");
        if (got && print_record(&record)) break;
    }
    return 0;
}
