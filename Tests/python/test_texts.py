"""How long texts may be: messages, topics, sessions, records of the directory, whoever brings them and whichever way."""

from __future__ import annotations

import copy
import json
from typing import Any

import chatcore
from scenery import ANNA, DESK, DeskTest

LONGEST = 65_536
RECORD = 262_144
OPEN = next(session["ChatSessionId"] for session in DESK["Sessions"] if session["TopicId"] == 1 and session["Status"] == "CustomerLast")
MESSAGE = {"ChatMessageId": 9001, "ChatSessionId": OPEN, "Type": "ToCustomer", "Message": "x"}
# A character of any of these counts as one, however many bytes it has.
LETTERS = ("x", "æ", "漢", "🙂")


def first(kind: str) -> "dict[str, Any]":
    record: "dict[str, Any]" = copy.deepcopy(DESK[kind][0])
    return record


class MessageTest(DeskTest):
    def say(self, text: "str | None", **fields: Any) -> Any:
        return self.engine.call("Chat.AddChatMessage", {"ChatSessionId": OPEN, "Message": {"Type": "ToCustomer", "Message": text, **fields}}, caller=ANNA)

    def customer(self, engine: "chatcore.Engine | None" = None) -> "tuple[chatcore.Engine, dict[str, str]]":
        engine = engine or self.engine
        return engine, {"SessionKey": engine.call("Customer.StartSession", {"ChatTopicId": 1, "CustomerConsented": True}, caller={"Peer": "192.0.2.1"})["SessionKey"]}

    def test_a_message_has_65536_characters_at_most(self) -> None:
        for letter in LETTERS:
            self.assertEqual(self.say(letter * LONGEST)["Message"], letter * LONGEST)
            error = self.assert_fails(chatcore.LimitError, "Message.Message", self.say, letter * (LONGEST + 1))
            self.assertEqual(error.message, "the text is too long; expected at most 65536 characters")

    def test_a_customers_message_too(self) -> None:
        engine, key = self.customer()
        message = engine.call("Customer.PostMessage", {"Message": "x" * LONGEST}, caller=key)
        self.assertEqual(message["Message"], "x" * LONGEST)
        for operation, path in [("PostMessage", "Message"), ("AskFaq", "Question"), ("SubmitForm", "Message"), ("SubmitOfflineForm", "Message")]:
            with self.subTest(operation):
                self.assert_fails(chatcore.LimitError, path, engine.call, f"Customer.{operation}", {path: "x" * (LONGEST + 1)}, caller=key)

    def test_over_http_it_is_413(self) -> None:
        body = json.dumps({"ChatSessionId": OPEN, "Message": {"Type": "ToCustomer", "Message": "x" * (LONGEST + 1)}}).encode()
        answer = self.rest("POST", "/api/v1/Agents/Chat/AddChatMessage", body=body, Content_Type="application/json")
        self.assertEqual(answer.status, 413, answer.body)
        self.assertIn(b"Message.Message", answer.body)

    def test_what_reduction_makes_longer_does_not_count(self) -> None:
        stored = self.say("&" * LONGEST)["Message"]
        self.assertEqual(stored, "&amp;" * LONGEST)
        self.engine.call("System.Import", {"Messages": [{**MESSAGE, "Message": stored}]})

    def test_the_config_sets_another_bound(self) -> None:
        engine, key = self.customer(self.open(limits={"chatMessage": 500}))
        engine.call("Customer.PostMessage", {"Message": "&" * 500}, caller=key)
        error = self.assert_fails(chatcore.LimitError, "Message", engine.call, "Customer.PostMessage", {"Message": "x" * 501}, caller=key)
        self.assertIn("at most 500 characters", error.message)

    def test_import_holds_messages_to_it(self) -> None:
        messages = [{**MESSAGE}, {**MESSAGE, "ChatMessageId": 9002}]
        for text in ["x" * (LONGEST + 1), "&amp;" * (LONGEST + 1), "<a href=\"https://e.com/" + "x" * 6 * LONGEST + "\">x</a>"]:
            messages[1]["Message"] = text
            self.assert_fails(chatcore.LimitError, "Messages[1].Message", self.engine.call, "System.Import", {"Messages": messages})
        messages[1]["Message"] = "x" * LONGEST
        self.engine.call("System.Import", {"Messages": messages})

    def test_fields_that_are_not_known_are_held_to_the_bound_of_texts(self) -> None:
        self.say("hello", Extra={"List": ["x" * LONGEST]})
        self.assert_fails(chatcore.LimitError, "Message.Extra.List[1]", self.say, "hello", Extra={"List": ["x", "x" * (LONGEST + 1)]})
        error = self.assert_fails(chatcore.LimitError, "Message", self.say, "hello", Extra=["x" * 60_000] * 5)
        self.assertRegex(error.message, r"^the record has \d+ bytes with the fields that are not known; expected at most 262144$")
        message = {**MESSAGE, "Extra": "x" * (LONGEST + 1)}
        self.assert_fails(chatcore.LimitError, "Messages[0].Extra", self.engine.call, "System.Import", {"Messages": [message]})


