"""What stands beside the program: its manual page, its systemd units, its page in docs/, `make serve` and `make install-server`."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import ssl
import subprocess
import threading
import time
import unittest
from http.client import HTTPSConnection
from pathlib import Path

from scenery import ANNA, PROGRAM, ROOT, SESSIONS, ServerTest

EXAMPLE = ROOT / "examples/server"
MANUAL = EXAMPLE / "chatcore-server.8"
PAGE = (ROOT / "docs/server.md").read_text(encoding="utf-8")


def run(*command, **options):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=300, **options)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def wait_for(port):
    end = time.monotonic() + 30
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)


class ManualTest(ServerTest):
    def test_the_manual_page_is_well_formed(self):
        ran = run("mandoc", "-T", "lint", "-W", "warning", MANUAL)
        self.assertEqual((ran.returncode, ran.stdout), (0, ""))

    def test_help_and_manual_page_have_the_same_options_and_defaults(self):
        offered = dict(re.findall(r"^  --([a-z-]+).*?(?:\((\S+)\))?$", run(PROGRAM, "--help").stdout, re.MULTILINE))
        text = MANUAL.read_text()
        described = dict(re.findall(r"^\.It Fl Fl ([a-z-]+)(.*?)(?=^\.It|^\.El)", text, re.MULTILINE | re.DOTALL))
        self.assertEqual(set(offered), set(described))
        for name, default in offered.items():
            said = re.search(r"The\s+default is (\S+)\.$", described[name], re.MULTILINE)
            if said:
                self.assertEqual(said[1], default, name)

    def test_the_page_names_only_options_that_there_are(self):
        offered = set(re.findall(r"^  (--[a-z-]+)", run(PROGRAM, "--help").stdout, re.MULTILINE))
        self.assertLessEqual(set(re.findall(r"(?<![\w-])--[a-z-]+", PAGE)) - {"--now"}, offered)


class InstallationTest(ServerTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.prefix = ROOT / "build/installed"
        run("rm", "-rf", cls.prefix)
        make = os.environ.get("MAKE", "make")
        environment = {key: value for key, value in os.environ.items() if key not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")}
        command = ["--no-print-directory", "-C", ROOT, f"PREFIX={cls.prefix}"]
        # In a folder that only the tests know there is no loader's cache to be renewed.
        cls.installed = run(make, *command, "DESTDIR=/", "install-server", env=environment)
        cls.uninstall = [make, *command, "DESTDIR=/", "uninstall"]
        cls.environment = environment

    def test_1_the_installed_server_runs(self):
        self.assertEqual((self.installed.returncode, self.installed.stderr), (0, ""))
        ran = run(self.prefix / "bin/chatcore-server", "--version")
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))

    def test_2_systemd_understands_the_units(self):
        units = self.prefix / "lib/systemd/system"
        ran = run("systemd-analyze", "verify", "--man=no", units / "chatcore-server.service", units / "chatcore-server.socket")
        self.assertEqual((ran.returncode, ran.stdout, ran.stderr), (0, "", ""))

    def test_3_systemd_finds_little_that_the_service_is_exposed_to(self):
        ran = run("systemd-analyze", "security", "--offline=true", "--threshold=10", self.prefix / "lib/systemd/system/chatcore-server.service")
        self.assertEqual(ran.returncode, 0, ran.stdout)

    def test_4_uninstalling_leaves_nothing(self):
        ran = run(*self.uninstall, env=self.environment)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        self.assertEqual([path for path in self.prefix.rglob("*") if not path.is_dir()], [])

    def test_the_example_config_opens_an_engine(self):
        config = json.loads((EXAMPLE / "server.json").read_text())
        self.assertEqual(config.pop("store"), "sqlite:/var/lib/chatcore/desk.db")
        self.assertEqual(self.server(config=config).send("GET", SESSIONS).status, 200)


class TryingTest(ServerTest):
    def test_the_requests_that_make_serve_prints_work(self):
        port = free_port()
        served = subprocess.Popen([EXAMPLE / "serve", f"127.0.0.1:{port}"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        said = []
        reader = threading.Thread(target=lambda: said.append(served.stderr.read()))
        reader.start()
        try:
            wait_for(port)
            lines = iter(served.stdout.readline, "")
            requests = []
            while len(requests) < 3:
                line = next(lines)
                if line.startswith("curl "):
                    requests.append(line)
            answers = [run("sh", "-c", request.replace("curl ", "curl -f ", 1)) for request in requests]
        finally:
            served.send_signal(signal.SIGINT)
            served.wait(30)
            reader.join()
            served.stdout.close()
            served.stderr.close()
        self.assertEqual([answer.returncode for answer in answers], [0, 0, 0], said)
        self.assertEqual(len(json.loads(answers[0].stdout)), 42)
        self.assertEqual(len(json.loads(answers[1].stdout)), 8)
        self.assertIn("<Ticket>7T:", answers[2].stdout)


class ProxyTest(ServerTest):
    def test_the_nginx_of_the_page_passes_requests_on_over_tls_and_names_the_client(self):
        path, port = self.folder / "http.sock", free_port()
        key, certificate = self.folder / "desk.key", self.folder / "desk.pem"
        made = run(
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=desk.example.com", "-keyout", key, "-out",
            certificate)
        self.assertEqual(made.returncode, 0, made.stderr)
        blocks = [block for block in re.findall(r"(?:^    .*\n|^\n)+", PAGE, re.MULTILINE) if "proxy_pass" in block]
        self.assertEqual(len(blocks), 1)
        text = blocks[0]
        for there, here in (
            ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"), ("/run/chatcore/http.sock", path),
            ("/etc/ssl/desk.example.com.pem", certificate), ("/etc/ssl/desk.example.com.key", key)):
            self.assertIn(there, text)
            text = text.replace(there, str(here))
        config = self.folder / "nginx.conf"
        config.write_text(
            f"daemon off; worker_processes 1; user root; pid {self.folder}/nginx.pid; error_log {self.folder}/error.log; events {{}}\n"
            f"http {{ access_log off; client_body_temp_path {self.folder}/body; proxy_temp_path {self.folder}/proxy;\n"
            f"fastcgi_temp_path {self.folder}/f; uwsgi_temp_path {self.folder}/u; scgi_temp_path {self.folder}/s;\n{text}}}\n")
        server = self.server("--behind-proxy", listen=[f"unix:{path}"], config={"mount": {"prefix": "/Cust12345"}})
        nginx = subprocess.Popen(["nginx", "-e", self.folder / "error.log", "-c", config])
        try:
            wait_for(port)
            trusted = ssl.create_default_context(cafile=str(certificate))
            trusted.check_hostname = False
            connection = HTTPSConnection("127.0.0.1", port, context=trusted, timeout=30)
            for target, status in (("/Cust12345" + SESSIONS, 200), ("/Other" + SESSIONS, 404)):
                connection.request("GET", target, headers={**ANNA, "X-Forwarded-For": "10.9.8.7"})
                answer = connection.getresponse()
                answer.read()
                self.assertEqual(answer.status, status)
            connection.close()
        finally:
            nginx.terminate()
            nginx.wait(30)
        self.assertTrue(server.lines(1)[0].startswith(f'127.0.0.1 - - [when] "GET /Cust12345{SESSIONS} HTTP/1.1" 200 '))
        self.assertEqual(len(server.lines(1)), 1)


if __name__ == "__main__":
    unittest.main()
