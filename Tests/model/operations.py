"""All operations, and the numbers that stand for steps."""

from __future__ import annotations

from typing import Any

import operations_agents  # noqa: F401  (declares them)
import operations_customers  # noqa: F401
from operations_table import OPERATIONS

_WEIGHED = [name for name, o in OPERATIONS.items() for _ in range(o.weight)]

# One more than the greatest number that stands for a step.
NUMBERS = 2**24


def decode(number: int) -> "list[Any]":
    """The step that a number stands for."""
    number, which = divmod(mixed(number), len(_WEIGHED))
    step: "list[Any]" = [_WEIGHED[which]]
    for bound in OPERATIONS[_WEIGHED[which]].ranges:
        number, value = divmod(number, bound)
        step.append(value)
    return step


def mixed(number: int) -> int:
    """64 bits that depend on all bits of a number (the mixing of splitmix64): Hypothesis likes small numbers, steps do not."""
    number = (number + 1) * 0x9E3779B97F4A7C15 & _64_BITS
    number = (number ^ number >> 30) * 0xBF58476D1CE4E5B9 & _64_BITS
    number = (number ^ number >> 27) * 0x94D049BB133111EB & _64_BITS
    return number ^ number >> 31


_64_BITS = 2**64 - 1
