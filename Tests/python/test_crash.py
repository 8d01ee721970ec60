"""kill -9 in the middle of writes: what was acknowledged is there, and nothing is there by half."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import tempfile
import time
import unittest
from pathlib import Path
from typing import List

import chatcore

KILLS = 200
FAMILY = range(1, 6)
DIARY = 100_000


def write_until_killed(store: Path, first: int, pipe: int) -> None:
    """Writes as fast as it can: number n goes to every person of a family, in one import, and to a person of its own.
    After each answer, and not before, n is told to the parent."""
    with chatcore.Engine.open({"store": f"sqlite:{store}"}) as engine:
        number = first
        while True:
            family = [{"PersonId": id, "Lastname": str(number)} for id in FAMILY]
            engine.call("System.Import", {"Persons": family})
            engine.call("Directory.SavePerson", {"Person": {"PersonId": DIARY + number, "Lastname": str(number)}})
            os.write(pipe, b"%d\n" % number)
            number += 1


class CrashTest(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="chatcore-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.store = self.folder / "desk.db"

    def killed_writer(self, first: int, seconds: float) -> "list[int]":
        """The numbers that a child acknowledged before it was killed."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.close(reading)
                write_until_killed(self.store, first, writing)
            finally:
                os._exit(1)
        os.close(writing)
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        with os.fdopen(reading, "rb") as pipe:
            acknowledged = pipe.read()
        _, status = os.waitpid(child, 0)
        self.assertTrue(os.WIFSIGNALED(status), "the writer ended by itself, before it was killed")
        self.assertEqual(os.WTERMSIG(status), signal.SIGKILL, "the writer crashed before it was killed")
        # A line that was cut was written by half, and so was acknowledged by nobody.
        return [int(line) for line in acknowledged.split(b"\n")[:-1]]

    def test_two_hundred_kills_lose_no_acknowledged_write(self) -> None:
        seed = random.randrange(2**32)
        chance = random.Random(seed)
        written: List[int] = []
        writing = 0
        with self.subTest(seed=seed):
            for kill in range(KILLS):
                first = written[-1] + 1 if written else 1
                fresh = self.killed_writer(first, chance.uniform(0.020, 0.120))
                written += fresh
                writing += len(fresh) > 0
                with chatcore.Engine.open({"store": f"sqlite:{self.store}"}) as engine:
                    for number in fresh:
                        read = engine.call("Directory.GetPerson", {"PersonId": DIARY + number})
                        self.assertEqual(read["Lastname"], str(number), f"kill {kill}: an acknowledged write is gone")
                    if written:
                        names = {engine.call("Directory.GetPerson", {"PersonId": id})["Lastname"] for id in FAMILY}
                        self.assertEqual(len(names), 1, f"kill {kill}: an import is there by half: {names}")
                        self.assertIn(int(names.pop()), (written[-1], written[-1] + 1))
            self.assertEqual(written, list(range(1, len(written) + 1)))
            self.assertGreater(len(written), KILLS, "too little was written to tell anything")
            self.assertGreater(writing, KILLS // 2, "too many writers were killed before they wrote anything")
            with chatcore.Engine.open({"store": f"sqlite:{self.store}"}) as engine:
                for number in written:
                    read = engine.call("Directory.GetPerson", {"PersonId": DIARY + number})
                    self.assertEqual(read["Lastname"], str(number))
            with contextlib.closing(sqlite3.connect(self.store)) as connection:
                self.assertEqual(connection.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
                self.assertEqual(connection.execute("PRAGMA foreign_key_check").fetchall(), [])


if __name__ == "__main__":
    unittest.main()
