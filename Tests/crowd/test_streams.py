"""Streams of events in processes of their own: each event once and in order, whoever wrote it and whoever is killed."""

from __future__ import annotations

import contextlib
import os
import random
import sqlite3
import time
import unittest
from typing import Dict, List, Tuple

import chatcore
from scene import CrowdTest, Process, desk

WRITERS, THREADS = 4, 4
ROUNDS = int(os.environ.get("CROWD_ROUNDS", "40"))
# The agents after whom cursors are called; the second one's process is killed again and again.
STEADY, KILLED = 1, 2


class StreamTest(CrowdTest):
    def spawn(self, work: str, first: int, threads: int, label: str) -> Process:
        process = self.start(work, first, threads, label)
        process.begin()
        return process

    def newest(self) -> int:
        with contextlib.closing(sqlite3.connect(self.store)) as file:
            return int(file.execute("SELECT max(seq) FROM events").fetchone()[0])

    def given(self, follower: Process) -> "List[Tuple[int, int]]":
        """The batches that a follower got: the first and the last event of each."""
        lines = follower.news()
        self.assertEqual([line for line in lines if line[0] == "failed"], [])
        return [(int(line[2]), int(line[3])) for line in lines if line[0] == "given"]

    def assert_in_order(self, batches: "List[Tuple[int, int]]", after: int) -> None:
        for first, last in batches:
            self.assertEqual(first, after + 1)
            after = last

    def test_cursors_miss_nothing_while_writers_and_their_own_processes_are_killed(self) -> None:
        seed = int(os.environ.get("CROWD_SEED", random.randrange(2**32)))
        chance = random.Random(seed)
        desk(self.store)
        writers = [self.spawn("desk", 1 + place * THREADS, THREADS, f"w{place}-0") for place in range(WRITERS)]
        steady = self.spawn("follow", STEADY, 1, "steady")
        lives: "List[List[Tuple[int, int]]]" = []
        for life in range(1, ROUNDS + 1):
            follower = self.spawn("follow", KILLED, 1, f"killed-{life}")
            time.sleep(chance.uniform(0.0, 0.2))
            place = chance.randrange(WRITERS)
            writers[place].kill()
            writers[place] = self.spawn("desk", 1 + place * THREADS, THREADS, f"w{place}-{life}")
            follower.kill()
            lives.append(self.given(follower))
        last_life = self.spawn("follow", KILLED, 1, "killed-last")
        for writer in writers:
            self.assertEqual(writer.finish(60), 0)
        newest = self.newest()
        for process in (steady, last_life):
            self.assertEqual(process.finish(60), 0)
        lives.append(self.given(last_life))

        with self.subTest(seed=seed):
            told = self.given(steady)
            self.assert_in_order(told, after=0)
            self.assertEqual(told[-1][1], newest)
            # A life begins behind what the one before had dealt with: all that it was given, or all but the last batch.
            known: "Tuple[int, int]" = (1, 0)
            seen = 0
            for batches in lives:
                if not batches:
                    continue
                self.assertIn(batches[0][0], (known[0], known[1] + 1), "events were lost, or come a second time too often")
                self.assert_in_order(batches, after=batches[0][0] - 1)
                known = batches[-1]
                seen += 1
            self.assertEqual(known[1], newest)
            self.assertGreater(seen, ROUNDS // 4, "too many followers were killed before they got anything")
        print(f"{newest} events; {len(told)} batches of one that nobody killed, and {seen} lives of one that was killed")

    def test_a_stream_in_this_process_tells_what_others_do(self) -> None:
        desk(self.store)
        statuses: Dict[int, str] = {}
        expected = 0
        with chatcore.Engine.open({"store": f"sqlite:{self.store}"}) as engine:
            with engine.events(cursor="here", after=0) as events:
                writers = [self.spawn("desk", 1 + place * THREADS, THREADS, f"w{place}") for place in range(WRITERS)]
                newest = 0
                while newest == 0 or expected < newest:
                    for event in events.next(5):
                        expected += 1
                        self.assertEqual(event["Seq"], expected)
                        if event["Event"] == "chatsession.created":
                            statuses[event["ChatSessionId"]] = event["NewStatus"]
                        elif event["Event"] == "chatsession.changed":
                            self.assertEqual(statuses[event["ChatSessionId"]], event["OldStatus"])
                            statuses[event["ChatSessionId"]] = event["NewStatus"]
                    if newest == 0 and expected > 2000:
                        self.assertEqual([writer.finish(60) for writer in writers], [0] * WRITERS)
                        newest = self.newest()
                self.assertEqual(events.next(0), [])
            for session, status in statuses.items():
                stored = engine.call("Directory.GetChatSession", {"ChatSessionId": session})
                self.assertEqual(stored["Status"], status)


if __name__ == "__main__":
    unittest.main()
