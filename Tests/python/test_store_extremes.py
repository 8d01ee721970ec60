"""A file that somebody has changed: every column of every table at its extremes, before every operation, in processes of their
own. Whatever stands there, nobody dies of it and nobody waits for it, and what cannot be read is said with its place."""

from __future__ import annotations

import json
import os
import queue
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path
from typing import Any, Dict, Iterator, List, Tuple

import chatcore
import extremes

SEED = 8
# How many values each column gets of those that it could get; STORE_EXTREMES=1000 is all of them.
VALUES = int(os.environ.get("STORE_EXTREMES", "3"))
PROCESSES = 2
PATIENCE = 60
# The rows that the operations are about.
FOCUS = {
    "sessions": (1045, 1030, 1001, 1032, 1055, 1036), "topics": (1, 3), "associates": (1, 2), "persons": (101,), "contacts": (201,), "projects": (301,),
    "sales": (401,), "tickets": (501,),
}  # fmt: skip

Case = List[str]


def values(column: str, kind: str, part: str) -> "Tuple[str, ...]":
    """What can stand in a column. What SQLite itself keeps out of a key is left out."""
    if part:
        return tuple(value for value in values(column, kind, "") if value != "NULL" and (part == "part" or value.lstrip("-").isdigit()))
    if kind == "INTEGER" or column == "seq":
        return (*map(str, extremes.INTEGERS), *extremes.STRANGE)
    if kind == "BLOB":
        return extremes.BYTES
    if column in extremes.DOCUMENTS:
        return extremes.JSON + extremes.TEXTS
    return extremes.TEXTS + extremes.HASHES if column == "password_hash" else extremes.TEXTS


def cases(store: extremes.Store) -> "Iterator[Case]":
    chance = random.Random(SEED)
    for table, columns, rows in store.tables():
        focus = [f"id = {number}" for number in FOCUS.get(table, ())] or rows
        for column, kind, part in columns:
            choice = values(column, kind, part)
            # The outermost whole numbers are what most goes wrong with.
            sure = [str(extremes.MAX), str(-(2**63))] if kind == "INTEGER" else []
            picked = sure + chance.sample(choice, min(VALUES, len(choice)))
            for value in dict.fromkeys(picked):
                yield [table, chance.choice(focus), column, value]


