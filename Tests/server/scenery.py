"""The scenery of these tests: chatcore-server as a process of its own, and sockets to talk to it byte by byte."""

from __future__ import annotations

import atexit
import base64
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import unittest
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(os.environ.get("CHATCORE_ROOT", Path(__file__).resolve().parents[2]))
PROGRAM = ROOT / "build/bin/chatcore-server"
DESK = ROOT / "examples/data/support-desk.json"

ANNA = {"Authorization": "Basic " + base64.b64encode(b"anna:anna-demo").decode()}
SESSIONS = "/api/v1/ChatSession/ForCurrentUser"
PRESENCE = "/api/v1/Agents/Chat/GetChatPresence"

# Signing in, which writes a ticket.
PRINCIPAL = "/Remote/Services88/SoPrincipal.svc"
SIGN_IN = (
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>'
    '<AuthenticateUsernamePassword xmlns="http://www.superoffice.net/ws/crm/NetServer/Services88">'
    "<UserName>anna</UserName><Password>anna-demo</Password></AuthenticateUsernamePassword></s:Body></s:Envelope>")

# Passwords are not what these tests are about.
CHEAP = {"passwordCost": "minimum"}

_template = []


def desk_store():
    """A store with the desk in it, made once by the server itself."""
    if not _template:
        folder = Path(tempfile.mkdtemp(prefix="chatcore-server-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        with Server(folder, "--import", DESK):
            pass
        _template.append(folder / "desk.db")
    return _template[0]


class Server:
    """The server on loopback for as long as the context lasts, with a store in that folder."""

    def __init__(self, folder, *options, config=None, listen=("127.0.0.1:0",), program=(PROGRAM,), **process):
        self.folder = Path(folder)
        config_file = self.folder / "config.json"
        config_file.write_text(json.dumps({"store": f"sqlite:{self.folder / 'desk.db'}", "auth": CHEAP, **(config or {})}))
        listened = [word for address in listen for word in ("--listen", address)]
        self.log = self.folder / "access.log"
        command = [*program, *listened, "--config", config_file, "--access-log", self.log, *options]
        self.process = subprocess.Popen(
            [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            **process)
        self.said = []
        self.ready = threading.Event()
        self.names = len(listen) or 1
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self):
        for line in self.process.stderr:
            self.said.append(line.rstrip("\n"))
            if len(self.addresses()) == self.names:
                self.ready.set()
        self.ready.set()

    def addresses(self):
        """Where it listens, as it says itself."""
        return [line.split(" on ", 1)[1] for line in self.said if line.startswith("chatcore-server: listening on ")]

    @property
    def port(self):
        return int(self.addresses()[0].rsplit(":", 1)[1])

    def __enter__(self):
        if not self.ready.wait(60) or not self.addresses():
            self.stop(signal.SIGKILL)
            raise AssertionError(f"the server did not start: {self.said}")
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self, number=signal.SIGTERM, within=60):
        """Stops it, and answers its exit code and what it said on standard error."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            self.process.wait(within)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        finally:
            self.reader.join()
            self.process.stdout.close()
            self.process.stderr.close()
        return self.process.returncode, self.said

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def send(self, method, target, body=None, headers=ANNA):
        """One request over a connection of its own."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, target, body, dict(headers))
            answer = connection.getresponse()
            answer.content = answer.read()
            return answer
        finally:
            connection.close()

    def lines(self, count, within=10):
        """The access log, once it has so many lines: a line may come after its answer."""
        end = time.monotonic() + within
        while True:
            lines = self.log.read_text().splitlines() if self.log.exists() else []
            if len(lines) >= count or time.monotonic() > end:
                return [re.sub(r"\[[^]]*\]", "[when]", line) for line in lines]
            time.sleep(0.02)


class ServerTest(unittest.TestCase):
    """A test with a folder of its own and a store in it that holds the desk."""

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="chatcore-server-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def server(self, *options, **more):
        """The server on the desk; stopped when the test ends."""
        shutil.copyfile(desk_store(), self.folder / "desk.db")
        server = Server(self.folder, *options, **more)
        self.addCleanup(lambda: server.process.poll() is None and server.stop())
        return server.__enter__()

    def refusal(self, *options, **more):
        """What a server says that does not start, and the code with which it ends."""
        server = Server(self.folder, *options, **more)
        server.process.wait(60)
        code, said = server.stop()
        self.assertEqual(server.addresses(), [])
        return code, said


class Conversation:
    """A connection on which a test writes what it likes, and reads answers."""

    def __init__(self, server):
        self.socket = server.connect()
        self.file = self.socket.makefile("rb")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()
        self.socket.close()

    def write(self, data):
        self.socket.sendall(data.encode("latin-1") if isinstance(data, str) else data)

    def read(self, method="GET"):
        """An answer as status, headers with small names, and body; None at the end of the connection."""
        try:
            start = self.file.readline()
        except ConnectionResetError:
            return None
        if not start:
            return None
        version, status, _ = start.decode("latin-1").split(" ", 2)
        assert version == "HTTP/1.1", start
        headers = {}
        for line in iter(self.file.readline, b"\r\n"):
            name, value = line.decode("latin-1").rstrip("\r\n").split(": ", 1)
            headers[name.lower()] = value
        length = 0 if method == "HEAD" or int(status) < 200 else int(headers.get("content-length", 0))
        return int(status), headers, self.file.read(length)

    def ended(self):
        """Whether the server has closed the connection; what it sent besides is passed over. (libmicrohttpd 0.9.75 sends the
        head of an answer of its own twice.)"""
        try:
            self.file.read()
        except ConnectionResetError:
            pass
        return True


def head(method, target, *headers, credentials=True):
    """A request's first line and headers."""
    lines = [f"{method} {target} HTTP/1.1", "Host: desk"]
    if credentials:
        lines.append("Authorization: " + ANNA["Authorization"])
    return "\r\n".join([*lines, *headers, "", ""])
