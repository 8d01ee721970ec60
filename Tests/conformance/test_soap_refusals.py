"""SOAP messages that are not taken: each gets a fault in its own version, says why, and costs little."""

import sqlite3
import tempfile
import time
import unittest
from pathlib import Path

import chatcore
from scenery import soap
from scenery.desk import PASSWORDS, open_desk
from scenery.soap import BOMB, Answer
from test_soap_dialects import SOAPTest

GOOD = "<n:ChatSessionsForUser/>"


class RefusalTest(SOAPTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.given = cls.ticket(cls)

    def envelope(self, body=GOOD, version="1.1", release=87, prologue="", header=""):
        return (
            f'{prologue}<s:Envelope xmlns:s="{soap.ENVELOPES[version]}" xmlns:n="{soap.namespace(release)}"><s:Header>{header}'
            f"<n:Credentials><n:Ticket>{self.given}</n:Ticket></n:Credentials></s:Header><s:Body>{body}</s:Body></s:Envelope>"
        )

    def refused(self, text, version="1.1", code=None, service="CustomerService", release=87):
        body = text if isinstance(text, bytes) else text.encode()
        response = self.post(release, service, body, soap.TYPES[version])
        answer = Answer(response)
        self.assertTrue(answer.is_fault, response.body)
        self.assertEqual(answer.envelope, soap.ENVELOPES[version])
        self.assertEqual(answer.media_type, soap.TYPES[version])
        self.assertTrue(answer.fault_reason)
        self.assertNotIn(self.given.encode(), response.body)
        expected = code or {"1.1": "Client", "1.2": "Sender"}[version]
        self.assertEqual(answer.fault_code, expected)
        self.assertEqual(answer.status, 400 if (version, expected) == ("1.2", "Sender") else 500)
        return answer

    def refused_in_both_versions(self, body):
        """The faults that a body gets; its own operation is all that is wrong with the message."""
        faults = []
        for version in ["1.1", "1.2"]:
            with self.subTest(f"{version}: {body[:80]}"):
                faults.append(self.refused(self.envelope(body, version), version))
        return faults

    def test_an_operation_that_the_service_has_not_is_a_fault(self):
        for operation in ["NoSuchOperation", "chatsessionsforuser", "GetChatPresence", "CountRows", "System.Import"]:
            for fault in self.refused_in_both_versions(f"<n:{operation}/>"):
                self.assertIn(operation, fault.fault_reason)

    def test_an_operation_of_a_later_release_is_a_fault(self):
        text = self.envelope("<n:ChatSessionsForUser/>", release=87)
        self.refused(text, service="Chat")

    def test_an_operation_in_the_namespace_of_another_release_or_of_none_is_a_fault(self):
        for body in [
            f'<ChatSessionsForUser xmlns="{soap.namespace(88)}"/>',
            "<ChatSessionsForUser/>",
            '<ChatSessionsForUser xmlns="urn:x"/>',
        ]:
            self.refused_in_both_versions(body)

    def test_a_body_with_nothing_or_with_two_operations_is_a_fault(self):
        for body in ["", " ", GOOD + GOOD, GOOD + "<x/>", "text"]:
            self.refused_in_both_versions(body)

    def test_a_release_or_service_that_there_is_not_is_not_found(self):
        for target in [
            "/Remote/Services83/CustomerService.svc",
            "/Remote/Services89/Chat.svc",
            "/Remote/Services85/Chat.svc",
            "/Remote/Services87/Contact.svc",
            "/Remote/Services/Chat.svc",
            "/Remote/Services88/Chat",
            "/Services88/Chat.svc",
        ]:
            with self.subTest(target):
                response = self.send("POST", target, {"Content-Type": "text/xml"}, self.envelope().encode(), user=None)
                self.assertIn(response.status, (404, 500))
                self.assertNotIn(b"ChatSessionId", response.body)

    def test_an_envelope_of_no_version_of_soap_is_a_version_mismatch(self):
        text = self.envelope().replace(soap.ENVELOPES["1.1"], "urn:soap-of-the-future")
        response = self.post(87, "CustomerService", text.encode())
        answer = Answer(response)
        self.assertEqual((answer.status, answer.fault_code), (500, "VersionMismatch"))

    def test_what_is_no_soap_is_a_fault(self):
        for text in ["<html><body/></html>", "<Envelope/>", '<s:Body xmlns:s="' + soap.ENVELOPES["1.1"] + '"/>']:
            with self.subTest(text):
                response = self.post(87, "CustomerService", text.encode())
                self.assertTrue(Answer(response).is_fault)
                self.assertGreaterEqual(response.status, 400)

    def test_what_is_no_xml_is_a_fault_that_says_where(self):
        good = self.envelope()
        broken = {
            "cut off": good[:-20],
            "wrongly nested": good.replace("</s:Header>", "</s:Body>", 1),
            "twice": good + good,
            "empty": "",
            "blank": "  \n",
            "json": "{}",
            "attribute twice": good.replace("<s:Body>", "<s:Body a='1' a='2'>"),
            "attribute without quotes": good.replace("<s:Body>", "<s:Body a=1>"),
            "bare ampersand": good.replace(GOOD, "<n:X>a & b</n:X>"),
            "unknown entity": good.replace(GOOD, "<n:X>&nbsp;</n:X>"),
            "cdata not closed": good.replace(GOOD, "<n:X><![CDATA[ </n:X>"),
            "nul reference": good.replace(GOOD, "<n:X>&#0;</n:X>"),
            "surrogate reference": good.replace(GOOD, "<n:X>&#xD800;</n:X>"),
            "beyond unicode": good.replace(GOOD, "<n:X>&#x110000;</n:X>"),
            "text before": "x" + good,
            "text after": good + "x",
            "dashes in a comment": good.replace(GOOD, "<!-- a -- b -->" + GOOD),
        }
        for name, text in broken.items():
            with self.subTest(name):
                response = self.post(87, "CustomerService", text.encode())
                answer = Answer(response)
                self.assertTrue(answer.is_fault, response.body)
                self.assertRegex(answer.fault_reason, r"\b(byte|offset|line)\b")
                self.assertNotIn(self.given.encode(), response.body)

    def test_bytes_that_are_no_text_are_a_fault(self):
        good = self.envelope().encode()
        body = GOOD.encode()
        broken = {
            "nul": good.replace(body, b"<n:X>\0</n:X>"),
            "control": good.replace(body, b"<n:X>\x01</n:X>"),
            "lone continuation": good.replace(body, b"<n:X>\x80</n:X>"),
            "overlong": good.replace(body, b"<n:X>\xc0\xaf</n:X>"),
            "surrogate": good.replace(body, b"<n:X>\xed\xa0\x80</n:X>"),
            "not a character": good.replace(body, b"<n:X>\xef\xbf\xbe</n:X>"),
            "odd utf-16": b"\xff\xfe" + self.envelope().encode("utf-16-le")[:-1],
            "lone utf-16 surrogate": b"\xff\xfe"
            + self.envelope("<n:X>Q</n:X>").encode("utf-16-le").replace("Q".encode("utf-16-le"), b"\x00\xd8"),
            "utf-16 without a bom": self.envelope().encode("utf-16-le"),
        }
        for name, bytes in broken.items():
            with self.subTest(name):
                response = self.post(87, "CustomerService", bytes)
                self.assertTrue(Answer(response).is_fault, response.body)

    # Entities, depth, size

    def test_a_dtd_is_refused_whatever_it_says(self):
        outside = [
            "<!DOCTYPE s:Envelope>",
            '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
            '<!DOCTYPE x PUBLIC "-//W3C//DTD" "http://127.0.0.1:9/x.dtd">',
            '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>',
            '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/"> %p;]>',
            BOMB,
        ]
        for dtd in outside:
            with self.subTest(dtd[:60]):
                text = self.envelope("<n:ChatSessionsForUser><n:X>&secret;&e;</n:X></n:ChatSessionsForUser>", prologue=dtd)
                response = self.post(87, "CustomerService", text.encode())
                self.assertTrue(Answer(response).is_fault)
                self.assertNotIn(b"root:", response.body)
                self.assertLess(len(response.body), 4096)

    def test_depth_number_of_attributes_and_length_are_bounded(self):
        bombs = {
            "depth": "<n:X>" * 10_000 + "</n:X>" * 10_000,
            "attributes": "<n:X " + " ".join(f"a{i}='1'" for i in range(20_000)) + "/>",
            "namespaces": "<n:X " + " ".join(f"xmlns:a{i}='urn:{i}'" for i in range(20_000)) + "/>",
        }
        for name, body in bombs.items():
            with self.subTest(name):
                start = time.monotonic()
                response = self.post(
                    87, "CustomerService", self.envelope(f"<n:ChatSessionsForUser>{body}</n:ChatSessionsForUser>").encode()
                )
                self.assertTrue(Answer(response).is_fault)
                self.assertLess(len(response.body), 4096)
                self.assertLess(time.monotonic() - start, 5)

    def test_time_grows_no_faster_than_the_message(self):
        def seconds(count):
            body = "".join(f"<n:X a='{i}' xmlns:p{i % 9}='urn:{i % 9}'>&lt;{i}</n:X>" for i in range(count))
            text = self.envelope(f"<n:ChatSessionsForUser>{body}</n:ChatSessionsForUser>").encode()
            start = time.monotonic()
            self.post(87, "CustomerService", text)
            return time.monotonic() - start

        seconds(2_000)
        self.assertLess(seconds(64_000), 64 * max(seconds(4_000), 0.005))

    def test_other_methods_on_a_service_are_405(self):
        for method in ["PUT", "DELETE", "PATCH"]:
            with self.subTest(method):
                response = self.send(method, soap.target(87, "CustomerService"), user=None)
                self.assertEqual(response.status, 405)
                self.assertIn("POST", response.header("Allow"))

    def test_the_engine_answers_as_before_after_all_that(self):
        self.test_bytes_that_are_no_text_are_a_fault()
        answer = Answer(self.post(87, "CustomerService", self.envelope().encode()))
        self.assertEqual(answer.text("Succeeded"), "true")


class BoundedTest(SOAPTest):
    config = {"limits": {"messageBytes": 8192, "depth": 10, "listElements": 12}}

    def test_the_configs_bounds_hold_for_soap(self):
        ticket = self.ticket()
        for name, ids in [("list", range(13)), ("bytes", range(1000))]:
            with self.subTest(name):
                body = soap.wsdl(87, "DeleteChatSessions", ticket, soap.ids_wsdl(*ids))
                answer = Answer(self.post(87, "CustomerService", body))
                self.assertTrue(answer.is_fault, answer.body)
        answer = Answer(
            self.post(87, "CustomerService", soap.wsdl(87, "DeleteChatSessions", ticket, soap.ids_wsdl(*range(12))))
        )
        self.assertEqual(answer.text("Succeeded"), "true")


class ExpiryTest(unittest.TestCase):
    """A ticket at the end of its life, which a look into the store brings about sooner."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name) / "desk.db"
        self.engine = open_desk(store=f"sqlite:{self.path}")
        self.addCleanup(self.engine.close)
        arguments = {"UserName": "maja", "Password": PASSWORDS["maja"]}
        self.ticket = self.engine.call("SoPrincipal.AuthenticateUsernamePassword", arguments)["Credentials"]["Ticket"]

    def store(self, statement):
        database = sqlite3.connect(self.path, timeout=10)
        try:
            with database:
                return database.execute(statement).fetchall()
        finally:
            database.close()

    def call(self, form, version):
        body = soap.message(form, version, 87, "CustomerService.ChatSessionsForUser", ticket=self.ticket)
        request = chatcore.Request("POST", soap.target(87, "CustomerService"), [("Content-Type", soap.TYPES[version])], body)
        return Answer(self.engine.handle(request))

    def test_an_expired_ticket_fails_in_both_dialects_as_one_that_never_was(self):
        for form, version in soap.FORMS:
            self.assertNotEqual(self.call(form, version).text("Succeeded"), "false")
        self.store("UPDATE credentials SET expires = 1")
        for form, version in soap.FORMS:
            with self.subTest(form):
                answer = self.call(form, version)
                self.assertEqual(answer.text("Succeeded"), "false")
                self.assertEqual(answer.text("ExceptionType").rpartition(".")[2], "SoSessionException")
                self.assertIsNone(answer.content)

    def test_neither_tickets_nor_passwords_are_in_the_store_in_clear(self):
        self.call("wsdl", "1.1")
        bytes = b"".join(file.read_bytes() for file in self.path.parent.glob("desk.db*"))
        for secret in [self.ticket, self.ticket[3:], *PASSWORDS.values()]:
            self.assertNotIn(secret.encode(), bytes)


if __name__ == "__main__":
    unittest.main()
