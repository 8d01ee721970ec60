"""Many threads in one process and in several, and one queue: each session goes to exactly one agent, and none stays."""

from __future__ import annotations

import collections
import contextlib
import os
import sqlite3
import time
import unittest
from typing import Dict, Tuple

from scene import AGENTS, CrowdTest, desk

SESSIONS = int(os.environ.get("CROWD_SESSIONS", "10000"))
IN_QUEUE, CUSTOMER_LAST = 4, 5
CHANGED, MESSAGE = 2, 3
WELCOME = 1


class QueueTest(CrowdTest):
    def crowd(self, processes: int) -> None:
        """In each process each agent has a thread of their own."""
        threads = len(AGENTS)
        desk(self.store, SESSIONS)
        begun = time.monotonic()
        # With the usual bound of waiting nobody is told that the store is busy.
        said = self.together(["pick"] * processes, threads, alike=True)
        seconds = time.monotonic() - begun
        slowest = max(int(line[2]) for line in said if line[0] == "closed")
        print(f"{processes} x {threads} threads emptied a queue of {SESSIONS} in {seconds:.1f} s; the slowest call took {slowest} ms")
        self.judge([(int(line[1]), int(line[2]), int(line[3])) for line in said if line[0] == "picked"])

    def judge(self, picks: "list[Tuple[int, int, int]]") -> None:
        """What the callers were told (agent, session, rank) before what the file has."""
        told: Dict[int, Tuple[int, int]] = {session: (agent, rank) for agent, session, rank in picks}
        self.assertEqual(len(picks), SESSIONS, "the answers together are not the queue")
        self.assertEqual(sorted(told), list(range(1, SESSIONS + 1)), "a session was given out twice, or stayed")
        busy = collections.Counter(agent for agent, _ in told.values())
        self.assertEqual(sorted(busy), list(AGENTS), "an agent of the crowd got nothing")

        with contextlib.closing(sqlite3.connect(self.store)) as file:
            rows = file.execute("SELECT id, status, user_id, rank FROM sessions ORDER BY id").fetchall()
            self.assertEqual({status for _, status, _, _ in rows}, {CUSTOMER_LAST})
            self.assertEqual({id: (user, rank) for id, _, user, rank in rows}, told)
            # Nobody gives one back, so the lowest free rank is always the next.
            for agent, count in busy.items():
                self.assertEqual(sorted(rank for user, rank in told.values() if user == agent), list(range(1, count + 1)))

            events = file.execute(
                "SELECT seq, kind, session_id, old_status, new_status, message_id, associate_id FROM events ORDER BY seq"
            ).fetchall()
            self.assertEqual([event[0] for event in events], list(range(1, len(events) + 1)))
            changes = [event[2:5] + event[6:] for event in events if event[1] == CHANGED]
            self.assertEqual(
                sorted(changes), [(id, IN_QUEUE, CUSTOMER_LAST, told[id][0]) for id in sorted(told)],
                "not exactly one change for each session")
            # In the order of the commits the queue was served from its front.
            self.assertEqual([change[0] for change in changes], list(range(1, SESSIONS + 1)))

            messages = file.execute("SELECT id, session_id, special_type, author FROM messages ORDER BY id").fetchall()
            self.assertEqual(
                sorted(message[1:] for message in messages),
                [(id, WELCOME, f"Agent {told[id][0]}") for id in sorted(told)], "not exactly one welcome for each session")
            self.assertEqual(
                sorted((event[5], event[2]) for event in events if event[1] == MESSAGE),
                sorted((message[0], message[1]) for message in messages))
            self.assertEqual(file.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
            self.assertEqual(file.execute("PRAGMA foreign_key_check").fetchall(), [])

    def test_four_processes_of_sixteen_threads_share_a_queue_without_sharing_a_session(self) -> None:
        self.crowd(4)

    def test_sixteen_threads_of_one_process_share_a_queue_without_sharing_a_session(self) -> None:
        self.crowd(1)


if __name__ == "__main__":
    unittest.main()
