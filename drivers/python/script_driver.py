# SPDX-License-Identifier: Apache-2.0 OR MIT
"""script(1) of util-linux: a terminal for a command, between two pipes."""
import os, shlex, signal, subprocess
from driver import Library, serve


class Script(Library):
    name, collected = "script(1)", False
    version = subprocess.run(["script", "--version"], capture_output=True, text=True).stdout.split()[-1]
    capabilities = ("CONTROLLING_TERMINAL", "FAITHFUL_OUTPUT")

    limits = {"SPAWN-03": "it has the size of the terminal that it runs in", "SIZE-02": "as SPAWN-03",
              **dict.fromkeys(("SIG-01", "SIG-02", "SIG-03"), "it has no means to send a signal"),
              **dict.fromkeys(("SPAWN-05", "SPAWN-07", "SPAWN-08", "SPAWN-14"), "a shell runs the command"),
              "IO-04 outputOfDescendantsIsReadWhenItIsToBeKeptOpen": "it ends with the command"}

    def spawn(self, r):
        command = shlex.join([r["program"], *r["arguments"]])
        try:
            self.process = subprocess.Popen(
                ["script", "--quiet", "--return", "--flush", "--command", command, "/dev/null"], cwd=r.get("directory"),
                env=r["environment"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        except OSError as e:
            return self.refuse(str(e), e, **({"stage": "directory"} if e.filename == r.get("directory") else {}))
        self.pid, self.fd, self.input = self.process.pid, self.process.stdout.fileno(), self.process.stdin.fileno()

    def write(self, data):
        return os.write(self.input, data)

    def collect(self):
        self.collected = True
        return super().collect()

    def resize(self, columns, rows, xpixels, ypixels):
        raise NotImplementedError(self.limits["SPAWN-03"])

    def close(self):
        if not self.collected:
            os.kill(self.pid, signal.SIGHUP)
        os.close(self.input)
        os.close(self.fd)


if __name__ == "__main__":
    serve(Script())
