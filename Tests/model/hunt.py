"""Drawing scripts with Hypothesis and running them, until the two disagree or the steps are done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional

import drive
import hypothesis
import operations
import shrink
from hypothesis import strategies as st
from reference import Desk

# As long as Hypothesis will have it: a desk needs time to fill.
SCRIPT_LENGTH = 500

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "model"


@dataclass
class Findings:
    seed: int
    steps: int = 0
    outcomes: "Counter[str]" = field(default_factory=Counter)
    failure: Optional[str] = None


class _Stop(Exception):
    pass


def hunt(seed: int, steps: int, rules: "type[Desk]" = Desk, folder: Path = FOLDER) -> Findings:
    """Runs that many steps. What is found first ends the run, shrunk and saved."""
    findings = Findings(seed)
    steps_of = st.lists(st.integers(0, operations.NUMBERS - 1), min_size=SCRIPT_LENGTH, max_size=SCRIPT_LENGTH)

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=max(steps // SCRIPT_LENGTH, 1), phases=[hypothesis.Phase.generate], database=None, deadline=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )  # fmt: skip
    @hypothesis.given(steps_of)
    def examples(numbers: "list[int]") -> None:
        script = [operations.decode(number) for number in numbers]
        machine, failure = drive.run(script, rules)
        findings.steps += machine.steps
        findings.outcomes += machine.outcomes
        if failure is not None:
            report(findings, script[: failure[0] + 1], rules, folder)
            raise _Stop

    try:
        examples()
    except _Stop:
        pass
    return findings


def report(findings: Findings, script: "list[list[object]]", rules: "type[Desk]", folder: Path) -> None:
    """Writes down the shortest script that shows it."""
    script = shrink.shrink(script, lambda shorter: drive.run(shorter, rules)[1] is not None)
    _, failure = drive.run(script, rules)
    says = "it went away when it was run again" if failure is None else failure[1]
    path = folder / f"failure-{findings.seed}.json"
    shrink.save(path, script, says, findings.seed)
    findings.failure = f"seed {findings.seed}: {says}\n" + "".join(f"    {step}\n" for step in script)
    findings.failure += f"python3 Tests/model/replay.py {path} shows it again"
