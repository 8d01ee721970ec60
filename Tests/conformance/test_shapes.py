"""What every answer looks like, checked against small schemas of our own."""

import json
import unittest

import chatcore
import jsonschema
from scenery.desk import FOR_CURRENT_USER, FOR_USER, PRESENCE, DeskTest

DATE = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,6}[1-9])?(Z|[+-]\d\d:\d\d)?$"}
TEXT = {"type": ["string", "null"]}
INT = {"type": "integer", "minimum": -(2**31), "maximum": 2**31 - 1}
NUMBER, TRUTH, NAME = (
    {"type": "number"},
    {"type": "boolean"},
    {"type": "string", "pattern": "^[A-Za-z0-9]+(, [A-Za-z0-9]+)*$"},
)
RIGHT = {
    "anyOf": [
        {"type": "null"},
        {"type": "object", "properties": {"Mask": NAME, "Reason": TEXT}, "required": ["Mask", "Reason"]},
    ]
}
FIELD_PROPERTIES = {
    "type": ["object", "null"],
    "additionalProperties": {
        "type": "object",
        "properties": {"FieldRight": RIGHT, "FieldType": TEXT, "FieldLength": INT},
        "required": ["FieldRight", "FieldType", "FieldLength"],
    },
}


def record(**fields):
    """A record has every one of its fields, and its rights."""
    fields = {**fields, "TableRight": RIGHT, "FieldProperties": FIELD_PROPERTIES}
    return {"type": "object", "properties": fields, "required": list(fields)}


def optional(schema):
    return {"anyOf": [schema, {"type": "null"}]}


ASSOCIATE = record(
    AssociateId=INT,
    Name=TEXT,
    PersonId=INT,
    Rank=INT,
    Tooltip=TEXT,
    Type=NAME,
    GroupIdx=INT,
    FullName=TEXT,
    FormalName=TEXT,
    Deleted=TRUTH,
    EjUserId=INT,
    UserName=TEXT,
)
SESSION = record(
    ChatSessionId=INT,
    TopicId=INT,
    User=optional(ASSOCIATE),
    Person=optional(record(PersonId=INT, Firstname=TEXT, Lastname=TEXT, Rank=INT, Retired=INT, UsePersonAddress=TRUTH)),
    CustomerAlias=TEXT,
    CustomerHost=TEXT,
    CustomerName=TEXT,
    CustomerEmail=TEXT,
    CustomerPhone=TEXT,
    CustomerConsented=TRUTH,
    CustomerCompanyName=TEXT,
    Status={
        "enum": [
            "PreChatForm",
            "Faq",
            "OfflineForm",
            "InQueue",
            "CustomerLast",
            "UserLast",
            "Finished",
            "Closed",
            "RequestPosted",
            "ClosedFromQueue",
        ]
    },
    FirstMessage=TEXT,
    LastMessage=TEXT,
    WhenRequested=DATE,
    WhenStarted=DATE,
    WhenEnded=DATE,
    WhenIdle=DATE,
    WhenFetched=DATE,
    SessionKey=TEXT,
    InitialQueuePos=INT,
    AlertLevel=INT,
    Rank=INT,
    Flags={"enum": ["CustomerIsTyping", "UserIsTyping"]},
    Contact=optional(record(ContactId=INT, Name=TEXT, Address={"type": ["object", "null"]}, IsOwnerContact=TRUTH)),
    Project=optional(record(ProjectId=INT, Name=TEXT, PublishTo=DATE, IsPublished=TRUTH)),
    Sale=optional(
        record(SaleId=INT, Amount=NUMBER, EarningPercent=NUMBER, Earning=NUMBER, SaleDate=DATE, Status=NAME, Completed=NAME)
    ),
    Ticket=optional(
        record(TicketId=INT, CreatedAt=DATE, AlertLevel=INT, Slevel=NAME, BaseStatus=NAME, Origin=NAME, ReadStatus=NAME)
    ),
    TransferTo=optional(ASSOCIATE),
    ChatbotIsActive=TRUTH,
)
SESSIONS = {"type": "array", "items": SESSION}
PRESENCES = {
    "type": "array",
    "items": record(
        UserId=INT, DisplayName=TEXT, OngoingChats=INT, Present=TRUTH, ChatTopics={"type": "array", "items": INT}
    ),
}


