"""Topics that assign by themselves, go by priorities and calendars and promise service levels, by the library."""

from __future__ import annotations

import json
import multiprocessing
import tempfile
import unittest
from collections import Counter
from typing import Any, Dict, List, Optional

import chatcore

START = 1_800_000_000  # Friday the 15th of January 2027, 08:00 in UTC

NAMES = ["ada", "bob", "cyd"]
AGENTS = [{"User": {"AssociateId": number}, "CanRespond": True, "CanManage": number == 1} for number in (1, 2, 3)]
DESK: Dict[str, Any] = {
    "Associates": [{"AssociateId": number, "Name": name} for number, name in enumerate(NAMES, 1)],
    "Users": [{"UserName": name, "AssociateId": number, "Password": "x"} for number, name in enumerate(NAMES, 1)],
    "Topics": [{"ChatTopicId": 1, "Name": "Billing", "Agents": AGENTS}, {"ChatTopicId": 2, "Name": "Sales", "Agents": AGENTS}],
}


def work(config: Dict[str, Any], name: str) -> None:
    """One agent: comes in, ends what has come, and begins sessions for others meanwhile."""
    caller = {"Associate": name}
    number = NAMES.index(name) + 1
    with chatcore.Engine.open(config) as engine:
        engine.run_due(START)
        engine.call("Chat.SaveChatPresence", {"ChatPresence": [{"UserId": number, "Present": True}]}, caller=caller)
        for turn in range(60):
            engine.call("Customer.StartSession", {"ChatTopicId": turn % 2 + 1})
            for session in engine.call("Chat.ChatSessionsForUser", caller=caller):
                if session["Status"] == "CustomerLast" and session["User"]["AssociateId"] == number:
                    engine.call("Chat.SaveChatSessionEntity", {"ChatSessionEntity": {**session, "Status": "Closed"}}, caller=caller)


