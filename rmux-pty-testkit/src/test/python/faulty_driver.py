# SPDX-License-Identifier: Apache-2.0 OR MIT
"""A driver that keeps every rule it is asked, but one: faulty_driver.py [RULE]. Each fault is a line or a few that name the rule."""
import ctypes, fcntl, os, pathlib, queue, select, signal, struct, sys, tempfile, termios, threading, time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[4] / "drivers" / "python"))
from driver import Library, Server, status

FAULT = sys.argv[1] if len(sys.argv) > 1 else ""
PR_SET_CHILD_SUBREAPER = 36
LIBC = ctypes.CDLL(None, use_errno=True)


def search(program, path):
    """The files that a program may be: in the directories of the program's own PATH, an empty entry of which is none."""
    if "/" in program:
        return [program]
    return [os.path.join(entry, program) for entry in path.split(":") if entry or FAULT == "SPAWN-08"]


class Faulty(Library):
    name, version = "faulty driver, " + (FAULT or "right"), "1"
    capabilities = ("CONTROLLING_TERMINAL", "POSIX_SIGNALS", "EXIT_SIGNAL", "FOREGROUND_SIGNAL", "ARGV0", "PIXEL_SIZE",
                    "LOCAL_PROCESS", "FAITHFUL_OUTPUT")
    verbs = ("foreground", "continue")
    total, exited, closed, lossy = 0, False, False, False

    def spawn(self, r):
        self.fd, self.slave = os.openpty()
        self.resize(r["columns"], r["rows"], *((0, 0) if FAULT == "SPAWN-03" else (r["xpixels"], r["ypixels"])), first=True)
        if FAULT == "SIG-06":
            modes = termios.tcgetattr(self.slave)
            modes[6][termios.VINTR] = b"\0"
            termios.tcsetattr(self.slave, termios.TCSANOW, modes)
        if FAULT == "IO-03":  # what programs that run at the same time have in common is lost
            self.lock = os.open(os.path.join(tempfile.gettempdir(), "rmux-pty-faulty-driver.lock"), os.O_RDWR | os.O_CREAT)
            try:
                fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self.lossy = True
        failed, report = os.pipe()
        self.pid = (self.fork_behind_another if FAULT == "SPAWN-01" else os.fork)()
        if self.pid == 0:
            self.run(r, report)
        os.close(report)
        failure = os.read(failed, 100).decode()
        os.close(failed)
        if failure:
            stage, number, named = failure.split(" ", 2)
            self.wait()
            error = OSError(0 if FAULT == "SPAWN-07" and stage == "program" else int(number), os.strerror(int(number)), named)
            return self.refuse(f"{stage} {named}: {error.strerror}", error, stage=stage)
        if FAULT == "IO-14":
            os.close(self.slave)
            self.slave = None
        if FAULT == "IO-13":
            self.read_ahead()

    def run(self, r, report):
        """Becomes the program; what fails is written to the pipe."""
        stage, named, number = "program", r["program"], 0
        try:
            if FAULT != "SPAWN-01":
                os.setsid()
                fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
            for number_of_stream in range(3):
                os.dup2(self.slave, number_of_stream)
            if FAULT == "SPAWN-02":
                os.set_inheritable(os.open("/dev/null", os.O_RDONLY), True)
            for ignored in (signal.SIGPIPE, signal.SIGXFSZ):
                signal.signal(ignored, signal.SIG_IGN if FAULT == "SPAWN-09" else signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_SETMASK, ())
            variables = {k: v for k, v in r["environment"].items() if v or FAULT != "SPAWN-05"}
            if "directory" in r:
                stage, named = "directory", r["directory"]
                try:
                    os.chdir(named)
                except OSError:
                    if FAULT != "SPAWN-06":
                        raise
                if FAULT == "SPAWN-14" and "PWD" in variables:
                    variables["PWD"] = os.getcwd()
            stage, named = "program", r["program"]
            name = r.get("argv0", r["program"]) if FAULT != "SPAWN-11" else r["program"]
            arguments = [a if FAULT != "SPAWN-04" else a.encode("ascii", "replace").decode() for a in r["arguments"]]
            execute(search(r["program"], variables.get("PATH", "")), [name, *arguments], variables)
        except OSError as e:
            number = e.errno
        finally:
            os.write(report, f"{stage} {number} {named}"[:100].encode())
            os._exit(127)

    def fork_behind_another(self):
        """Forks a leader of the session, which forks the program: in front, but in a session that is not its own."""
        LIBC.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        told, tell = os.pipe()
        self.leader = os.fork()
        if self.leader:
            return int(os.read(told, 20))
        os.setsid()
        fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        ready, go = os.pipe()
        program = os.fork()
        if program == 0:
            os.setpgid(0, 0)
            os.read(ready, 1)
            signal.signal(signal.SIGTTOU, signal.SIG_DFL)
            return 0
        os.setpgid(program, program)
        os.tcsetpgrp(self.slave, program)
        os.write(tell, str(program).encode())
        os.write(go, b".")
        os.closerange(3, 64)
        os.waitid(os.P_PID, program, os.WEXITED | os.WNOWAIT)
        os._exit(0)  # its child is the driver's from now on

    def wait(self):
        if FAULT == "SPAWN-01":
            os.waitpid(self.leader, 0)
        return os.waitpid(self.pid, 0)[1]

    def read_ahead(self):
        """Reads whatever comes, and keeps it."""
        pieces, (out, put), terminal = queue.Queue(), os.pipe(), self.fd
        stopped, self.stop = os.pipe()

        def take():
            data = b"."
            while data:
                poll = select.poll()
                poll.register(terminal, select.POLLIN)
                poll.register(stopped, 0)
                ready = [fd for fd, _ in poll.poll()]
                try:
                    data = os.read(terminal, 65536) if stopped not in ready else b""
                except OSError:
                    data = b""
                pieces.put(data)

        def give():
            for data in iter(pieces.get, b""):
                while data:
                    data = data[os.write(put, data):]
            os.close(put)

        self.input, self.fd = terminal, out
        self.blocking = True
        self.reader = threading.Thread(target=take, daemon=True)
        self.reader.start()
        threading.Thread(target=give, daemon=True).start()

    def read(self, most):
        try:
            data = super().read(most)
        except BlockingIOError:
            if FAULT == "IO-04" and self.exited:
                return b""
            raise
        if self.lossy:
            return self.read(most) if data else b""
        if FAULT == "IO-01":
            data = data.replace(b"\xff", b"\xfe")
        place = 1_030_000 - self.total
        if FAULT == "IO-02" and 0 <= place < len(data):
            data = data[:place] + b"?" + data[place + 1:]
        self.total += len(data)
        return data

    def write(self, data):
        if FAULT == "IO-06" and len(data) > 4095:
            return os.write(self.terminal(), data[:4095]) and len(data)
        return os.write(self.terminal(), data)

    def resize(self, columns, rows, xpixels, ypixels, first=False):
        if first or FAULT != "SIZE-02":
            fcntl.ioctl(self.slave or self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, xpixels, ypixels))

    def signal(self, number, target):
        if target == "foreground" and FAULT != "SIG-01":
            os.killpg(os.tcgetpgrp(self.terminal()), number)
        elif target == "foreground" or FAULT == "SIG-02":
            os.killpg(self.pid, number)
        else:
            os.kill(self.pid, number)

    def terminal(self):
        return getattr(self, "input", self.fd)

    def foreground(self, r):
        return {"group": self.pid if FAULT == "SIG-07" else os.tcgetpgrp(self.terminal())}

    def state(self):
        return pathlib.Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[0]

    def continue_if_stopped(self, r):
        stopped = self.state() == "T"
        if stopped:
            os.kill(self.pid, signal.SIGCONT)
        return {"stopped": stopped and FAULT != "SIG-04"}

    def collect(self):
        raw = self.wait()
        self.exited = True
        if self.slave and not self.closed:
            os.close(self.slave)
        self.slave = None
        if FAULT == "EXIT-01" and raw == 255 << 8:
            return 254 << 8
        return 143 << 8 if FAULT == "SIG-03" and raw == signal.SIGTERM else raw

    def close(self):
        if FAULT == "LIFE-02" and not self.exited:
            os.kill(self.pid, signal.SIGKILL)
        if FAULT == "LIFE-10":
            end_session(self.pid)
        if FAULT == "IO-13":
            os.close(self.stop)
            self.reader.join()
        for fd in {self.fd, self.terminal(), self.slave} - {None}:
            os.close(fd)
        self.closed, self.slave = True, None


