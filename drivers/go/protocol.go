// SPDX-License-Identifier: Apache-2.0 OR MIT

package main

import (
	"encoding/json"
	"errors"
	"io"
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

func min(a, b int) int {
	if a < b {
		return a
	}
	return b
}

type piece struct {
	data []byte
	err  error
}

var pieces = make(chan piece)
var left piece

// A goroutine reads all the time, as io.Copy does, but no further than somebody takes.
func readAll(master *os.File) {
	for {
		data := make([]byte, 16384)
		n, err := master.Read(data)
		pieces <- piece{data[:n], err}
	}
}

func read(most int) {
	if len(left.data) == 0 && left.err == nil {
		left = <-pieces
	}
	if n := min(most, len(left.data)); n > 0 {
		data := left.data[:n]
		left.data = left.data[n:]
		answer("read", members{"data": data}, nil)
	} else if errors.Is(left.err, io.EOF) || errors.Is(left.err, syscall.EIO) || errors.Is(left.err, os.ErrClosed) {
		answer("read", members{"end": true}, nil)
	} else {
		answer("read", nil, left.err)
	}
}
