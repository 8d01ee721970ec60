"""The scene: a desk with sixteen agents in one file, and processes that all work on it at once."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import tempfile
import time
import unittest
from pathlib import Path
from typing import Any, Dict, List, Tuple

import chatcore

ROOT = Path(os.environ.get("CHATCORE_ROOT", Path(__file__).resolve().parents[2]))
AGENTS = range(1, 17)
TOPIC = 1
# A topic with a queue of its own, in which nobody of the crowd picks up.
HALL, PORTER = 2, 17

_program: "List[Path]" = []


def program() -> Path:
    """crowd.c, compiled once."""
    if not _program:
        folder = Path(tempfile.mkdtemp(prefix="chatcore-crowd-"))
        unittest.addModuleCleanup(shutil.rmtree, folder, ignore_errors=True)
        library = ROOT / "build/lib"
        subprocess.run(
            [*shlex.split(os.environ.get("CC", "gcc")), "-std=gnu11", "-O2", "-g", "-Wall", "-Wextra", "-Werror",
             f"-I{ROOT / 'Include'}", str(ROOT / "Tests/crowd/crowd.c"), "-o", str(folder / "crowd"), "-pthread",
             f"-L{library}", "-lchatcore", f"-Wl,-rpath,{library}"], check=True)
        unittest.addModuleCleanup(_program.clear)
        _program.append(folder / "crowd")
    return _program[0]


def desk(store: Path, sessions: "int | List[Dict[str, Any]]" = 0, **topic: Any) -> None:
    """Makes a store with the agents, all of them present, their topic, and sessions: these, or so many in its queue."""
    if isinstance(sessions, int):
        sessions = [
            {"ChatSessionId": n, "TopicId": TOPIC, "Status": "InQueue", "CustomerName": f"Customer {n}",
             "WhenRequested": f"2026-09-14T{8 + n // 3600 % 12:02}:{n // 60 % 60:02}:{n % 60:02}Z"}
            for n in range(1, sessions + 1)]
    document = {
        "Associates": [{"AssociateId": n, "Name": f"agent{n}", "FullName": f"Agent {n}"} for n in (*AGENTS, PORTER)],
        "Users": [{"UserName": f"agent{n}", "AssociateId": n, "Password": "open"} for n in AGENTS],
        "Topics": [{
            "ChatTopicId": TOPIC, "Name": "Desk", "WelcomeMessage": "Welcome", **topic,
            "Agents": [
                {"User": {"AssociateId": n}, "CanRespond": True, "CanManage": True, "CanNotify": True} for n in AGENTS],
        }, {
            "ChatTopicId": HALL, "Name": "Hall", "Agents": [{"User": {"AssociateId": PORTER}, "CanRespond": True}],
        }],
        "Presence": [{"UserId": n, "Present": True} for n in (*AGENTS, PORTER)],
        "Sessions": sessions,
    }
    with chatcore.Engine.open({"store": f"sqlite:{store}", "auth": {"passwordCost": "minimum"}}) as engine:
        engine.call("System.Import", document)


class Process:
    """One process of the crowd; what it says goes to a file, which a kill does not take away."""

    def __init__(self, store: Path, work: str, first: int, threads: int, label: str, name: str, **config: Any) -> None:
        self.agents = range(first, first + threads)
        self.log = store.with_name(f"{name}.log")
        self._read = 0
        settings = {"store": f"sqlite:{store}", **config}
        with open(self.log, "ab") as log:
            self._process = subprocess.Popen(
                [str(program()), json.dumps(settings), str(first), str(threads), label, work],
                stdin=subprocess.PIPE, stdout=log)

    def wait_until_ready(self, seconds: float = 30) -> None:
        deadline = time.monotonic() + seconds
        while not self.log.read_bytes().startswith(b"ready\n"):
            assert self._process.poll() is None, f"the process ended: {self.log.read_text()}"
            assert time.monotonic() < deadline, "the engine does not open"
            time.sleep(0.001)

    def begin(self) -> None:
        """Lets it work, as soon as it is ready."""
        assert self._process.stdin is not None
        self._process.stdin.write(b"!")
        self._process.stdin.flush()

    def finish(self, seconds: float) -> int:
        """Lets it come to its end and answers its exit code."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        return self._process.wait(seconds)

    def join(self, seconds: float) -> int:
        """Waits for a work that ends by itself."""
        code = self._process.wait(seconds)
        assert self._process.stdin is not None
        self._process.stdin.close()
        return code

    def kill(self) -> int:
        """Ends it at once and answers its exit code, -9 unless it had ended before."""
        self._process.kill()
        code = self._process.wait()
        assert self._process.stdin is not None
        self._process.stdin.close()
        return code

    def news(self) -> "List[Tuple[str, ...]]":
        """The lines since the last call, in words. A line that is not whole has been said to nobody."""
        with open(self.log, "rb") as log:
            log.seek(self._read)
            text = log.read()
        text = text[: text.rfind(b"\n") + 1]
        self._read += len(text)
        return [tuple(line.split(" ")) for line in text.decode("utf-8").splitlines()]


class CrowdTest(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="chatcore-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.store = self.folder / "desk.db"
        self._processes: "List[Process]" = []
        self._rounds = 0
        self.addCleanup(self._kill_all)

    def start(self, work: str, first: int, threads: int, label: str, name: str = "", **config: Any) -> Process:
        process = Process(self.store, work, first, threads, label, name or label, **config)
        self._processes.append(process)
        return process

    def together(
        self, works: "List[str]", threads: int, label: str = "together", alike: bool = False, **config: Any
    ) -> "List[Tuple[str, ...]]":
        """Lets processes begin their works at the same moment, waits for their ends, and answers what they said.

        Each has agents of its own, or they are `alike` and all have the same.
        """
        self._rounds += 1
        crowd = [
            self.start(work, 1 if alike else 1 + place * threads, threads, label, f"round{self._rounds}-{place}", **config)
            for place, work in enumerate(works)]
        for process in crowd:
            process.wait_until_ready()
        for process in crowd:
            process.begin()
        codes = [process.join(300) for process in crowd]
        said = [line for process in crowd for line in process.news()]
        self.assertEqual(codes, [0] * len(crowd), [line for line in said if line[0] == "failed"][:5])
        return said

    def _kill_all(self) -> None:
        for process in self._processes:
            process.kill()