def strings(texts):
    return (ctypes.c_char_p * (len(texts) + 1))(*[text.encode() for text in texts], None)


def execute(files, words, variables):
    """execve(2) of the first file that is there; the most telling failure of those that are not."""
    failure = FileNotFoundError(2, "not found")
    for file in files:
        try:
            if os.path.isdir(file):
                raise PermissionError(13, "a directory")
            # Not os.execve(), which refuses an empty first word.
            LIBC.execve(file.encode(), strings(words), strings([f"{name}={value}" for name, value in variables.items()]))
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        except (FileNotFoundError, NotADirectoryError) as e:
            if len(files) == 1:
                failure = e
        except PermissionError as e:
            failure = e
    raise failure


def end_session(leader):
    """Kills whatever is in the session but its leader."""
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader and int(stat.parent.name) != leader:
            os.kill(int(stat.parent.name), signal.SIGKILL)


class FaultyServer(Server):
    def request(self, verb, r):
        members = super().request("continue_if_stopped" if verb == "continue" else verb, r)
        if verb == "read":
            self.end_with_leader()
        return members

    def end_with_leader(self):
        if FAULT == "IO-04" and self.open and self.library.exited:
            self.output(select.POLLIN)

    def answer(self, verb, **members):
        if FAULT == "EXIT-02" and members.get("signal") == signal.SIGKILL:
            members["signal"] = 109
        super().answer(verb, **members)
        if verb == "wait":
            self.end_with_leader()


if __name__ == "__main__":
    library = Faulty()
    FaultyServer(library).serve()
    while FAULT == "LIFE-05" and hasattr(library, "fd") and not library.closed:
        time.sleep(1)
