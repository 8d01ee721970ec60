"""Requests as clients send them, well and badly."""

from __future__ import annotations

import json
import threading
import unittest

from scenery import ANNA, PRESENCE, PRINCIPAL, SESSIONS, SIGN_IN, Conversation, ServerTest, head


class RequestsTest(ServerTest):
    def test_a_rest_and_a_soap_request_are_answered_by_the_engine(self):
        server = self.server()
        answer = server.send("GET", SESSIONS)
        self.assertEqual((answer.status, answer.headers["Content-Type"]), (200, "application/json; charset=utf-8"))
        self.assertEqual(len(json.loads(answer.content)), 42)
        answer = server.send("POST", PRINCIPAL, SIGN_IN, {"Content-Type": "text/xml; charset=utf-8"})
        self.assertEqual((answer.status, answer.headers["Content-Type"]), (200, "text/xml; charset=utf-8"))
        self.assertIn(b"<Ticket>7T:", answer.content)

    def test_headers_and_query_reach_the_engine_as_they_were_sent(self):
        server = self.server(config={"auth": {"passwordCost": "minimum", "applicationTokens": ["let-me-in"]}})
        self.assertEqual(server.send("GET", SESSIONS).status, 401)
        self.assertEqual(server.send("GET", SESSIONS, headers={**ANNA, "so-apptoken": "let-me-in"}).status, 200)
        answer = server.send("GET", SESSIONS + "?%24select=status%2CfirstMessage", headers={**ANNA, "SO-AppToken": "let-me-in"})
        first = json.loads(answer.content)[0]
        self.assertIsNone(first["CustomerName"])
        self.assertIsNotNone(first["FirstMessage"])

    def test_a_connection_serves_one_request_after_the_other(self):
        with Conversation(self.server()) as conversation:
            for _ in range(50):
                conversation.write(head("GET", SESSIONS))
                self.assertEqual(conversation.read()[0], 200)

    def test_requests_that_are_sent_ahead_are_answered_in_order(self):
        with Conversation(self.server()) as conversation:
            posted = head("POST", PRESENCE, "Content-Length: 2") + "{}"
            conversation.write(head("GET", SESSIONS) + posted + head("HEAD", SESSIONS) + head("GET", "/api/nowhere"))
            sizes = []
            for method, status in (("GET", 200), ("POST", 200), ("HEAD", 200), ("GET", 404)):
                answer = conversation.read(method)
                self.assertEqual(answer[0], status, method)
                sizes.append(len(answer[2]))
            self.assertGreater(sizes[0], sizes[1])
            self.assertEqual(sizes[2], 0)

    def test_a_body_in_chunks_is_put_together(self):
        with Conversation(self.server()) as conversation:
            conversation.write(head("POST", PRESENCE, "Transfer-Encoding: chunked", "Content-Type: application/json"))
            for piece in ("1;name=value\r\n{\r\n", "5\r\n     \r\n", "1\r\n}\r\n", "0\r\nTrailer: yes\r\n\r\n"):
                conversation.write(piece)
            status, _, body = conversation.read()
            self.assertEqual((status, len(json.loads(body))), (200, 8))
            conversation.write(head("POST", PRESENCE, "Transfer-Encoding: chunked") + "3\r\n{,}\r\n0\r\n\r\n")
            status, _, body = conversation.read()
            self.assertEqual(status, 400)

    def test_a_large_body_arrives_whole(self):
        body = b" " * 5_000_000 + b"{}"
        self.assertEqual(self.server().send("POST", PRESENCE, body).status, 200)

    def test_a_client_that_waits_to_be_told_is_told_to_send(self):
        with Conversation(self.server()) as conversation:
            conversation.write(head("POST", PRESENCE, "Content-Length: 2", "Expect: 100-continue"))
            self.assertEqual(conversation.read()[0], 100)
            conversation.write("{}")
            self.assertEqual(conversation.read()[0], 200)

    def test_head_has_the_headers_of_get_and_no_body(self):
        with Conversation(self.server()) as conversation:
            conversation.write(head("GET", SESSIONS))
            got = conversation.read()
            conversation.write(head("HEAD", SESSIONS))
            status, headers, _ = conversation.read("HEAD")
            self.assertEqual((status, int(headers["content-length"])), (200, len(got[2])))
            self.assertEqual(headers["content-type"], got[1]["content-type"])
            conversation.write(head("HEAD", "/api/nowhere"))
            self.assertEqual(conversation.read("HEAD")[0], 404)
            conversation.write(head("GET", SESSIONS))
            self.assertEqual(conversation.read(), got, "no body was left on the connection")

    def test_options_and_methods_that_are_not_allowed_name_those_that_are(self):
        with Conversation(self.server()) as conversation:
            conversation.write(head("OPTIONS", SESSIONS, credentials=False))
            status, headers, _ = conversation.read()
            self.assertEqual((status, headers["allow"]), (204, "GET, HEAD, OPTIONS"))
            self.assertNotIn("content-length", headers)
            conversation.write(head("BREW", SESSIONS))
            status, headers, _ = conversation.read()
            self.assertEqual((status, headers["allow"]), (405, "GET, HEAD, OPTIONS"))

    def test_a_client_of_http_1_0_gets_its_answer_and_the_end(self):
        with Conversation(self.server()) as conversation:
            conversation.write(f"GET {SESSIONS} HTTP/1.0\r\nAuthorization: {ANNA['Authorization']}\r\n\r\n")
            answer = conversation.read()
            self.assertEqual((answer[0], answer[1]["connection"]), (200, "close"))
            self.assertTrue(conversation.ended())

    def test_requests_that_are_broken_are_answered_with_400_and_the_end(self):
        server = self.server()
        for name, request in (
            ("no Host", "GET / HTTP/1.1\r\n\r\n"),
            ("a length that is no number", head("POST", PRESENCE, "Content-Length: two") + "{}"),
            ("a negative length", head("POST", PRESENCE, "Content-Length: -2") + "{}"),
            ("a length beyond all numbers", head("POST", PRESENCE, "Content-Length: 99999999999999999999") + "{}"),
            ("two lengths", head("POST", PRESENCE, "Content-Length: 2", "Content-Length: 3") + "{}"),
            ("a length and chunks", head("POST", PRESENCE, "Content-Length: 2", "Transfer-Encoding: chunked") + "0\r\n\r\n"),
            ("chunks twice", head("POST", PRESENCE, "Transfer-Encoding: chunked", "Transfer-Encoding: chunked") + "0\r\n\r\n"),
            ("a chunk whose size is no number", head("POST", PRESENCE, "Transfer-Encoding: chunked") + "x\r\n\r\n"),
        ):
            with self.subTest(name), Conversation(server) as conversation:
                conversation.write(request)
                answer = conversation.read()
                self.assertEqual(answer[0], 413 if "beyond" in name else 400)
                self.assertTrue(conversation.ended())
        with self.subTest("a coding that is not known"), Conversation(server) as conversation:
            conversation.write(head("POST", PRESENCE, "Transfer-Encoding: gzip, chunked"))
            self.assertEqual(conversation.read()[0], 501)
            self.assertTrue(conversation.ended())
        for name, request in (("noise", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"), ("a word", b"GARBAGE\r\n\r\n")):
            with self.subTest(name), Conversation(server) as conversation:
                conversation.write(request)
                answer = conversation.read()
                self.assertTrue(answer is None or answer[0] == 400, answer)
        self.assertEqual(server.send("GET", SESSIONS).status, 200)

    def test_many_clients_at_one_time_all_get_their_answers(self):
        server = self.server("--threads", 4)
        statuses = []

        def ask():
            with Conversation(server) as conversation:
                for _ in range(20):
                    conversation.write(head("GET", SESSIONS + "?$select=status"))
                    statuses.append(conversation.read()[0])

        threads = [threading.Thread(target=ask) for _ in range(40)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(statuses, [200] * 800)

    def test_connections_beyond_the_bound_wait_for_their_turn(self):
        server = self.server("--threads", 1, "--connections", 2)
        with Conversation(server) as first, Conversation(server) as second:
            for conversation in (first, second):
                conversation.write(head("GET", SESSIONS))
                self.assertEqual(conversation.read()[0], 200)
            with Conversation(server) as third:
                third.write(head("GET", SESSIONS))
                third.socket.settimeout(0.5)
                with self.assertRaises(TimeoutError):
                    third.read()
        with Conversation(server) as fourth:
            fourth.write(head("GET", SESSIONS))
            self.assertEqual(fourth.read()[0], 200)

    def test_the_log_has_a_line_for_each_request_that_nobody_can_forge(self):
        server = self.server()
        with Conversation(server) as conversation:
            conversation.write(head("GET", SESSIONS, "User-Agent: a \"b\" \\ \xe6", "Referer: http://desk/"))
            size = len(conversation.read()[2])
            conversation.write(head("HEAD", SESSIONS))
            conversation.read("HEAD")
            conversation.write(head("GET", "/%0a\x01" + "x" * 2000, credentials=False))
            conversation.read()
        lines = server.lines(3)
        self.assertRegex(
            lines[0],
            rf'^127\.0\.0\.1 - - \[when\] "GET {SESSIONS} HTTP/1\.1" 200 {size} "http://desk/" "a \\x22b\\x22 \\x5c \\xe6" 0\.\d{{6}}$')
        self.assertRegex(lines[1], rf'"HEAD {SESSIONS} HTTP/1\.1" 200 0 "-" "-" 0\.\d{{6}}$')
        self.assertRegex(lines[2], r'"GET /%0a\\x01x{995}\.\.\. HTTP/1\.1" 404 \d+ "-" "-" 0\.\d{6}$')
        self.assertEqual(len(lines), 3)

    def test_a_proxy_names_the_client_only_when_it_is_trusted(self):
        forwarded = {**ANNA, "X-Forwarded-For": "10.9.8.7, 2001:db8::7"}
        for options, peer in (([], "127.0.0.1"), (["--behind-proxy"], "2001:db8::7")):
            with self.subTest(options):
                server = self.server(*options)
                server.send("GET", SESSIONS, headers=forwarded)
                self.assertTrue(server.lines(1)[0].startswith(f"{peer} - - "))
                server.send("GET", SESSIONS, headers={**ANNA, "X-Forwarded-For": 'x" 200 "'})
                self.assertTrue(server.lines(2)[1].startswith("127.0.0.1 - - "), "what is no address is not taken for one")
                server.stop()
                server.log.unlink()


if __name__ == "__main__":
    unittest.main()
