"""Sessions that are given out by themselves, from several processes at once: each once, and nobody gets too many."""

from __future__ import annotations

import collections
import contextlib
import sqlite3
import time
import unittest
from typing import Counter, Dict, List

from scene import AGENTS, TOPIC, CrowdTest, desk

PROCESSES, THREADS = 4, 4
CAPACITY = 2
OFFERS = 500
# As the store numbers them.
CREATED, CHANGED, ASSIGNED = 1, 2, 4
IN_QUEUE, CUSTOMER_LAST, DELETED = 4, 5, 8


class AssignmentTest(CrowdTest):
    def test_each_session_is_given_to_one_agent_who_has_room_for_it(self) -> None:
        desk(self.store)
        topics = {str(TOPIC): {"assignment": "fewestChats", "capacity": CAPACITY}}
        said = self.together(["stream"] * PROCESSES, THREADS, topics=topics)
        begun = [int(line[2]) for line in said if line[0] == "began"]

        with contextlib.closing(sqlite3.connect(self.store)) as file:
            events = file.execute(
                "SELECT kind, session_id, old_status, new_status, details ->> 'UserId' FROM events ORDER BY seq").fetchall()
            waiting = file.execute("SELECT count(*) FROM sessions WHERE status = 4").fetchone()[0]
            stored = dict(file.execute("SELECT id, ifnull(user_id, 0) FROM sessions WHERE status IN (5, 6)"))
            twice = file.execute("SELECT user_id, rank FROM sessions WHERE status IN (5, 6) GROUP BY 1, 2 HAVING count(*) > 1")
            self.assertEqual(twice.fetchall(), [])
        holders: Dict[int, int] = {}
        loads: Counter[int] = collections.Counter()
        given: Counter[int] = collections.Counter()
        told: Counter[int] = collections.Counter()
        queued = 0
        for kind, session, old, new, user in events:
            if kind == ASSIGNED:
                self.assertEqual(holders[session], user)
                told[session] += 1
            elif kind == CHANGED and (old, new) == (IN_QUEUE, CUSTOMER_LAST):
                given[session] += 1
                holders[session] = user
                loads[user] += 1
                self.assertLessEqual(loads[user], CAPACITY, f"agent {user} was given session {session}, and has no room")
            elif kind == CHANGED and new == DELETED:
                loads[holders.get(session, 0)] -= 1
                queued += session not in holders
        self.assertEqual(set(given.values()) | set(told.values()), {1}, "a session was given out twice")
        self.assertEqual(given.keys(), told.keys())
        self.assertEqual({id: holders[id] for id in stored}, stored)
        self.assertEqual(sorted(begun), sorted({session for kind, session, *_ in events if kind == CREATED}))
        # Nobody waits while somebody has room.
        self.assertGreater(waiting, 0, "there was room for everybody all the time")
        self.assertEqual([loads[agent] for agent in AGENTS], [CAPACITY] * len(AGENTS))
        print(f"{len(given)} of {len(begun)} sessions given out, {queued} ended in the queue, {waiting} wait")

    def test_what_is_offered_by_time_is_offered_to_one_agent_and_without_an_answer_to_one_other(self) -> None:
        base = int(time.time())
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(base))
        sessions = [
            {"ChatSessionId": number, "TopicId": TOPIC, "Status": "InQueue", "WhenRequested": moment}
            for number in range(1, OFFERS + 1)]
        desk(self.store, sessions)
        topics = {str(TOPIC): {"assignment": "longestIdle", "capacity": OFFERS, "offerSeconds": 30}}
        asked: Dict[int, List[int]] = collections.defaultdict(list)
        for round in range(1, 4):
            said = self.together(["due"] * PROCESSES, THREADS, str((base + 30 * round) * 1000), topics=topics)
            self.assertEqual({int(line[2]) for line in said if line[0] == "due"}, {(base + 30 * round + 30) * 1000})
            with contextlib.closing(sqlite3.connect(self.store)) as file:
                offers = file.execute(
                    "SELECT session_id, details ->> 'TransferTo' FROM events WHERE kind = ? ORDER BY seq", (ASSIGNED,)
                ).fetchall()[OFFERS * (round - 1):]
            self.assertEqual(sorted(session for session, _ in offers), list(range(1, OFFERS + 1)), "not one offer each")
            for session, agent in offers:
                asked[session].append(agent)
        # Nobody is asked again while there are others.
        self.assertEqual({len(set(agents)) for agents in asked.values()}, {3})


if __name__ == "__main__":
    unittest.main()
