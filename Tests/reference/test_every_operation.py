"""zeep, with the vendor's service descriptions, calls every operation in every release that has it.

Two desks that begin alike live through the same day: one is called by zeep over loopback, the other in JSON. What zeep
reads is compared field by field with the JSON of the same bytes, and that with what the other desk answered.
"""

import copy
import re
import unittest
from datetime import timedelta

import isodate
from zeep.helpers import serialize_object

import chatcore
import pages
from pages import setUpModule  # noqa: F401  (unittest calls it)
from lxml import etree
from scenery.desk import PASSWORDS, open_desk
from scenery.serving import Served
from test_zeep import Toolkit, ZeepTest

# What two desks cannot share: moments, and secrets that are drawn.
VOLATILE = re.compile(r"^(When.*|LastAccept|SessionKey|Key|Ticket|AccumulatedNextCheckDate)$")

HOURS = {
    "TzLocation": {"TZLocationID": 261, "Name": "Oslo", "TZLocationCode": "NO", "IsoNumber": 578,
                   "TimeZoneSTDRules": {"2026-01-01T00:00:00": {"TZOffset": 60, "StartRulePattern": "5-0-3", "StartMonth": 3}}},
    "MonEnabled": True, "MonStart": "PT8H", "MonStop": "PT16H30M", "SunEnabled": True, "SunStart": "PT22H", "SunStop": "PT2H",
    "UseLunchHours": True, "LunchStart": "PT11H30M", "LunchStop": "PT12H",
}
TOPIC = {
    "ChatTopicId": 0, "Name": "Repairs & more", "Description": "<all> of it", "WelcomeMessage": "Hei 😀",
    "Language": {"Id": 3, "Value": "Norsk", "Tooltip": "nb"}, "SecondsPrAccept": 0, "AlertRecipient": "ops@desk.example",
    "CollectConsent": False, "BadgeHeader": "Hi", "CustomQueueTextEnabled": True, "CustomQueueText": "{cque} {cavw}",
    "WarnNewChatMinutes": 2, "WarnManagerNewChatMinutes": 4, "TicketEnabled": True, "OpeningHoursEnabled": False,
    "OpeningHours": HOURS, "BotEnabled": False, "BotSettings": {"BotName": "Robo", "BotRegisterScriptId": 7},
    "Widget": {"PreFormEnabled": False, "RequiredFields": "Email, Name", "Size": "Large", "Theme": "Classic", "Color": "#0af"},
    "UseQueueOfflineForm": True, "OfflineFormTimeLimit": 9, "OfflineFormQueueLength": 3, "WidgetEnableRating": True,
}
MAJA_IN_TEN = {"TopicId": 10, "User": {"AssociateId": 1, "Name": "maja"}, "CanListen": True, "CanRespond": True, "CanManage": True}
TOR_IN_TEN = {"TopicId": 10, "User": {"AssociateId": 2}, "CanRespond": True, "CanNotify": True}
MESSAGE = {"Message": "Hei <b>du</b> & <i>dere</i>", "Type": "ToCustomer", "Author": "Maja Ø", "SpecialType": "None"}

