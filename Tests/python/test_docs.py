"""The programs in README.md and docs/ compile and run, and the documents in them can be imported and opened with."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any, Iterator, Tuple

import chatcore
from scenery import ROOT

DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", *sorted(DOCS.glob("*.md")))
PACKAGE = ROOT / "bindings/python"

# The languages of the blocks; one in another language would be run by nobody. Drawings have none.
LANGUAGES = {"c", "python", "json", "sh", ""}

# What each program of the pages prints. A program's name stands in its first line; one without is called by its language.
PRINTED = {
    ("README.md", "c"): '"Sessions":0',
    ("README.md", "python"): "'Sessions': 0",
    ("embedding-c.md", "first"): '"FirstMessage":"Hello?"',
    ("embedding-c.md", "request"): "401",
    ("embedding-c.md", "bearer"): "200 401",
    ("embedding-c.md", "client"): "POST /Remote/Services86/CustomerService.svc",
    ("embedding-python.md", "first"): "7 InQueue Hello?",
    ("embedding-python.md", "request"): "401 ",
    ("embedding-python.md", "wsgi"): "401 Unauthorized",
    ("embedding-python.md", "bearer"): "200\n401",
    ("embedding-python.md", "client"): "POST /api/v1/Agents/Chat/GetChatPresence\n1",
    ("events.md", "bot"): "7 InQueue CustomerLast",
    ("events.md", "consumer"): '"Event":"chatsession.changed","ChatSessionId":7',
    ("events.md", "clock"): "86400.0 1\n0",
    ("retention.md", "rights"): "Ola Is anybody there?\n1 2 True\n0\nCustomer.StartSession\nCustomer.Leave\nSystem.ExportCustomer\nSystem.EraseCustomer\nSystem.EraseCustomer",
    ("retention.md", "keeping"): "90.0\n0 Time.retention 7",
    ("lock-out.md", "locks"): "False True\nPair anna 203.0.113.7 3\nName anna None 3\n2 True\nLockout.lock Pair 300",
    ("metrics.md", "metrics"): '1 90 1 Billing\n# HELP chatcore_sessions_waiting Sessions in the queue.\n',
    ("embedding-python.md", "errors"): "Sessions[0].TopicId",
    ("queues.md", "queues"): "offered to 1\noffered to 2\nbob",
    ("customer-api.md", "talk"): "InQueue 1\nAda: Hello, what is it?\nFinished",
    ("customer-api.md", "browser"): "200 InQueue\n200 Is anybody there?\n401 200",
}

# The JSON blocks, each of which has a test of its own.
DOCUMENTS = ["config.md", "import-format.md"]

# What a shell is shown: the packages' manager, and the compiler, which has a test of its own.
COMMANDS = {
    "embedding-c.md": "cc program.c $(pkg-config --cflags --libs chatcore) -o program\n",
    "embedding-python.md": "pip install ./bindings/python\n",
}


def blocks(language: str) -> Iterator[Tuple[str, str]]:
    """Page and text of every block in that language."""
    for page in PAGES:
        for text in re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), flags=re.S | re.M):
            yield page.name, text


def programs(language: str) -> Iterator[Tuple[str, str, str]]:
    """Page, name and text of every program in that language."""
    for page, text in blocks(language):
        name = re.match(r"(?:/\*|#) program: (\w+)", text)
        yield page, name.group(1) if name else language, text


class DocumentationTest(unittest.TestCase):
    def setUp(self) -> None:
        self.library = Path(os.path.realpath(chatcore.load().path))

    def run_in(self, folder: str, command: "list[str]", page: str, name: str) -> None:
        environment = {**os.environ, "PYTHONPATH": str(PACKAGE), "CHATCORE_LIBRARY": str(self.library)}
        ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""), f"{page}, program {name}")
        self.assertIn(PRINTED[page, name], ran.stdout)

    def test_every_block_is_one_that_is_tried_here(self) -> None:
        for page in PAGES:
            fences = re.findall(r"^ *```(.*)$", page.read_text(encoding="utf-8"), flags=re.M)
            self.assertLessEqual(set(fences[::2]), LANGUAGES, page.name)
            self.assertLessEqual(set(fences[1::2]), {""}, page.name)
        tried = [(page, name) for language in ("c", "python") for page, name, _ in programs(language)]
        self.assertEqual(sorted(tried), sorted(PRINTED))
        self.assertEqual(sorted(page for page, _ in blocks("json")), DOCUMENTS)
        self.assertEqual(dict(blocks("sh")), COMMANDS)

    def test_the_c_programs_compile_without_a_warning_and_print_what_they_promise(self) -> None:
        for page, name, text in programs("c"):
            with self.subTest(page, program=name), tempfile.TemporaryDirectory() as folder:
                # The loader wants the library by its SONAME.
                os.symlink(self.library, Path(folder) / "libchatcore.so.1")
                (Path(folder) / f"{name}.c").write_text(text)
                warnings = ["-Wall", "-Wextra", "-Wpedantic", "-Werror", f"-I{ROOT / 'Include'}"]
                linked = ["libchatcore.so.1", f"-Wl,-rpath,{folder}", "-o", name]
                subprocess.run(["cc", "-std=c99", *warnings, f"{name}.c", *linked], cwd=folder, check=True)
                self.run_in(folder, [f"./{name}"], page, name)
                subprocess.run(["c++", "-std=c++17", *warnings, "-x", "c++", f"{name}.c", "-x", "none", *linked], cwd=folder, check=True)

    def test_the_command_that_compiles_a_c_program_compiles_one(self) -> None:
        text = next(text for page, name, text in programs("c") if (page, name) == ("embedding-c.md", "client"))
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "program.c").write_text(text)
            for name in ("libchatcore.so.1", "libchatcore.so"):
                os.symlink(self.library, Path(folder) / name)
            # As it is where the library is installed.
            description = (ROOT / "chatcore.pc.in").read_text()
            for mark, value in (("@PREFIX@", folder), ("@LIBDIR@", folder), ("@INCLUDEDIR@", str(ROOT / "Include")), ("@VERSION@", "0")):
                description = description.replace(mark, value)
            (Path(folder) / "chatcore.pc").write_text(description)
            paths = {"PKG_CONFIG_PATH": folder, "LD_LIBRARY_PATH": folder}
            command = COMMANDS["embedding-c.md"] + "./program\n"
            ran = subprocess.run(["sh", "-e", "-c", command], cwd=folder, env={**os.environ, **paths}, capture_output=True, text=True)
            self.assertEqual((ran.returncode, ran.stderr), (0, ""))
            self.assertIn(PRINTED["embedding-c.md", "client"], ran.stdout)

    def test_the_python_programs_print_what_they_promise(self) -> None:
        for page, name, text in programs("python"):
            with self.subTest(page, program=name), tempfile.TemporaryDirectory() as folder:
                (Path(folder) / f"{name}_program.py").write_text(text, encoding="utf-8")
                self.run_in(folder, [sys.executable, "-W", "error", f"{name}_program.py"], page, name)

    def test_the_document_of_the_import_page_can_be_imported(self) -> None:
        document = json.loads(dict(blocks("json"))["import-format.md"])
        with chatcore.Engine.open({"store": "sqlite::memory:"}) as engine:
            engine.call("System.Import", document)
            listed = engine.call("Chat.ChatSessionsForUser", caller={"Associate": "ada"})
            self.assertEqual([s["Person"]["FullName"] for s in listed], ["Ola Nordmann"])

    def test_an_engine_opens_with_the_config_of_the_configs_page_and_does_as_it_says(self) -> None:
        config: "dict[str, Any]" = json.loads(dict(blocks("json"))["config.md"])
        self.assertTrue(config["store"].startswith("sqlite:/"))
        target = config["mount"]["prefix"] + "/api/v1/ChatSession/ForCurrentUser"
        (token,) = config["auth"]["applicationTokens"]
        (resource,) = config["localization"]["resources"]
        ((name, spoken),) = resource["texts"].items()
        with tempfile.TemporaryDirectory() as folder:
            store = f"sqlite:{folder}/{Path(config['store']).name}"
            with chatcore.Engine.open({**config, "store": store}) as engine:
                engine.call("System.Import", json.loads(dict(blocks("json"))["import-format.md"]))
                bearer = "Bearer " + engine.call("System.IssueAccessToken", {"UserName": "ada", "ExpiresInSeconds": 60})["AccessToken"]
                headers = [("Authorization", bearer), ("SO-AppToken", token)]

                def listed(target: str, *headers: "tuple[str, str]") -> chatcore.Response:
                    return engine.handle(chatcore.Request("GET", target, headers))

                self.assertEqual(listed(target, *headers).status, 200)
                self.assertEqual(listed(target, headers[0]).status, 401, "without the application's token")
                self.assertEqual(listed(target.replace("Cust", "Other"), *headers).status, 404)

                engine.call("Directory.SaveAssociate", {"Associate": {"AssociateId": 1, "FullName": f"[{name}]"}})
                answer = listed(target, *headers, ("SO-Language", resource["language"])).json()
                self.assertEqual(answer[0]["User"]["FullName"], spoken)


if __name__ == "__main__":
    unittest.main()
