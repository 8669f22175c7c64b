# SPDX-License-Identifier: Apache-2.0 OR MIT
"""ptyprocess: PtyProcess.spawn() and its methods."""
import os, ptyprocess
from driver import Library, serve


class PtyProcess(Library):
    name, version = "ptyprocess", ptyprocess.__version__
    capabilities = ("CONTROLLING_TERMINAL", "POSIX_SIGNALS", "EXIT_SIGNAL", "LOCAL_PROCESS", "FAITHFUL_OUTPUT")

    blocking = True

    def spawn(self, r):
        try:
            self.process = ptyprocess.PtyProcess.spawn(
                [r["program"], *r["arguments"]], cwd=r.get("directory"), env=r["environment"],
                dimensions=(r["rows"], r["columns"]))
        except (OSError, ptyprocess.PtyProcessError) as e:
            return self.refuse(str(e), e)
        self.pid, self.fd = self.process.pid, self.process.fd

    def read(self, most):
        try:
            return self.process.read(most)
        except EOFError:
            return b""

    def write(self, data):
        return self.process.write(data)

    def resize(self, columns, rows, xpixels, ypixels):
        self.process.setwinsize(rows, columns)

    def signal(self, number, target):
        self.process.kill(number)

    def collect(self):
        self.process.wait()
        return self.process.status

    def close(self):
        os.close(self.fd)


if __name__ == "__main__":
    serve(PtyProcess())
