"""What is stored of a customer, erased and exported through the library: what is gone is gone from the file."""

from __future__ import annotations

import multiprocessing
import sqlite3
import tempfile
import unittest
from pathlib import Path
from typing import Any, Dict, List

import chatcore

START = 1_800_000_000
DAY = 86_400

DESK: Dict[str, Any] = {
    "Associates": [{"AssociateId": 1, "Name": "ada"}],
    "Users": [{"UserName": "ada", "AssociateId": 1, "Password": "ada-demo"}],
    "Topics": [{"ChatTopicId": 1, "Name": "Billing", "Agents": [{"User": {"AssociateId": 1}, "CanRespond": True, "CanManage": True}]}],
    "Presence": [{"UserId": 1, "Present": True}],
    "Persons": [{"PersonId": 5, "Firstname": "Zacharias", "Lastname": "Quisling-Bø"}],
}
ADA = {"Associate": "ada"}
CHEAP = {"passwordCost": "minimum"}


def run_due(config: Dict[str, Any], now: float) -> None:
    with chatcore.Engine.open(config) as engine:
        engine.run_due(now)


class PrivacyTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.config: Dict[str, Any] = {"store": f"sqlite:{self.folder}/desk.db", "clock": "host", "auth": CHEAP}
        with chatcore.Engine.open(self.config) as engine:
            engine.run_due(START)
            engine.call("System.Import", DESK)

    def files_with(self, text: str) -> List[str]:
        """The files of the store that hold a text in any case, which the schema's own words do not."""
        wanted = text.encode().lower()
        return [path.name for path in sorted(self.folder.iterdir()) if wanted in path.read_bytes().lower()]

    def talk(self, engine: chatcore.Engine, name: str, number: int) -> int:
        """A customer's whole talk, in which the name is everywhere where a customer can put it."""
        session = engine.call("Customer.StartSession", {
            "ChatTopicId": 1, "CustomerName": name, "CustomerAlias": name, "CustomerEmail": f"{name}@private.test",
            "CustomerPhone": name[:32], "CustomerCompanyName": name, "CustomerHost": f"{name}.host.test",
        })
        customer = {"SessionKey": session["SessionKey"]}
        for length in range(number % 5):
            engine.call("Customer.PostMessage", {"Message": f"{name} has a problem. " * (1 + 40 * length), "ClientId": f"{name}-{length}"}, caller=customer)
        engine.call("Chat.PickUpChatSession", {"ChatSessionId": session["ChatSessionId"]}, caller=ADA)
        engine.call("Chat.AddChatMessage", {"ChatSessionId": session["ChatSessionId"], "Message": {"Type": "ToCustomer", "Message": f"Hei, {name}!"}}, caller=ADA)
        engine.call("Customer.Leave", caller=customer)
        return int(session["ChatSessionId"])

    def test_of_one_who_is_erased_no_byte_is_left_in_the_files(self) -> None:
        with chatcore.Engine.open(self.config) as engine:
            for number in range(80):
                self.talk(engine, "Zacharias" if number % 4 == 0 else f"Customer{number}", number)
            self.assertEqual(self.files_with("zacharias"), ["desk.db", "desk.db-wal"])
            erased = engine.call("System.EraseCustomer", {"Email": "zacharias@private.test"})
            self.assertEqual((erased["Sessions"], erased["FileRewritten"]), (20, True))
            # The directory is the host's: the person is erased by number.
            self.assertEqual(self.files_with("zacharias"), ["desk.db"])
            erased = engine.call("System.EraseCustomer", {"PersonId": 5})
            self.assertEqual((erased["Sessions"], erased["Persons"], erased["FileRewritten"]), (0, 1, True))
            self.assertEqual(self.files_with("zacharias"), [])
            self.assertEqual(self.files_with("quisling"), [])
            self.assertEqual(self.files_with("customer3@private.test"), ["desk.db"])
            self.assertEqual(engine.call("System.CountRows")["Sessions"], 60)
            # What is left tells of it by number.
            entries = engine.call("System.Audit", {"Top": 1000})["Entries"]
            self.assertEqual(sum(entry["Operation"] == "System.EraseCustomer" for entry in entries), 22)
            self.assertNotIn("acharias", str(entries))

    def test_events_and_the_audit_hold_nothing_that_a_customer_wrote(self) -> None:
        with chatcore.Engine.open(self.config) as engine:
            number = self.talk(engine, "Zacharias", 4)
            export = engine.call("System.ExportCustomer", {"ChatSessionId": number})
        (known,) = export["Sessions"]
        self.assertIn("Zacharias", str(known["Session"]))
        self.assertEqual(len(known["Messages"]), 6)
        self.assertGreater(len(known["Events"]), 7)
        self.assertGreater(len(known["Audit"]), 2)
        self.assertNotIn("Zacharias", str(known["Events"]) + str(known["Audit"]))

    def test_the_stores_own_statements_cannot_change_the_audit(self) -> None:
        with sqlite3.connect(self.folder / "desk.db") as connection:
            for statement in ("UPDATE audit SET who = 'nobody'", "DELETE FROM audit", "INSERT OR REPLACE INTO audit SELECT * FROM audit"):
                with self.subTest(statement), self.assertRaises(sqlite3.IntegrityError):
                    connection.execute(statement)
        connection.close()

    def test_a_session_that_goes_on_is_not_erased(self) -> None:
        with chatcore.Engine.open(self.config) as engine:
            session = engine.call("Customer.StartSession", {"ChatTopicId": 1, "CustomerEmail": "a@private.test"})
            with self.assertRaises(chatcore.ConflictError) as caught:
                engine.call("System.EraseCustomer", {"Email": "a@private.test"})
            self.assertEqual(caught.exception.path, "Email")
            self.assertIn(f"session {session['ChatSessionId']} is InQueue", caught.exception.message)
            with self.assertRaises(chatcore.InvalidValueError) as refused:
                engine.call("System.EraseCustomer", {})
            self.assertEqual(refused.exception.path, "Email")

    def test_retention_removes_each_session_once_in_four_processes(self) -> None:
        config = {**self.config, "sessions": {"retentionDays": 30}}
        with chatcore.Engine.open(config) as engine:
            engine.run_due(START)
            ids = sorted(self.talk(engine, f"Customer{number}", number) for number in range(150))
            self.assertEqual(engine.run_due(START), START + 30 * DAY)
        spawn = multiprocessing.get_context("spawn")
        processes = [spawn.Process(target=run_due, args=(config, START + 30 * DAY)) for _ in range(4)]
        for process in processes:
            process.start()
        for process in processes:
            process.join(60)
            self.assertEqual(process.exitcode, 0)
        with chatcore.Engine.open(config) as engine:
            self.assertEqual([engine.call("System.CountRows")[kind] for kind in ("Sessions", "Messages")], [0, 0])
            after, removed = 0, []
            while True:
                page = engine.call("System.Audit", {"After": after, "Top": 1000})
                if not page["Entries"]:
                    break
                removed += [entry["ChatSessionId"] for entry in page["Entries"] if entry["Operation"] == "Time.retention"]
                after = page["Next"]
        self.assertEqual(sorted(removed), ids)


if __name__ == "__main__":
    unittest.main()
