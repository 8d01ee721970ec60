"""Nothing that was acknowledged is lost, whatever takes POSIX locks away from the process, and nobody waits for ever."""

from __future__ import annotations

import os
import random
import signal
import time
import unittest

from scenery import LocksTest

FORKS = int(os.environ.get("LOCKS_FORKS", "500"))
COPIES = int(os.environ.get("LOCKS_COPIES", "200"))
KILLS = int(os.environ.get("LOCKS_KILLS", "200"))
# Those who were saving when they were killed: two threads of the parent, and a child.
UNDER_WAY = 3


class RoundsTest(LocksTest):
    def finish(self, work: str, times: int) -> None:
        self.make_desk()
        begun = time.monotonic()
        process = self.begin(work, times)
        _, said = process.communicate(timeout=60 + times)
        self.assertEqual(process.returncode, 0, said)
        self.assertGreaterEqual(self.acknowledged, 3 * times)
        self.check_file(self.acknowledged, self.acknowledged)
        print(f"{times} rounds of {work} in {time.monotonic() - begun:.1f} s, {self.acknowledged} sessions")

    def test_children_of_a_busy_process_work_at_once_and_nothing_is_lost(self) -> None:
        self.finish("forks", FORKS)

    def test_a_second_sqlite_in_the_process_takes_nothing_away(self) -> None:
        self.finish("copies", COPIES)

    def kill_often(self, work: str, times: int) -> None:
        seed = int(os.environ.get("LOCKS_SEED", random.randrange(2**32)))
        chance = random.Random(seed)
        self.make_desk()
        least = most = 0
        for kill in range(times):
            process = self.begin(work, 1_000_000)
            time.sleep(chance.uniform(0.0, 0.15))
            process.kill()
            _, said = process.communicate()
            self.assertEqual(process.returncode, -signal.SIGKILL, said)
            # A child outlives its parent by a moment, and may still be saving.
            time.sleep(0.05 if work == "forks" else 0)
            if self.tally.exists():
                least += self.acknowledged
                most += self.acknowledged + UNDER_WAY
                self.tally.unlink()
            if kill % 20 == 19 or kill == times - 1:
                self.check_file(least, most)
        self.assertGreater(least, times, f"LOCKS_SEED={seed}: too little was done to tell anything")

    def test_kill_9_among_children_loses_nothing(self) -> None:
        self.kill_often("forks", KILLS)

    def test_kill_9_beside_a_second_sqlite_loses_nothing(self) -> None:
        self.kill_often("copies", KILLS)


if __name__ == "__main__":
    unittest.main()
