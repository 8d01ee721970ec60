"""How answers look: $select, languages, time zones, media types, and the manual's form of SOAP byte for byte."""

from __future__ import annotations

import datetime
import unittest
import xml.etree.ElementTree as ElementTree
from typing import Any

import chatcore
from scenery import ANNA, DESK, DeskTest, basic, visible_sessions

LIST = "/api/v1/ChatSession/ForCurrentUser"
POST = "/api/v1/Agents/Chat/ChatSessionsForUser"


class SelectTest(DeskTest):
    def test_fields_that_are_not_selected_are_null_and_keys_stay(self) -> None:
        sessions = self.rest("POST", POST + "?$select=status,CUSTOMERNAME,user/fullName").json()
        whole = self.rest("POST", POST).json()
        self.assertEqual([s["ChatSessionId"] for s in sessions], visible_sessions(1))
        for session, full in zip(sessions, whole):
            self.assertEqual(set(session), set(full))
            self.assertEqual((session["Status"], session["CustomerName"]), (full["Status"], full["CustomerName"]))
            for name in ("FirstMessage", "SessionKey", "Person", "Contact", "Ticket", "CustomerEmail"):
                self.assertIsNone(session[name], name)
            if full["User"]:
                self.assertEqual(session["User"]["FullName"], full["User"]["FullName"])
                self.assertIsNone(session["User"]["UserName"])

    def test_an_encoded_select_and_the_callers_select_mean_the_same(self) -> None:
        plain = self.rest("POST", POST + "?$select=status,user/fullName").json()
        self.assertEqual(self.rest("POST", POST + "?%24select=status%2C%20user%2FfullName").json(), plain)
        caller = {**ANNA, "Select": "status,user/fullName"}
        self.assertEqual(self.engine.call("Chat.ChatSessionsForUser", caller=caller), plain)

    def test_select_works_on_presence_too(self) -> None:
        presence = self.rest("POST", "/api/v1/Agents/Chat/GetChatPresence?$select=present").json()
        self.assertIsNone(presence[0]["DisplayName"])
        self.assertIsInstance(presence[0]["Present"], bool)


class LanguageTest(DeskTest):
    def categories(self, **headers: Any) -> "set[str]":
        sessions = self.rest("GET", LIST, **headers).json()
        return {s["Ticket"]["CategoryName"] for s in sessions if s["Ticket"]}

    def test_a_language_picks_its_text(self) -> None:
        self.assertEqual(self.categories(Accept_Language="en"), {"Billing", "Technical help", "Sales"})
        self.assertEqual(self.categories(Accept_Language="de-DE,de;q=0.9"), {"Rechnung", "Technik", "Vertrieb"})
        self.assertEqual(self.categories(SO_Language="no"), {"Faktura", "Teknisk hjelp", "Salg"})

    def test_so_language_goes_before_accept_language(self) -> None:
        self.assertEqual(self.categories(SO_Language="de", Accept_Language="en"), {"Rechnung", "Technik", "Vertrieb"})

    def test_without_a_language_texts_pass_unchanged(self) -> None:
        stored = {t["CategoryName"] for t in DESK["Tickets"]}
        self.assertEqual(len(stored), 3)
        self.assertEqual(self.categories(), stored)
        self.assertEqual(self.categories(Accept_Language="*"), stored)
        self.assertEqual(self.categories(SO_Language="x"), stored)

    def test_the_callers_language_means_the_same(self) -> None:
        sessions = self.engine.call("Chat.ChatSessionsForUser", caller={**ANNA, "Language": "en"})
        self.assertEqual(sessions, self.rest("GET", LIST, Accept_Language="en").json())

    def test_texts_that_only_look_alike_are_left_alone(self) -> None:
        sessions = self.rest("GET", LIST, Accept_Language="en").json()
        names = {s["Contact"]["Name"] for s in sessions if s["Contact"]}
        self.assertIn('O\'Rourke Dental "Smile" Group', names)


