// SPDX-License-Identifier: Apache-2.0 OR MIT

// The library creack/pty: StartWithSize and Setsize. A read, a write and a wait each run in a goroutine.
package main

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"

	"github.com/creack/pty"
)

var (
	command *exec.Cmd
	master  *os.File
	version string // set by the linker
)

func spawn(r request) (m members, err error) {
	command = exec.Command(r.Program, r.Arguments...)
	if r.Argv0 != nil {
		command.Args[0] = *r.Argv0
	}
	command.Dir, command.Env = r.Directory, []string{}
	for name, value := range r.Environment {
		command.Env = append(command.Env, name+"="+value)
	}
	if master, err = pty.StartWithSize(command, size(r)); err != nil {
		return nil, err
	}
	go readAll(master)
	return members{"pid": command.Process.Pid}, nil
}

func size(r request) *pty.Winsize {
	return &pty.Winsize{Rows: r.Rows, Cols: r.Columns, X: r.XPixels, Y: r.YPixels}
}

func main() {
	input := bufio.NewReader(os.Stdin)
	for {
		line, err := input.ReadBytes('\n')
		if err != nil {
			return
		}
		var r request
		json.Unmarshal(line, &r)
		var m members = members{}
		switch r.Verb {
		case "hello":
			m = members{"protocol": 1, "library": "creack/pty", "version": version, "verbs": []string{},
				"limits":       map[string]string{"SPAWN-08": "os/exec looks programs up on the PATH of its own process, as it documents"},
				"capabilities": []string{"CONTROLLING_TERMINAL", "POSIX_SIGNALS", "EXIT_SIGNAL", "ARGV0", "PIXEL_SIZE", "LOCAL_PROCESS", "FAITHFUL_OUTPUT"}}
		case "spawn":
			m, err = spawn(r)
		case "read":
			go read(r.Max)
			continue
		case "write":
			go func() {
				_, err := master.Write(r.Data)
				answer("write", members{}, err)
			}()
			continue
		case "wait":
			go wait(command)
			continue
		case "resize":
			err = pty.Setsize(master, size(r))
		case "signal":
			err = command.Process.Signal(signals[r.Name])
		case "close":
			err = master.Close()
		}
		answer(r.Verb, m, err)
	}
}