class ShapeTest(DeskTest):
    def test_sessions_have_every_field_with_its_type(self):
        for user in ["maja", "tor", "sofie"]:
            with self.subTest(user):
                jsonschema.validate(self.send("GET", FOR_CURRENT_USER, user=user).json(), SESSIONS)

    def test_sessions_in_a_language_and_zone_have_the_same_shape(self):
        headers = {"Accept-Language": "nb", "SO-Culture": "nb", "SO-TimeZone": "NO, includeTZOffset", "Accept": "text/json"}
        jsonschema.validate(self.send("POST", FOR_USER, headers, user="tor").json(), SESSIONS)

    def test_presence_has_every_field_with_its_type(self):
        jsonschema.validate(self.send("POST", PRESENCE).json(), PRESENCES)

    def test_fields_come_in_the_order_of_the_description_with_the_rights_last(self):
        carriers = chatcore.describe("carriers")["carriers"]

        def check(name, value):
            expected = [field["name"] for field in carriers[name]["fields"] if not field.get("earlier")]
            self.assertEqual(list(value), expected + ["TableRight", "FieldProperties"], name)
            for field in carriers[name]["fields"]:
                if carriers.get(field["type"], {}).get("base") and value.get(field["name"]):
                    check(field["type"], value[field["name"]])

        check("ChatSessionEntity", self.send("GET", FOR_CURRENT_USER).json()[0])
        check("ChatPresence", self.send("POST", PRESENCE).json()[0])

    def test_no_key_comes_twice(self):
        def pairs(list):
            self.assertEqual(len({key for key, _ in list}), len(list))
            return dict(list)

        json.loads(self.send("GET", FOR_CURRENT_USER).body, object_pairs_hook=pairs)

    def test_what_was_imported_is_what_comes_back(self):
        seen = self.sessions()[9001]
        self.assertEqual(seen["CustomerName"], "Jürgen Groß")
        self.assertEqual(seen["LastMessage"], "[SR_GREETING], Jürgen 😀 <b>&amp;</b>")
        self.assertEqual(seen["Contact"]["Address"]["Formatted"], "Marienplatz 8\n80331 München")
        self.assertEqual(
            (seen["Sale"]["Amount"], seen["Sale"]["EarningPercent"], seen["Sale"]["Earning"]), (12345.678, 0.1, -5.5e-7)
        )
        self.assertEqual(seen["Flags"], "UserIsTyping")
        self.assertEqual(self.sessions()[9002]["Rating"], 4)

    def test_a_flag_that_the_library_does_not_know_is_kept_or_refused_but_not_lost(self):
        session = {
            "TopicId": 20,
            "Status": "Closed",
            "WhenRequested": "2035-01-01T00:00:00Z",
            "Flags": "UserIsTyping, IsNew",
        }
        try:
            saved = self.engine.call("Directory.SaveChatSession", {"ChatSession": session})
        except chatcore.InvalidValueError as error:
            self.assertEqual(error.path, "ChatSession.Flags")
        else:
            self.engine.call("Directory.DeleteChatSession", {"ChatSessionId": saved["ChatSessionId"]})
            self.assertEqual(saved["Flags"], "UserIsTyping, IsNew")

    def test_bytes_are_utf8_and_not_escaped_beyond_need(self):
        body = self.send("GET", FOR_CURRENT_USER).body
        self.assertIn("Jürgen 😀 <b>&amp;</b>".encode(), body)
        self.assertIn(b"Marienplatz 8\\n80331", body)

    def test_sessions_come_in_the_order_in_which_they_were_requested(self):
        seen = self.send("GET", FOR_CURRENT_USER, user="tor").json()
        requested = [(session["WhenRequested"][:19], session["ChatSessionId"]) for session in seen]
        self.assertEqual(requested, sorted(requested))
        self.assertEqual(len(requested), 5)


if __name__ == "__main__":
    unittest.main()