class TimeZoneTest(DeskTest):
    ORIGINAL = {s["ChatSessionId"]: s["WhenRequested"] for s in DESK["Sessions"]}

    def offset(self, text: str) -> "datetime.timedelta | None":
        return datetime.datetime.fromisoformat(text[:19] + text[-6:]).utcoffset()

    def moment(self, text: str) -> datetime.datetime:
        return datetime.datetime.fromisoformat(text[:19] + text[-6:]).astimezone(datetime.timezone.utc)

    def times(self, zone: str) -> "dict[int, str]":
        response = self.rest("GET", LIST, SO_TimeZone=zone)
        self.assertEqual(response.status, 200, response.text)
        return {s["ChatSessionId"]: s["WhenRequested"] for s in response.json()}

    def test_with_the_offset_every_time_is_the_same_moment_on_another_clock(self) -> None:
        for zone, hours in (("NO", {1, 2}), ("261", {1, 2}), ("US-NY", {-5, -4}), ("460", {-5, -4}), ("JP", {9}), ("UTC", {0}), ("Asia/Tokyo", {9})):
            with self.subTest(zone):
                for id, time in self.times(f"{zone}, includeTZOffset").items():
                    time = time[:-1] + "+00:00" if time.endswith("Z") else time
                    self.assertEqual(self.moment(time), self.moment(self.ORIGINAL[id]))
                    offset = self.offset(time)
                    assert offset is not None
                    self.assertIn(offset.total_seconds() / 3600, hours)

    def test_without_the_option_times_have_no_offset(self) -> None:
        for id, time in self.times("NO").items():
            self.assertRegex(time, r"^2026-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?$")
        # 12:32:29 on a Norwegian clock in April, and 13:46:24 in London when it is 14:46:24 in Oslo.
        self.assertEqual(self.times("NO")[1001], self.ORIGINAL[1001][:-6])
        self.assertEqual(self.times("NO")[1059], "2026-09-14T14:46:24")

    def test_fractions_of_a_second_come_back_to_the_last_digit(self) -> None:
        with_fraction = {id: time for id, time in self.ORIGINAL.items() if "." in time and id in visible_sessions(1)}
        times = self.times("NO")
        self.assertGreater(len(with_fraction), 5)
        for id, time in with_fraction.items():
            self.assertEqual(times[id].split(".")[1], time[:-6].split(".")[1])

    def test_the_empty_date_stays_empty_in_every_zone(self) -> None:
        for zone in ("US-NY", "JP, includeTZOffset", "UTC"):
            sessions = self.rest("GET", LIST, SO_TimeZone=zone).json()
            waiting = next(s for s in sessions if s["Status"] == "InQueue")
            self.assertEqual(waiting["WhenStarted"], "0001-01-01T00:00:00")

    def test_an_unknown_zone_is_400(self) -> None:
        for zone in ("Atlantis", "99999", "NO-OSLO-3", "../../etc/passwd", "-1"):
            with self.subTest(zone):
                self.assertEqual(self.rest("GET", LIST, SO_TimeZone=zone).status, 400)
        self.assert_fails(
            chatcore.InvalidValueError, "TimeZone", self.engine.call, "Chat.ChatSessionsForUser", caller={**ANNA, "TimeZone": "Atlantis"}
        )


class MediaTypeTest(DeskTest):
    def test_the_best_acceptable_type_is_answered(self) -> None:
        for accept, answered in (
            ("application/json", "application/json"),
            ("text/json", "text/json"),
            ("application/xml", "application/xml"),
            ("text/xml;q=0.9, application/json;q=0.1", "text/xml"),
            ("text/html, */*;q=0.1", "application/json"),
        ):
            with self.subTest(accept):
                response = self.rest("GET", LIST, Accept=accept)
                self.assertEqual(response.status, 200)
                self.assertEqual((response.header("Content-Type") or "").split(";")[0], answered)

    def test_nothing_acceptable_is_406(self) -> None:
        self.assertEqual(self.rest("GET", LIST, Accept="image/png").status, 406)
        self.assertEqual(self.rest("GET", LIST, Accept="application/json;q=0").status, 406)

    def test_xml_lists_the_same_sessions_without_namespaces(self) -> None:
        root = ElementTree.fromstring(self.rest("GET", LIST, Accept="application/xml").body)
        self.assertEqual(root.tag, "ArrayOfChatSessionEntity")
        self.assertEqual([int(s.findtext("ChatSessionId") or 0) for s in root], visible_sessions(1))

    def test_other_methods_are_405_and_say_which_are_allowed(self) -> None:
        response = self.rest("DELETE", LIST)
        self.assertEqual(response.status, 405)
        self.assertIn("GET", response.header("Allow") or "")

    def test_head_answers_without_a_body(self) -> None:
        response = self.rest("HEAD", LIST)
        self.assertEqual((response.status, response.body), (200, b""))

    def test_a_path_that_is_not_there_is_404(self) -> None:
        for target in ("/", "/api/v1/Kitchen", "/Remote/Services83/Chat.svc", "/Remote/Services88/Kitchen.svc"):
            self.assertEqual(self.rest("GET", target).status, 404, target)