# Who calls what with which arguments, in the order of a day. An argument may be taken from an answer before: a function
# of the answers so far, by operation.
CHAT_88 = [
    ("maja", "CreateDefaultChatSessionEntity", {}),
    ("maja", "CreateDefaultChatTopicEntity", {}),
    ("maja", "CreateDefaultChatTopicAgent", {}),
    ("maja", "GetChatTopicEntity", {"ChatTopicEntityId": 10}),
    ("maja", "ChatTopicsForUser", {}),
    ("maja", "SaveChatTopicEntity", {"ChatTopicEntity": TOPIC}),
    ("maja", "AddChatTopicUserAgent", {"ChatTopicId": 10, "Useragent": {**TOR_IN_TEN, "User": {"AssociateId": 3}}}),
    ("maja", "UpdateChatTopicUserAgent", {"ChatTopicId": 10, "Username": "sofie", "Useragent": {"CanListen": True}}),
    ("maja", "GetChatTopicUserAgent", {"ChatTopicId": 10, "Username": "sofie"}),
    ("maja", "DeleteChatTopicUserAgent", {"ChatTopicId": 10, "Username": "sofie"}),
    ("maja", "UpdateChatTopicUserAgents", {"ChatTopicId": 10, "Useragents": [MAJA_IN_TEN, TOR_IN_TEN]}),
    ("maja", "GetChatTopicUserAgentList", {"ChatTopicId": 10}),
    ("maja", "SaveChatPresence", {"ChatPresence": [{"UserId": 1, "Present": True}, {"UserId": 2, "Present": True}]}),
    ("maja", "GetChatPresence", {}),
    ("maja", "GetUserAgentList", {"Flat": True, "OnlyPresent": True}),
    ("maja", "GetUserAgentList", {"Flat": False, "OnlyPresent": False}),
    ("maja", "IsWithinOpeningHours", {"ChatTopicId": 10}),
    ("maja", "CreateChatSessionForTopic", {"ChatTopicId": 10}),
    ("maja", "PickUpChatSession", {"ChatSessionId": 9002}),
    ("maja", "PickUpFirstChatSession", {}),
    ("maja", "PickUpFirstChatSession", {}),
    ("maja", "AddChatMessage", {"ChatSessionId": 9002, "Message": MESSAGE}),
    ("maja", "TransferChatSession", {"ChatSessionId": 9002, "ToAssociate": "tor"}),
    ("tor", "RejectChatSessionTransfer", {"ChatSessionId": 9002}),
    ("maja", "TransferChatSession", {"ChatSessionId": 9002, "ToAssociate": "tor"}),
    ("tor", "AcceptChatSessionTransfer", {"ChatSessionId": 9002}),
    ("tor", "GetChatMessages", {"ChatSessionId": 9002, "After": 0}),
    ("tor", "SaveChatSessionEntity", {"ChatSessionEntity": lambda answers: {
        **answers["AcceptChatSessionTransfer"], "CustomerName": "Ida <Å>", "Status": "Finished", "Contact": {"ContactId": 402}}}),
    ("maja", "ResetChatSession", {"ChatSessionId": 9001}),
    ("maja", "GetChatSessionEntity", {"ChatSessionEntityId": 9001}),
    ("maja", "ChatSessionsForUser", {}),
    ("maja", "DeleteChatSessionEntity", {"ChatSessionEntityId": 9003}),
    ("maja", "DeleteChatTopicEntity", {"ChatTopicEntityId": lambda answers: answers["SaveChatTopicEntity"]["ChatTopicId"]}),
]
# The transcript shows the times of its messages, so the desks' differ; it is looked at by itself.
TRANSCRIPTS = [{"ChatSessionId": 9002, "Html": html} for html in (False, True)]
CHAT_86 = [step for step in CHAT_88 if step[1] in ("SaveChatPresence", "GetChatPresence", "IsWithinOpeningHours")]
CUSTOMER_SERVICE = [
    ("maja", "HasChatNotify", {}),
    ("maja", "CreateSession", {"RemoteIp": "192.0.2.7"}),
    ("maja", "SessionIsValid", {"CsSessionKey": lambda answers: answers["CreateSession"]["Key"]}),
    ("maja", "RemoveSession", {"LoginId": lambda answers: answers["CreateSession"]["LoginId"]}),
    ("maja", "SessionIsValid", {"CsSessionKey": "nobody's"}),
    ("maja", "ChatSessionsForUser", {}),
    ("maja", "DeleteChatSessions", {"Ids": [9001, 9003, 12345]}),
    ("maja", "ChatSessionsForUser", {}),
]
PRINCIPAL = [
    ("maja", "GetSystemInfo", {}),
    ("maja", "AuthenticateImplicit", {}),
    (None, "AuthenticateImplicit", {}),
    (None, "AuthenticateUsernamePassword", {"UserName": "maja", "Password": PASSWORDS["maja"]}),
    (None, "AuthenticateUsernamePassword", {"UserName": "maja", "Password": "guess"}),
    (None, "AuthenticateGeneric", {"AuthenticationData": {"UserName": "tor", "Password": PASSWORDS["tor"]}}),
    (None, "AuthenticateWithAccessToken", {"AccessToken": lambda answers: answers["token"]}),
]


