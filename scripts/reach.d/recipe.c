// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What the POSIX backend asks of the C library on Linux, in the same order as rmux.pty.posix.spawn.SpawnCall and
// rmux.pty.posix.io, without a JVM: for C libraries that no JVM runs with here. Each line of output is one check.
#define _GNU_SOURCE 1
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static int passed, failed;

static void check(const char *what, int right, long observed) {
    printf("%s %s (%ld)\n", right ? "ok    " : "FAILED", what, observed);
    *(right ? &passed : &failed) += 1;
}

static int master, guard;
static char name[128];

static void open_terminal(void) {
    master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    check("posix_openpt with O_CLOEXEC and O_NONBLOCK", master >= 0 && fcntl(master, F_GETFD) == FD_CLOEXEC, errno);
    check("grantpt, unlockpt, ptsname_r", !grantpt(master) && !unlockpt(master) && !ptsname_r(master, name, sizeof name), errno);
    guard = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    struct winsize size = {30, 100, 700, 420}, read = {0};
    int result = ioctl(guard, TIOCSWINSZ, &size) | ioctl(master, TIOCGWINSZ, &read);
    check("the size, pixels too", !result && !memcmp(&size, &read, sizeof size), read.ws_col);
    struct termios modes;
    check("tcgetattr", !tcgetattr(guard, &modes) && (modes.c_lflag & ICANON) && modes.c_cc[VINTR] == 3, modes.c_cc[VINTR]);
}

// Like DirectRecipe: a session by the attribute, the terminal by opening it as descriptor 0.
static int start(const char *program, char *const arguments[], const char *directory, pid_t *pid) {
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t actions;
    sigset_t all, none;
    char *environment[] = {"PATH=/usr/bin:/bin", "TERM=xterm-256color", NULL};
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_init(&actions);
    int error = posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    if (!error) error = posix_spawnattr_setsigdefault(&attributes, &all);
    if (!error) error = posix_spawnattr_setsigmask(&attributes, &none);
    if (!error) error = posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0);
    if (!error) error = posix_spawn_file_actions_adddup2(&actions, 0, 1);
    if (!error) error = posix_spawn_file_actions_adddup2(&actions, 0, 2);
    if (!error) error = posix_spawn_file_actions_addchdir_np(&actions, directory);
    if (!error) error = posix_spawn(pid, program, &actions, &attributes, arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return error;
}

// Until the end of output, which is EIO on Linux; returns the length.
static size_t read_all(char *text, size_t most) {
    size_t length = 0;
    struct pollfd ready = {.fd = master, .events = POLLIN};
    while (poll(&ready, 1, 20000) > 0) {
        ssize_t count = read(master, text + length, most - 1 - length);
        if (count < 0 && errno == EAGAIN) continue;
        if (count <= 0) break;
        length += (size_t) count;
    }
    text[length] = 0;
    return length;
}

static int exit_of(pid_t pid) {
    siginfo_t info = {0};
    int status = -1;
    check("waitid with WNOWAIT", !waitid(P_PID, (id_t) pid, &info, WEXITED | WNOWAIT) && info.si_pid == pid, info.si_code);
    check("waitpid after it", waitpid(pid, &status, WNOHANG) == pid, status);
    return status;
}

static void runs_a_program(void) {
    pid_t pid;
    static char text[65536];
    char *arguments[] = {"sh", "-c",
        "stty size; pwd; [ \"$(ps -o tpgid= -p $$ | tr -d ' ')\" = $$ ] && echo foreground; echo tty >/dev/tty; ls /proc/self/fd | tr '\\n' ,; exit 7", NULL};
    int error = start("/bin/sh", arguments, "/usr", &pid);
    check("posix_spawn", error == 0, error);
    pid_t group = 0;
    check("the program's group is in the foreground at once", !ioctl(master, TIOCGPGRP, &group) && group == pid, group);
    close(guard);
    read_all(text, sizeof text);
    check("size and directory", !!strstr(text, "30 100\r\n/usr\r\n"), (long) strlen(text));
    check("foreground group", !!strstr(text, "foreground\r\n"), 0);
    check("controlling terminal", !!strstr(text, "tty\r\n"), 0);
    check("no other descriptor", !!strstr(text, "0,1,2,3,"), 0); // 3 is the directory that ls reads
    int status = exit_of(pid);
    check("exit code 7", WIFEXITED(status) && WEXITSTATUS(status) == 7, status);
    close(master);
}

