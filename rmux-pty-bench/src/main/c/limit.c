// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The limit: what C can do with posix_openpt, posix_spawn, read, write, poll and epoll. Takes the arguments of probe/Probe.java
// and prints the same lines: limit MEASURE name=value ...
//
// The master is non-blocking and waited for with poll, as in every program that has to be able to stop waiting.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static char block[64 * 1024];
static int argument_count;
static char **arguments;

struct session {
    int master;
    pid_t pid;
    long received;
    uint32_t hash;
};

static void die(const char *what) {
    perror(what);
    exit(1);
}

static const char *text(const char *name) {
    size_t length = strlen(name);
    for (int i = 2; i < argument_count; i++) {
        if (strncmp(arguments[i], name, length) == 0 && arguments[i][length] == '=') {
            return arguments[i] + length + 1;
        }
    }
    fprintf(stderr, "limit: %s=... is missing\n", name);
    exit(2);
}

static long number(const char *name) {
    return atol(text(name));
}

static void report(const char *name, double value) {
    printf("%s=%.3f\n", name, value);
    fflush(stdout);
}

static double micros(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (double) now.tv_sec * 1e6 + (double) now.tv_nsec / 1e3;
}

static double now(void) {
    return micros(CLOCK_MONOTONIC);
}

static int by_value(const void *a, const void *b) {
    double x = *(const double *) a;
    double y = *(const double *) b;
    return x < y ? -1 : x > y;
}

static void report_distribution(const char *name, double *values, long count) {
    char full[100];
    qsort(values, (size_t) count, sizeof *values, by_value);
    snprintf(full, sizeof full, "%s.p50", name);
    report(full, values[count / 2]);
    snprintf(full, sizeof full, "%s.p99", name);
    report(full, values[count * 99 / 100]);
}

static struct session start(char *const command[]) {
    struct session session = {.master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)};
    char name[128];
    if (session.master < 0 || grantpt(session.master) != 0 || unlockpt(session.master) != 0
        || ptsname_r(session.master, name, sizeof name) != 0) {
        die("posix_openpt");
    }
    int guard = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    struct winsize size = {.ws_row = 24, .ws_col = 80};
    if (guard < 0 || ioctl(guard, TIOCSWINSZ, &size) != 0) {
        die(name);
    }
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t set;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0);
    posix_spawn_file_actions_adddup2(&actions, 0, 1);
    posix_spawn_file_actions_adddup2(&actions, 0, 2);
    posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    posix_spawnattr_init(&attributes);
    sigfillset(&set);
    posix_spawnattr_setsigdefault(&attributes, &set);
    sigemptyset(&set);
    posix_spawnattr_setsigmask(&attributes, &set);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    errno = posix_spawn(&session.pid, command[0], &actions, &attributes, command, environ);
    if (errno != 0) {
        die(command[0]);
    }
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    close(guard);
    return session;
}

static struct session start_child(const char *what, const char *first, const char *second) {
    char *command[] = {(char *) text("child"), (char *) what, (char *) first, (char *) second, NULL};
    return start(command);
}

// Looking again before sleeping, as rmux.pty.api.internal.waiting.EagerLook does it: both kinds of waits are measured, and
// the shorter kind is used.
static double spin_micros;
static int spin_waits;
static double spin_medians[2];

static int spin_begin(void) {
    int trial = spin_waits < 16 ? spin_waits % 2 == 0 : spin_waits % 32 == 0;
    int better = spin_medians[1] < spin_medians[0] * 0.85;
    int looks = spin_waits < 16 ? trial : better != trial;
    spin_waits = spin_waits == 47 ? 16 : spin_waits + 1;
    return looks;
}

static void spin_end(int looks, double waited) {
    double counted = waited < 500 ? waited : 500;
    double *median = &spin_medians[looks];
    *median = *median == 0 ? counted : *median + (counted > *median ? 1 : -1) * *median / 16;
}

