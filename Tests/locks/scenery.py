"""A small desk, the program that goes through rounds on it, and what its file holds when all is over."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import sqlite3
import struct
import subprocess
import tempfile
import unittest
from pathlib import Path
from typing import List

import chatcore

ROOT = Path(os.environ.get("CHATCORE_ROOT", Path(__file__).resolve().parents[2]))
DESK = {
    "Associates": [{"AssociateId": 1, "Name": "anna", "FullName": "Anna"}],
    "Users": [{"UserName": "anna", "AssociateId": 1, "Password": "open"}],
    "Topics": [{"ChatTopicId": 1, "Name": "Desk", "Agents": [{"User": {"AssociateId": 1}, "CanRespond": True}]}],
    "Presence": [{"UserId": 1, "Present": True}],
}

_programs: "dict[str, Path]" = {}


def compiled(name: str, *words: str) -> Path:
    """A program of this folder, compiled once."""
    if name not in _programs:
        folder = Path(tempfile.mkdtemp(prefix="chatcore-locks-"))
        unittest.addModuleCleanup(shutil.rmtree, folder, ignore_errors=True)
        unittest.addModuleCleanup(_programs.pop, name)
        subprocess.run(
            [*shlex.split(os.environ.get("CC", "gcc")), "-std=gnu11", "-O1", "-g", "-Wall", "-Wextra", "-Werror",
             str(ROOT / "Tests/locks" / f"{name}.c"), "-o", str(folder / name), *words], check=True)
        _programs[name] = folder / name
    return _programs[name]


def rounds() -> Path:
    """rounds.c, with the library, and with a SQLite of its own that the library cannot see."""
    library = ROOT / "build/lib"
    return compiled(
        "rounds", f"-I{ROOT / 'Include'}", f"-L{library}", "-lchatcore", f"-Wl,-rpath,{library}",
        "-Wl,--exclude-libs,ALL", "-Wl,-Bstatic", "-lsqlite3", "-Wl,-Bdynamic", "-lm", "-ldl", "-pthread")


class LocksTest(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="chatcore-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.store = self.folder / "desk.db"
        self.tally = self.folder / "tally"

    def open(self, store: "Path | None" = None, **config: object) -> chatcore.Engine:
        engine = chatcore.Engine.open({"store": f"sqlite:{store or self.store}", **config})
        self.addCleanup(self.leave, engine)
        return engine

    @staticmethod
    def leave(engine: chatcore.Engine) -> None:
        with contextlib.suppress(chatcore.ChatCoreError):
            engine.close()

    def make_desk(self) -> None:
        engine = self.open(auth={"passwordCost": "minimum"})
        engine.call("System.Import", DESK)
        engine.close()

    def begin(self, work: str, rounds_: int) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [str(rounds()), str(self.store), str(self.tally), str(rounds_), work], stderr=subprocess.PIPE, text=True)

    @property
    def acknowledged(self) -> int:
        # Whoever was killed as soon as it began has not made the file long enough for its number.
        return struct.unpack("q", self.tally.read_bytes().ljust(8, b"\0"))[0]

    def rows(self, sql: str, store: "Path | None" = None) -> "List[tuple]":
        """What a standard SQLite finds in the file."""
        with contextlib.closing(sqlite3.connect(store or self.store, timeout=20)) as file:
            return file.execute(sql).fetchall()

    def check_file(self, at_least: int, at_most: int) -> None:
        self.assertEqual(self.rows("PRAGMA integrity_check"), [("ok",)])
        found = self.rows("SELECT count(*) FROM sessions")[0][0]
        self.assertGreaterEqual(found, at_least, "sessions that were acknowledged are lost")
        self.assertLessEqual(found, at_most, "there are sessions that nobody asked for")