class TopicTest(DeskTest):
    LONG = "x" * (LONGEST + 1)

    def topic(self, **fields: Any) -> "dict[str, Any]":
        topic: "dict[str, Any]" = self.engine.call("Chat.GetChatTopicEntity", {"ChatTopicEntityId": 1}, caller=ANNA)
        return {**topic, **fields}

    def put(self, topic: "dict[str, Any]") -> Any:
        return self.engine.call("Chat.PutChatTopicEntity", {"ChatTopicEntityId": 1, "ChatTopicEntity": topic}, caller=ANNA)

    def test_every_way_to_save_a_topic_holds_its_texts_to_the_bound(self) -> None:
        before = self.topic()
        topic = self.topic(Description=self.LONG)
        ways: "list[tuple[str, str, dict[str, Any], Any]]" = [
            ("Chat.SaveChatTopicEntity", "ChatTopicEntity.Description", {"ChatTopicEntity": topic}, ANNA),
            ("Chat.PutChatTopicEntity", "ChatTopicEntity.Description", {"ChatTopicEntityId": 1, "ChatTopicEntity": topic}, ANNA),
            ("Chat.PostChatTopicEntity", "ChatTopicEntity.Description", {"ChatTopicEntity": topic}, ANNA),
            ("Chat.PatchChatTopicEntity", "ChatTopicEntity.Description", {"ChatTopicEntityId": 1, "Patch": json.dumps({"Description": self.LONG})}, ANNA),
            ("Directory.SaveTopic", "Topic.Description", {"Topic": {**first("Topics"), "Description": self.LONG}}, None),
            ("System.Import", "Topics[0].Description", {"Topics": [{**first("Topics"), "Description": self.LONG}]}, None),
        ]
        for operation, path, arguments, caller in ways:
            with self.subTest(operation):
                self.assert_fails(chatcore.LimitError, path, self.engine.call, operation, arguments, caller=caller)
        self.assertEqual(self.topic(), before)

    def test_a_text_of_the_bound_is_kept(self) -> None:
        for letter in LETTERS[:3]:
            self.assertEqual(self.put(self.topic(Description=letter * LONGEST))["Description"], letter * LONGEST)

    def test_texts_further_down_and_fields_that_are_not_known_count(self) -> None:
        widget = {**self.topic()["Widget"], "ThemeName": self.LONG}
        self.assert_fails(chatcore.LimitError, "ChatTopicEntity.Widget.ThemeName", self.put, self.topic(Widget=widget))
        self.assert_fails(chatcore.LimitError, "ChatTopicEntity.Odd[1].Text", self.put, self.topic(Odd=["a", {"Text": self.LONG}]))
        name = "n" * (LONGEST + 1)
        error = self.assert_fails(chatcore.LimitError, "ChatTopicEntity." + "n" * 181 + "…", self.put, self.topic(**{name: 1}))
        self.assertLessEqual(len(error.path.encode()), 200)

    def test_a_record_is_bounded_as_a_whole(self) -> None:
        self.assert_fails(chatcore.LimitError, "ChatTopicEntity", self.put, self.topic(Odd=["x" * 1000] * 300))
        self.assert_fails(chatcore.LimitError, "ChatTopicEntity", self.put, self.topic(Odd=[1] * RECORD))
        self.put(self.topic(Odd=["x" * 1000] * 200))

    def test_60_megabytes_are_refused_and_shown_to_nobody(self) -> None:
        body = json.dumps({**self.topic(), "Description": "x" * 60_000_000}).encode()
        answer = self.rest("PUT", "/api/v1/ChatTopic/1", body=body, Content_Type="application/json")
        self.assertEqual(answer.status, 413)
        self.assertLess(len(self.rest("GET", "/api/v1/ChatTopic/1").body), 100_000)

    def test_the_config_sets_other_bounds(self) -> None:
        self.engine = self.open(limits={"text": 255, "recordBytes": 65_536})
        self.put(self.topic(Description="x" * 255))
        self.assert_fails(chatcore.LimitError, "ChatTopicEntity.Description", self.put, self.topic(Description="x" * 256))
        self.assert_fails(chatcore.LimitError, "ChatTopicEntity", self.put, self.topic(Odd=["x" * 200] * 400))
        self.engine = self.open(limits={"text": 1_000_000, "recordBytes": 1 << 26})
        self.put(self.topic(Description="x" * 1_000_000))
        self.assert_fails(chatcore.LimitError, "ChatTopicEntity.Description", self.put, self.topic(Description="x" * 1_000_001))


