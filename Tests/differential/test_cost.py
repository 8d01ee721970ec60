"""Hostile input costs processor time in proportion to its size, whatever it is made of. (How much memory it may take is for
Tests/python/test_bounds.py.)"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, List

from cost import DECODED, HANDLED

MEGABYTE = 1 << 20
# Twice as much takes at most so many times as long, and a millisecond of what has nothing to do with the input.
RATIO, GRACE = 3.0, 0.001
# No kind of input is read more slowly than this.
BYTES_A_SECOND = 1_000_000


def measure(shape: str, sizes: "List[int]") -> "List[Any]":
    command = [sys.executable, str(Path(__file__).with_name("cost.py")), shape, *map(str, sizes)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, cwd=Path(__file__).parent)
    if done.returncode != 0:
        raise AssertionError(f"{shape}: ended with {done.returncode}: {done.stderr[-2_000:]}")
    measured: "List[Any]" = json.loads(done.stdout)
    return measured


def trouble(shape: str, measured: "List[Any]") -> str:
    """What is wrong with the costs of a shape; empty when nothing is."""
    seconds = [one["seconds"] for one in measured]
    for less, more in zip(seconds, seconds[1:]):
        if more > RATIO * less + GRACE:
            return f"{shape}: twice as much took {more / less:.1f} times as long ({', '.join(f'{one:.4f} s' for one in seconds)})"
    if seconds[-1] > measured[-1]["bytes"] / BYTES_A_SECOND + 0.1:
        return f"{shape}: {measured[-1]['bytes']} bytes took {seconds[-1]:.2f} s"
    return ""


class CostTest(unittest.TestCase):
    def judge(self, shapes: "List[str]", sizes: "List[int]") -> None:
        def look(shape: str) -> str:
            said = ""
            # Another process may have had the cache; a shape that is slow is slow each time.
            for _ in range(3):
                said = trouble(shape, measure(shape, sizes))
                if not said:
                    break
            return said

        with ThreadPoolExecutor(max(min(2, os.cpu_count() or 1), 1)) as pool:
            for shape, said in zip(shapes, pool.map(look, shapes)):
                with self.subTest(shape):
                    self.assertEqual(said, "")

    def test_responses_are_read_in_linear_time(self) -> None:
        self.judge(list(DECODED), [MEGABYTE // 2, MEGABYTE, 2 * MEGABYTE])

    def test_a_long_list_of_nearly_empty_records_is_more_than_its_size_allows(self) -> None:
        limit = 7  # CHATCORE_ERROR_LIMIT
        codes = [one["code"] for one in measure("json: a list of empty records", [1024, MEGABYTE, 16 * MEGABYTE])]
        self.assertEqual(codes, [0, limit, limit])

    def test_requests_are_answered_in_linear_time(self) -> None:
        self.judge(list(HANDLED), [16_000, 32_000, 64_000])


if __name__ == "__main__":
    unittest.main()