class StoreExtremesTest(unittest.TestCase):
    folder: Path
    store: extremes.Store

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = Path(tempfile.mkdtemp(prefix="chatcore-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.store = extremes.Store(cls.folder)

    def copy(self) -> Path:
        path = Path(tempfile.mkdtemp(dir=self.folder)) / "desk.db"
        shutil.copyfile(self.store.sound, path)
        return path

    def change(self, path: Path, *statements: str) -> None:
        database = sqlite3.connect(path, isolation_level=None)
        for statement in ("PRAGMA writable_schema = ON", *statements):
            database.execute(statement)
        database.close()

    def open(self, path: Path) -> chatcore.Engine:
        engine = chatcore.Engine.open({**extremes.CONFIG, "store": f"sqlite:{path}"})
        self.addCleanup(engine.close)
        return engine

    def refusal(self, path: Path, kind: "type[chatcore.ChatCoreError]" = chatcore.StoreError) -> str:
        """What is said when the store is opened."""
        with self.assertRaises(kind) as caught:
            self.open(path)
        self.assertIs(type(caught.exception), kind)
        self.assertEqual(caught.exception.path, "store")
        return caught.exception.message

    def fails(self, place: str, call: Any, *arguments: Any, **named: Any) -> chatcore.ChatCoreError:
        with self.assertRaises(chatcore.StoreError) as caught:
            call(*arguments, **named)
        self.assertIs(type(caught.exception), chatcore.StoreError)
        self.assertEqual(caught.exception.path, place)
        return caught.exception

    def test_the_operations_are_all_there_are_and_most_have_something_to_do(self) -> None:
        faults: "List[str]" = []
        errors = extremes.run(self.copy(), self.store.keys, faults)
        self.assertEqual(faults, [])
        self.assertLessEqual(len(errors), 17, errors)
        with self.open(self.copy()) as engine:
            names = {name for name, _ in extremes.calls(engine, self.store.keys)}
        self.assertEqual(set(chatcore.describe("operations")) - names, set())
        self.assertEqual([table for table, _, rows in self.store.tables() if not rows], [])

    def test_every_column_at_its_extremes(self) -> None:
        every = list(enumerate(cases(self.store)))
        self.assertGreater(len(every), 400)
        results: "queue.Queue[Tuple[int, List[str], Dict[str, str]]]" = queue.Queue()
        threads = [threading.Thread(target=self.work, args=(f"case-{part}", every[part::PROCESSES], results)) for part in range(PROCESSES)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        found = [results.get() for _ in range(results.qsize())]
        self.assertEqual(sorted(number for number, _, _ in found), [number for number, _ in every])
        broken = [f"{every[number][1]}: {fault}" for number, faults, _ in found for fault in faults]
        self.assertEqual(broken, [], "\n".join(broken))
        # The cases are no better than what they bring about.
        self.assertGreater(sum("StoreError" in json.dumps(errors) for _, _, errors in found), len(every) // 3)

    def work(self, name: str, mine: "List[Tuple[int, Case]]", results: "queue.Queue[Tuple[int, List[str], Dict[str, str]]]") -> None:
        """Lets a process do the cases, and another one what that process did not come to."""
        while mine:
            command = [sys.executable, str(Path(extremes.__file__)), str(self.folder)]
            begun, noise = mine[0][0], ""
            with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
                assert process.stdin is not None and process.stdout is not None
                process.stdin.write(json.dumps({"name": name, "keys": self.store.keys, "schema": self.store.schema, "cases": mine}))
                process.stdin.close()
                timer = threading.Timer(PATIENCE, process.kill)
                timer.start()
                for line in process.stdout:
                    if not line.startswith("{"):
                        noise += line
                        continue
                    said = json.loads(line)
                    timer.cancel()
                    timer = threading.Timer(PATIENCE, process.kill)
                    timer.start()
                    if "begun" in said:
                        begun = said["begun"]
                    else:
                        results.put((said["number"], said["faults"], said["errors"]))
                        mine = [case for case in mine if case[0] != said["number"]]
                timer.cancel()
            if mine:
                results.put((begun, [f"the process ended with {process.returncode}: {noise[-2000:]}"], {}))
                mine = [case for case in mine if case[0] != begun]

    # What stands where.

    def test_numbers_dates_and_kinds_have_their_ranges(self) -> None:
        for column, value, expected in (
            ("rank", 2**31, "a whole number from -2147483648 to 2147483647"),
            ("when_idle", -1, f"a whole number from 0 to {extremes.END - 1}"),
            ("deleted_at", extremes.MAX, f"a whole number from 0 to {extremes.END - 1}"),
            ("customer_consented", 7, "a whole number from 0 to 1"),
            ("language", "x'ff'", "a text"),
        ):
            with self.subTest(column):
                path = self.copy()
                self.store.edit(path, ["sessions", "id = 1045", column, str(value)])
                with self.open(path) as engine:
                    error = self.fails(f"sessions[1045].{column}", engine.call, "Directory.GetChatSession", {"ChatSessionId": 1045})
                self.assertEqual(error.message, f"The store holds a value that cannot be read; expected {expected}.")

    def test_a_broken_document_is_named_with_its_field_and_byte(self) -> None:
        for table, name, argument, number, text, place, offset in (
            ("topics", "Topic", "ChatTopicId", 1, '{"Name":"a","SecondsPrAccept":"b"}', ".SecondsPrAccept", 30),
            ("persons", "Person", "PersonId", 101, '{"PersonId":1,', ".PersonId", 14),
            ("faq_entries", "FaqEntry", "FaqEntryId", 1, "[]", "", 0),
        ):
            with self.subTest(table):
                path = self.copy()
                self.store.edit(path, [table, f"id = {number}", "document", f"'{text}'"])
                with self.open(path) as engine:
                    error = self.fails(f"{table}[{number}].document{place}", engine.call, f"Directory.Get{name}", {argument: number})
                self.assertEqual(error.offset, offset)
                self.assertNotIn("SecondsPrAccept", error.message)

    def test_a_list_that_looks_into_a_broken_document_names_it(self) -> None:
        path = self.copy()
        self.store.edit(path, ["topics", "id = 2", "document", "'{'"])
        with self.open(path) as engine:
            self.fails("topics[2].document", engine.call, "Chat.GetAll", {"OrderBy": "chatTopic/name"}, caller=extremes.ANNA)

    def test_details_of_events_and_of_the_audit_are_not_left_out(self) -> None:
        for table, call in (("events", "stream"), ("audit", "System.Audit")):
            path = self.copy()
            self.store.edit(path, [table, "seq = 2", "details", "'{'"])
            with self.open(path) as engine, self.subTest(table):
                if call == "stream":
                    with engine.events(after=0, timeout=0) as stream:
                        self.fails("events[2].details", list, stream)
                else:
                    self.fails("audit[2].details", engine.call, call)

    def test_a_hash_that_would_take_all_time_or_memory_is_not_tried(self) -> None:
        for number, value in enumerate(extremes.HASHES):
            path = self.copy()
            self.store.edit(path, ["users", "name_key = 'anna'", "password_hash", value])
            with self.open(path) as engine, self.subTest(number):
                arguments = {"UserName": "anna", "Password": "anna-demo"}
                self.fails("users.password_hash", engine.call, "SoPrincipal.AuthenticateUsernamePassword", arguments)

    def test_when_no_number_is_left_nothing_is_added(self) -> None:
        for table, name, arguments in (
            ("sessions", "Customer.StartSession", {"ChatTopicId": 3, "CustomerName": "Kari", "CustomerEmail": "k@example.com", "CustomerConsented": True}),
            ("messages", "Chat.AddChatMessage", {"ChatSessionId": 1045, "Message": {"Type": "ToCustomer", "Message": "Hi"}}),
        ):
            for last in (2**31 - 1, extremes.MAX):
                path = self.copy()
                self.change(path, f"UPDATE sqlite_sequence SET seq = {last} WHERE name = '{table}'")
                with self.open(path) as engine, self.subTest(table, last=last):
                    before = engine.call("System.CountRows")
                    # Of the last number that there is, SQLite itself says that the file is full.
                    self.fails("" if last == extremes.MAX else table, engine.call, name, arguments, caller=extremes.ANNA)
                    self.assertEqual(engine.call("System.CountRows"), before)

    # The file as a whole.

    def test_a_schema_number_that_is_none_is_refused(self) -> None:
        for number in (-5, -(2**31), 0):
            path = self.copy()
            self.change(path, f"PRAGMA user_version = {number}")
            with self.subTest(number):
                self.assertIn(f"It has schema {number}; expected a number from 1 to ", self.refusal(path))
        for number in (1, 3):
            path = self.copy()
            self.change(path, f"PRAGMA user_version = {number}")
            with self.subTest(number):
                self.assertIn("already exists", self.refusal(path))
        for number in (99, 2**31 - 1):
            path = self.copy()
            self.change(path, f"PRAGMA user_version = {number}")
            with self.subTest(number):
                self.assertIn(f"It has schema {number}", self.refusal(path, chatcore.NewerStoreError))

    def test_what_is_not_there_or_was_put_in_is_named(self) -> None:
        for statement, named in (
            ("DROP INDEX sessions_by_end", "index sessions_by_end is not there"),
            ("DROP TABLE offers", "table offers is not there"),
            ("DROP TRIGGER audit_horizon_stays", "trigger audit_horizon_stays is not there"),
            ("CREATE TRIGGER sly AFTER INSERT ON messages BEGIN DELETE FROM sessions; END", "trigger sly is not this library's"),
        ):
            path = self.copy()
            self.change(path, statement)
            with self.subTest(statement):
                self.assertIn(named, self.refusal(path))

    def test_tables_and_indexes_of_others_do_no_harm(self) -> None:
        path = self.copy()
        self.change(path, "CREATE TABLE mine (x)", "CREATE INDEX mine_too ON sessions (rank)", "ANALYZE")
        with self.open(path) as engine:
            self.assertEqual(engine.call("Directory.GetChatSession", {"ChatSessionId": 1045})["ChatSessionId"], 1045)

    def test_a_column_that_is_gone_is_the_stores_fault(self) -> None:
        path = self.copy()
        self.change(path, "ALTER TABLE event_cursors RENAME COLUMN moved TO removed")
        with self.open(path) as engine, self.assertRaises(chatcore.StoreError) as caught:
            engine.events("consumer")
        self.assertIs(type(caught.exception), chatcore.StoreError)
        self.assertIn("no such column: moved", caught.exception.message)

    def test_a_secret_of_another_length_opens_nothing(self) -> None:
        path = self.copy()
        self.store.edit(path, ["meta", "key = 'secret'", "value", "x'00ff'"])
        self.assertIn("has 2 bytes; expected 32", self.refusal(path))


if __name__ == "__main__":
    unittest.main()
