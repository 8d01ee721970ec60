"""The server's own code under AddressSanitizer, in each of the ways in which a request can go."""

from __future__ import annotations

import os
import subprocess
import time
import unittest

from scenery import PRESENCE, PRINCIPAL, ROOT, SESSIONS, SIGN_IN, Conversation, ServerTest, head

SANITIZERS = ["-fsanitize=address,undefined", "-fno-sanitize-recover=undefined"]


class MemoryTest(ServerTest):
    def test_no_way_through_the_server_loses_memory_or_touches_what_is_not_its_own(self):
        program = self.folder / "chatcore-server"
        flags = subprocess.run(["pkg-config", "--cflags", "--libs", "libmicrohttpd"], check=True, capture_output=True, text=True)
        library = ROOT / "build/lib"
        subprocess.run(
            ["cc", "-std=gnu11", "-g", "-O1", *SANITIZERS, f"-I{ROOT / 'Include'}", *sorted((ROOT / "examples/server").glob("*.c")),
             "-o", program, "-pthread", *flags.stdout.split(), f"-L{library}", "-lchatcore", f"-Wl,-rpath,{library}"], check=True)
        # A child inherits the way to say no leaks; the Swift runtime's own backtracer would wait for ever.
        environment = {**os.environ, "ASAN_OPTIONS": "detect_leaks=1", "SWIFT_BACKTRACE": "enable=no"}
        server = self.server(
            "--max-body", "64K", "--max-memory", "128K", "--request-timeout", 1, "--stop-timeout", 1, "--behind-proxy",
            listen=["127.0.0.1:0", f"unix:{self.folder}/http.sock"], program=(program,), env=environment)
        whole = (
            head("GET", SESSIONS, "X-Forwarded-For: 192.0.2.7"), head("HEAD", SESSIONS), head("OPTIONS", SESSIONS), head("GET", "/nowhere"),
            head("POST", PRINCIPAL, f"Content-Length: {len(SIGN_IN)}", "Content-Type: text/xml") + SIGN_IN,
            head("POST", PRESENCE, "Content-Length: 60000") + " " * 59_998 + "{}",
            head("POST", PRESENCE, "Transfer-Encoding: chunked") + ("1000\r\n" + " " * 0x1000 + "\r\n") * 10 + "0\r\n\r\n",
            head("POST", PRESENCE, "Content-Length: 100000") + " " * 100_000,
            head("POST", PRESENCE, "Transfer-Encoding: chunked") + ("8000\r\n" + " " * 0x8000 + "\r\n") * 4 + "0\r\n\r\n",
            head("POST", PRESENCE, "Content-Length: 99999999"),
            head("POST", PRESENCE, "Content-Length: 2", "Content-Length: 2") + "{}",
            head("GET", SESSIONS, "X-Long: " + "x" * 70_000), head("GET", "/" + "x" * 70_000), "GARBAGE\r\n\r\n",
        )
        for request in whole:
            with Conversation(server) as conversation:
                conversation.write(request)
                conversation.read("HEAD" if request.startswith("HEAD") else "GET")
        half = (head("GET", SESSIONS)[:-2], head("POST", PRESENCE, "Content-Length: 1000") + "   ", "GET /")
        for request in half:
            with Conversation(server) as conversation:
                conversation.write(request)
                time.sleep(0.1)
        with Conversation(server) as late, Conversation(server) as left:
            late.write(half[0])
            self.assertEqual(late.read()[0], 408)
            left.write(half[1])
            time.sleep(0.2)
            code, said = server.stop()
        self.assertEqual(code, 0, "\n".join(said))
        self.assertFalse([line for line in said if "Sanitizer" in line or "runtime error" in line], "\n".join(said))
        self.assertEqual(said[-1], "chatcore-server: stopped")


if __name__ == "__main__":
    unittest.main()