static void tells_errors(void) {
    struct { const char *program, *directory; int expected; } cases[] = {
        {"/no/such/program", "/", ENOENT}, {"/etc/passwd", "/", EACCES}, {"/usr", "/", EACCES},
        {"/etc/passwd/x", "/", ENOTDIR}, {"/bin/sh", "/no/such/directory", ENOENT}, {"/bin/sh", "/etc/passwd", ENOTDIR},
    };
    open_terminal();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pid_t pid = -1;
        char *arguments[] = {"x", NULL};
        int error = start(cases[i].program, arguments, cases[i].directory, &pid);
        char what[200];
        snprintf(what, sizeof what, "posix_spawn of %s in %s tells error %d", cases[i].program, cases[i].directory, cases[i].expected);
        check(what, error == cases[i].expected, error);
        check("and leaves no process", waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD, errno);
    }
    close(guard);
    close(master);
}

static void signals_and_watches(void) {
    pid_t pid;
    open_terminal();
    char *arguments[] = {"cat", NULL};
    signal(SIGINT, SIG_IGN); // must not be inherited
    check("posix_spawn of cat", start("/bin/cat", arguments, "/", &pid) == 0, pid);
    int watch = (int) syscall(SYS_pidfd_open, pid, 0), wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), set = epoll_create1(EPOLL_CLOEXEC);
    check("pidfd_open, eventfd, epoll_create1", watch >= 0 && wake >= 0 && set >= 0, errno);
    struct epoll_event event = {.events = EPOLLIN, .data.u64 = 0x1122334455667788u}, got = {0};
    check("epoll_ctl", !epoll_ctl(set, EPOLL_CTL_ADD, watch, &event), errno);
    check("epoll_wait while it lives", epoll_wait(set, &got, 1, 0) == 0, 0);
    struct pollfd ready = {.fd = master, .events = POLLIN};
    int result = write(master, "x\n", 2) == 2 && poll(&ready, 1, 20000) == 1;
    check("echo", result, ready.revents);
    check("byte 3", write(master, "\003", 1) == 1, errno);
    check("epoll_wait tells the exit", epoll_wait(set, &got, 1, 20000) == 1 && got.data.u64 == event.data.u64, got.events);
    int status = exit_of(pid);
    check("ended by SIGINT", WIFSIGNALED(status) && WTERMSIG(status) == SIGINT, status);
    check("a signal to who was collected is ESRCH", syscall(SYS_pidfd_send_signal, watch, 0, NULL, 0) == -1 && errno == ESRCH, errno);
    close(watch), close(wake), close(set), close(guard);
    close(master);
}

static void hangs_up(void) {
    pid_t pid;
    open_terminal();
    char *arguments[] = {"sleep", "1000", NULL};
    check("posix_spawn of sleep", start("/bin/sleep", arguments, "/", &pid) == 0, pid);
    close(guard), close(master);
    int status = 0;
    check("closing the master hangs up", waitpid(pid, &status, 0) == pid && WIFSIGNALED(status) && WTERMSIG(status) == SIGHUP, status);
}

int main(void) {
    syscall(SYS_close_range, 3, ~0U, 0); // what the caller left open is no matter of ours
    open_terminal();
    runs_a_program();
    tells_errors();
    signals_and_watches();
    hangs_up();
    printf("%d passed, %d failed\n", passed, failed);
    return failed > 0;
}
