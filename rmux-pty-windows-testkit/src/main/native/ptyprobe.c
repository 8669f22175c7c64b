// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// ptyprobe.exe [--output FILE] SUBCOMMAND [ARGUMENT...]
//
// The program that tests run on a pseudo console: it reports what it sees, or behaves as the test needs. --output writes the
// report to FILE, for facts that must not pass through a screen (long lines are wrapped there). Exit code 2: wrong usage,
// 3: a Windows call failed ("error OPERATION CODE" is printed).
#include "probe.h"

#include <wchar.h>

// The C runtime must not expand wildcards: args reports what arrived.
int _dowildcard = 0;

static const struct {
    const wchar_t *name;
    probe *run;
} subcommands[] = {
    {L"size", probe_size},                // COLUMNSxROWS
    {L"size-loop", probe_size_loop},      // the size now and at each change, until the line "quit"
    {L"mode", probe_mode},                // console modes and code pages
    {L"keys", probe_keys},                // input records, until N of them or the key q
    {L"env", probe_env},                  // NAME=VALUE, or NAME unset
    {L"env-all", probe_env_all},          // the environment block, an entry a line, as UTF-16 units
    {L"args", probe_args},                // the command line raw, by the shell's rules, by the C runtime's, as UTF-16 units
    {L"job", probe_job},                  // in a job? its limits, its processes
    {L"handles", probe_handles},          // number of open handles, kinds of the standard ones
    {L"cwd", probe_cwd},                  // the working directory
    {L"print", probe_print},              // its arguments and a line end
    {L"bytes", probe_bytes},              // bytes given in hexadecimal
    {L"echo", probe_echo},                // each line back behind "echo: ", until "quit" or the end of input
    {L"echo-raw", probe_echo_raw},        // each unit of raw input in hexadecimal, until N of them or q
    {L"password", probe_password},        // a prompt without echo
    {L"flood", probe_flood},              // N bytes of a pattern, then their checksum
    {L"copy", probe_copy},                // standard input to standard output, byte by byte
    {L"raw-copy", probe_raw_copy},        // the same without line editing, unit by unit, once FILE exists if one is named
    {L"flood-then-count", probe_flood_then_count}, // N bytes of a pattern, then at each dot how much was typed before it
    {L"ignore-ctrl-c", probe_ignore_ctrl_c}, // prints each console event and goes on, until N of them
    {L"ignore-close", probe_ignore_close},   // the same, and does not let go when the console closes
    {L"ctrl-c-wait", probe_ctrl_c_wait},  // waits; events do what they do by default
    {L"exit", probe_exit},                // ends with a 32-bit code
    {L"sleep", probe_sleep},              // N milliseconds
    {L"no-read", probe_no_read},          // sleeps without reading, until killed
    {L"sink", probe_no_read},
    {L"hold-file", probe_hold_file},      // holds FILE open exclusively, until killed
    {L"tree", probe_tree},                // N generations of descendants; the leader waits for them
    {L"tree-orphan", probe_tree_orphan},  // the same; the leader exits when all have started
    {L"tree-level", probe_tree_level},    // one of them
    {L"late-writer", probe_late_writer},  // "EARLY"; a child writes "LATE" once FILE exists
    {L"late-line", probe_late_line},      // that child
    {L"breakaway", probe_breakaway},      // a child outside the job: its pid, or the error
};

int wmain(int count, wchar_t **arguments) {
    int at = 1;
    if (count > at + 1 && !wcscmp(arguments[at], L"--output")) {
        output_to(arguments[at + 1]);
        at += 2;
    }
    for (size_t i = 0; count > at && i < sizeof subcommands / sizeof *subcommands; i++) {
        if (!wcscmp(arguments[at], subcommands[i].name)) {
            ExitProcess((UINT)subcommands[i].run(count - at - 1, arguments + at + 1));
        }
    }
    print(L"usage: ptyprobe [--output FILE] SUBCOMMAND [ARGUMENT...]; subcommands:");
    for (size_t i = 0; i < sizeof subcommands / sizeof *subcommands; i++) print(L" %ls", subcommands[i].name);
    print(L"\n");
    return 2;
}
