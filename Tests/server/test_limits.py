"""What the server does not put up with: too much, and too slowly."""

from __future__ import annotations

import time
import unittest

from scenery import PRESENCE, SESSIONS, Conversation, ServerTest, head

BEYOND = ["--max-body", "64K"]


class LimitsTest(ServerTest):
    def test_a_body_that_is_too_large_is_refused_before_it_is_sent(self):
        with Conversation(self.server(*BEYOND)) as conversation:
            conversation.write(head("POST", PRESENCE, "Content-Length: 65537", "Expect: 100-continue"))
            status, headers, body = conversation.read()
            self.assertEqual((status, headers["connection"]), (413, "close"))
            self.assertEqual(body, b"The body is larger than this server takes.\n")
            self.assertTrue(conversation.ended())

    def test_who_sends_a_body_that_is_too_large_all_the_same_gets_to_read_why(self):
        server = self.server(*BEYOND)
        for name, request in (
            ("with a length", head("POST", PRESENCE, "Content-Length: 5000000") + " " * 5_000_000),
            ("in chunks", head("POST", PRESENCE, "Transfer-Encoding: chunked") + ("fffff\r\n" + " " * 0xFFFFF + "\r\n") * 5 + "0\r\n\r\n"),
        ):
            with self.subTest(name), Conversation(server) as conversation:
                conversation.write(request)
                self.assertEqual(conversation.read()[0], 413)
                self.assertTrue(conversation.ended())

    def test_a_body_that_fills_the_bound_is_taken(self):
        body = b" " * (65536 - 2) + b"{}"
        self.assertEqual(self.server(*BEYOND).send("POST", PRESENCE, body).status, 200)

    def test_a_body_without_end_is_cut_off(self):
        with Conversation(self.server(*BEYOND)) as conversation:
            conversation.write(head("POST", PRESENCE, "Transfer-Encoding: chunked"))
            with self.assertRaises(OSError):
                for _ in range(60):
                    conversation.write("fffff\r\n" + " " * 0xFFFFF + "\r\n")

    def test_bodies_share_what_memory_there_is(self):
        server = self.server("--max-memory", "256K", "--max-body", "1M")
        half = head("POST", PRESENCE, "Content-Length: 130000") + " " * 120_000
        with Conversation(server) as first, Conversation(server) as second:
            first.write(half)
            # The server may take a while to read the first one's half, which nothing tells us.
            end = time.monotonic() + 30
            status, headers = 200, {}
            while status == 200 and time.monotonic() < end:
                second.write(head("POST", PRESENCE, "Content-Length: 200000") + " " * 199_998 + "{}")
                status, headers, _ = second.read()
            self.assertEqual((status, headers.get("retry-after")), (503, "5"))
            first.write(" " * 9_998 + "{}")
            self.assertEqual(first.read()[0], 200)
        self.assertEqual(server.send("POST", PRESENCE, b" " * 200_000 + b"{}").status, 200, "what was held is let go of")

    def test_a_head_that_is_too_large_is_refused(self):
        server = self.server("--max-head", "8K")
        with Conversation(server) as conversation:
            conversation.write(head("GET", SESSIONS, "X-Long: " + "x" * 9000))
            self.assertEqual(conversation.read()[0], 431)
        with Conversation(server) as conversation:
            conversation.write(head("GET", "/" + "x" * 9000))
            self.assertEqual(conversation.read()[0], 414)

    def test_more_headers_than_the_engine_looks_at_are_refused(self):
        with Conversation(self.server("--max-head", "1M")) as conversation:
            conversation.write(head("GET", SESSIONS, *["X: y"] * 1000))
            status, headers, body = conversation.read()
            self.assertEqual((status, headers["connection"]), (431, "close"))
            self.assertEqual(body, b"The headers are more than this server takes.\n")

    def test_who_sends_a_request_bit_by_bit_is_cut_off(self):
        server = self.server("--request-timeout", 1, "--idle-timeout", 2)
        slow = {
            "the headers": (head("GET", SESSIONS)[:-2], "X: y\r\n", 408),
            "the body": (head("POST", PRESENCE, "Content-Length: 1000"), " ", 408),
            # Until the first line is whole there is no request that could be answered.
            "the first line": ("GET /", "x", None),
        }
        for what, (start, drop, status) in slow.items():
            with self.subTest(what), Conversation(server) as conversation:
                conversation.write(start)
                begin = time.monotonic()
                try:
                    while time.monotonic() - begin < 20:
                        conversation.write(drop)
                        time.sleep(0.1)
                except OSError:
                    pass
                self.assertLess(time.monotonic() - begin, 10)
        with Conversation(server) as conversation:
            conversation.write(head("GET", SESSIONS)[:-2])
            status, headers, _ = conversation.read()
            self.assertEqual((status, headers["connection"]), (408, "close"))
            self.assertTrue(conversation.ended())
        self.assertEqual([line.split('" ')[1][:3] for line in server.lines(3)], ["408", "408", "408"])
        self.assertEqual(server.send("GET", SESSIONS).status, 200)

    def test_who_does_not_take_the_answer_is_cut_off(self):
        server = self.server("--response-timeout", 1)
        with Conversation(server) as conversation:
            # More than fits into the buffers on the way.
            conversation.write(head("GET", SESSIONS) * 400)
            time.sleep(3)
            received = 0
            try:
                while data := conversation.socket.recv(1 << 20):
                    received += len(data)
            except ConnectionResetError:
                pass
            self.assertLess(received, 400 * len(server.send("GET", SESSIONS).content))

    def test_a_connection_on_which_nothing_happens_is_closed(self):
        with Conversation(self.server("--idle-timeout", 1)) as conversation:
            conversation.write(head("GET", SESSIONS))
            self.assertEqual(conversation.read()[0], 200)
            begin = time.monotonic()
            self.assertTrue(conversation.ended())
            self.assertLess(time.monotonic() - begin, 10)


if __name__ == "__main__":
    unittest.main()
