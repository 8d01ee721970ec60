"""What time does to sessions, by the library: once, however many processes are at it."""

from __future__ import annotations

import json
import multiprocessing
import tempfile
import unittest
from collections import Counter
from typing import Any, Dict, List

import chatcore

START = 1_800_000_000

DESK: Dict[str, Any] = {
    "Associates": [{"AssociateId": 1, "Name": "ada"}],
    "Topics": [{
        "ChatTopicId": 1, "Name": "Billing", "WarnNewChatMinutes": 2,
        "Agents": [{"User": {"AssociateId": 1}, "CanRespond": True, "CanNotify": True}],
    }],
    "Presence": [{"UserId": 1, "Present": True}],
}


def run_due(config: Dict[str, Any], now: float) -> None:
    with chatcore.Engine.open(config) as engine:
        engine.run_due(now)


class TimersTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.config = {"store": f"sqlite:{folder.name}/desk.db", "clock": "host", "sessions": {"idleMinutes": 10}}

    def events(self, engine: chatcore.Engine) -> List[Dict[str, Any]]:
        with engine.events(after=0) as stream:
            got: List[Dict[str, Any]] = []
            while True:
                batch = stream.next(0)
                if not batch:
                    return got
                got += batch

    def test_hours_pass_in_no_time_and_a_customer_who_is_silent_is_gone(self) -> None:
        with chatcore.Engine.open(self.config) as engine:
            engine.run_due(START)
            engine.call("System.Import", DESK)
            session = engine.call("Customer.StartSession", {"ChatTopicId": 1})
            customer = {"SessionKey": session["SessionKey"]}
            self.assertEqual(engine.run_due(START), START + 120)
            engine.run_due(START + 120)
            (warning,) = [event for event in self.events(engine) if event["Event"] == "chatsession.warning"]
            self.assertEqual((warning["Audience"], warning["Recipients"], warning["AlertLevel"], warning["By"]), ("agents", [1], 1, "timer"))
            engine.call("System.SaveUser", {"UserName": "ada", "AssociateId": 1, "Password": "x"})
            engine.call("Chat.PickUpFirstChatSession", caller={"Associate": "ada"})
            self.assertEqual(engine.run_due(START + 130), START + 120 + 600)
            engine.run_due(START + 720)
            self.assertEqual(engine.call("Customer.GetSession", caller=customer)["Status"], "Finished")
            last = engine.call("Customer.GetMessages", caller=customer)[-1]
            self.assertEqual(last["SpecialType"], "ClosedByIdle")

    def test_each_thing_happens_once_in_four_processes(self) -> None:
        with chatcore.Engine.open(self.config) as engine:
            engine.run_due(START)
            engine.call("System.Import", DESK)
            for _ in range(300):
                engine.call("Customer.StartSession", {"ChatTopicId": 1})
        spawn = multiprocessing.get_context("spawn")
        processes = [spawn.Process(target=run_due, args=(self.config, START + 121)) for _ in range(4)]
        for process in processes:
            process.start()
        for process in processes:
            process.join(60)
            self.assertEqual(process.exitcode, 0)
        with chatcore.Engine.open(self.config) as engine:
            told = Counter(event["ChatSessionId"] for event in self.events(engine) if event["Event"] == "chatsession.warning")
        self.assertEqual((len(told), set(told.values())), (300, {1}), json.dumps(told.most_common(3)))


if __name__ == "__main__":
    unittest.main()
