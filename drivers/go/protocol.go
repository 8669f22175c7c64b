// SPDX-License-Identifier: Apache-2.0 OR MIT

package main

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"sync"
	"syscall"
)

type request struct {
	Verb, Program, Directory, Name  string
	Argv0                           *string
	Arguments                       []string
	Environment                     map[string]string
	Columns, Rows, XPixels, YPixels uint16
	Max                             int
	Data                            []byte
}

type members map[string]interface{}

var lock sync.Mutex

func answer(verb string, m members, err error) {
	if err != nil {
		m = members{"error": err.Error()}
		var number syscall.Errno
		if errors.As(err, &number) {
			m["errno"], m["code"] = errnos[number], int(number)
		} else if errors.Is(err, exec.ErrNotFound) {
			m["errno"], m["code"] = "ENOENT", int(syscall.ENOENT)
		}
	}
	m["re"] = verb
	line, _ := json.Marshal(m)
	lock.Lock()
	defer lock.Unlock()
	os.Stdout.Write(append(line, '\n'))
}

var signals = map[string]syscall.Signal{"SIGHUP": 1, "SIGINT": 2, "SIGQUIT": 3, "SIGABRT": 6, "SIGKILL": 9, "SIGUSR1": 10,
	"SIGSEGV": 11, "SIGPIPE": 13, "SIGTERM": 15, "SIGCONT": 18, "SIGSTOP": 19, "SIGTSTP": 20, "SIGWINCH": 28}

var errnos = map[syscall.Errno]string{syscall.ENOENT: "ENOENT", syscall.EACCES: "EACCES", syscall.ENOTDIR: "ENOTDIR",
	syscall.ENOEXEC: "ENOEXEC", syscall.E2BIG: "E2BIG", syscall.EISDIR: "EISDIR", syscall.EIO: "EIO", syscall.ESRCH: "ESRCH"}

func wait(command *exec.Cmd) {
	command.Wait()
	status := command.ProcessState.Sys().(syscall.WaitStatus)
	if status.Signaled() {
		m := members{"signal": int(status.Signal()), "core": status.CoreDump()}
		for name, number := range signals {
			if number == status.Signal() {
				m["name"] = name
			}
		}
		answer("wait", m, nil)
	} else {
		answer("wait", members{"code": status.ExitStatus()}, nil)
	}
}
