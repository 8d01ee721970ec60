"""A small support desk of our own: who works there, which topics they have, and what customers asked.

maja manages topic 10, tor listens there and responds in topic 20, sofie is an agent of nothing, and root, whom some
configs name as administrator, is not an agent either.
"""

from __future__ import annotations

import base64
import copy
import unittest

import chatcore

from .serving import Served

MAJA, TOR, SOFIE, ROOT = 1, 2, 3, 4
PASSWORDS = {"maja": "maja's word: æøå", "tor": "tor-word", "sofie": "sofie-word", "root": "root-word"}

ASSOCIATES = [
    {
        "AssociateId": MAJA,
        "Name": "maja",
        "PersonId": 301,
        "Rank": 3,
        "Tooltip": 'NO:"Saksbehandler";US:"Case worker"',
        "Type": "InternalAssociate",
        "GroupIdx": 2,
        "FullName": "Maja Ødegård",
        "FormalName": "Ødegård, Maja",
        "EjUserId": 17,
        "UserName": "maja",
    },
    {"AssociateId": TOR, "Name": "tor", "PersonId": 302, "FullName": "Tor Bakke", "Type": "InternalAssociate"},
    {"AssociateId": SOFIE, "Name": "sofie", "FullName": "Sofie Lind", "Type": "ExternalAssociate"},
    {"AssociateId": ROOT, "Name": "root", "FullName": "Root", "Type": "InternalAssociate"},
]

PERSONS = [
    {
        "PersonId": 301,
        "Firstname": "Maja",
        "Lastname": "Ødegård",
        "Email": "maja@desk.example",
        "CountryId": 578,
        "ContactId": 401,
    },
    {"PersonId": 302, "Firstname": "Tor", "Lastname": "Bakke"},
    {
        "PersonId": 303,
        "Firstname": "Jürgen",
        "Lastname": 'Groß <&> "Söhne"',
        "FullName": "Jürgen Groß",
        "Retired": 0,
        "Rank": 7,
        "CategoryName": 'NO:"Stamkunde";US:"Regular";GE:"Stammkunde"',
        "ContactId": 402,
        "Email": "j.gross@kunde.example",
    },
]

CONTACTS = [
    {"ContactId": 401, "Name": "Desk AS", "IsOwnerContact": True},
    {
        "ContactId": 402,
        "Name": "Groß & Söhne",
        "Department": "",
        "OrgNr": "DE 812 345",
        "URL": "https://gross.example/?a=1&b=2",
        "Address": {
            "Wgs84Latitude": 48.137154,
            "Wgs84Longitude": 11.576124,
            "Formatted": "Marienplatz 8\n80331 München",
            "Street": {
                "AtypeIdx": "ContactStreetAddress",
                "Address1": "Marienplatz 8",
                "City": "München",
                "Zipcode": "80331",
            },
            "LocalizedAddress": [
                [{"Name": "Address1", "Value": "Marienplatz 8", "Label": 'NO:"Gate";GE:"Straße"', "ValueLength": 13}],
                [
                    {"Name": "Zipcode", "Value": "80331", "ValueLength": 5},
                    {"Name": "City", "Value": "München", "ValueLength": 7},
                ],
            ],
        },
    },
]

PROJECTS = [{"ProjectId": 501, "Name": "Umzug", "PublishTo": "2024-12-31T23:00:00Z", "IsPublished": True}]

SALES = [
    {
        "SaleId": 601,
        "Title": "[SR_SALE_TITLE]",
        "Amount": 12345.678,
        "EarningPercent": 0.1,
        "Earning": -5.5e-7,
        "Probability": 40,
        "Currency": "NOK",
        "Status": "Open",
        "Completed": "NotStarted",
        "SaleDate": "2024-07-01T12:00:00Z",
        "Description": "Ukjent tekst [SR_NOWHERE] og beløp [F:12345.678] per [D:12/31/2024]",
    }
]