def without_volatile(value):
    """The same answer with a mark in place of what two desks cannot share, where there is anything at all."""
    if isinstance(value, list):
        return [without_volatile(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        name: bool(item) if VOLATILE.match(name) and isinstance(item, (str, type(None))) else without_volatile(item)
        for name, item in value.items()
    }


class EveryOperationTest(ZeepTest):
    def setUp(self):
        self.types = pages.model()
        self.twin = open_desk(**self.config)
        self.addCleanup(self.twin.close)
        self.other = open_desk(**self.config)
        self.addCleanup(self.other.close)
        self.served_other = Served(self.other)
        self.addCleanup(self.served_other.close)

    def to_zeep(self, value, type):
        """A JSON value as zeep takes it for a field of that type."""
        carrier, enum = self.types["carriers"].get(type), self.types["enums"].get(type)
        if value is None:
            return None
        if enum and enum["flags"]:
            named = {name for name, number in enum["values"] if number != 0}
            return [name for name in value.split(", ") if name in named]
        if type == "xs:dateTime":
            return isodate.parse_datetime(value)
        if type == "duration":
            parsed = isodate.parse_duration(value)
            return parsed if isinstance(parsed, timedelta) else parsed.tdelta
        if carrier is None:
            return value
        fields = list(carrier["fields"])
        if carrier.get("base"):
            fields = self.types["carriers"][carrier["base"]]["fields"] + fields
        if len(fields) == 1 and fields[0].get("many"):
            (field,) = fields
            if "pair" in field:
                return {field["name"]: [
                    {"Key": self.to_zeep(key, field["pair"][0]["type"]), "Value": self.to_zeep(item, field["pair"][1]["type"])} for key, item in value.items()]}
            return {field["name"]: [self.to_zeep(item, field["type"]) for item in value]}
        return {field["name"]: self.to_zeep(value[field["name"]], field["type"]) for field in fields if field["name"] in value}

    def live_through(self, service, release, day, answers=None):
        """Runs the day on both desks; the JSON answers of the first by operation."""
        tickets = {name: self.ticket(name, self.other) for name in PASSWORDS}
        toolkit = Toolkit(self.served_other.url, release, service)
        ours, theirs = dict(answers or {}), dict(answers or {})
        for user, operation, arguments in day:
            described = self.types["operations"][f"{service}.{operation}"]
            if f"Services{release}" not in described["soap"]:
                continue
            with self.subTest(f"Services{release}/{service}.{operation} {arguments}"):
                resolved = [
                    {name: value(seen) if callable(value) else copy.deepcopy(value) for name, value in arguments.items()}
                    for seen in (ours, theirs)
                ]
                kinds = {argument["name"]: argument["type"] for argument in described["request"]}
                self.assertLessEqual(set(arguments), set(kinds))
                sent = {name: self.to_zeep(value, kinds[name]) for name, value in resolved[0].items()}
                answer, json = self.call(toolkit, f"{service}.{operation}", sent, user and tickets[user])
                self.compare(answer, json, described)
                caller = {"Ticket": self.ticket(user, self.twin)} if user else None
                if user is None and operation == "AuthenticateImplicit":
                    caller = {}
                twin = self.twin.call(f"{service}.{operation}", resolved[1], caller=caller)
                self.assertEqual(without_volatile(json), without_volatile(twin))
                ours[operation], theirs[operation] = json, twin
        return ours

    def call(self, toolkit, operation, arguments, ticket):
        """What zeep reads, and the same bytes as the library reads them."""
        method = getattr(toolkit.service, operation.partition(".")[2])
        headers = toolkit.headers(ticket)
        if ticket and operation.startswith("SoPrincipal."):
            # The description of this service has no header for a ticket, and zeep sends none that is not described.
            headers = None
            toolkit.client.transport.session.headers["Authorization"] = f"SOTicket {ticket}"
        try:
            answer = method(**arguments, _soapheaders=headers)
        finally:
            toolkit.client.transport.session.headers.pop("Authorization", None)
        toolkit.validate()
        bytes = etree.tostring(toolkit.recorder.answer)
        json = chatcore.decode(operation, chatcore.Response(200, [("Content-Type", "text/xml; charset=utf-8")], bytes))
        body = answer.body if answer is not None and hasattr(answer, "header") else answer
        return serialize_object(body, dict), json

    def compare(self, answer, json, described):
        """zeep's answer is the JSON, by the types of the model."""
        response = described["response"]
        if not response:
            self.assertIsNone(json)
        elif len(response) == 1:
            # zeep takes an answer of one part out of its wrapping, where there is no header beside it.
            seen = answer[response[0]["name"]] if isinstance(answer, dict) and response[0]["name"] in answer else answer
            self.assert_same(seen, json, self.types, response[0]["type"], response[0]["name"])
        else:
            for part in response:
                self.assert_same(answer[part["name"]], json[part["name"]], self.types, part["type"], part["name"])

    def test_chat_in_its_newest_release(self):
        done = self.live_through("Chat", 88, CHAT_88)
        self.assertEqual(
            set(done) | {"GetChatTranscript"},
            {name.partition(".")[2] for name, operation in self.types["operations"].items()
             if name.startswith("Chat.") and operation["soap"]})
        toolkit = Toolkit(self.served_other.url, 88, "Chat")
        for arguments in TRANSCRIPTS:
            with self.subTest(arguments):
                answer, json = self.call(toolkit, "Chat.GetChatTranscript", arguments, self.ticket("tor", self.other))
                self.assertEqual(answer if isinstance(answer, str) else answer["Response"], json)
                self.assertIn("Maja Ø: Hei" if not arguments["Html"] else "Hei <b>du</b> &amp; <i>dere</i>", json)

    def test_chat_in_earlier_releases(self):
        for release in (86, 87):
            self.assertEqual(len(self.live_through("Chat", release, CHAT_86)), 3)

    def test_customer_service(self):
        for release in range(84, 89):
            self.setUp()
            self.assertEqual(len(self.live_through("CustomerService", release, CUSTOMER_SERVICE)), 6)

    def test_so_principal(self):
        for release in range(84, 89):
            self.setUp()
            tokens = [
                desk.call("System.IssueAccessToken", {"UserName": "maja"})["AccessToken"] for desk in (self.other, self.twin)
            ]
            day = [
                (user, operation, {"AccessToken": "unused"} if operation == "AuthenticateWithAccessToken" else arguments)
                for user, operation, arguments in PRINCIPAL
            ]
            # Each desk has a token of its own.
            tokens = dict(zip(("ours", "theirs"), tokens))
            done = self.live_through("SoPrincipal", release, [step for step in day if step[1] != "AuthenticateWithAccessToken"])
            self.assertTrue(done["AuthenticateGeneric"]["AuthenticationSucceeded"])
            if release >= 86:
                toolkit = Toolkit(self.served_other.url, release, "SoPrincipal")
                operation = "SoPrincipal.AuthenticateWithAccessToken"
                answer, json = self.call(toolkit, operation, {"AccessToken": tokens["ours"]}, None)
                self.compare(answer, json, self.types["operations"][operation])
                twin = self.twin.call(operation, {"AccessToken": tokens["theirs"]})
                self.assertEqual(without_volatile(json), without_volatile(twin))


# The tests of the class that this one builds on are run by their own module.
for name in [name for name in dir(ZeepTest) if name.startswith("test_")]:
    setattr(EveryOperationTest, name, None)
del ZeepTest

if __name__ == "__main__":
    unittest.main()
