// SPDX-License-Identifier: Apache-2.0 OR MIT

package main

import "syscall"

var signals = map[string]syscall.Signal{"SIGHUP": 1, "SIGINT": 2, "SIGQUIT": 3, "SIGABRT": 6, "SIGKILL": 9, "SIGUSR1": 10,
	"SIGSEGV": 11, "SIGPIPE": 13, "SIGTERM": 15, "SIGCONT": 18, "SIGSTOP": 19, "SIGTSTP": 20, "SIGWINCH": 28}

var errnos = map[syscall.Errno]string{syscall.ENOENT: "ENOENT", syscall.EACCES: "EACCES", syscall.ENOTDIR: "ENOTDIR",
	syscall.ENOEXEC: "ENOEXEC", syscall.E2BIG: "E2BIG", syscall.EISDIR: "EISDIR", syscall.EIO: "EIO", syscall.ESRCH: "ESRCH"}