TICKETS = [
    {
        "TicketId": 701,
        "Title": "Heizung",
        "CreatedAt": "2024-03-09T11:45:00.0000001Z",
        "CategoryName": "[SR_CATEGORY]",
        "Slevel": "External",
        "BaseStatus": "Active",
        "Origin": "Chat",
        "ReadStatus": "Green",
        "AlertLevel": 2,
    }
]

TOPICS = [
    {
        "ChatTopicId": 10,
        "Name": "Heating",
        "WelcomeMessage": 'NO:"Hei";US:"Hello"',
        "Agents": [
            {"User": {"AssociateId": MAJA}, "CanManage": True},
            {"User": {"AssociateId": TOR}, "CanListen": True},
        ],
    },
    {
        "ChatTopicId": 20,
        "Name": "Invoices",
        "Agents": [
            {"User": {"AssociateId": TOR}, "CanRespond": True},
            {"User": {"AssociateId": SOFIE}},
        ],
    },
]

# One in winter, one in summer, one in the hour that Oslo's clocks show twice, one in the hour that New York's skip.
SESSIONS = [
    {
        "ChatSessionId": 9001,
        "TopicId": 10,
        "User": {"AssociateId": MAJA},
        "Person": {"PersonId": 303},
        "CustomerAlias": "jg",
        "CustomerHost": "192.0.2.44",
        "CustomerName": "Jürgen Groß",
        "CustomerEmail": "j.gross@kunde.example",
        "CustomerPhone": "+49 89 1234",
        "CustomerConsented": True,
        "CustomerCompanyName": "Groß & Söhne",
        "Status": "UserLast",
        "FirstMessage": 'NO:"Varmen er borte";US:"The heating is off";GE:"Die Heizung ist aus"',
        "LastMessage": "[SR_GREETING], Jürgen 😀 <b>&amp;</b>",
        "WhenRequested": "2024-01-15T08:30:00.1234567Z",
        "WhenStarted": "2024-01-15T09:31:00+01:00",
        "WhenEnded": "0001-01-01T00:00:00",
        "WhenIdle": "2024-01-15T08:40:00.5Z",
        "WhenFetched": "2024-01-15T08:41:00Z",
        "SessionKey": "k-9001",
        "InitialQueuePos": 2,
        "AlertLevel": 1,
        "Rank": 1,
        "Flags": "UserIsTyping",
        "Contact": {"ContactId": 402},
        "Project": {"ProjectId": 501},
        "Sale": {"SaleId": 601},
        "Ticket": {"TicketId": 701},
        "TransferTo": {"AssociateId": TOR},
        "ChatbotIsActive": False,
        "TableRight": {"Mask": "Select, Update", "Reason": 'NO:"Eier";US:"Owner"'},
        "FieldProperties": {
            "CustomerName": {"FieldRight": {"Mask": "Read", "Reason": ""}, "FieldType": "System.String", "FieldLength": 255}
        },
    },
    {
        "ChatSessionId": 9002,
        "TopicId": 10,
        "Status": "InQueue",
        "WhenRequested": "2024-07-15T08:30:00Z",
        "CustomerName": "",
        "FirstMessage": "",
        "Rating": 4,
    },
    {
        "ChatSessionId": 9003,
        "TopicId": 10,
        "Status": "Closed",
        "WhenRequested": "2024-10-27T01:30:00Z",
        "WhenEnded": "2024-10-27T00:30:00Z",
    },
    {
        "ChatSessionId": 9004,
        "TopicId": 20,
        "Status": "CustomerLast",
        "User": {"AssociateId": TOR},
        "WhenRequested": "2024-03-10T07:30:00Z",
    },
    {"ChatSessionId": 9005, "TopicId": 20, "Status": "Finished", "WhenRequested": "2023-03-10T07:30:00Z"},
    {"ChatSessionId": 9006, "TopicId": 10, "Status": "Deleted", "WhenRequested": "2024-01-01T00:00:00Z"},
    {"ChatSessionId": 9007, "TopicId": 10, "Status": "Invalid", "WhenRequested": "2024-01-01T00:00:00Z"},
]