// Reads some bytes; 0 at the end of output.
static ssize_t receive(struct session *session, size_t most) {
    double began = 0;
    int looks = 0;
    while (1) {
        ssize_t done = read(session->master, block, most);
        if (done > 0) {
            if (began > 0) {
                spin_end(looks, now() - began);
            }
            return done;
        }
        if (done == 0 || errno == EIO) {
            return 0;
        }
        if (errno != EAGAIN) {
            die("read");
        }
        if (spin_micros > 0 && began == 0) {
            began = now();
            looks = spin_begin();
        }
        if (looks && now() - began < spin_micros) {
            continue;
        }
        struct pollfd wait = {.fd = session->master, .events = POLLIN};
        poll(&wait, 1, -1);
    }
}

static void deliver(struct session *session, size_t count) {
    const char *bytes = block;
    while (count > 0) {
        ssize_t done = write(session->master, bytes, count);
        if (done > 0) {
            bytes += done;
            count -= (size_t) done;
        } else if (errno == EAGAIN) {
            struct pollfd wait = {.fd = session->master, .events = POLLOUT};
            poll(&wait, 1, -1);
        } else {
            die("write");
        }
    }
}

static int finish(struct session *session) {
    int status;
    if (waitpid(session->pid, &status, 0) != session->pid) {
        die("waitpid");
    }
    close(session->master);
    return status;
}

static void touch(long bytes) {
    char *heap = malloc((size_t) bytes + 1);
    if (heap == NULL) {
        die("malloc");
    }
    for (long i = 0; i < bytes; i += 4096) {
        heap[i] = 1;
    }
}

// ---- spawn

static volatile int watching;
static volatile long watched[8 * 1024 * 1024];

// An unrelated thread that writes to memory: how long is it held up at most?
static void *watch(void *longest) {
    double before = now();
    for (size_t i = 0; watching; i = (i + 512) % (sizeof watched / sizeof *watched)) {
        watched[i]++;
        double after = now();
        if (after - before > *(double *) longest) {
            *(double *) longest = after - before;
        }
        before = after;
    }
    return NULL;
}

static double longest_stall(void (*meanwhile)(void)) {
    double longest = 0;
    pthread_t thread;
    watching = 1;
    if (pthread_create(&thread, NULL, watch, &longest) != 0) {
        die("pthread_create");
    }
    meanwhile();
    watching = 0;
    pthread_join(thread, NULL);
    return longest;
}

static void spawn_once(double *returned, double *first_byte, double *collected) {
    char *command[] = {"/bin/echo", "hello", NULL};
    double before = now();
    struct session session = start(command);
    *returned = now() - before;
    receive(&session, sizeof block);
    *first_byte = now() - before;
    while (receive(&session, sizeof block) > 0) {
    }
    finish(&session);
    *collected = now() - before;
}

static void spawn_some(void) {
    double ignored;
    for (int i = 0; i < 20; i++) {
        spawn_once(&ignored, &ignored, &ignored);
    }
}

static void sleep_some(void) {
    usleep(300 * 1000);
}

static void measure_spawn(void) {
    long count = number("count");
    double *values = calloc((size_t) count * 3, sizeof *values);
    touch(number("heap"));
    spawn_some();
    for (long i = 0; i < count; i++) {
        spawn_once(&values[i], &values[count + i], &values[2 * count + i]);
    }
    report_distribution("returned", values, count);
    report_distribution("first-byte", values + count, count);
    report_distribution("exit", values + 2 * count, count);
    memset((void *) watched, 1, sizeof watched);
    report("stall-idle", longest_stall(sleep_some));
    report("stall", longest_stall(spawn_some));
}

// ---- bytes

// As many as in probe/BulkMeasures.java, of which the last one counts.
#define ROUNDS 5

