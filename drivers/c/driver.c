// SPDX-License-Identifier: Apache-2.0 OR MIT
// forkpty(3), the plain way: fork, chdir, execvpe, and what the manual pages say of the rest. cc -O2 -o driver driver.c -lutil
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>
#include "json.h"

#define LEFT "forkpty() leaves it to its caller to run a program"

static int master = -1, waiting;
static size_t most, pending_size, pending_at;
static char *pending;
static pid_t pid;

static void answer(const char *verb, const char *members) { printf("{%s\"re\": \"%s\"}\n", members, verb); fflush(stdout); }

static void refuse(const char *verb, int error) {
    printf("{\"error\": \"%s\", \"errno\": \"%s\", \"code\": %d, \"re\": \"%s\"}\n", strerror(error), strerrorname_np(error), error, verb);
    fflush(stdout);
}

static void spawn(char *line) {
    struct winsize window = size(line);
    char *program = find(line, "program"), *name = find(line, "argv0"), *list = find(line, "arguments");
    char *variables = find(line, "environment"), *directory = find(line, "directory");
    program++; program = text(&program);
    if (name) { name++; name = text(&name); }
    char **arguments = texts(list, ']', 0, name ? name : program), **environment = texts(variables, '}', 1, NULL);
    if (directory) { directory++; directory = text(&directory); }
    pid = forkpty(&master, NULL, NULL, &window);
    if (pid < 0) { refuse("spawn", errno); return; }
    if (pid == 0) {
        sigset_t none; sigemptyset(&none); sigprocmask(SIG_SETMASK, &none, NULL);
        if (!directory || chdir(directory) == 0) { environ = environment; execvp(program, arguments); }
        perror(program); _exit(127);
    }
    fcntl(master, F_SETFL, O_NONBLOCK);
    char members[40]; sprintf(members, "\"pid\": %d, ", pid); answer("spawn", members);
}

static void output(void) {
    unsigned char data[3 * 16384]; ssize_t n = read(master, data, most < sizeof data ? most : sizeof data);
    if (n < 0 && errno == EAGAIN) return;
    most = 0;
    if (n <= 0) { answer("read", "\"end\": true, "); return; }
    printf("{\"data\": \""); print_base64(data, n); printf("\", \"re\": \"read\"}\n"); fflush(stdout);
}

static void request(char *line) {
    char *verb = find(line, "verb") + 1;
    if (!strncmp(verb, "hello", 5)) answer("hello", "\"protocol\": 1, \"library\": \"forkpty(3)\", \"version\": \"" VERSION "\", \"verbs\": [], \"limits\": {\"SPAWN-06\": \"" LEFT "\", \"SPAWN-07\": \"" LEFT "\", \"SPAWN-08\": \"" LEFT "\"}, \"capabilities\": "
        "[\"CONTROLLING_TERMINAL\", \"POSIX_SIGNALS\", \"EXIT_SIGNAL\", \"ARGV0\", \"PIXEL_SIZE\", \"LOCAL_PROCESS\", \"FAITHFUL_OUTPUT\"], ");
    else if (!strncmp(verb, "spawn", 5)) spawn(line);
    else if (!strncmp(verb, "read", 4)) most = number(line, "max");
    else if (!strncmp(verb, "write", 5)) { char *data = find(line, "data") + 1; pending = realloc(pending, strlen(data)); pending_at = 0; pending_size = base64(data, pending); }
    else if (!strncmp(verb, "wait", 4)) { waiting = 1; }
    else if (!strncmp(verb, "resize", 6)) { struct winsize window = size(line); ioctl(master, TIOCSWINSZ, &window) ? refuse("resize", errno) : answer("resize", ""); }
    else if (!strncmp(verb, "signal", 6)) {
        char *name = find(line, "name") + 4; int number = 1;
        while (number < NSIG && !(sigabbrev_np(number) && !strncmp(name, sigabbrev_np(number), strcspn(name, "\"")))) number++;
        kill(pid, number) ? refuse("signal", errno) : answer("signal", "");
    } else if (!strncmp(verb, "close", 5)) { close(master); master = -1; answer("close", ""); }
}

int main(void) {
    static char line[1 << 22]; size_t length = 0; char members[80]; int status;
    sigset_t child; sigemptyset(&child); sigaddset(&child, SIGCHLD); sigprocmask(SIG_BLOCK, &child, NULL);
    int ended = signalfd(-1, &child, SFD_CLOEXEC);
    for (;;) {
        short wanted = (most ? POLLIN : 0) | (pending_at < pending_size ? POLLOUT : 0);
        struct pollfd fds[] = {{0, POLLIN, 0}, {ended, POLLIN, 0}, {wanted ? master : -1, wanted, 0}};
        poll(fds, 3, -1);
        if (fds[1].revents) { struct signalfd_siginfo info; if (read(ended, &info, sizeof info) < 0) return 1; }
        if (most && fds[2].revents & (POLLIN | POLLHUP | POLLERR)) output();
        if (pending_at < pending_size && fds[2].revents & (POLLOUT | POLLERR)) {
            ssize_t n = write(master, pending + pending_at, pending_size - pending_at);
            if (n < 0 && errno == EAGAIN) continue;
            if (n < 0) { pending_at = pending_size; refuse("write", errno); }
            else if ((pending_at += n) == pending_size) answer("write", "");
        }
        if (waiting && waitpid(pid, &status, WNOHANG) == pid) {
            waiting = 0;
            if (WIFSIGNALED(status)) sprintf(members, "\"signal\": %d, \"name\": \"SIG%s\", \"core\": %s, ", WTERMSIG(status), sigabbrev_np(WTERMSIG(status)), WCOREDUMP(status) ? "true" : "false");
            else sprintf(members, "\"code\": %d, ", WEXITSTATUS(status));
            answer("wait", members);
        }
        if (!fds[0].revents) continue;
        ssize_t n = read(0, line + length, sizeof line - 1 - length);
        if (n <= 0) return 0;
        length += n;
        for (char *end; (end = memchr(line, '\n', length)); ) { *end = 0; size_t used = end + 1 - line; request(line); length -= used; memmove(line, end + 1, length); }
    }
}
