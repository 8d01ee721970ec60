"""How the server comes and goes: sockets, stopping, starting again."""

from __future__ import annotations

import fcntl
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import threading
import time
import unittest
from http.client import HTTPConnection

from scenery import ANNA, PRESENCE, PRINCIPAL, PROGRAM, SESSIONS, SIGN_IN, Conversation, Server, ServerTest, head


def ask(connected, target=SESSIONS):
    """The status that a server gives over a connected socket."""
    connection = HTTPConnection("desk")
    connection.sock = connected
    connection.request("GET", target, headers=ANNA)
    status = connection.getresponse().status
    connection.close()
    return status


def passing(*sockets):
    """What puts these sockets where systemd does, in the child, and says so in its environment."""
    os.environ.pop("LISTEN_FDS", None)

    def place():
        # Out of the way of the numbers that they are to have.
        copies = [fcntl.fcntl(each.fileno(), fcntl.F_DUPFD, 100) for each in sockets]
        for index, copy in enumerate(copies):
            os.dup2(copy, 3 + index)
            os.close(copy)

    # A shell knows its own number and leaves it to the server by exec.
    script = f'LISTEN_PID=$$ LISTEN_FDS={len(sockets)} exec "$0" "$@"'
    return {"program": ["sh", "-c", script, PROGRAM], "preexec_fn": place, "close_fds": False}


class SocketsTest(ServerTest):
    def test_it_listens_on_ipv4_ipv6_and_a_unix_socket_at_one_time(self):
        path = self.folder / "http.sock"
        server = self.server(listen=["127.0.0.1:0", "[::1]:0", f"unix:{path}"])
        self.assertEqual(server.addresses()[2], f"unix:{path}")
        self.assertEqual(path.stat().st_mode & 0o777, 0o660)
        self.assertEqual(ask(server.connect()), 200)
        self.assertEqual(ask(socket.create_connection(("::1", int(server.addresses()[1].rsplit(":", 1)[1])))), 200)
        local = socket.socket(socket.AF_UNIX)
        local.connect(str(path))
        self.assertEqual(ask(local), 200)
        self.assertEqual({line.split(" ")[0] for line in server.lines(3)}, {"127.0.0.1", "::1", "-"})
        server.stop()
        self.assertFalse(path.exists(), "the socket's file goes with the server")

    def test_a_port_alone_is_every_address_and_an_ipv4_client_is_named_as_such(self):
        server = self.server(listen=[":0"])
        self.assertIn("[::]", server.addresses()[0])
        self.assertEqual(ask(server.connect()), 200)
        self.assertEqual(server.lines(1)[0].split(" ")[0], "127.0.0.1")

    def test_a_socket_file_of_a_server_that_is_gone_is_replaced_and_another_file_is_not(self):
        path = self.folder / "http.sock"
        with socket.socket(socket.AF_UNIX) as left:
            left.bind(str(path))
        server = self.server("--unix-mode", "0600", listen=[f"unix:{path}"])
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        with self.subTest("a server that runs"):
            code, said = self.refusal(listen=[f"unix:{path}"])
            self.assertEqual((code, said), (1, [f"chatcore-server: --listen unix:{path}: Address already in use"]))
        server.stop()
        with self.subTest("a file"):
            path.write_text("dear")
            self.assertEqual(self.refusal(listen=[f"unix:{path}"])[0], 1)
            self.assertEqual(path.read_text(), "dear")

    def test_sockets_that_systemd_passes_are_served_and_outlive_the_server(self):
        with socket.create_server(("127.0.0.1", 0)) as internet, socket.socket(socket.AF_UNIX) as local:
            local.bind(str(self.folder / "passed.sock"))
            local.listen()
            for _ in range(2):
                server = self.server(listen=[], **passing(internet, local))
                self.assertEqual(ask(socket.create_connection(internet.getsockname())), 200)
                client = socket.socket(socket.AF_UNIX)
                client.connect(local.getsockname())
                self.assertEqual(ask(client), 200)
                self.assertEqual(len(server.addresses()), 2)
                server.stop()
                self.assertTrue((self.folder / "passed.sock").exists())
            # Nobody serves; clients wait until the next server comes.
            waiting = socket.create_connection(internet.getsockname())
            answers = []
            thread = threading.Thread(target=lambda: answers.append(ask(waiting)))
            thread.start()
            self.server(listen=[], **passing(internet))
            thread.join()
            self.assertEqual(answers, [200])

    def test_what_is_passed_must_listen(self):
        with socket.socket() as idle:
            code, said = self.refusal(listen=[], **passing(idle))
            self.assertEqual(code, 1)
            self.assertIn("LISTEN_FDS: descriptor 3 is no stream socket that listens", said[0])

    def test_sockets_for_another_process_are_left_alone(self):
        server = self.server(env={**os.environ, "LISTEN_FDS": "1", "LISTEN_PID": "1"})
        self.assertEqual(len(server.addresses()), 1)

    def test_the_service_manager_is_told(self):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
            manager.settimeout(30)
            manager.bind(str(self.folder / "notify"))
            server = self.server(env={**os.environ, "NOTIFY_SOCKET": str(self.folder / "notify")})
            self.assertEqual(manager.recv(100), b"READY=1")
            server.stop()
            self.assertEqual(manager.recv(100), b"STOPPING=1")

    def test_a_store_that_is_served_already_is_not_imported_into(self):
        server = self.server()
        self.folder.joinpath("other.json").write_text('{"Users": []}')
        code, said = self.refusal("--import", self.folder / "other.json", listen=[f"127.0.0.1:{server.port}"])
        self.assertEqual(code, 1)
        self.assertEqual(said, [f"chatcore-server: --listen 127.0.0.1:{server.port}: Address already in use"])


