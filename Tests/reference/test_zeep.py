"""zeep, a SOAP toolkit of other people, with the vendor's service descriptions, against the library on loopback.

Every answer is also checked against the schemas in the service description, and compared with the JSON of the same call.
"""

import copy
import tempfile
import unittest
from datetime import datetime
from pathlib import Path

import isodate
import requests
import zeep
from lxml import etree
from zeep.helpers import serialize_object

import pages
from pages import setUpModule  # noqa: F401  (unittest calls it)
from scenery import soap
from scenery.desk import MAJAS_SESSIONS, PASSWORDS, DeskTest

XS = "http://www.w3.org/2001/XMLSchema"


class Recorder(zeep.Plugin):
    """Keeps the last answer as it came."""

    def __init__(self):
        self.answer = None

    def ingress(self, envelope, http_headers, operation):
        self.answer = copy.deepcopy(envelope)
        return envelope, http_headers


def schema_of(path):
    """The schemas of a service description as one, in files so that they can import each other."""
    schemas = etree.parse(str(path)).findall(f".//{{{XS}}}schema")
    with tempfile.TemporaryDirectory() as folder:
        files = {schema.get("targetNamespace"): f"{index}.xsd" for index, schema in enumerate(schemas)}
        for schema in schemas:
            for include in schema.findall(f"{{{XS}}}import"):
                include.set("schemaLocation", files[include.get("namespace")])
            Path(folder, files[schema.get("targetNamespace")]).write_bytes(etree.tostring(schema))
        whole = "".join(f"<xs:import namespace='{name}' schemaLocation='{file}'/>" for name, file in files.items())
        Path(folder, "all.xsd").write_text(f"<xs:schema xmlns:xs='{XS}'>{whole}</xs:schema>")
        return etree.XMLSchema(etree.parse(str(Path(folder, "all.xsd"))))


class Toolkit:
    """zeep for one service of one release."""

    schemas = {}

    def __init__(self, url, release, service):
        path = pages.wsdl(release, service)
        self.name = f"Services{release}/{service}"
        self.recorder = Recorder()
        session = requests.Session()
        session.trust_env = False
        self.client = zeep.Client(str(path), transport=zeep.Transport(session=session, timeout=30), plugins=[self.recorder])
        self.namespace = f"{{{soap.namespace(release)}}}"
        (binding,) = self.client.wsdl.bindings
        self.service = self.client.create_service(binding, url + soap.target(release, service))
        if path not in self.schemas:
            self.schemas[path] = schema_of(path)
        self.schema = self.schemas[path]

    def headers(self, ticket=None, token=None, zone=None):
        made = {"ApplicationToken": token, "Credentials": ticket and {"Ticket": ticket}, "TimeZone": zone}
        return {name: value for name, value in made.items() if value is not None}

    def validate(self):
        """Checks the last answer's headers and body against the description's schemas."""
        parts = self.recorder.answer.xpath("/*/*[local-name()='Header' or local-name()='Body']/*")
        assert parts, "the answer is empty"
        for part in parts:
            self.schema.assertValid(etree.fromstring(etree.tostring(part, with_tail=False)))

    def call(self, operation, *arguments, ticket=None, **headers):
        """The body of the answer, which has to be valid."""
        method = getattr(self.service, operation)
        answer = method(*arguments, _soapheaders=self.headers(ticket, **headers))
        self.validate()
        self.answered = answer.header if answer is not None and hasattr(answer, "header") else None
        return serialize_object(answer.body if self.answered is not None else answer, dict)


