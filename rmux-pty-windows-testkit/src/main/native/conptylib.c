// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// conpty-wider.dll: stands for a conpty.dll that is named by its path. It forwards to the system's pseudo consoles and makes each
// one column wider than it was asked for, so that a program can see which of the two it runs on. With INCOMPLETE,
// conpty-incomplete.dll: one that lacks a function.
#include <windows.h>

#define EXPORTED __declspec(dllexport)

EXPORTED HRESULT WINAPI ConptyCreatePseudoConsole(COORD size, HANDLE input, HANDLE output, DWORD flags, HPCON *console);
EXPORTED HRESULT WINAPI ConptyCreatePseudoConsole(COORD size, HANDLE input, HANDLE output, DWORD flags, HPCON *console) {
    size.X++;
    return CreatePseudoConsole(size, input, output, flags, console);
}

#ifndef INCOMPLETE
EXPORTED HRESULT WINAPI ConptyResizePseudoConsole(HPCON console, COORD size);
EXPORTED HRESULT WINAPI ConptyResizePseudoConsole(HPCON console, COORD size) {
    size.X++;
    return ResizePseudoConsole(console, size);
}
#endif

EXPORTED void WINAPI ConptyClosePseudoConsole(HPCON console);
EXPORTED void WINAPI ConptyClosePseudoConsole(HPCON console) {
    ClosePseudoConsole(console);
}