static void measure_bulk_read(void) {
    long bytes = number("bytes");
    for (int round = 0; round < ROUNDS; round++) {
        struct session session = start_child("source", text("bytes"), NULL);
        long received = 0;
        double before = now();
        double cpu = micros(CLOCK_PROCESS_CPUTIME_ID);
        ssize_t done;
        while ((done = receive(&session, sizeof block)) > 0) {
            received += done;
        }
        double mebibytes = (double) received / 1048576;
        if (finish(&session) != 0 || received != bytes) {
            die("bulk-read");
        }
        if (round == ROUNDS - 1) {
            report("mib-per-s", mebibytes / ((now() - before) / 1e6));
            report("cpu-us-per-mib", (micros(CLOCK_PROCESS_CPUTIME_ID) - cpu) / mebibytes);
        }
    }
}

static void measure_bulk_write(void) {
    long bytes = number("bytes");
    for (int round = 0; round < ROUNDS; round++) {
        struct session session = start_child("sink", text("bytes"), NULL);
        receive(&session, 1);
        double before = now();
        double cpu = micros(CLOCK_PROCESS_CPUTIME_ID);
        for (long left = bytes; left > 0; left -= 4096) {
            deliver(&session, left < 4096 ? (size_t) left : 4096);
        }
        receive(&session, 1);
        double mebibytes = (double) bytes / 1048576;
        if (round == ROUNDS - 1) {
            report("mib-per-s", mebibytes / ((now() - before) / 1e6));
            report("cpu-us-per-mib", (micros(CLOCK_PROCESS_CPUTIME_ID) - cpu) / mebibytes);
        }
        finish(&session);
    }
}

static void measure_byte_read(void) {
    long count = number("count");
    struct session session = start_child("source", text("count"), NULL);
    double cpu = micros(CLOCK_THREAD_CPUTIME_ID);
    for (long i = 0; i < count; i++) {
        receive(&session, 1);
    }
    report("cpu-us", (micros(CLOCK_THREAD_CPUTIME_ID) - cpu) / (double) count);
    finish(&session);
}

static void measure_byte_write(void) {
    long count = number("count");
    struct session session = start_child("sink", text("count"), NULL);
    receive(&session, 1);
    double cpu = micros(CLOCK_THREAD_CPUTIME_ID);
    for (long i = 0; i < count; i++) {
        deliver(&session, 1);
    }
    report("cpu-us", (micros(CLOCK_THREAD_CPUTIME_ID) - cpu) / (double) count);
    receive(&session, 1);
    finish(&session);
}

static void measure_echo(void) {
    long count = number("count");
    double *values = calloc((size_t) count, sizeof *values);
    struct session session = start_child("echo", NULL, NULL);
    receive(&session, 1);
    spin_micros = (double) number("spin-us");
    double cpu = 0;
    for (long i = -count / 4; i < count; i++) {
        cpu = i == 0 ? micros(CLOCK_PROCESS_CPUTIME_ID) : cpu;
        double before = now();
        deliver(&session, 1);
        receive(&session, 1);
        if (i >= 0) {
            values[i] = now() - before;
        }
    }
    report("cpu-us", (micros(CLOCK_PROCESS_CPUTIME_ID) - cpu) / (double) count);
    report_distribution("round-trip", values, count);
    spin_micros = 0;
    kill(session.pid, SIGKILL);
    finish(&session);
}

static void measure_prompt(void) {
    char *command[] = {"/bin/sh", "-c", "printf 'prompt> '; read answer", NULL};
    struct session session = start(command);
    receive(&session, sizeof block);
    printf("note.ready=prompt\n");
    fflush(stdout);
    kill(session.pid, SIGKILL);
    finish(&session);
}

// ---- many sessions

static long memory_kib(const char *name) {
    char line[200];
    long value = 0;
    FILE *status = fopen("/proc/self/status", "r");
    while (fgets(line, sizeof line, status) != NULL) {
        if (strncmp(line, name, strlen(name)) == 0) {
            value = atol(line + strlen(name));
        }
    }
    fclose(status);
    return value;
}

static void watch_readable(int epoll, struct session *session) {
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = session};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, session->master, &event) != 0) {
        die("epoll_ctl");
    }
}