class StoppingTest(ServerTest):
    def assert_refuses_clients(self, server):
        """Nobody can connect any more; that is so a moment after the signal."""
        with self.assertRaises(OSError):
            for _ in range(1000):
                server.connect().close()
                time.sleep(0.02)

    def test_a_request_under_way_is_answered_before_the_server_ends(self):
        server = self.server()
        with Conversation(server) as busy, Conversation(server) as idle:
            idle.write(head("GET", SESSIONS))
            self.assertEqual(idle.read()[0], 200)
            busy.write(head("POST", PRESENCE, "Content-Length: 4", "Expect: 100-continue"))
            self.assertEqual(busy.read()[0], 100)
            server.process.send_signal(signal.SIGTERM)
            self.assertTrue(idle.ended(), "who waits for nothing is let go of")
            self.assert_refuses_clients(server)
            busy.write("{  }")
            status, headers, body = busy.read()
            self.assertEqual((status, headers["connection"], len(json.loads(body))), (200, "close", 8))
            self.assertTrue(busy.ended())
        server.process.wait(30)
        code, said = server.stop()
        self.assertEqual((code, said[1:]), (0, ["chatcore-server: stopped"]))

    def test_a_request_that_the_store_keeps_waiting_is_answered_too(self):
        server = self.server()
        with sqlite3.connect(self.folder / "desk.db") as holder, Conversation(server) as busy:
            holder.execute("BEGIN IMMEDIATE")
            busy.write(head("POST", PRINCIPAL, f"Content-Length: {len(SIGN_IN)}", "Content-Type: text/xml") + SIGN_IN)
            time.sleep(0.3)
            server.process.send_signal(signal.SIGINT)
            time.sleep(0.3)
            self.assertIsNone(server.process.poll())
            holder.rollback()
            status, _, body = busy.read()
            self.assertEqual(status, 200)
            self.assertIn(b"<Ticket>7T:", body)
        self.assertEqual(server.stop()[0], 0)

    def test_a_request_that_does_not_finish_is_cut_off_in_the_end(self):
        for name, seconds in (("by time", 1), ("by a second signal", 600)):
            with self.subTest(name):
                server = self.server("--stop-timeout", seconds)
                with Conversation(server) as busy:
                    busy.write(head("POST", PRESENCE, "Content-Length: 4", "Expect: 100-continue"))
                    self.assertEqual(busy.read()[0], 100)
                    server.process.send_signal(signal.SIGTERM)
                    if seconds > 1:
                        self.assert_refuses_clients(server)
                        server.process.send_signal(signal.SIGTERM)
                    server.process.wait(30)
                    self.assertTrue(busy.ended())
                code, said = server.stop()
                self.assertEqual((code, said[-2:]), (0, ["chatcore-server: 1 connections are cut off", "chatcore-server: stopped"]))
                self.assertIn(" 499 0 ", server.lines(1)[0])
                server.log.unlink()

    def test_nothing_that_was_answered_is_lost_when_it_starts_again(self):
        server = self.server()
        answer = server.send("POST", PRINCIPAL, SIGN_IN, {"Content-Type": "text/xml; charset=utf-8"})
        ticket = re.search(rb"<Ticket>([^<]+)", answer.content)[1].decode()
        for _ in range(3):
            server.stop()
            server = Server(self.folder)
            with server:
                self.assertEqual(server.send("GET", SESSIONS, headers={"Authorization": f"SOTicket {ticket}"}).status, 200)

    def test_a_server_that_is_stopped_under_load_answers_every_request_that_it_took(self):
        server = self.server("--threads", 4)
        cut, answered = [], []

        def ask_on(port):
            while True:
                try:
                    with socket.create_connection(("127.0.0.1", port), timeout=30) as connected:
                        while True:
                            connected.sendall(head("GET", SESSIONS + "?$select=status").encode())
                            with connected.makefile("rb") as file:
                                start = file.readline()
                                if not start:
                                    return
                                length = next(int(line.split(b":")[1]) for line in file if line.lower().startswith(b"content-length"))
                                file.readline()
                                if len(file.read(length)) != length:
                                    cut.append(start)
                                answered.append(start)
                except OSError:
                    return
                except StopIteration:
                    cut.append("head")
                    return

        threads = [threading.Thread(target=ask_on, args=(server.port,)) for _ in range(8)]
        for thread in threads:
            thread.start()
        time.sleep(1)
        code, said = server.stop()
        for thread in threads:
            thread.join()
        self.assertEqual((code, cut, len(said)), (0, [], 2), said)
        self.assertGreater(len(answered), 50)

    def test_a_hang_up_opens_the_log_anew(self):
        server = self.server()
        server.send("GET", SESSIONS)
        server.lines(1)
        moved = self.folder / "access.log.1"
        server.log.rename(moved)
        server.process.send_signal(signal.SIGHUP)
        end = time.monotonic() + 10
        while not server.log.exists() and time.monotonic() < end:
            time.sleep(0.02)
        server.send("HEAD", SESSIONS)
        self.assertIn("HEAD", server.lines(1)[0])
        self.assertEqual(len(moved.read_text().splitlines()), 1)


