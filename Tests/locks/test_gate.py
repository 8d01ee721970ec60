"""fork() and threads that are inside the library: it waits until they are at rest, and not for ever."""

from __future__ import annotations

import subprocess
import unittest
from pathlib import Path

from scenery import ROOT, compiled


class GateTest(unittest.TestCase):
    def run_gate(self, mode: str) -> None:
        modules = [ROOT / "Sources" / name for name in ("CForks", "COpenFiles")]
        program: Path = compiled(
            "gate", *(f"-I{module / 'include'}" for module in modules),
            *(str(file) for module in modules for file in sorted(module.glob("*.c"))), "-lsqlite3", "-pthread")
        done = subprocess.run([str(program), mode], capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_children_of_threads_that_come_and_go_find_the_gate_open_and_nothing_locked(self) -> None:
        self.run_gate("busy")

    def test_a_child_of_a_process_that_does_not_come_to_rest_is_refused(self) -> None:
        self.run_gate("stuck")


if __name__ == "__main__":
    unittest.main()
