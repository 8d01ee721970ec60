"""kill -9 in the middle of a crowd's work: what was acknowledged is there, and nothing is there by half."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sqlite3
import time
import unittest
from typing import List, Sequence, Tuple

import chatcore
from journal import Journal
from scene import AGENTS, CrowdTest, Process, desk

KILLS = int(os.environ.get("CROWD_KILLS", "500"))
PROCESSES, THREADS = 4, 4
FAMILY = 5
CREATIONS = 50
KILLS_OF_A_FILE = 250
# Each so many kills all processes go at the same moment, and whoever comes next finds their log.
MASSACRE = 20
THOROUGH = 50


class KillTest(CrowdTest):
    def spawn(self, place: int, life: int) -> Process:
        process = self.start("desk", 1 + place * THREADS, THREADS, f"p{place}-{life}", f"{self.store.stem}-{place}-{life}")
        process.begin()
        return process

    def speak_again(self, journal: Journal, dead: "Sequence[int]") -> int:
        """Sends what customers may have said when they were killed, twice: however often, it is one message."""
        pending = [journal.speaking.pop(agent) for agent in dead if agent in journal.speaking]
        if pending:
            with chatcore.Engine.open({"store": f"sqlite:{self.store}"}) as engine:
                for session, key, text in pending:
                    customer, message = {"SessionKey": key}, {"Message": text, "ClientId": text}
                    once, twice = (engine.call("Customer.PostMessage", message, caller=customer) for _ in range(2))
                    self.assertEqual(once["ChatMessageId"], twice["ChatMessageId"])
                    place = (session, once["ChatMessageId"])
                    self.assertEqual(journal.heard.get(text, place), place, "said once more although it was there")
                    journal.spoken[text] = place
        return len(pending)

    def test_kills_in_a_crowd_lose_nothing_acknowledged_and_leave_nothing_by_half(self) -> None:
        self.seed = int(os.environ.get("CROWD_SEED", random.randrange(2**32)))
        chance = random.Random(self.seed)
        begun = time.monotonic()
        kills = repeated = 0
        while kills < KILLS:
            # A look costs as much as the file has grown to, so that many kills have several files.
            self.store = self.folder / f"desk{kills}.db"
            done, again = self.kill_often(chance, min(KILLS - kills, KILLS_OF_A_FILE))
            kills += done
            repeated += again
        print(f"{kills} kills in {time.monotonic() - begun:.1f} s; {repeated} messages of customers sent again")
        self.assertGreater(repeated, 0, "nobody was killed while a customer spoke")

    def kill_often(self, chance: random.Random, times: int) -> "Tuple[int, int]":
        """Kills that often or a little more; answers how often, and how many messages were sent again."""
        desk(self.store)
        journal = Journal(self.store, AGENTS, FAMILY)
        crowd: "List[Process]" = [self.spawn(place, 0) for place in range(PROCESSES)]
        kills = life = repeated = 0
        while kills < times:
            time.sleep(chance.uniform(0.0, 0.08))
            life += 1
            everybody = life % MASSACRE == 0
            places = list(range(PROCESSES)) if everybody else [chance.randrange(PROCESSES)]
            killed = [crowd[place] for place in places]
            for process in killed:
                self.assertEqual(process.kill(), -signal.SIGKILL, f"it ended by itself: {process.log.read_text()[-500:]}")
            kills += len(places)
            for process in crowd:
                journal.hear(process.news())
            if everybody:
                # Nobody has the file open any more: the first to come makes out what of the log counts.
                with chatcore.Engine.open({"store": f"sqlite:{self.store}"}) as engine:
                    self.assertEqual(engine.call("System.CountRows")["Topics"], 2)
            dead = [agent for process in killed for agent in process.agents]
            journal.look(dead, thoroughly=life % THOROUGH == 0)
            repeated += self.speak_again(journal, dead)
            self.assertEqual(journal.wrong, [], f"CROWD_SEED={self.seed}, after {kills} kills of this file")
            for place in places:
                crowd[place] = self.spawn(place, life)
        for process in crowd:
            self.assertEqual(process.finish(60), 0)
            journal.hear(process.news())
        journal.look(dead=AGENTS, thoroughly=True)
        self.assertEqual(journal.wrong, [], f"CROWD_SEED={self.seed}, at the end")
        print(f"{len(journal.statuses)} sessions begun, {journal.picks} picked up, {journal.kept} messages")
        self.assertGreater(journal.picks, times, "too little was done to tell anything")
        return kills, repeated

    def test_kills_while_a_new_file_is_made_leave_a_file_that_opens(self) -> None:
        chance = random.Random(CREATIONS)
        finished = 0
        for round in range(CREATIONS):
            self.store = self.folder / f"new{round}.db"
            makers = [self.start("desk", 1 + place * THREADS, THREADS, f"new{round}-{place}") for place in range(PROCESSES)]
            time.sleep(chance.uniform(0.0, 0.04))
            for maker in makers:
                maker.kill()
            finished += sum(("ready",) in maker.news() for maker in makers)
            desk(self.store)
            with contextlib.closing(sqlite3.connect(self.store)) as file:
                self.assertEqual(file.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
        self.assertLess(finished, CREATIONS * PROCESSES, "all were killed too late")
        self.assertGreater(finished, 0, "all were killed too early")


if __name__ == "__main__":
    unittest.main()
