# SPDX-License-Identifier: Apache-2.0 OR MIT
"""The driver protocol (docs/driver-protocol.md) for a library of Python: a driver is a subclass of Library, and calls serve()."""
import base64, json, os, select, signal, threading
from library import Library, status


class Server:
    def __init__(self, library):
        self.library, self.exit, self.open, self.lock = library, None, False, threading.Lock()
        self.most, self.waiting, self.pending, self.input = 0, False, b"", b""

    def answer(self, verb, **members):
        line = (json.dumps(dict(members, re=verb)) + "\n").encode()
        with self.lock:
            while line:
                line = line[os.write(1, line):]

    def request(self, verb, r):
        lib = self.library
        if verb == "hello":
            return dict(protocol=1, library=lib.name, version=lib.version, capabilities=lib.capabilities, verbs=lib.verbs,
                        limits=lib.limits)
        if verb == "spawn":
            refusal = lib.spawn(r)
            if refusal:
                return refusal
            self.exit, self.open = os.pidfd_open(lib.pid), True
            lib.input = getattr(lib, "input", lib.fd)
            os.set_blocking(lib.fd, lib.blocking)
            os.set_blocking(lib.input, lib.blocking)
            return {"pid": lib.pid}
        if verb == "read":
            self.most = r["max"]
        elif verb == "write":
            self.pending = base64.b64decode(r["data"])
            if lib.blocking:
                threading.Thread(target=self.send, daemon=True).start()
        elif verb == "wait":
            self.waiting = True
        elif verb == "resize":
            lib.resize(r["columns"], r["rows"], r["xpixels"], r["ypixels"])
            return {}
        elif verb == "signal":
            lib.signal(getattr(signal, r["name"]), r["target"])
            return {}
        elif verb == "close":
            self.open = False
            lib.close()
            return {}
        else:
            return getattr(lib, verb.replace("-", "_"))(r)

    def serve(self):
        lib = self.library
        while True:
            watched = {0: select.POLLIN}
            if self.waiting:
                watched[self.exit] = select.POLLIN
            if self.open and self.most:
                watched[lib.fd] = select.POLLIN
            if self.open and self.pending and not lib.blocking:
                watched[lib.input] = watched.get(lib.input, 0) | select.POLLOUT
            poll = select.poll()
            for fd, events in watched.items():
                poll.register(fd, events)
            for fd, events in poll.poll():
                if fd == 0 and not self.requests():
                    return
                if fd == self.exit and self.waiting:
                    self.waiting = False
                    self.answer("wait", **status(self.library.collect()))
                if self.open and fd == lib.fd:
                    self.output(events)
                if self.open and fd == lib.input and events & ~select.POLLIN and not lib.blocking:
                    self.send()

    def requests(self):
        data = os.read(0, 65536)
        *lines, self.input = (self.input + data).split(b"\n")
        for line in lines:
            r = json.loads(line)
            verb = r["verb"]
            try:
                members = self.request(verb, r)
            except Exception as e:
                members = self.library.refuse(repr(e), e)
            if members is not None:
                self.answer(verb, **members)
        return data

    def output(self, events):
        if self.most and events & (select.POLLIN | select.POLLHUP | select.POLLERR):
            most, self.most = self.most, 0
            try:
                data = self.library.read(most)
                self.answer("read", **({"data": base64.b64encode(data).decode()} if data else {"end": True}))
            except BlockingIOError:
                self.most = most

    def send(self):
        while self.pending:
            try:
                self.pending = self.pending[self.library.write(self.pending):]
            except BlockingIOError:
                return
            except OSError as e:
                self.pending = b""
                return self.answer("write", **self.library.refuse(repr(e), e))
            if not self.pending:
                self.answer("write")


def serve(library):
    Server(library).serve()
