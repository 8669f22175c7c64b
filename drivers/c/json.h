// SPDX-License-Identifier: Apache-2.0 OR MIT
// As much of JSON and Base64 as the requests need, in place.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static unsigned unit(const char *s) { unsigned u; sscanf(s, "%4x", &u); return u; }

// Decodes the text at *at, which is just past its quote, in place; the rest of the line is left alone.
static char *text(char **at) {
    char *start = *at, *out = start, *in = start;
    for (; *in != '"'; in++) {
        if (*in != '\\') { *out++ = *in; continue; }
        const char *plain = strchr("b\bf\fn\nr\rt\t", *++in);
        if (*in != 'u') { *out++ = plain ? plain[1] : *in; continue; }
        unsigned c = unit(in + 1); in += 4;
        if (c >> 10 == 0x36) { c = 0x10000 + ((c & 0x3FF) << 10) + (unit(in + 3) & 0x3FF); in += 6; }
        if (c < 0x80) *out++ = c;
        else if (c < 0x800) { *out++ = 0xC0 | c >> 6; *out++ = 0x80 | (c & 63); }
        else if (c < 0x10000) { *out++ = 0xE0 | c >> 12; *out++ = 0x80 | (c >> 6 & 63); *out++ = 0x80 | (c & 63); }
        else { *out++ = 0xF0 | c >> 18; *out++ = 0x80 | (c >> 12 & 63); *out++ = 0x80 | (c >> 6 & 63); *out++ = 0x80 | (c & 63); }
    }
    *at = in + 1; *out = 0;
    return start;
}

static char *find(char *line, const char *name) { char key[40]; sprintf(key, "\"%s\": ", name); char *at = strstr(line, key); return at ? at + strlen(key) : NULL; }
static long number(char *line, const char *name) { return strtol(find(line, name), NULL, 10); }
static struct winsize size(char *line) { return (struct winsize){number(line, "rows"), number(line, "columns"), number(line, "xpixels"), number(line, "ypixels")}; }

// The texts of a list, or the names and values of an object, joined by '=' in pairs.
static char **texts(char *at, char end, int pairs, char *first) {
    char **list = calloc(strlen(at) + 2, sizeof *list); int n = 0;
    if (first) list[n++] = first;
    while (*++at != end) {
        if (*at != '"') continue;
        at++; char *one = text(&at);
        if (pairs) { at = strchr(at, '"') + 1; char *value = text(&at), *both; asprintf(&both, "%s=%s", one, value); one = both; }
        list[n++] = one; at--;
    }
    return list;
}

static void print_base64(const unsigned char *data, long n) {
    for (long i = 0; i < n; i += 3) {
        unsigned v = data[i] << 16 | (i + 1 < n ? data[i + 1] << 8 : 0) | (i + 2 < n ? data[i + 2] : 0);
        putchar(digits[v >> 18]); putchar(digits[v >> 12 & 63]);
        putchar(i + 1 < n ? digits[v >> 6 & 63] : '='); putchar(i + 2 < n ? digits[v & 63] : '=');
    }
}

static size_t base64(const char *s, char *out) {
    unsigned v = 0; int bits = 0; size_t size = 0;
    for (; *s != '"' && *s != '='; s++) { v = v << 6 | (strchr(digits, *s) - digits); if ((bits += 6) >= 8) out[size++] = v >> (bits -= 8); }
    return size;
}
