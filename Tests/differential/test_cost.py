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
from typing import Any, Dict, List

from calls import CALLED
from cost import DECODED, HANDLED

MEGABYTE = 1 << 20
# Twice as much takes at most so many times as long, and a millisecond of what has nothing to do with the input.
RATIO, GRACE = 3.0, 0.001
# No kind of input is read more slowly than this.
BYTES_A_SECOND = 1_000_000


def measure(shapes: "List[str]", sizes: "List[int]") -> "Dict[str, Any]":
    command = [sys.executable, str(Path(__file__).with_name("cost.py")), json.dumps(shapes), json.dumps(sizes)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, cwd=Path(__file__).parent)
    if done.returncode != 0:
        raise AssertionError(f"{shapes}: ended with {done.returncode}: {done.stderr[-2_000:]}")
    measured: "Dict[str, Any]" = json.loads(done.stdout)
    return measured


def trouble(shape: str, measured: "List[Any]") -> str:
    """What is wrong with the costs of a shape; empty when nothing is."""
    for less, more in zip(measured, measured[1:]):
        times = RATIO / 2 * max(more["bytes"] / less["bytes"], 2)
        if more["seconds"] > times * less["seconds"] + GRACE:
            seconds = ", ".join(f"{one['bytes']} bytes {one['seconds']:.4f} s" for one in measured)
            return f"{shape}: more took {more['seconds'] / less['seconds']:.1f} times as long ({seconds})"
    last = measured[-1]
    if last["seconds"] > last["bytes"] / BYTES_A_SECOND + 0.1:
        return f"{shape}: {last['bytes']} bytes took {last['seconds']:.2f} s"
    return ""


class CostTest(unittest.TestCase):
    def judge(self, shapes: "List[str]", sizes: "List[int]") -> None:
        def look(some: "List[str]") -> "Dict[str, str]":
            said = {shape: trouble(shape, measured) for shape, measured in measure(some, sizes).items()}
            # Another process may have had the cache; a shape that is slow is slow each time.
            for shape in [shape for shape in some if said[shape]]:
                for _ in range(2):
                    said[shape] = said[shape] and trouble(shape, measure([shape], sizes)[shape])
            return said

        parts = [shapes[start : start + 10] for start in range(0, len(shapes), 10)]
        with ThreadPoolExecutor(max(min(2, os.cpu_count() or 1), 1)) as pool:
            for said in pool.map(look, parts):
                for shape, trouble_of_shape in said.items():
                    with self.subTest(shape):
                        self.assertEqual(trouble_of_shape, "")

    def test_responses_are_read_in_linear_time(self) -> None:
        self.judge(list(DECODED), [MEGABYTE // 2, MEGABYTE, 2 * MEGABYTE])

    def test_a_long_list_of_nearly_empty_records_is_more_than_its_size_allows(self) -> None:
        limit = 7  # CHATCORE_ERROR_LIMIT
        codes = [one["code"] for one in measure(["json: a list of empty records"], [1024, MEGABYTE, 16 * MEGABYTE])["json: a list of empty records"]]
        self.assertEqual(codes, [0, limit, limit])

    def test_texts_and_patches_are_taken_and_shown_in_linear_time(self) -> None:
        self.judge(list(CALLED), [10_000, 100_000, 1_000_000])

    def test_requests_are_answered_in_linear_time(self) -> None:
        self.judge(list(HANDLED), [16_000, 32_000, 64_000])


if __name__ == "__main__":
    unittest.main()
