# SPDX-License-Identifier: Apache-2.0 OR MIT
"""script(1) of util-linux: a terminal for a command, between two pipes. It has no means to set a size or to signal."""
import os, shlex, signal, subprocess
from driver import Library, serve


class Script(Library):
    name = "script(1)"
    version = subprocess.run(["script", "--version"], capture_output=True, text=True).stdout.split()[-1]
    capabilities = ("CONTROLLING_TERMINAL", "FAITHFUL_OUTPUT")

    def spawn(self, r):
        command = shlex.join([r["program"], *r["arguments"]])
        try:
            self.process = subprocess.Popen(
                ["script", "--quiet", "--return", "--flush", "--command", command, "/dev/null"], cwd=r["directory"],
                env=r["environment"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        except OSError as e:
            return self.refuse(str(e), e)
        self.pid, self.fd, self.input = self.process.pid, self.process.stdout.fileno(), self.process.stdin.fileno()

    def write(self, data):
        return os.write(self.input, data)

    def resize(self, columns, rows, xpixels, ypixels):
        raise NotImplementedError("script(1) has the size of its own terminal, and here it has none")

    def close(self):
        os.kill(self.pid, signal.SIGHUP)
        os.close(self.input)
        os.close(self.fd)


if __name__ == "__main__":
    serve(Script())