DOCUMENT = {
    "Associates": ASSOCIATES,
    "Persons": PERSONS,
    "Contacts": CONTACTS,
    "Projects": PROJECTS,
    "Sales": SALES,
    "Tickets": TICKETS,
    "Topics": TOPICS,
    "Users": [
        {"UserName": name, "AssociateId": id, "Password": PASSWORDS[name]}
        for name, id in (("maja", MAJA), ("tor", TOR), ("sofie", SOFIE), ("root", ROOT))
    ],
    "Presence": [{"UserId": MAJA, "Present": True}, {"UserId": TOR, "Present": False}],
    "Sessions": SESSIONS,
}

RESOURCES = [
    {"language": "NO", "texts": {"SR_GREETING": "God dag", "SR_CATEGORY": "Varme", "SR_SALE_TITLE": "Tilbud"}},
    {"language": "US", "texts": {"SR_GREETING": "Good day", "SR_CATEGORY": "Heating"}},
]

MAJAS_SESSIONS = [9001, 9002, 9003]
TORS_SESSIONS = [9005, 9001, 9004, 9002, 9003]

FOR_CURRENT_USER = "/api/v1/ChatSession/ForCurrentUser"
FOR_USER = "/api/v1/Agents/Chat/ChatSessionsForUser"
PRESENCE = "/api/v1/Agents/Chat/GetChatPresence"


def basic(name, password):
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode("ascii")


def open_desk(document=None, **config):
    """An engine in memory with the desk in it. Passwords cost little here and may be tried at will, since most tests are
    not about guessing them."""
    auth = {"passwordCost": "minimum", "lockout": {"attempts": 0}, **config.pop("auth", {})}
    engine = chatcore.Engine.open({"store": "sqlite::memory:", "auth": auth, **config})
    try:
        engine.call("System.Import", copy.deepcopy(DOCUMENT if document is None else document))
    except BaseException:
        engine.close()
        raise
    return engine


class DeskTest(unittest.TestCase):
    """Tests that share one desk, opened with the class's `config` and served on loopback."""

    config = {"localization": {"resources": RESOURCES}}

    @classmethod
    def setUpClass(cls):
        cls.engine = open_desk(**cls.config)
        cls.addClassCleanup(cls.engine.close)
        cls.served = Served(cls.engine)
        cls.addClassCleanup(cls.served.close)

    def ticket(self, name="maja", engine=None):
        answer = (engine or self.engine).call(
            "SoPrincipal.AuthenticateUsernamePassword", {"UserName": name, "Password": PASSWORDS[name]}
        )
        return answer["Credentials"]["Ticket"]

    def send(self, method, target, headers=(), body=b"", user="maja"):
        """A request as `user`, who is nobody when None."""
        headers = list(headers.items() if isinstance(headers, dict) else headers)
        if user is not None and not any(name == "Authorization" for name, _ in headers):
            headers.insert(0, ("Authorization", basic(user, PASSWORDS[user])))
        return self.served.send(method, target, headers, body)

    def get(self, target=FOR_CURRENT_USER, user="maja", **headers):
        """A GET with headers such as so_time_zone=…, which has to be answered with 200."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        response = self.send("GET", target, named, user=user)
        self.assertEqual(response.status, 200, response.body)
        return response

    def sessions(self, target=FOR_CURRENT_USER, user="maja", **headers):
        """The sessions that a user sees, by number."""
        return {session["ChatSessionId"]: session for session in self.get(target, user, **headers).json()}

    def assert_refused(self, response, status, words=""):
        """A refusal is JSON that says what was wrong, in whichever of the two forms the route has."""
        self.assertEqual(response.status, status, response.body)
        body = response.json()
        self.assertIn(set(body), [{"Message", "MessageDetail"}, {"Error", "ErrorType", "ErrorMessage", "ErrorSource"}])
        said = body.get("Message", "") + " " + body.get("MessageDetail", "") + body.get("ErrorMessage", "")
        self.assertIn(words, said)
        return body