class RecordTest(DeskTest):
    def test_records_of_the_directory_are_held_to_it(self) -> None:
        for kind, name in [("Associates", "Associate"), ("Persons", "Person"), ("Contacts", "Contact"), ("Projects", "Project"), ("Sales", "Sale"), ("Tickets", "Ticket")]:
            record = {**first(kind), "Odd": {"Note": "x" * (LONGEST + 1)}}
            with self.subTest(kind):
                self.assert_fails(chatcore.LimitError, f"{name}.Odd.Note", self.engine.call, f"Directory.Save{name}", {name: record})
                self.assert_fails(chatcore.LimitError, f"{kind}[0].Odd.Note", self.engine.call, "System.Import", {kind: [record]})
        entry = {"Title": "x", "Odd": "x" * (LONGEST + 1)}
        self.assert_fails(chatcore.LimitError, "FaqEntry.Odd", self.engine.call, "Directory.SaveFaqEntry", {"FaqEntry": entry})

    def test_fields_of_sessions_that_are_not_known_are_held_to_it(self) -> None:
        long = "x" * (LONGEST + 1)
        session = self.engine.call("Chat.GetChatSessionEntity", {"ChatSessionEntityId": 1005}, caller=ANNA)
        ways: "list[tuple[str, str, dict[str, Any], Any]]" = [
            ("Chat.SaveChatSessionEntity", "ChatSessionEntity.Odd", {"ChatSessionEntity": {**session, "Odd": long}}, ANNA),
            ("Chat.PutChatSessionEntity", "ChatSessionEntity.Odd", {"ChatSessionEntityId": 1005, "ChatSessionEntity": {**session, "Odd": long}}, ANNA),
            ("Chat.PostChatSessionEntity", "ChatSessionEntity.Odd", {"ChatSessionEntity": {"TopicId": 1, "Odd": long}}, ANNA),
            ("Chat.PatchChatSessionEntity", "ChatSessionEntity.Odd", {"ChatSessionEntityId": 1005, "Patch": json.dumps({"Odd": long})}, ANNA),
            ("Directory.SaveChatSession", "ChatSession.Odd", {"ChatSession": {**first("Sessions"), "Odd": long}}, None),
            ("System.Import", "Sessions[0].Odd", {"Sessions": [{**first("Sessions"), "Odd": long}]}, None),
            ("System.Import", "Sessions[0].SessionKey", {"Sessions": [{**first("Sessions"), "SessionKey": long}]}, None),
        ]
        for operation, path, arguments, caller in ways:
            with self.subTest(operation, path=path):
                self.assert_fails(chatcore.LimitError, path, self.engine.call, operation, arguments, caller=caller)


if __name__ == "__main__":
    import unittest

    unittest.main()
