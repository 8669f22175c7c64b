# SPDX-License-Identifier: Apache-2.0 OR MIT
"""What a driver in Python does by itself where its library does not."""
import errno, os, signal


class Library:
    """What a library does with one program; subclasses have spawn() and change what theirs does otherwise."""
    name, version, capabilities, verbs, limits = "", "", (), (), {}
    blocking = False  # whether the library takes its terminal for blocking: then a thread writes

    def refuse(self, text, error=None, **more):
        if isinstance(error, OSError):
            number = error.errno or (errno.ENOENT if isinstance(error, FileNotFoundError) else 0)
            more.update(errno=errno.errorcode.get(number, ""), code=number)
        return dict(more, error=text)

    def read(self, most):
        """The next bytes; b"" at the end."""
        try:
            return os.read(self.fd, most)
        except OSError as e:
            if e.errno == errno.EIO:
                return b""
            raise

    def write(self, data):
        return os.write(self.fd, data)

    def signal(self, number, target):
        os.kill(self.pid, number)

    def collect(self):
        return os.waitpid(self.pid, 0)[1]

    def close(self):
        os.close(self.fd)


def status(raw):
    if os.WIFSIGNALED(raw):
        number = os.WTERMSIG(raw)
        return {"signal": number, "name": signal.Signals(number).name, "core": os.WCOREDUMP(raw)}
    return {"code": os.WEXITSTATUS(raw)}
