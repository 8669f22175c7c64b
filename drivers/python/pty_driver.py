# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Python's pty module: fork(); execvpe() and an ioctl() for the size in the child."""
import fcntl, os, platform, pty, signal, struct, termios
from driver import Library, serve


class Pty(Library):
    name, version = "Python pty", platform.python_version()
    capabilities = ("CONTROLLING_TERMINAL", "POSIX_SIGNALS", "EXIT_SIGNAL", "LOCAL_PROCESS", "FAITHFUL_OUTPUT")

    limits = dict.fromkeys(("SPAWN-06", "SPAWN-07", "SPAWN-08", "SPAWN-09"), "fork() leaves it to its caller to run a program")

    def spawn(self, r):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                self.fd = 0
                self.resize(r["columns"], r["rows"], r["xpixels"], r["ypixels"])
                os.chdir(r.get("directory", "."))
                os.execvpe(r["program"], [r["program"], *r["arguments"]], r["environment"])
            finally:
                os._exit(127)

    def resize(self, columns, rows, xpixels, ypixels):
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, xpixels, ypixels))


if __name__ == "__main__":
    serve(Pty())
