// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import rmux.pty.posix.platform.Platform;

/** The functions themselves, by the names of the C library. */
final class ForeignFunctions extends SymbolTable {

    final ForeignFunction calloc = function("calloc");
    final ForeignFunction free = function("free");
    final ForeignFunction syscall = variadic("syscall", 1);

    final ForeignFunction posix_openpt = function("posix_openpt");
    final ForeignFunction grantpt = function("grantpt");
    final ForeignFunction unlockpt = function("unlockpt");
    final ForeignFunction ptsname_r = returningError("ptsname_r");
    final ForeignFunction ioctl = variadic("ioctl", 2);
    final ForeignFunction tcgetattr = function("tcgetattr");
    final ForeignFunction tcsetattr = function("tcsetattr");
    final ForeignFunction tcgetpgrp = function("tcgetpgrp");
    final ForeignFunction access = function("access");
    final ForeignFunction statvfs = function("statvfs");
    final ForeignFunction open = variadic("open", 2);
    final ForeignFunction mkfifo = function("mkfifo");
    final ForeignFunction unlink = function("unlink");
    final ForeignFunction chmod = function("chmod");
    final ForeignFunction fchown = function("fchown");
    final ForeignFunction close = function("close");
    final ForeignFunction fcntl = variadic("fcntl", 2);
    final ForeignFunction read = function("read");
    final ForeignFunction write = function("write");
    final ForeignFunction poll = function("poll");
    final ForeignFunction eventfd = function("eventfd");
    final ForeignFunction pipe2 = function("pipe2");
    final ForeignFunction epoll_create1 = function("epoll_create1");
    final ForeignFunction epoll_ctl = function("epoll_ctl");
    final ForeignFunction epoll_wait = function("epoll_wait");
    final ForeignFunction pipe = function("pipe");
    final ForeignFunction kqueue = function("kqueue");
    final ForeignFunction kevent = function("kevent");
    final ForeignFunction sysctl = function("sysctl");
    final ForeignFunction chdir = function("chdir");
    final ForeignFunction unshare = function("unshare");
    final ForeignFunction kill = function("kill");
    final ForeignFunction prlimit = function("prlimit");
    final ForeignFunction getsid = function("getsid");
    final ForeignFunction clock_gettime = function("clock_gettime");
    final ForeignFunction waitpid = function("waitpid");
    final ForeignFunction waitid = function("waitid");
    final ForeignFunction sigaction = function("sigaction");
    final ForeignFunction geteuid = function("geteuid");
    final ForeignFunction prctl = variadic("prctl", 1);
    final ForeignFunction getpwnam_r = returningError("getpwnam_r");
    final ForeignFunction getpwuid_r = returningError("getpwuid_r");
    final ForeignFunction getgrnam_r = returningError("getgrnam_r");
    final ForeignFunction getgrouplist = function("getgrouplist");
    final ForeignFunction posix_spawn = returningError("posix_spawn");
    final ForeignFunction posix_spawn_file_actions_init = returningError("posix_spawn_file_actions_init");
    final ForeignFunction posix_spawn_file_actions_destroy = returningError("posix_spawn_file_actions_destroy");
    final ForeignFunction posix_spawn_file_actions_addopen = returningError("posix_spawn_file_actions_addopen");
    final ForeignFunction posix_spawn_file_actions_adddup2 = returningError("posix_spawn_file_actions_adddup2");
    final ForeignFunction posix_spawn_file_actions_addclose = returningError("posix_spawn_file_actions_addclose");
    final ForeignFunction posix_spawn_file_actions_addclosefrom_np =
            returningError("posix_spawn_file_actions_addclosefrom_np");
    final ForeignFunction posix_spawn_file_actions_addchdir_np = returningError("posix_spawn_file_actions_addchdir_np");
    final ForeignFunction posix_spawnattr_init = returningError("posix_spawnattr_init");
    final ForeignFunction posix_spawnattr_destroy = returningError("posix_spawnattr_destroy");
    final ForeignFunction posix_spawnattr_setflags = returningError("posix_spawnattr_setflags");
    final ForeignFunction posix_spawnattr_setsigdefault = returningError("posix_spawnattr_setsigdefault");
    final ForeignFunction posix_spawnattr_setsigmask = returningError("posix_spawnattr_setsigmask");
    final ForeignFunction sigemptyset = function("sigemptyset");
    final ForeignFunction sigfillset = function("sigfillset");

    ForeignFunctions(Platform platform) {
        super(platform);
    }
}
