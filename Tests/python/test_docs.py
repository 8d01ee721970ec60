"""The programs in docs/ compile and run, and the documents in it can be imported."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Iterator, Tuple

import chatcore
from scenery import ROOT

DOCS = ROOT / "docs"
PACKAGE = ROOT / "bindings/python"

# What each program of the pages prints.
PRINTED = {
    ("embedding-c.md", "first"): '"FirstMessage":"Hello?"',
    ("embedding-c.md", "request"): "401",
    ("embedding-c.md", "client"): "POST /Remote/Services86/CustomerService.svc",
    ("embedding-python.md", "first"): "7 InQueue Hello?",
    ("embedding-python.md", "request"): "401 ",
    ("embedding-python.md", "wsgi"): "401 Unauthorized",
    ("embedding-python.md", "client"): "POST /api/v1/Agents/Chat/GetChatPresence\n1",
    ("embedding-python.md", "errors"): "Sessions[0].TopicId",
}


def programs(language: str, mark: str) -> Iterator[Tuple[str, str, str]]:
    """Page, name and text of every block of that language whose first line is `mark` with a name in it."""
    for page in sorted(DOCS.glob("*.md")):
        for block in re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), flags=re.S | re.M):
            first = re.match(mark, block)
            if first:
                yield page.name, first.group(1), block


class DocumentationTest(unittest.TestCase):
    def run_in(self, folder: str, command: "list[str]", page: str, name: str) -> None:
        environment = {**os.environ, "PYTHONPATH": str(PACKAGE), "CHATCORE_LIBRARY": os.path.abspath(chatcore.load().path)}
        ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""), f"{page}, program {name}")
        self.assertIn(PRINTED[page, name], ran.stdout)

    def test_the_c_programs_compile_without_a_warning_and_print_what_they_promise(self) -> None:
        library = Path(os.path.realpath(chatcore.load().path))
        found = list(programs("c", r"/\* program: (\w+) \*/\n"))
        self.assertEqual(len(found), 3)
        for page, name, text in found:
            with self.subTest(page, program=name), tempfile.TemporaryDirectory() as folder:
                # The loader wants the library by its SONAME.
                os.symlink(library, Path(folder) / "libchatcore.so.1")
                (Path(folder) / f"{name}.c").write_text(text)
                warnings = ["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror", f"-I{ROOT / 'Include'}"]
                linked = [f"{name}.c", "libchatcore.so.1", f"-Wl,-rpath,{folder}", "-o", name]
                subprocess.run(["cc", *warnings, *linked], cwd=folder, check=True)
                self.run_in(folder, [f"./{name}"], page, name)

    def test_the_python_programs_print_what_they_promise(self) -> None:
        found = list(programs("python", r"# program: (\w+)\n"))
        self.assertEqual(len(found), 5)
        for page, name, text in found:
            with self.subTest(page, program=name), tempfile.TemporaryDirectory() as folder:
                (Path(folder) / f"{name}_program.py").write_text(text, encoding="utf-8")
                self.run_in(folder, [sys.executable, "-W", "error", f"{name}_program.py"], page, name)

    def test_the_documents_of_the_import_page_can_be_imported(self) -> None:
        found = re.findall(r"^```json\n(.*?)^```", (DOCS / "import-format.md").read_text(encoding="utf-8"), flags=re.S | re.M)
        self.assertEqual(len(found), 1)
        for text in found:
            with chatcore.Engine.open({"store": "sqlite::memory:"}) as engine:
                engine.call("System.Import", json.loads(text))
                listed = engine.call("Chat.ChatSessionsForUser", caller={"Associate": "ada"})
                self.assertEqual([s["Person"]["FullName"] for s in listed], ["Ola Nordmann"])


if __name__ == "__main__":
    unittest.main()