# The manual's form: what stands in front of the body and behind it.
START = """<?xml version="1.0" encoding="UTF-8"?>
<SOAP-ENV:Envelope
 xmlns:SOAP-ENV="http://www.w3.org/2003/05/soap-envelope"
 xmlns:SOAP-ENC="http://www.w3.org/2003/05/soap-encoding"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xmlns:xsd="http://www.w3.org/2001/XMLSchema"
 xmlns:NetServerServices{version}2="http://schemas.microsoft.com/2003/10/Serialization/Arrays"
 xmlns:NetServerServices{version}1="http://schemas.microsoft.com/2003/10/Serialization/"
 xmlns:{service}="http://www.superoffice.net/ws/crm/NetServer/Services{version}">
 <SOAP-ENV:Body>
"""
END = """ </SOAP-ENV:Body>
</SOAP-ENV:Envelope>
"""


class ManualFormTest(DeskTest):
    def answer(self, operation: str, version: int, arguments: "dict[str, Any] | None" = None) -> str:
        connection = {"Protocol": "soap", "Dialect": "manual", "Version": version, "Ticket": self.ticket()}
        return self.engine.handle(chatcore.encode(operation, connection, arguments)).text

    def test_listing_sessions_answers_the_manuals_bytes(self) -> None:
        expected = START.format(version=87, service="CustomerService")
        expected += "  <CustomerService:ChatSessionsForUserResponse>\n"
        expected += '   <CustomerService:Response xsi:type="CustomerService:ArrayOfChatSession">\n'
        for id in visible_sessions(1):
            expected += '    <CustomerService:ChatSession xsi:type="CustomerService:ChatSession">\n'
            expected += f'     <CustomerService:ChatSessionId xsi:type="xsd:int">{id}</CustomerService:ChatSessionId>\n'
            expected += "    </CustomerService:ChatSession>\n"
        expected += "   </CustomerService:Response>\n  </CustomerService:ChatSessionsForUserResponse>\n" + END
        self.assertEqual(self.answer("CustomerService.ChatSessionsForUser", 87).rstrip("\n"), expected.rstrip("\n"))

    def test_deleting_sessions_answers_the_manuals_bytes(self) -> None:
        expected = START.format(version=86, service="CustomerService")
        expected += "  <CustomerService:DeleteChatSessionsResponse>\n  </CustomerService:DeleteChatSessionsResponse>\n" + END
        answer = self.answer("CustomerService.DeleteChatSessions", 86, {"Ids": [1001]})
        self.assertEqual(answer.rstrip("\n"), expected.rstrip("\n"))

    def test_presence_answers_the_manuals_bytes(self) -> None:
        expected = START.format(version=86, service="Chat")
        expected += '  <Chat:GetChatPresenceResponse>\n   <Chat:Response xsi:type="Chat:ArrayOfChatPresence">\n'
        for user in self.engine.call("Chat.GetChatPresence", caller=ANNA):
            expected += '    <Chat:ChatPresence xsi:type="Chat:ChatPresence">\n'
            expected += f'     <Chat:UserId xsi:type="xsd:int">{user["UserId"]}</Chat:UserId>\n'
            expected += f'     <Chat:DisplayName xsi:type="xsd:string">{user["DisplayName"]}</Chat:DisplayName>\n'
            expected += f'     <Chat:OngoingChats xsi:type="xsd:int">{user["OngoingChats"]}</Chat:OngoingChats>\n'
            expected += f'     <Chat:Present xsi:type="xsd:boolean">{str(user["Present"]).lower()}</Chat:Present>\n'
            expected += '     <Chat:ChatTopics xsi:type="NetServerServices862:ArrayOfint">\n'
            for topic in user["ChatTopics"]:
                expected += f'      <NetServerServices862:int xsi:type="xsd:int">{topic}</NetServerServices862:int>\n'
            expected += "     </Chat:ChatTopics>\n    </Chat:ChatPresence>\n"
        expected += "   </Chat:Response>\n  </Chat:GetChatPresenceResponse>\n" + END
        self.assertEqual(self.answer("Chat.GetChatPresence", 86).rstrip("\n"), expected.rstrip("\n"))


if __name__ == "__main__":
    unittest.main()
