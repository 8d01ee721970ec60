"""Thousands of bad messages: none crashes, and each gives an error with its place, or a 4xx, or a fault."""

from __future__ import annotations

import json
import re
import unittest
from typing import Any

import chatcore
from malformed import bad_json, bad_xml, scrambled
from scenery import ANNA, DESK, FORMS, DeskTest, basic

JSON = (("Content-Type", "application/json; charset=utf-8"),)
READING = (chatcore.MalformedError, chatcore.InvalidValueError, chatcore.LimitError)
SESSIONS = json.dumps(DESK["Sessions"][:2], ensure_ascii=False).encode("utf-8")
DELETE = "CustomerService.DeleteChatSessions"


class MalformedTest(DeskTest):
    def setUp(self) -> None:
        super().setUp()
        self.before = self.engine.call("System.CountRows")
        self.seen = self.engine.call_json("Chat.ChatSessionsForUser", caller=ANNA)
        self.cases = 0

    def tearDown(self) -> None:
        # Nothing of all that got into the store.
        self.assertEqual(self.engine.call("System.CountRows"), self.before)
        self.assertEqual(self.engine.call_json("Chat.ChatSessionsForUser", caller=ANNA), self.seen)

    def must_fail(self, name: str, size: int, call: Any, *arguments: Any, **named: Any) -> None:
        """The call fails because it cannot read its input, and says at which byte."""
        self.cases += 1
        try:
            call(*arguments, **named)
        except READING as error:
            if error.offset is None or not 0 <= error.offset <= size:
                self.fail(f"{name}: no byte is named: {error!r}")
        except chatcore.ChatCoreError as error:
            self.fail(f"{name}: {error!r}")
        else:
            self.fail(f"{name}: was taken")

    def names_a_byte(self, name: str, size: int, response: chatcore.Response) -> None:
        """The response says at which byte of the body it stopped understanding."""
        place = re.search(r"at byte (\d+)", response.text)
        if place is None or int(place[1]) > size:
            self.fail(f"{name}: no byte is named: {response}")

    # JSON

    def test_bad_json_responses_do_not_decode(self) -> None:
        for name, text in bad_json(SESSIONS):
            if text:
                response = chatcore.Response(200, JSON, text)
                self.must_fail(name, len(text), chatcore.decode, "Chat.ChatSessionsForUser", response)
        self.assertGreaterEqual(self.cases, 1_000)

    def test_bad_json_arguments_are_not_called(self) -> None:
        good = json.dumps({"Persons": DESK["Persons"][:1], "Sessions": DESK["Sessions"][:1]}, ensure_ascii=False).encode("utf-8")
        for name, text in bad_json(good):
            if text:
                self.must_fail(name, len(text), self.engine.call, "System.Import", text)
        self.assertGreaterEqual(self.cases, 1_000)

    def test_bad_json_callers_are_not_let_in(self) -> None:
        for name, text in bad_json(b'{"UserName": "anna", "Password": "anna-demo", "Language": "no"}'):
            if text:
                self.must_fail(name, len(text), self.engine.call, "Chat.ChatSessionsForUser", caller=text)

    def test_bad_json_bodies_are_400(self) -> None:
        headers = (("Authorization", basic("anna")), *JSON)
        good = json.dumps({"Ids": [1001, 1004], "Session": DESK["Sessions"][0]}).encode("ascii")
        for name, text in bad_json(good):
            if not text:
                continue
            self.cases += 1
            request = chatcore.Request("POST", "/api/v1/Agents/Chat/ChatSessionsForUser", headers, text)
            response = self.engine.handle(request)
            self.assertIn(response.status, (400, 413), f"{name}: {response}")
            self.assertIn("Message", response.json())
            self.names_a_byte(name, len(text), response)
        self.assertGreaterEqual(self.cases, 1_000)

    def test_doubled_names_are_malformed(self) -> None:
        for text in (b'[{"ChatSessionId":1,"ChatSessionId":2}]', b'[{"Person":{"PersonId":1,"Rank":1,"PersonId":1}}]', b'[{"New":1,"New":1}]'):
            self.must_fail(str(text), len(text), chatcore.decode, "Chat.ChatSessionsForUser", chatcore.Response(200, JSON, text))

    def test_scrambled_json_never_crashes(self) -> None:
        for text in scrambled(SESSIONS, 2_000):
            try:
                chatcore.decode("Chat.ChatSessionsForUser", chatcore.Response(200, JSON, text))
            except READING as error:
                self.assertIsNotNone(error.offset, error)

    # SOAP

    def soap_request(self, form: "dict[str, Any]") -> chatcore.Request:
        return chatcore.encode(DELETE, {"Protocol": "soap", "Version": 88, "Ticket": self.ticket(), **form}, {"Ids": [-1, -2]})

    def send(self, request: chatcore.Request, body: bytes) -> chatcore.Response:
        return self.engine.handle(chatcore.Request(request.method, request.target, request.headers, body))

    def test_bad_soap_bodies_are_faults(self) -> None:
        for form in FORMS:
            self.cases = 0
            request = self.soap_request(form)
            self.assertEqual(self.engine.handle(request).status, 200)
            for name, body in bad_xml(request.body):
                self.cases += 1
                response = self.send(request, body)
                self.assertIn(response.status, (400, 413, 415, 500), f"{form} {name}: {response}")
                self.assertIn(b"Fault>", response.body, f"{form} {name}: {response}")
                self.names_a_byte(f"{form} {name}", len(body), response)
            self.assertGreaterEqual(self.cases, 1_000)

    def test_soap_values_of_the_wrong_type_delete_nothing(self) -> None:
        for form in FORMS:
            request = self.soap_request(form)
            for value in (b"one", b"", b"1.5", b"0x1", b"99999999999", b"-2147483649", b"1 2", b"<x/>", b"1<!-- -->x", b"true"):
                with self.subTest(value=value, **form):
                    response = self.send(request, request.body.replace(b">-1<", b">" + value + b"<"))
                    with self.assertRaises(chatcore.RemoteError):
                        chatcore.decode(DELETE, response)

    def test_bad_soap_responses_do_not_decode(self) -> None:
        ticket = self.ticket()
        for form in FORMS:
            self.cases = 0
            connection = {"Protocol": "soap", "Version": 88, "Ticket": ticket, **form}
            answer = self.engine.handle(chatcore.encode("Chat.GetChatPresence", connection))
            chatcore.decode("Chat.GetChatPresence", answer)
            for name, body in bad_xml(answer.body):
                if body.strip():
                    response = chatcore.Response(200, answer.headers, body)
                    self.must_fail(f"{form} {name}", len(body), chatcore.decode, "Chat.GetChatPresence", response)
            self.assertGreaterEqual(self.cases, 1_000)

    def test_scrambled_soap_never_crashes(self) -> None:
        for form in FORMS:
            request = self.soap_request(form)
            for body in scrambled(request.body, 1_000):
                self.assertIn(self.send(request, body).status, (200, 400, 401, 403, 413, 415, 500))
            answer = self.engine.handle(chatcore.encode("Chat.ChatSessionsForUser", {"Protocol": "soap", "Ticket": self.ticket(), **form}))
            for body in scrambled(answer.body[:20_000] + answer.body[-300:], 300):
                try:
                    chatcore.decode("Chat.ChatSessionsForUser", chatcore.Response(200, answer.headers, body))
                except chatcore.ChatCoreError as error:
                    self.assertIsInstance(error, (*READING, chatcore.RemoteError))

    # HTTP

    def test_strange_requests_are_answered(self) -> None:
        text = "\0 ../ %00 %zz %ff %2e%2e/ ?? ## \udcff \udcc0\udcaf é 日本 " + "x" * 5_000
        strange = ["", "/", "?", "//", "*", "http://", "http:///", "\r\n", *text.split(" "), "/" * 3_000]
        many = "/api/v1/?" + "a=b&" * 3_000
        for target in (*strange, many):
            for method in ("GET", "POST", "", "get", "G\0T", "日", "PROPFIND"):
                response = self.engine.handle(chatcore.Request(method, target, (("Authorization", basic("anna")),)))
                if method.upper() == "GET" and target == many:
                    # What the service is, it tells whatever else is asked.
                    self.assertEqual(response.status, 200)
                    continue
                self.assertGreaterEqual(response.status, 400, response)
                self.assertLess(response.status, 500, response)
        for target in strange:
            response = self.rest("GET", "/api/v1/ChatSession/ForCurrentUser?$select=" + target)
            self.assertIn(response.status, (200, 400))

    def test_strange_headers_are_answered(self) -> None:
        for name in ("Authorization", "Accept", "Accept-Language", "SO-Language", "SO-Culture", "SO-TimeZone", "SO-AppToken", "Cookie", "X-XSRF-TOKEN", "Content-Type"):
            for value in ("", "\0", ",", ";", "=", "q=", "*/*;q=x", ",;,;", "日本", "\udcff", "x" * 100_000, "a," * 50_000, "Basic " + "=" * 99):
                headers = (("Authorization", basic("anna")), (name, value))
                for pairs in (headers, headers[::-1]):
                    response = self.engine.handle(chatcore.Request("GET", "/api/v1/ChatSession/ForCurrentUser", pairs))
                    self.assertIn(response.status, (200, 400, 401, 406, 431), f"{name}: {value[:40]!r}")


if __name__ == "__main__":
    unittest.main()
