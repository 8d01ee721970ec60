#!/usr/bin/env python3
"""Replays a script that made the library and the model disagree, and prints each step.

    python3 Tests/model/replay.py build/model/failure-SEED.json

CHATCORE_LIBRARY and PYTHONPATH default to this tree's own.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
os.environ.setdefault("CHATCORE_LIBRARY", str(ROOT / "build/lib/libchatcore.so"))
sys.path[:0] = [str(ROOT / "bindings/python"), str(Path(__file__).parent)]

import drive  # noqa: E402
import shrink  # noqa: E402


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    script = shrink.load(Path(sys.argv[1]))
    _, failure = drive.run(script)
    at = len(script) if failure is None else failure[0]
    for index, step in enumerate(script[: at + 1]):
        print(f"{'->' if index == at else '  '} {json.dumps(step)}")
    print("The two agree." if failure is None else failure[1])
    return 0 if failure is None else 1


if __name__ == "__main__":
    sys.exit(main())
