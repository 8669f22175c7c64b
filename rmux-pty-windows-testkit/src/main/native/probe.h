// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What the parts of ptyprobe.exe share.
#ifndef PROBE_H
#define PROBE_H

#include <windows.h>

// A subcommand: the arguments after its name; its result is the exit code.
typedef int probe(int count, wchar_t **arguments);

// Where output goes: standard output, or the file of --output. To a console it is written as UTF-16, elsewhere as UTF-8.
void output_to(const wchar_t *file);
void print(const wchar_t *format, ...);
void print_text(const wchar_t *text, size_t length);
void print_bytes(const void *bytes, size_t count);
// UTF-16 code units, four hexadecimal digits each, and a line end.
void print_units(const wchar_t *units, size_t count);

// Prints "error OPERATION CODE" and ends the process with exit code 3.
void fail(const wchar_t *operation);

// A line of standard input without its end; FALSE at the end of input.
BOOL read_line(wchar_t *line, DWORD capacity);

// Decimal or 0x; anything else ends the process with exit code 2.
unsigned long long number(const wchar_t *text);
// Argument I as a number, or OTHERWISE where there are fewer arguments.
unsigned long long number_or(int count, wchar_t **arguments, int i, unsigned long long otherwise);

// Waits until the file named by the first argument exists; without arguments there is nothing to wait for.
void await_file(int count, wchar_t **arguments);

// CONIN$ or CONOUT$, whatever the standard handles are.
HANDLE open_console(const wchar_t *name);
// Says so and sleeps until the process is ended from outside.
void ready_forever(void);
// Starts this program again with TAIL as its arguments, and with our standard handles unless it is detached; FALSE with GetLastError() where that fails.
BOOL start_self(const wchar_t *tail, DWORD flags, PROCESS_INFORMATION *process);

// console.c
probe probe_size, probe_size_loop, probe_mode, probe_keys;
// facts.c
probe probe_env, probe_env_all, probe_args, probe_job, probe_handles, probe_cwd;
// streams.c
probe probe_print, probe_bytes, probe_echo, probe_echo_raw, probe_password, probe_flood, probe_copy, probe_raw_copy, probe_flood_then_count;
// events.c
probe probe_ignore_ctrl_c, probe_ignore_close, probe_ctrl_c_wait;
// processes.c
probe probe_exit, probe_sleep, probe_no_read, probe_hold_file, probe_tree, probe_tree_orphan, probe_tree_level, probe_breakaway,
    probe_late_writer, probe_late_line;

#endif