class QueuesTest(unittest.TestCase):
    def open(self, topics: Dict[str, Any], present: Optional[List[int]] = None) -> chatcore.Engine:
        engine = chatcore.Engine.open({"store": "sqlite::memory:", "clock": "host", "topics": topics})
        self.addCleanup(engine.close)
        engine.run_due(START)
        engine.call("System.Import", {**DESK, "Presence": [{"UserId": number, "Present": True} for number in present or []]})
        return engine

    def start(self, engine: chatcore.Engine, topic: int = 1) -> int:
        number: int = engine.call("Customer.StartSession", {"ChatTopicId": topic})["ChatSessionId"]
        return number

    def place(self, engine: chatcore.Engine, session: int) -> "tuple[str, int, int]":
        """Status, agent, and the agent to whom it is offered."""
        found = engine.call("Directory.GetChatSession", {"ChatSessionId": session})
        return (found["Status"], *((found[who] or {}).get("AssociateId", 0) for who in ("User", "TransferTo")))

    def told(self, engine: chatcore.Engine, kind: str) -> List[Dict[str, Any]]:
        with engine.events(after=0) as stream:
            got: List[Dict[str, Any]] = []
            while True:
                batch = stream.next(0)
                if not batch:
                    return [event for event in got if event["Event"] == kind]
                got += batch

    def test_a_session_is_given_at_once_and_the_next_when_there_is_room(self) -> None:
        engine = self.open({"1": {"assignment": "fewestChats"}}, [2])
        first, second = self.start(engine), self.start(engine)
        self.assertEqual(self.place(engine, first), ("CustomerLast", 2, 0))
        self.assertEqual(self.place(engine, second), ("InQueue", 0, 0))
        engine.call("Chat.DeleteChatSessionEntity", {"ChatSessionEntityId": first}, caller={"Associate": "bob"})
        self.assertEqual(self.place(engine, second), ("CustomerLast", 2, 0))
        self.assertEqual([(event["ChatSessionId"], event["UserId"]) for event in self.told(engine, "chatsession.assigned")], [(first, 2), (second, 2)])

    def test_an_offer_without_an_answer_goes_on_and_time_knows_when(self) -> None:
        engine = self.open({"*": {"assignment": "longestIdle", "offerSeconds": 20}}, [1, 2])
        session = self.start(engine)
        self.assertEqual(self.place(engine, session), ("InQueue", 0, 1))
        self.assertEqual(engine.run_due(START), START + 20)
        self.assertEqual(engine.run_due(START + 20), START + 40)
        self.assertEqual(self.place(engine, session), ("InQueue", 0, 2))
        answer = engine.call("Chat.AcceptChatSessionTransfer", {"ChatSessionId": session}, caller={"Associate": "bob"})
        self.assertEqual((answer["Status"], answer["User"]["AssociateId"], answer["TransferTo"]), ("CustomerLast", 2, None))
        self.assertEqual([event["TransferTo"] for event in self.told(engine, "chatsession.assigned")], [1, 2])

    def test_a_higher_priority_is_picked_up_first(self) -> None:
        engine = self.open({"2": {"priority": 5}}, [1])
        sessions = [self.start(engine, topic) for topic in (1, 1, 2)]
        picked = [engine.call("Chat.PickUpFirstChatSession", caller={"Associate": "ada"})["ChatSessionId"] for _ in sessions]
        self.assertEqual(picked, [sessions[2], *sessions[:2]])

    def test_a_promise_counts_open_time_and_a_holiday_is_closed(self) -> None:
        hours = {"friday": "08:00-08:10, 09:00-12:00", "exceptions": {"2027-01-22": ""}}
        engine = self.open({"1": {"serviceLevelSeconds": 900, "openingHours": hours}}, [1])
        session = self.start(engine)
        self.assertEqual(engine.run_due(START), START + 3600 + 300)
        engine.run_due(START + 3600 + 300)
        (warning,) = self.told(engine, "chatsession.warning")
        self.assertEqual((warning["ChatSessionId"], warning["Audience"], warning["Recipients"]), (session, "serviceLevel", [1]))
        is_open = []
        for moment in (START + 3600, START + 3600 * 5, START + 3600 + 7 * 86400, START + 3600 + 14 * 86400):
            engine.run_due(moment)
            is_open.append(engine.call("Chat.IsWithinOpeningHours", {"ChatTopicId": 1}, caller={"Associate": "ada"}))
        self.assertEqual(is_open, [True, False, False, True])

    def test_the_config_says_where_it_is_wrong(self) -> None:
        for topics, path in (
            ({"x": {}}, "topics.x"), ({"1": {"capacity": 0.5}}, "topics.1.capacity"), ({"1": {"assignment": "dice"}}, "topics.1.assignment"),
            ({"1": {"openingHours": {"monday": "8-9"}}}, "topics.1.openingHours.monday"), ({"*": {"shifts": 1}}, "topics.*.shifts"),
        ):
            with self.subTest(path), self.assertRaises(chatcore.ConfigError) as caught:
                self.open(topics)
            self.assertEqual(caught.exception.path, path)

    def test_three_processes_on_one_file_give_each_session_once_and_nobody_too_many(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            config = {
                "store": f"sqlite:{folder}/desk.db", "clock": "host", "storage": {"busyTimeout": 60000},
                "topics": {"*": {"assignment": "longestIdle", "capacity": 2}},
            }
            with chatcore.Engine.open(config) as engine:
                engine.call("System.Import", DESK)
            spawn = multiprocessing.get_context("spawn")
            processes = [spawn.Process(target=work, args=(config, name)) for name in NAMES]
            for process in processes:
                process.start()
            for process in processes:
                process.join(120)
                self.assertEqual(process.exitcode, 0)
            with chatcore.Engine.open(config) as engine:
                given: Counter[int] = Counter()
                holding: Counter[int] = Counter()
                with engine.events(after=0) as stream:
                    while batch := stream.next(0):
                        for event in batch:
                            if event["Event"] == "chatsession.assigned":
                                given[event["ChatSessionId"]] += 1
                                holding[event["UserId"]] += 1
                                self.assertLessEqual(holding[event["UserId"]], 2, event)
                            elif event["Event"] == "chatsession.changed" and event["NewStatus"] == "Closed":
                                holding[event["UserId"]] -= 1
            self.assertGreater(len(given), 60)
            self.assertEqual(set(given.values()), {1}, json.dumps(given.most_common(3)))


if __name__ == "__main__":
    unittest.main()
