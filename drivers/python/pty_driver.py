# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Python's pty module, the plain way: fork(), execvpe(), and ioctl() for the size."""
import fcntl, os, platform, pty, signal, struct, termios
from driver import Library, serve


class Pty(Library):
    name, version = "Python pty", platform.python_version()
    capabilities = ("CONTROLLING_TERMINAL", "POSIX_SIGNALS", "EXIT_SIGNAL", "ARGV0", "LOCAL_PROCESS", "FAITHFUL_OUTPUT")

    def spawn(self, r):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                os.chdir(r["directory"])
                os.execvpe(r["program"], [r.get("argv0", r["program"]), *r["arguments"]], r["environment"])
            finally:
                os._exit(127)
        self.resize(r["columns"], r["rows"], r["xpixels"], r["ypixels"])

    def resize(self, columns, rows, xpixels, ypixels):
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, xpixels, ypixels))


if __name__ == "__main__":
    serve(Pty())
