# SPDX-License-Identifier: Apache-2.0 OR MIT
"""pexpect: spawn() and its methods."""
import os, pexpect
from driver import Library, serve


class Pexpect(Library):
    name, version = "pexpect", pexpect.__version__
    capabilities = ("CONTROLLING_TERMINAL", "POSIX_SIGNALS", "EXIT_SIGNAL", "LOCAL_PROCESS", "FAITHFUL_OUTPUT")

    blocking = True

    def spawn(self, r):
        try:
            self.child = pexpect.spawn(
                r["program"], r["arguments"], cwd=r.get("directory"), env=r["environment"],
                dimensions=(r["rows"], r["columns"]), timeout=None)
        except (OSError, pexpect.ExceptionPexpect) as e:
            return self.refuse(str(e), e)
        self.child.delaybeforesend = None
        self.pid, self.fd = self.child.pid, self.child.child_fd

    def read(self, most):
        try:
            return self.child.read_nonblocking(most, timeout=0)
        except pexpect.EOF:
            return b""
        except pexpect.TIMEOUT:
            raise BlockingIOError()

    def write(self, data):
        return self.child.send(data)

    def resize(self, columns, rows, xpixels, ypixels):
        self.child.setwinsize(rows, columns)

    def signal(self, number, target):
        self.child.kill(number)

    def collect(self):
        self.child.wait()
        return self.child.status

    def close(self):
        os.close(self.fd)


if __name__ == "__main__":
    serve(Pexpect())
