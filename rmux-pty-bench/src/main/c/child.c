// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The programs that run on the terminals, the same for every library that is compared:
//   child source BYTES         writes so many bytes, in large writes
//   child sink BYTES           says 'R', reads so many bytes, says 'D'
//   child echo                 says 'R', and then gives back what it reads
//   child idle                 says 'R', and waits for the hang-up
//   child chatty SEED BYTES    says 'R', waits for a byte, and writes pseudo-random text
//                              in writes of uneven length
// All of them put the terminal into raw mode, so that the driver changes no byte on the way.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static char block[64 * 1024];

static void raw_mode(void) {
    struct termios modes;
    if (tcgetattr(0, &modes) != 0) {
        perror("tcgetattr");
        exit(2);
    }
    cfmakeraw(&modes);
    if (tcsetattr(0, TCSANOW, &modes) != 0) {
        perror("tcsetattr");
        exit(2);
    }
}

static void put(const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t done = write(1, bytes, count);
        if (done <= 0) {
            exit(3);
        }
        bytes += done;
        count -= (size_t) done;
    }
}

static void source(long bytes) {
    memset(block, 'x', sizeof block);
    while (bytes > 0) {
        size_t now = bytes < (long) sizeof block ? (size_t) bytes : sizeof block;
        put(block, now);
        bytes -= (long) now;
    }
}

static void sink(long bytes) {
    put("R", 1);
    while (bytes > 0) {
        ssize_t done = read(0, block, sizeof block);
        if (done <= 0) {
            exit(3);
        }
        bytes -= done;
    }
    put("D", 1);
}

static void echo(void) {
    put("R", 1);
    ssize_t done;
    while ((done = read(0, block, sizeof block)) > 0) {
        put(block, (size_t) done);
    }
}

// The reader computes the same text (probe/Chatter.java, limit.c) and compares hashes.
static void chatty(uint32_t state, long bytes) {
    put("R", 1);
    if (read(0, block, 1) != 1) {
        exit(3);
    }
    while (bytes > 0) {
        size_t now = 1 + (state >> 16) % 4000;
        if ((long) now > bytes) {
            now = (size_t) bytes;
        }
        for (size_t i = 0; i < now; i++) {
            state = state * 1664525u + 1013904223u;
            block[i] = (char) ('A' + (state >> 24) % 58);
        }
        put(block, now);
        bytes -= (long) now;
    }
}

int main(int argc, char **argv) {
    const char *what = argc > 1 ? argv[1] : "";
    raw_mode();
    if (strcmp(what, "source") == 0 && argc == 3) {
        source(atol(argv[2]));
    } else if (strcmp(what, "sink") == 0 && argc == 3) {
        sink(atol(argv[2]));
    } else if (strcmp(what, "echo") == 0) {
        echo();
    } else if (strcmp(what, "idle") == 0) {
        put("R", 1);
        pause();
    } else if (strcmp(what, "chatty") == 0 && argc == 4) {
        chatty((uint32_t) strtoul(argv[2], NULL, 10), atol(argv[3]));
    } else {
        fprintf(stderr, "child: what is \"%s\"?\n", what);
        return 2;
    }
    return 0;
}