class CommandLineTest(ServerTest):
    def run_program(self, *arguments):
        return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=60)

    def test_a_wrong_option_is_named_with_what_was_expected(self):
        config = ["--config", "x"]
        for arguments, complaint in (
            ([], "--config FILE is required; --help lists the options"),
            (["--confg", "x"], "--confg is not an option; --help lists them"),
            (["x"], "x is not an option; --help lists them"),
            (["--config"], "--config: expected FILE behind it"),
            (["--config="], "--config: expected FILE behind it"),
            ([*config, "--threads", "many"], '--threads: "many" is not a number'),
            ([*config, "--threads=0"], "--threads: 0 is not within 1 and 256"),
            ([*config, "--threads", "-1"], '--threads: "-1" is not a number'),
            ([*config, "--max-body", "10T"], '--max-body: "10T" is not a number of bytes such as 65536, 64K, 16M or 1G'),
            ([*config, "--max-body", "99999999999G"], '--max-body: "99999999999G" is not a number of bytes such as 65536, 64K, 16M or 1G'),
            ([*config, "--max-head", "1K"], "--max-head: 1K is not within 4096 and 1048576"),
            ([*config, "--idle-timeout", "1.5"], '--idle-timeout: "1.5" is not a number of seconds'),
            ([*config, "--idle-timeout", "99999999999999999999"], '--idle-timeout: "99999999999999999999" is not a number of seconds'),
            ([*config, "--unix-mode", "0888"], '--unix-mode: "0888" is not a mode in octal, such as 0660'),
            ([*config, "--unix-mode", "1777"], "--unix-mode: 1777 is not within 0 and 0777"),
            ([*config, "--behind-proxy=yes"], "--behind-proxy takes no value"),
            ([*config, "--connections", "8"], "--connections: 8 is less than the 16 of --threads, which would have nothing to do"),
            ([*config, *["--listen", ":1"] * 17], "--listen may be given 16 times at most"),
        ):
            with self.subTest(arguments):
                ran = self.run_program(*arguments)
                self.assertEqual((ran.returncode, ran.stdout, ran.stderr), (2, "", f"chatcore-server: {complaint}\n"))

    def test_an_address_that_cannot_be_is_named(self):
        for address, complaint in (
            ("8686", "expected HOST:PORT, [IPv6]:PORT, :PORT or unix:PATH"),
            ("::1:8686", "expected HOST:PORT, [IPv6]:PORT, :PORT or unix:PATH"),
            ("127.0.0.1:http", "expected HOST:PORT, [IPv6]:PORT, :PORT or unix:PATH"),
            ("192.0.2.1:8686", "Cannot assign requested address"),
            ("unix:", "a path has 1 to 107 bytes"),
            ("unix:/" + "x" * 107, "a path has 1 to 107 bytes"),
            ("unix:/nowhere/http.sock", "No such file or directory"),
        ):
            with self.subTest(address):
                code, said = self.refusal(listen=[address])
                self.assertEqual((code, said), (1, [f"chatcore-server: --listen {address}: {complaint}"]))

    def test_a_config_that_cannot_be_is_named_with_its_place(self):
        file = self.folder / "wrong.json"
        for text, complaint in (
            (None, f"--config {file}: No such file or directory"),
            ('{\n  "store": "sqlite::memory:",\n  "stroe": 1\n}', f"--config {file}:3:10: stroe: "),
            ('{"store"', f"--config {file}:1:9: "),
            ("{}", f"--config {file}: store: "),
            ('{"store": "sqlite:/nowhere/desk.db"}', f"--config {file}: "),
        ):
            with self.subTest(text):
                if text is not None:
                    file.write_text(text)
                ran = self.run_program("--listen", "127.0.0.1:0", "--config", file)
                self.assertEqual((ran.returncode, ran.stdout, ran.stderr.count("\n")), (1, "", 1), ran.stderr)
                self.assertTrue(ran.stderr.startswith(f"chatcore-server: {complaint}"), ran.stderr)

    def test_a_document_that_cannot_be_imported_is_named_with_its_place(self):
        file = self.folder / "desk.json"
        for text, complaint in (
            (None, f"--import {file}: No such file or directory"),
            ('{\n  "Users": [{"UserName": "æ",, }]\n}', f"--import {file}:2:30: Users[0]"),
            ('{"Sessions": [\n {"ChatSessionId": 1},\n {"TopicId": "x"}]}', f"--import {file}:3:14: Sessions[1].TopicId: "),
            ('{"Sessions": [{"ChatSessionId": 1, "TopicId": 7}]}', f"--import {file}: Sessions[0].TopicId: "),
        ):
            with self.subTest(text):
                if text is not None:
                    file.write_text(text)
                code, said = self.refusal("--import", file)
                self.assertEqual((code, len(said)), (1, 1), said)
                self.assertTrue(said[0].startswith(f"chatcore-server: {complaint}"), said[0])
        self.assertEqual(self.refusal("--import", self.folder)[1], [f"chatcore-server: --import {self.folder}: Is a directory"])

    def test_a_log_that_cannot_be_written_is_named(self):
        code, said = self.refusal("--access-log", "/nowhere/access.log")
        self.assertEqual((code, said), (1, ["chatcore-server: --access-log /nowhere/access.log: No such file or directory"]))

    def test_its_versions_are_those_of_the_library(self):
        ran = self.run_program("--version")
        self.assertEqual(ran.returncode, 0)
        self.assertRegex(ran.stdout, r"^chatcore-server 0\.\d+\.\d+, libchatcore 0\.\d+\.\d+, libmicrohttpd [\d.]+\n$")


if __name__ == "__main__":
    unittest.main()