static void measure_live(void) {
    long count = number("sessions");
    struct session *sessions = calloc((size_t) count, sizeof *sessions);
    long memory = memory_kib("VmRSS:");
    double before = now();
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    for (long i = 0; i < count; i++) {
        sessions[i] = start_child("idle", NULL, NULL);
        receive(&sessions[i], 1);
        watch_readable(epoll, &sessions[i]);
    }
    report("open-ms-per-session", (now() - before) / 1e3 / (double) count);
    report("sessions", (double) count);
    report("threads", 0);
    report("kib-per-session", (double) (memory_kib("VmRSS:") - memory) / (double) count);
    double cpu = micros(CLOCK_PROCESS_CPUTIME_ID);
    struct epoll_event event;
    if (epoll_wait(epoll, &event, 1, (int) number("idle-ms")) != 0) {
        die("epoll_wait");
    }
    report("idle-cpu-us-per-s", (micros(CLOCK_PROCESS_CPUTIME_ID) - cpu) * 1e3 / (double) number("idle-ms"));
    for (long i = 0; i < count; i++) {
        kill(sessions[i].pid, SIGKILL);
        finish(&sessions[i]);
    }
}

static uint32_t expected_hash(uint32_t state, long bytes) {
    uint32_t hash = 0;
    for (long i = 0; i < bytes; i++) {
        state = state * 1664525u + 1013904223u;
        hash = hash * 31 + 'A' + (state >> 24) % 58;
    }
    return hash;
}

static void measure_chatty(void) {
    long count = number("sessions");
    long bytes = number("bytes");
    struct session *sessions = calloc((size_t) count, sizeof *sessions);
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    for (long i = 0; i < count; i++) {
        char seed[20];
        snprintf(seed, sizeof seed, "%ld", i);
        sessions[i] = start_child("chatty", seed, text("bytes"));
        receive(&sessions[i], 1);
        watch_readable(epoll, &sessions[i]);
    }
    double before = now();
    double cpu = micros(CLOCK_PROCESS_CPUTIME_ID);
    for (long i = 0; i < count; i++) {
        deliver(&sessions[i], 1);
    }
    for (long open = count; open > 0;) {
        struct epoll_event events[256];
        int ready = epoll_wait(epoll, events, 256, -1);
        for (int i = 0; i < ready; i++) {
            struct session *session = events[i].data.ptr;
            ssize_t done = read(session->master, block, 4096);
            for (ssize_t b = 0; b < done; b++) {
                session->hash = session->hash * 31 + (unsigned char) block[b];
            }
            session->received += done > 0 ? done : 0;
            if (done == 0 || (done < 0 && errno == EIO)) {
                finish(session);
                open--;
            }
        }
    }
    double seconds = (now() - before) / 1e6;
    cpu = micros(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    long exact = 0;
    for (long i = 0; i < count; i++) {
        exact += sessions[i].received == bytes && sessions[i].hash == expected_hash((uint32_t) i, bytes);
    }
    report("mib-per-s", (double) count * (double) bytes / 1048576 / seconds);
    report("exact", (double) exact);
    report("sessions", (double) count);
    report("cpu-us-per-mib", cpu / ((double) count * (double) bytes / 1048576));
}

static const struct {
    const char *name;
    void (*run)(void);
} measures[] = {
    {"spawn", measure_spawn},
    {"bulk-read", measure_bulk_read},
    {"bulk-write", measure_bulk_write},
    {"byte-read", measure_byte_read},
    {"byte-write", measure_byte_write},
    {"echo", measure_echo},
    {"prompt", measure_prompt},
    {"live", measure_live},
    {"chatty", measure_chatty},
};

int main(int argc, char **argv) {
    argument_count = argc;
    arguments = argv;
    memset(block, 'x', sizeof block);
    for (size_t i = 0; argc > 1 && i < sizeof measures / sizeof *measures; i++) {
        if (strcmp(argv[1], measures[i].name) == 0) {
            measures[i].run();
            return 0;
        }
    }
    fprintf(stderr, "limit: no such measure\n");
    return 2;
}
