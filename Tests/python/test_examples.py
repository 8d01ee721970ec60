"""The examples tell their story to the end, let go of all memory, and say in a sentence what surprises them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any, List

import chatcore
from scenery import DESK, ROOT

DATA = ROOT / "examples/data/support-desk.json"
SANITIZERS = ["-fsanitize=address,undefined", "-fno-sanitize-recover=undefined"]
# What the Swift runtime keeps for its life is reachable, or reachable by pointers that valgrind cannot tell.
VALGRIND = ["valgrind", "--quiet", "--error-exitcode=99", "--leak-check=full", "--show-leak-kinds=definite,indirect"]
VALGRIND += [f"--suppressions={ROOT / 'Tests/c/swift.supp'}"]


class ExamplesTest(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="chatcore-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def compile(self, *options: str) -> str:
        """The C example as a program, linked as the README says."""
        os.symlink(os.path.realpath(chatcore.load().path), self.folder / "libchatcore.so.1")
        flags = subprocess.run(["pkg-config", "--cflags", "--libs", "json-c"], check=True, capture_output=True, text=True)
        sources = sorted(str(path) for path in (ROOT / "examples/c").glob("*.c"))
        warnings = ["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-g", f"-I{ROOT / 'Include'}"]
        linked = [str(self.folder / "libchatcore.so.1"), f"-Wl,-rpath,{self.folder}", "-o", str(self.folder / "support_desk")]
        subprocess.run(["cc", *warnings, *options, *sources, *flags.stdout.split(), *linked], check=True)
        return str(self.folder / "support_desk")

    def run_story(self, command: List[str], document: Any = None) -> "subprocess.CompletedProcess[str]":
        """Runs an example on a fresh store and a document; the demo desk when none is given."""
        path = DATA
        if document is not None:
            path = self.folder / "document.json"
            path.write_text(json.dumps(document), encoding="utf-8")
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT / "bindings/python"),
            "CHATCORE_LIBRARY": os.path.abspath(chatcore.load().path),
            "ASAN_OPTIONS": "detect_leaks=1",
            "SWIFT_BACKTRACE": "enable=no",
        }
        store = self.folder / f"{len(list(self.folder.iterdir()))}.db"
        return subprocess.run([*command, str(store), str(path)], env=environment, capture_output=True, text=True)

    def assert_told(self, ran: "subprocess.CompletedProcess[str]") -> None:
        self.assertEqual((ran.returncode, ran.stderr), (0, ""), ran.stdout[-2_000:])
        self.assertIn("Sessions 1001 and 1008 are gone, the other 40 are there.", ran.stdout)

    def assert_surprised(self, command: List[str]) -> None:
        """The example stops with 1 and one sentence wherever the engine's answers are not what the document says."""
        other_password = [{**user, "Password": "another"} for user in DESK["Users"]]
        nonsense = [{**sale, "Status": "Given away"} for sale in DESK["Sales"]]
        for document, sentence in (
            ({**DESK, "Users": other_password}, "anna was not let in"),
            ({**DESK, "Sales": nonsense}, "Sales[0].Status"),
            ({**DESK, "Sessions": [s for s in DESK["Sessions"] if s["Status"] != "Closed"]}, "Closed"),
            ({**DESK, "Topics": [t for t in DESK["Topics"] if t["ChatTopicId"] != 3]}, "TopicId"),
        ):
            with self.subTest(sentence):
                ran = self.run_story(command, document)
                self.assertEqual(ran.returncode, 1, ran.stdout[-2_000:])
                self.assertTrue(ran.stderr.startswith("support_desk: "), ran.stderr)
                self.assertEqual(ran.stderr.count("\n"), 1, ran.stderr)
                self.assertIn(sentence, ran.stderr)

    def test_the_c_example_is_clean_under_valgrind(self) -> None:
        program = self.compile()
        self.assert_told(self.run_story([*VALGRIND, "--errors-for-leak-kinds=definite,indirect", program]))

    def test_the_c_example_is_clean_under_the_sanitizers(self) -> None:
        self.assert_told(self.run_story([self.compile(*SANITIZERS)]))

    def test_the_c_example_says_what_surprises_it(self) -> None:
        self.assert_surprised([self.compile()])

    def test_the_python_example_tells_its_story(self) -> None:
        self.assert_told(self.run_story([sys.executable, "-W", "error", str(ROOT / "examples/python/support_desk.py")]))

    def test_the_python_example_says_what_surprises_it(self) -> None:
        self.assert_surprised([sys.executable, "-W", "error", str(ROOT / "examples/python/support_desk.py")])


if __name__ == "__main__":
    unittest.main()
