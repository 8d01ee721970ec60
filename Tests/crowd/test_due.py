"""What time brings about happens once, however many processes are told of the time at the same moment."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
import unittest
from typing import Any, Dict, List, Tuple

from scene import TOPIC, CrowdTest, desk

PROCESSES, THREADS = 4, 2
WAITING, TALKING, DELETED = 2000, 1000, 500
MINUTE = 60_000
DAY = 24 * 60 * MINUTE
# As the store numbers them.
CHANGED, WARNING = 2, 6
OFFLINE, IN_QUEUE, CUSTOMER_LAST, FINISHED = 3, 4, 5, 7

TOPIC_TIMES = {
    "WarnNewChatMinutes": 2, "WarnManagerNewChatMinutes": 5, "WarnChatMessageMinutes": 3,
    "WarnManagerChatMessageMinutes": 8, "UseQueueOfflineForm": True, "OfflineFormTimeLimit": 10,
}
CONFIG: Dict[str, Any] = {"sessions": {"idleMinutes": 30, "purgeDeletedHours": 24}}

Event = Tuple[int, int, int, int]


class DueTest(CrowdTest):
    def setUp(self) -> None:
        super().setUp()
        self.base = int(time.time()) * 1000
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.base / 1000))
        kinds = ["InQueue"] * WAITING + ["CustomerLast"] * TALKING + ["Deleted"] * DELETED
        sessions: List[Dict[str, Any]] = [
            {"ChatSessionId": number, "TopicId": TOPIC, "Status": status, "WhenRequested": moment}
            for number, status in enumerate(kinds, 1)]
        for session in sessions[WAITING:]:
            session.update({"User": {"AssociateId": 1}, "Rank": session["ChatSessionId"]})
        desk(self.store, sessions, **TOPIC_TIMES)
        self.waiting = range(1, WAITING + 1)
        self.talking = range(WAITING + 1, WAITING + TALKING + 1)
        self.seq = 0

    def due(self, minutes: int) -> "List[Event]":
        """What the log tells of a round: kind, session, status before and after, or the level of a warning."""
        said = self.together(["due"] * PROCESSES, THREADS, str(self.base + minutes * MINUTE), **CONFIG)
        self.next = {int(line[2]) - self.base for line in said if line[0] == "due"}
        return self.news()

    def news(self) -> "List[Event]":
        with contextlib.closing(sqlite3.connect(self.store)) as file:
            rows = file.execute(
                "SELECT seq, kind, session_id, old_status, new_status, details FROM events WHERE seq > ? ORDER BY seq",
                (self.seq,)).fetchall()
        self.assertEqual([row[0] for row in rows], list(range(self.seq + 1, self.seq + 1 + len(rows))))
        self.seq += len(rows)
        found: "List[Event]" = []
        for _, kind, session, old, new, details in rows:
            if kind == WARNING:
                found.append((kind, session, 0, json.loads(details)["AlertLevel"]))
            elif kind == CHANGED and old != new:
                found.append((kind, session, old, new))
        return sorted(found)

    def warnings(self, sessions: range, level: int) -> "List[Event]":
        return [(WARNING, session, 0, level) for session in sessions]

    def changes(self, sessions: range, old: int, new: int) -> "List[Event]":
        return [(CHANGED, session, old, new) for session in sessions]

    def test_each_warning_closing_and_purge_happens_once(self) -> None:
        begun = time.monotonic()
        self.assertEqual(self.due(1), [])
        self.assertEqual(self.next, {2 * MINUTE})
        self.assertEqual(self.due(2), self.warnings(self.waiting, 1))
        self.assertEqual(self.due(3), self.warnings(self.talking, 1))
        self.assertEqual(self.due(5), self.warnings(self.waiting, 2))
        self.assertEqual(self.next, {8 * MINUTE})
        self.assertEqual(self.due(8), self.warnings(self.talking, 2))
        self.assertEqual(self.due(10), self.changes(self.waiting, IN_QUEUE, OFFLINE))
        self.assertEqual(self.next, {30 * MINUTE})
        self.assertEqual(self.due(30), self.changes(self.talking, CUSTOMER_LAST, FINISHED))
        self.assertEqual(self.next, {40 * MINUTE})
        self.assertEqual(self.due(40), self.changes(self.waiting, OFFLINE, FINISHED))
        self.assertEqual(self.due(26 * 60), [])
        with contextlib.closing(sqlite3.connect(self.store)) as file:
            self.assertEqual(file.execute("SELECT count(*) FROM sessions").fetchone(), (WAITING + TALKING,))
            closed = file.execute("SELECT count(*), count(DISTINCT session_id) FROM messages WHERE special_type <> 0").fetchone()
            self.assertEqual(closed, (WAITING + TALKING,) * 2, "not one message for each that was closed for silence")
            self.assertEqual(
                file.execute("SELECT operation, count(*), count(DISTINCT session_id) FROM audit"
                             " WHERE operation LIKE 'Time.%' GROUP BY 1 ORDER BY 1").fetchall(),
                [("Time.idleTimeout", WAITING + TALKING, WAITING + TALKING), ("Time.openOfflineForm", WAITING, WAITING),
                 ("Time.purge", DELETED, DELETED)])
            self.assertEqual(file.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
        done = 2 * (WAITING + TALKING) + 2 * WAITING + TALKING + DELETED
        print(f"{done} timers in {time.monotonic() - begun:.1f} s, each once, in {PROCESSES} processes of {THREADS} threads")

    def test_of_a_pick_up_and_the_offline_form_a_session_gets_one(self) -> None:
        said = self.together(["pick", "pick", "due", "due"], THREADS, str(self.base + 10 * MINUTE), **CONFIG)
        picked = sorted(int(line[2]) for line in said if line[0] == "picked")
        left = [event for event in self.news() if event[0] == CHANGED and event[2] == IN_QUEUE]
        self.assertEqual([event[1] for event in left], list(self.waiting), "a session left the queue twice, or stayed")
        self.assertEqual([event[1] for event in left if event[3] == CUSTOMER_LAST], picked)
        self.assertEqual({event[3] for event in left}, {CUSTOMER_LAST, OFFLINE}, "one side was too quick for the other")


if __name__ == "__main__":
    unittest.main()
