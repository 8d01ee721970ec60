"""However long a name is that is wrong, an error quotes at most 200 bytes of it, in every answer and before anybody signs in."""

from __future__ import annotations

import json
from typing import Any, Callable

import chatcore
from scenery import ANNA, DeskTest

SIZE = 1 << 20
# Two bytes each, behind a letter: a cut in the wrong place would halve one.
NAME = "a" + "ø" * (SIZE // 2)
ENVELOPES = ("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope")
SERVICE = "http://www.superoffice.net/ws/crm/NetServer/Services88"


def envelope(body: str, version: int = 0, header: str = "", more: str = "") -> str:
    return f'<s:Envelope xmlns:s="{ENVELOPES[version]}"{more}><s:Header>{header}</s:Header><s:Body>{body}</s:Body></s:Envelope>'


CALL = f'<GetChatMessages xmlns="{SERVICE}"><ChatSessionId>1</ChatSessionId></GetChatMessages>'
ASSOCIATE = f'xmlns="{SERVICE}"'

# What a stranger may send to a SOAP service.
SOAP: "dict[str, str]" = {
    "root": f"<{NAME}/>",
    "namespace of the envelope": f'<s:Envelope xmlns:s="{NAME}"><s:Body/></s:Envelope>',
    "operation": envelope(f'<{NAME} xmlns="{SERVICE}"/>'),
    "namespace of the operation": envelope(f'<GetChatMessages xmlns="{NAME}"/>'),
    "second element": envelope(CALL + f"<{NAME}/>"),
    "element of the envelope": f'<s:Envelope xmlns:s="{ENVELOPES[0]}"><s:{NAME}/></s:Envelope>',
    "element behind the body": f'<s:Envelope xmlns:s="{ENVELOPES[0]}"><s:Body>{CALL}</s:Body><s:{NAME}/></s:Envelope>',
    "header that insists": envelope(CALL, 0, f'<{NAME} s:mustUnderstand="1"/>'),
    "header that insists, in SOAP 1.2": envelope(CALL, 1, f'<{NAME} s:mustUnderstand="true"/>'),
    "namespace of a header that insists": envelope(CALL, 1, f'<x xmlns="{NAME}" s:mustUnderstand="true"/>'),
    "end tag": f"<a></{NAME}>",
    "start tag with another end": f"<{NAME}></b>",
    "start tag without an end": f"<{NAME}>",
    "attribute twice": f'<a {NAME}="" {NAME}=""/>',
    "prefix": f"<{NAME}:a/>",
    "prefix of an attribute": f'<a {NAME}:b=""/>',
    "entity": f"<a>&{NAME};</a>",
    "version": f'<?xml version="{NAME}"?><a/>',
    "encoding": f'<?xml version="1.0" encoding="{NAME}"?><a/>',
    "number": envelope(f'<GetChatMessages xmlns="{SERVICE}"><ChatSessionId>{NAME}</ChatSessionId></GetChatMessages>'),
    "item of a list": envelope(f'<SaveChatPresence xmlns="{SERVICE}"><ChatPresence><{NAME}/></ChatPresence></SaveChatPresence>'),
    "item of another namespace": envelope(f'<SaveChatPresence xmlns="{SERVICE}"><ChatPresence><ChatPresence xmlns="{NAME}"/></ChatPresence></SaveChatPresence>'),
    "time zone": envelope(CALL, 0, f'<TimeZone xmlns="{SERVICE}"><SoTimeZoneLocationCode>{NAME}</SoTimeZoneLocationCode></TimeZone>'),
    "time zone beside a number": envelope(CALL, 0, f'<TimeZone xmlns="{SERVICE}"><SoTimeZoneId>261</SoTimeZoneId><SoTimeZoneLocationCode>{NAME}</SoTimeZoneLocationCode></TimeZone>'),
    "unknown field of the time zone": envelope(CALL, 0, f'<TimeZone xmlns="{SERVICE}"><Odd>{NAME}</Odd></TimeZone>'),
}  # fmt: skip

# Bodies of REST.
JSON: "dict[str, tuple[str, str, str]]" = {
    "name twice": ("POST", "/api/v1/Agents/Chat/SaveChatPresence", f'{{"{NAME}":1,"{NAME}":2}}'),
    "name twice below one": ("POST", "/api/v1/Agents/Chat/SaveChatPresence", f'{{"x":{{"{NAME}":1,"{NAME}":2}}}}'),
    "number": ("POST", "/api/v1/Agents/Chat/GetChatMessages", f'{{"ChatSessionId":{"1" * SIZE}}}'),
    "key of a dictionary": ("PUT", "/api/v1/ChatSession/1001", f'{{"ChatSessionId":1001,"FieldProperties":{{"{NAME}":3}}}}'),
    "key twice": ("PUT", "/api/v1/ChatSession/1001", f'{{"ChatSessionId":1001,"FieldProperties":{{"{NAME}":null,"{NAME}":null}}}}'),
    "enum": ("PUT", "/api/v1/ChatSession/1001", f'{{"ChatSessionId":1001,"Status":"{NAME}"}}'),
    "flag": ("PUT", "/api/v1/ChatSession/1001", f'{{"ChatSessionId":1001,"Flags":"{NAME}"}}'),
    "date": ("PUT", "/api/v1/ChatSession/1001", f'{{"ChatSessionId":1001,"WhenStarted":"{NAME}"}}'),
    "patch": ("PATCH", "/api/v1/ChatSession/1001", f'[{{"op":"remove","path":"/{"ø" * 2000}"}}]'),
    "merge patch": ("PATCH", "/api/v1/ChatSession/1001", f'{{"FieldProperties":{{"{"ø" * 30_000}":3}}}}'),
    "associate": ("POST", "/api/v1/Agents/Chat/GetUserAgentList", f'{{"Username":"{NAME}"}}'),
}  # fmt: skip

XML: "dict[str, str]" = {
    "root": f"<{NAME}/>",
    "namespace of the root": f'<GetChatMessages xmlns="{NAME}"/>',
}


class QuotationTest(DeskTest):
    def assert_short(self, text: str) -> None:
        """At most 200 bytes of the name stand in a row, and no character was cut in two."""
        self.assertLess(len(text.encode()), 2_500, text[:300])
        self.assertNotIn("\ufffd", text)
        self.assertNotIn("ø" * 100, text)
        self.assertNotIn("1" * 201, text)

    def test_soap_faults_before_anybody_signs_in(self) -> None:
        for name, body in SOAP.items():
            with self.subTest(name):
                answer = self.engine.handle(chatcore.Request("POST", "/Remote/Services88/Chat.svc", (("Content-Type", "text/xml"),), body.encode()))
                self.assert_short(answer.body.decode())
                self.assertNotEqual(b"", answer.body)

    def test_rest_bodies(self) -> None:
        for name, (method, target, body) in JSON.items():
            for headers in [(), (("Authorization", "Basic YW5uYTphbm5hLWRlbW8="),)]:
                with self.subTest(name, signed_in=bool(headers)):
                    answer = self.engine.handle(chatcore.Request(method, target, (("Content-Type", "application/json"), *headers), body.encode()))
                    self.assertGreaterEqual(answer.status, 400, answer.body[:300])
                    self.assert_short(answer.body.decode())
        for name, body in XML.items():
            with self.subTest(name):
                answer = self.rest("POST", "/api/v1/Agents/Chat/GetChatMessages", body=body.encode(), Content_Type="application/xml")
                self.assertEqual(answer.status, 400)
                self.assert_short(answer.body.decode())

    def test_what_a_request_line_and_headers_hold(self) -> None:
        long = "%C3%B8" * 10_000
        for method, target, headers in [
            ("GET", f"/api/v1/{long}", {}), ("GET", f"/api/v1/ChatSession/{long}", {}), ("GET", f"/api/v1/ChatSession?$select={long}", {}),
            ("GET", f"/api/v1/ChatSession?$filter={long}", {}), ("GET", f"/api/v1/ChatSession?$filter=contains(x{'x' * 16000},'a')", {}),
            ("GET", f"/api/v1/ChatSession?$filter={'x' * 16000}%20eq%201", {}), ("GET", f"/api/v1/ChatSession?$filter=rank%20eq%20{'1x' * 8000}", {}),
            ("GET", f"/api/v1/ChatSession?$orderBy={'x' * 500}", {}), ("GET", f"/api/v1/ChatSession?$top={long}", {}), ("GET", f"/chat/v1/events?kinds={long}", {}),
            ("GET", "/api/v1/ChatSession/1001", {"SO_TimeZone": "ø" * 30_000}), ("GET", "/api/v1/ChatSession/1001", {"Accept": "x/" + "y" * 60_000}),
            ("GET", f"/Remote/Services88/{long}.svc", {}), ("y" * 1000, "/api/v1/ChatSession/1001", {}), ("GET", "/api/v1/ChatSession/1001", {"x" * 60_000: "y" * 60_000}),
        ]:  # fmt: skip
            with self.subTest(target[:60], headers=list(headers)[:1] and list(headers)[0][:20]):
                answer = self.rest(method, target, **headers)
                self.assertGreaterEqual(answer.status, 400)
                self.assert_short(answer.body.decode())
                for name, value in answer.headers:
                    self.assert_short(f"{name}: {value}")

    def fails(self, call: "Callable[..., Any]", *arguments: Any, **named: Any) -> None:
        with self.assertRaises(chatcore.ChatCoreError) as caught:
            call(*arguments, **named)
        self.assert_short(caught.exception.message)
        self.assertLessEqual(len(caught.exception.path.encode()), 200)
        self.assert_short(caught.exception.path)

    def test_calls(self) -> None:
        call = self.engine.call
        for operation, arguments, caller in [
            ("x" * 60_000, {}, ANNA),
            ("Chat.GetChatMessages", {"ChatSessionId": NAME}, ANNA),
            ("Chat.GetUserAgentList", {"Username": NAME}, ANNA),
            ("Chat.GetChatMessages", {}, {"Associate": NAME}),
            ("Chat.GetChatMessages", {}, {NAME: "anna"}),
            ("Chat.GetChatMessages", {}, {"Associate": "anna", "TimeZone": NAME}),
            ("Chat.GetChatMessages", {}, {"Associate": "anna", "Select": "a//" + NAME}),
            ("System.SaveUser", {"UserName": "x", "Password": "y", "AssociateId": 1, NAME: 1}, None),
            ("System.Import", {"Users": [{"UserName": "x", NAME: 1}]}, None),
            ("System.Import", {"Sessions": [{"ChatSessionId": 1, "FieldProperties": {NAME: {NAME: 3}}}]}, None),
            ("System.Import", {"Sessions": [{"ChatSessionId": 1, "TopicId": 1, "Flags": NAME}]}, None),
            ("SoPrincipal.AuthenticateGeneric", {"AuthenticationData": {"ticket" + " ": "1", "Ticket": "1", "ticket": "2"}}, None),
        ]:
            with self.subTest(operation[:40], caller=str(caller)[:40]):
                self.fails(call, operation, arguments, caller=caller)
        self.fails(chatcore.Engine.open, {"store": "sqlite::memory:", NAME: 1})
        self.fails(chatcore.Engine.open, {"store": "sqlite::memory:", "topics": {NAME: {}}})
        self.fails(chatcore.Engine.open, {"store": "sqlite::memory:", "localization": {"zoneIds": {"1": NAME}}})
        self.fails(chatcore.Engine.open, {"store": "sqlite::memory:", "localization": {"zoneCodes": {NAME: "Nowhere/Nothing"}}})
        self.fails(chatcore.Engine.open, {"store": "sqlite::memory:", "localization": {"resources": [{"language": NAME, "texts": {NAME: "x"}}]}})

    def test_what_a_server_answers(self) -> None:
        for name, body in {**SOAP, "body": json.dumps({"ChatSessionId": NAME})}.items():
            if name.startswith(("time zone", "unknown field", "header", "number", "item")):
                continue
            with self.subTest(name):
                kind = "text/xml" if body.startswith("<") else "application/json"
                self.fails(chatcore.decode, "Chat.GetChatSession", chatcore.Response(200, (("Content-Type", kind),), body.encode()))
        for said in [{"Message": NAME}, {"ErrorMessage": NAME}]:
            with self.assertRaises(chatcore.ChatCoreError) as caught:
                chatcore.decode("Chat.GetChatSession", chatcore.Response(500, (("Content-Type", "application/json"),), json.dumps(said).encode()))
            self.assertLessEqual(len(caught.exception.message.encode()), 1000)


if __name__ == "__main__":
    import unittest

    unittest.main()