class ZeepTest(DeskTest):
    maxDiff = None

    def each(self, service, releases):
        return [Toolkit(self.served.url, release, service) for release in releases]

    def assert_same(self, seen, json, types, type, place):
        """zeep's value is the JSON's, for a field of that type of the model."""
        carrier, enum = types["carriers"].get(type), types["enums"].get(type)
        if enum and enum["flags"]:
            named = [] if json is None else json.split(", ")
            # A flag of value zero is nothing to be listed, and the description does not have it.
            listed = [name for name in named if name in {name for name, number in enum["values"] if number != 0}]
            self.assertEqual(seen.split() if isinstance(seen, str) else seen or [], listed, place)
        elif type == "xs:dateTime":
            # isodate keeps six digits.
            self.assertEqual(
                seen, isodate.parse_datetime(json) if json != "0001-01-01T00:00:00" else datetime(1, 1, 1), place
            )
        elif type == "duration" and json is not None:
            self.assertEqual(isodate.duration_isoformat(seen), "P0D" if json == "PT0S" else json, place)
        elif json is None and isinstance(seen, dict):
            # zeep shows an xsi:nil record as one without any value.
            self.assertTrue(all(value in (None, []) for value in seen.values()), place)
        elif json is None or seen is None or carrier is None:
            # zeep shows an empty text as none at all.
            # An element without content is nothing to zeep, be it a text or a list.
            self.assertEqual(seen, None if json in ("", []) else json, place)
        elif len(carrier["fields"]) == 1 and carrier["fields"][0].get("many"):
            (field,) = carrier["fields"]
            values = seen[field["name"]]
            if "pair" in field:
                self.assertEqual(len(values), len(json), place)
                for pair, key in zip(values, json):
                    self.assert_same(pair["Key"], key, types, field["pair"][0]["type"], place)
                    self.assert_same(pair["Value"], json[key], types, field["pair"][1]["type"], f"{place}.{key}")
            else:
                self.assertEqual(len(values), len(json), place)
                for index, value in enumerate(values):
                    self.assert_same(value, json[index], types, field["type"], f"{place}[{index}]")
        else:
            fields = list(carrier["fields"])
            if carrier.get("base"):
                fields = types["carriers"][carrier["base"]]["fields"] + fields
            self.assertEqual(list(seen), [field["name"] for field in fields if field["name"] in seen], place)
            self.assertGreaterEqual(len(seen), 1, place)
            for field in fields:
                if field["name"] in seen:
                    self.assert_same(
                        seen[field["name"]], json[field["name"]], types, field["type"], f"{place}.{field['name']}"
                    )

    # Reading

    def test_the_sessions_of_customer_service(self):
        ticket = self.ticket()
        for toolkit in self.each("CustomerService", range(84, 89)):
            with self.subTest(toolkit.name):
                answer = toolkit.call("ChatSessionsForUser", ticket=ticket, token="app")
                self.assertEqual([session["ChatSessionId"] for session in answer["Response"]["ChatSession"]], MAJAS_SESSIONS)
                called = self.engine.call("CustomerService.ChatSessionsForUser", caller={"Associate": "maja"})
                self.assert_same(answer["Response"], called, pages.model(), "ArrayOfChatSession", "Response")
                self.assertTrue(toolkit.answered["Succeeded"])
                self.assertEqual(toolkit.recorder.answer.xpath("count(//*[local-name()='ExceptionInfo']/*)"), 0)

    def test_the_sessions_of_chat_with_everything_in_them(self):
        called = self.engine.call("Chat.ChatSessionsForUser", caller={"Associate": "tor"})
        for toolkit in self.each("Chat", [88]):
            with self.subTest(toolkit.name):
                answer = toolkit.call("ChatSessionsForUser", ticket=self.ticket("tor"))
                self.assertEqual(len(answer["Response"]["ChatSessionEntity"]), 5)
                self.assert_same(answer["Response"], called, pages.model(), "ArrayOfChatSessionEntity", "Response")

    def test_the_presence_of_chat(self):
        called = self.engine.call("Chat.GetChatPresence", caller={"Associate": "maja"})
        for toolkit in self.each("Chat", range(86, 89)):
            with self.subTest(toolkit.name):
                answer = toolkit.call("GetChatPresence", ticket=self.ticket())
                self.assertEqual(
                    [user["DisplayName"] for user in answer["Response"]["ChatPresence"]],
                    ["Maja Ødegård", "Tor Bakke", "Sofie Lind"],
                )
                self.assert_same(answer["Response"], called, pages.model(), "ArrayOfChatPresence", "Response")

    # Signing in

    def test_signing_in_gives_a_ticket_that_works(self):
        arguments = {"UserName": "maja", "Password": PASSWORDS["maja"]}
        called = self.engine.call("SoPrincipal.AuthenticateUsernamePassword", arguments)
        for toolkit in self.each("SoPrincipal", range(84, 89)):
            with self.subTest(toolkit.name):
                answer = toolkit.call("AuthenticateUsernamePassword", "maja", PASSWORDS["maja"])
                self.assertIs(answer["AuthenticationSucceeded"], True)
                self.assertEqual(answer["Response"]["FullName"], called["Response"]["FullName"])
                self.assert_same(answer["Response"], called["Response"], pages.model(), "SoPrincipalCarrier", "Response")
                status = self.send(
                    "GET",
                    "/api/v1/ChatSession/ForCurrentUser",
                    {"Authorization": f"SOTicket {answer['Credentials']['Ticket']}"},
                ).status
                self.assertEqual(status, 200)

    def test_a_wrong_password_says_no_in_a_valid_answer(self):
        for toolkit in self.each("SoPrincipal", range(84, 89)):
            with self.subTest(toolkit.name):
                answer = toolkit.call("AuthenticateUsernamePassword", "maja", "guess")
                self.assertIs(answer["AuthenticationSucceeded"], False)
                self.assertFalse(answer["Credentials"] and answer["Credentials"]["Ticket"])

    # Deleting

    def test_deleting_sessions(self):
        for toolkit in self.each("CustomerService", range(84, 89)):
            with self.subTest(toolkit.name):
                session = {"TopicId": 10, "Status": "Closed", "WhenRequested": "2031-01-01T00:00:00Z"}
                doomed = [
                    self.engine.call("Directory.SaveChatSession", {"ChatSession": session})["ChatSessionId"]
                    for _ in range(3)
                ]
                toolkit.call("DeleteChatSessions", {"int": doomed[:2]}, ticket=self.ticket())
                self.assertTrue(toolkit.answered is None or toolkit.answered["Succeeded"])
                left = [
                    s["ChatSessionId"]
                    for s in self.engine.call("CustomerService.ChatSessionsForUser", caller={"Associate": "maja"})
                ]
                self.assertEqual([id for id in doomed if id in left], doomed[2:])
                toolkit.call("DeleteChatSessions", {"int": doomed[2:]}, ticket=self.ticket())

    # Headers

    def test_a_time_zone_is_confirmed_in_the_answer_and_sets_the_clock(self):
        for toolkit in self.each("Chat", [88]):
            with self.subTest(toolkit.name):
                for zone in [{"SoTimeZoneId": 261}, {"SoTimeZoneLocationCode": "NO"}]:
                    answer = toolkit.call("ChatSessionsForUser", ticket=self.ticket(), zone=zone)
                    requested = answer["Response"]["ChatSessionEntity"][0]["WhenRequested"]
                    self.assertEqual((requested.hour, requested.minute), (9, 30))
                    self.assertIsNotNone(toolkit.answered["TimeZone"])

    def test_a_call_that_fails_says_why_in_valid_headers(self):
        for service, operation, releases in [
            ("CustomerService", "ChatSessionsForUser", range(84, 89)),
            ("Chat", "GetChatPresence", range(86, 89)),
        ]:
            for toolkit in self.each(service, releases):
                with self.subTest(toolkit.name):
                    try:
                        getattr(toolkit.service, operation)(_soapheaders=toolkit.headers("7T:wrong"))
                    except (AttributeError, IndexError, TypeError, zeep.exceptions.Error):
                        pass  # zeep has no way to take an empty Body; what came is looked at below.
                    toolkit.validate()
                    answer = toolkit.recorder.answer
                    self.assertEqual(answer.xpath("string(//*[local-name()='Succeeded'])"), "false")
                    self.assertTrue(answer.xpath("string(//*[local-name()='ExceptionInfo']/*[local-name()='Message'])"))

    def test_a_fault_is_zeeps_fault(self):
        for toolkit in self.each("CustomerService", [87]):
            with self.subTest(toolkit.name):
                node = etree.Element("{urn:x}Security")
                node.set("{http://schemas.xmlsoap.org/soap/envelope/}mustUnderstand", "1")
                with self.assertRaises(zeep.exceptions.Fault) as caught:
                    toolkit.service.ChatSessionsForUser(_soapheaders=[node])
                self.assertTrue(caught.exception.code.endswith("MustUnderstand"))


if __name__ == "__main__":
    unittest.main()
