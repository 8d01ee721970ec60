"""The judge of the kills is judged: it finds what could be wrong."""

from __future__ import annotations

import contextlib
import sqlite3
import unittest

import chatcore
from journal import Journal
from scene import AGENTS, HALL, TOPIC, CrowdTest, desk

# What could have become of a file, and a word of the sentence that tells of it.
DAMAGES = [
    ("DELETE FROM messages WHERE id = (SELECT max(id) FROM messages)", "tells of message"),
    ("DELETE FROM events WHERE seq = (SELECT max(seq) - 1 FROM events)", "comes"),
    ("DELETE FROM events WHERE kind = 3", "have the events"),
    ("UPDATE sessions SET status = 7 WHERE id = 1", "has status 7"),
    ("UPDATE sessions SET user_id = 2 WHERE id = 1", "user 2"),
    ("UPDATE sessions SET rank = 1, status = 5", "ranks were given twice"),
    ("DELETE FROM sessions WHERE id = 3", "only"),
    ("DELETE FROM messages WHERE special_type = 1", "have a welcome"),
    ("INSERT INTO audit (at, associate_id, who, operation, session_id, topic_id, details)"
     " SELECT at, associate_id, who, operation, session_id, topic_id, details FROM audit"
     " WHERE details ->> 'NewStatus' IS NOT NULL LIMIT 1", "the audit has"),
    ("UPDATE persons SET document = json_set(document, '$.Lastname', 'p-0.1.1') WHERE id = 11", "by half"),
    ("UPDATE persons SET document = json_set(document, '$.Lastname', 'p-0.1.1')", "after p-0.1.2"),
]


class JournalTest(CrowdTest):
    def journal(self) -> Journal:
        """A store in which agent 1 has picked up two of three sessions and said something, all of it told."""
        self.store.unlink(missing_ok=True)
        desk(self.store)
        journal = Journal(self.store, AGENTS, 2)
        caller = {"Associate": "agent1"}
        with chatcore.Engine.open({"store": f"sqlite:{self.store}"}) as engine:
            for session in ("1", "2", "3"):
                engine.call("Chat.CreateChatSessionForTopic", {"ChatTopicId": TOPIC}, caller=caller)
                journal.hear([("began", "1", session)])
            for session in ("1", "2"):
                engine.call("Chat.PickUpFirstChatSession", caller=caller)
                journal.hear([("picked", "1", session, session)])
            engine.call("System.Import", {"Persons": [{"PersonId": id, "Lastname": "p-0.1.2"} for id in (10, 11)]})
            journal.hear([("named", "1", "p-0.1.2")])
            message = {"Type": "ToCustomer", "Message": "p-0.1.3"}
            engine.call("Chat.AddChatMessage", {"ChatSessionId": 1, "Message": message}, caller=caller)
            journal.hear([("posted", "1", "1", "3", "p-0.1.3")])
        return journal

    def test_a_file_that_nobody_damaged_has_nothing_wrong(self) -> None:
        journal = self.journal()
        journal.look(dead=AGENTS, thoroughly=True)
        self.assertEqual(journal.wrong, [])

    def test_each_damage_to_a_file_is_found(self) -> None:
        for damage, word in DAMAGES:
            with self.subTest(damage=damage):
                journal = self.journal()
                with contextlib.closing(sqlite3.connect(self.store)) as file, file:
                    file.execute(damage)
                journal.look()
                self.assertTrue(any(word in sentence for sentence in journal.wrong), journal.wrong)

    def test_what_was_told_and_is_not_there_is_found(self) -> None:
        journal = self.journal()
        journal.hear([("picked", "2", "3", "1")])
        journal.look()
        self.assertEqual(len(journal.wrong), 1, journal.wrong)
        self.assertIn("agent 2 was told", journal.wrong[0])

    def test_what_a_customer_said_is_there_once_or_that_is_found(self) -> None:
        said = {"Message": "Hello", "ClientId": "1"}
        for place, words in ((("4", "4"), []), (("4", "5"), ["was said in"]), (("9", "4"), ["was said in"])):
            with self.subTest(place=place):
                journal = self.journal()
                with chatcore.Engine.open({"store": f"sqlite:{self.store}"}) as engine:
                    session = engine.call("Customer.StartSession", {"ChatTopicId": HALL})
                    engine.call("Customer.PostMessage", said, caller={"SessionKey": session["SessionKey"]})
                journal.hear([("came", "1", "4", session["SessionKey"], "Hello"), ("spoke", "1", *place, "Hello")])
                journal.look()
                self.assertEqual(len(journal.wrong), len(words), journal.wrong)
                self.assertTrue(all(word in sentence for word, sentence in zip(words, journal.wrong)), journal.wrong)
        with chatcore.Engine.open({"store": f"sqlite:{self.store}"}) as engine:
            engine.call("Customer.PostMessage", {**said, "ClientId": "2"}, caller={"SessionKey": session["SessionKey"]})
        journal.look()
        self.assertIn("is there twice", journal.wrong[-1])

    def test_more_than_one_deed_that_was_not_told_is_found(self) -> None:
        journal = self.journal()
        with chatcore.Engine.open({"store": f"sqlite:{self.store}"}) as engine:
            for _ in range(2):
                engine.call("Chat.CreateChatSessionForTopic", {"ChatTopicId": TOPIC}, caller={"Associate": "agent1"})
        journal.look(dead=[1])
        self.assertEqual(len(journal.wrong), 1, journal.wrong)
        self.assertIn("had one call under way", journal.wrong[0])

    def test_a_call_that_failed_is_found(self) -> None:
        journal = self.journal()
        journal.hear([("failed", "1", "Chat.PickUpFirstChatSession", "14", "busy")])
        self.assertEqual(len(journal.wrong), 1, journal.wrong)


if __name__ == "__main__":
    unittest.main()
