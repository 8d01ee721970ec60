"""Chance that can be repeated: each case is made of a seed and its number alone.

Every test runs with seed 1 and, for as long as there is time, with seed 2 or DIFFERENTIAL_SEED=N. DIFFERENTIAL_SEED=random
draws one, which is printed.
DIFFERENTIAL_SECONDS (60) is the time for all of the second seed's cases together.
"""

from __future__ import annotations

import os
import random
import sys
import time
import unittest
from typing import Any, Callable, Iterator, Tuple

SECONDS = float(os.environ.get("DIFFERENTIAL_SECONDS", "60"))
FIXED = 1
_CHOSEN = os.environ.get("DIFFERENTIAL_SEED", "2")
LONG = random.SystemRandom().randrange(2, 1 << 32) if _CHOSEN == "random" else int(_CHOSEN)

print(f"Seeds {FIXED} and {LONG}; DIFFERENTIAL_SEED={LONG} runs the same cases again", file=sys.stderr, flush=True)

Case = Tuple[str, random.Random]


class Judged(unittest.TestCase):
    """A test that puts generated cases before the library and before a judge."""

    def cases(self, count: int, share: float) -> Iterator[Case]:
        """`count` cases of each seed, and of the random one as many more as `share` of the time allows."""
        end = time.process_time() + SECONDS * share
        for seed in (FIXED, LONG):
            number = 0
            while number < count or (seed == LONG and time.process_time() < end):
                yield f"seed {seed} case {number}", random.Random(f"{self.id()}/{seed}/{number}")
                number += 1
        print(f"{self._testMethodName}: {count} cases, then {number}", file=sys.stderr, flush=True)

    def disagree(self, case: str, document: bytes, ours: Any, theirs: Any, again: "Callable[[bytes], bool] | None" = None) -> None:
        """Fails with the smallest document that was found on which `again` still sees a disagreement."""
        small = document if again is None else shrink(document, again)
        self.fail(f"{case}: {small!r}\nours: {ours!r:.600}\ntheirs: {theirs!r:.600}\n(of the first {len(document)} bytes)")


def shrink(document: bytes, disagrees: Callable[[bytes], bool]) -> bytes:
    """A shorter document on which they still disagree, by leaving out pieces as long as that helps."""
    size = max(len(document) // 2, 1)
    while True:
        at = 0
        while at < len(document):
            shorter = document[:at] + document[at + size :]
            if disagrees(shorter):
                document = shorter
            else:
                at += size
        if size == 1:
            return document
        size //= 2


def damaged(text: bytes, chance: random.Random, splinters: "Tuple[bytes, ...]", most: int = 4) -> bytes:
    """A document with one or some small things wrong, or right after all."""
    for _ in range(chance.randint(1, most)):
        if not text:
            break
        at = chance.randrange(len(text))
        kind = chance.randrange(6)
        if kind == 0 and chance.random() < 0.3:
            text = text[:at]
        elif kind <= 1:
            text = text[:at] + text[at + chance.randint(1, 6) :]
        elif kind == 2:
            text = text[:at] + bytes([chance.randrange(256)]) + text[at + 1 :]
        elif kind == 3:
            begin = chance.randrange(len(text))
            text = text[:at] + text[begin : begin + chance.randint(1, 12)] + text[at:]
        else:
            text = text[:at] + chance.choice(splinters) + text[at:]
    return text
