"""Making a failing script small, and keeping it in a file that can be replayed.

Hypothesis draws the scripts; shrinking is done here, since steps can be taken out of a script as they are, which is far
quicker than looking for other numbers that stand for a shorter one.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any, Callable

Script = "list[list[Any]]"


def shrink(script: "list[list[Any]]", fails: "Callable[[list[list[Any]]], bool]", seconds: float = 60) -> "list[list[Any]]":
    """A script from which no step can be taken without its failing no more, or as near to that as the time allows."""
    end = time.monotonic() + seconds
    size = max(len(script) // 2, 1)
    while size:
        start, taken = 0, False
        while start < len(script) and time.monotonic() < end:
            shorter = script[:start] + script[start + size :]
            if shorter and fails(shorter):
                script, taken = shorter, True
            else:
                start += size
        if time.monotonic() >= end:
            break
        # Steps of the last pass may have held others in place.
        size = size if taken and size == 1 else size // 2
    return script


def save(path: Path, script: "list[list[Any]]", says: str, seed: int) -> None:
    lines = ",\n".join("    " + json.dumps(step) for step in script)
    text = json.dumps({"seed": seed, "says": says})[:-1]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'{text}, "script": [\n{lines}\n]}}\n', encoding="utf-8")


def load(path: Path) -> "list[list[Any]]":
    script: "list[list[Any]]" = json.loads(path.read_text(encoding="utf-8"))["script"]
    return script
