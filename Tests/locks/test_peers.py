"""Our locks beside SQLite's own: the same scripts, by either or both, in one process or several, give the same answers.

SQLite's Unix files in processes of their own are the judge.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import unittest
from pathlib import Path
from typing import Dict, List, Sequence, Tuple

from peers import OURS, UNIX, Scene
from scenery import LocksTest

SCRIPTS = int(os.environ.get("LOCKS_SCRIPTS", "60"))
LENGTH = 40
NAMES = ("a", "b", "c")

# Who is where, and by what: each has to say what the first one says.
SETTINGS: "Dict[str, Dict[str, Tuple[int, str]]]" = {
    "SQLite's own, three processes": {"a": (0, UNIX), "b": (1, UNIX), "c": (2, UNIX)},
    "ours, three processes": {"a": (0, OURS), "b": (1, OURS), "c": (2, OURS)},
    "ours, one process": {"a": (0, OURS), "b": (0, OURS), "c": (0, OURS)},
    "both, three processes": {"a": (0, OURS), "b": (1, UNIX), "c": (2, OURS)},
    "both, one process": {"a": (0, OURS), "b": (0, UNIX), "c": (0, OURS)},
}

READING = ["BEGIN", "SELECT count(*), total(x) FROM t", "COMMIT", "ROLLBACK", "PRAGMA data_version IS NOT NULL"]
WRITING = ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE", "INSERT INTO t VALUES (1)", "UPDATE t SET x = x + 1", "DELETE FROM t WHERE x > 3"]
RARE = [
    "PRAGMA journal_mode = WAL", "PRAGMA journal_mode = DELETE", "PRAGMA journal_mode = PERSIST", "PRAGMA journal_mode = TRUNCATE",
    "PRAGMA wal_checkpoint(PASSIVE)", "PRAGMA wal_checkpoint(FULL)", "PRAGMA wal_checkpoint(RESTART)",
    "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA locking_mode = EXCLUSIVE", "PRAGMA locking_mode = NORMAL", "VACUUM",
    "PRAGMA integrity_check", "PRAGMA cache_spill = 1; PRAGMA cache_size = 2",
]


def script(chance: random.Random) -> "List[Tuple[str, str]]":
    lines = [("a", "open"), ("a", f"PRAGMA journal_mode = {chance.choice(['WAL', 'DELETE'])}"), ("a", "CREATE TABLE t (x)")]
    is_open = {"a": True, "b": False, "c": False}
    for _ in range(LENGTH):
        name = chance.choice(NAMES)
        if not is_open[name]:
            act = "open"
        elif chance.random() < 0.06:
            act = "close"
        else:
            act = chance.choice(chance.choices([READING, WRITING, RARE], [4, 5, 2])[0])
        if act in ("open", "close"):
            is_open[name] = act == "open"
        lines.append((name, act))
    # Whatever is left open is ended, so that all can be looked at.
    for name in NAMES:
        if is_open[name]:
            lines += [(name, "ROLLBACK"), (name, "close")]
    return [*lines, ("a", "open"), ("a", "PRAGMA integrity_check"), ("a", "SELECT count(*), total(x) FROM t"), ("a", "close")]


class PeersTest(unittest.TestCase):
    def play(self, setting: str, lines: "Sequence[Tuple[str, str]]") -> "List[str]":
        folder = Path(tempfile.mkdtemp(prefix="chatcore-"))
        scene = Scene(folder / "t.db", SETTINGS[setting])
        try:
            return [*scene.play(lines), f"left: {sorted(file.name for file in folder.iterdir())}"]
        finally:
            scene.end()
            shutil.rmtree(folder)

    def test_every_setting_answers_as_sqlites_own_files_do(self) -> None:
        judge, *others = SETTINGS
        busy = 0
        for number in range(SCRIPTS):
            seed = int(os.environ.get("LOCKS_SEED", number))
            lines = script(random.Random(seed))
            expected = self.play(judge, lines)
            busy += sum(": 5 " in line for line in expected)
            for setting in others:
                self.assertEqual(self.play(setting, lines), expected, f"LOCKS_SEED={seed}, {setting}")
        self.assertGreater(busy, SCRIPTS, "nobody stood in anybody's way")


class RollbackTest(LocksTest):
    """A file in rollback mode, by our VFS: journals that were left, and what may only be read."""

    def scene(self, **connections: "Tuple[int, str]") -> Scene:
        scene = Scene(self.store, connections)
        self.addCleanup(scene.end)
        return scene

    def test_a_journal_that_a_killed_process_left_is_rolled_back(self) -> None:
        dead = self.scene(a=(0, UNIX))
        dead.play([("a", "open"), ("a", "CREATE TABLE t (x); INSERT INTO t VALUES (1)"), ("a", "PRAGMA cache_size = 1; BEGIN"),
                   ("a", "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
                         "INSERT INTO t SELECT randomblob(400) FROM n")])
        dead.end()
        self.assertTrue(Path(f"{self.store}-journal").exists(), "the journal is hot")
        said = self.scene(a=(0, OURS)).play([("a", "open"), ("a", "SELECT count(*) FROM t"), ("a", "PRAGMA integrity_check")])
        self.assertEqual([line.split(": ")[1] for line in said], ["0 ", "0 1/", "0 ok/"])
        self.assertFalse(Path(f"{self.store}-journal").exists())

    def test_a_lock_that_cannot_be_raised_leaves_the_lower_one(self) -> None:
        said = self.scene(a=(0, OURS), b=(1, UNIX)).play([
            ("a", "open"), ("a", "CREATE TABLE t (x)"), ("b", "open"),
            ("b", "BEGIN; SELECT count(*) FROM t"),
            # It may write, and may not end while the other one reads.
            ("a", "BEGIN IMMEDIATE; INSERT INTO t VALUES (1)"), ("a", "COMMIT"),
            ("b", "COMMIT; BEGIN; SELECT count(*) FROM t"),
            ("a", "COMMIT"), ("b", "ROLLBACK; SELECT count(*) FROM t"),
        ])
        # Who waits for the readers to end lets no new one begin: the last SELECT but one is refused.
        self.assertEqual([line.rsplit(": ", 1)[1] for line in said], ["0 ", "0 ", "0 ", "0 0/", "0 ", "5 ", "5 ", "0 ", "0 1/"])


class ReadOnlyTest(LocksTest):
    """What may only be read, in a folder in which nothing may be made."""

    def look(self, sql: str) -> str:
        self.folder.chmod(0o555)
        for file in self.folder.iterdir():
            file.chmod(0o444)
        scene = Scene(self.store, {"a": (0, OURS)}, may_write=False)
        self.addCleanup(scene.end)
        try:
            return scene.play([("a", "open"), ("a", sql)])[1]
        finally:
            self.folder.chmod(0o755)

    def make(self, mode: str) -> Scene:
        scene = Scene(self.store, {"a": (0, UNIX)})
        self.addCleanup(scene.end)
        scene.play([("a", "open"), ("a", f"PRAGMA journal_mode = {mode}; CREATE TABLE t (x); INSERT INTO t VALUES (7)")])
        return scene

    def test_a_file_that_may_only_be_read_is_read_and_not_written(self) -> None:
        self.make("DELETE")
        self.assertIn(": 0 7/", self.look("SELECT x FROM t"))
        self.assertIn(": 8 ", self.look("INSERT INTO t VALUES (8)"))

    def test_a_log_whose_memory_may_only_be_read_is_read_while_its_owner_is_there(self) -> None:
        self.make("WAL")
        self.assertIn(": 0 7/", self.look("SELECT x FROM t"))
        self.assertIn(": 8 ", self.look("INSERT INTO t VALUES (8)"))

    def test_a_log_without_an_owner_is_read_without_shared_memory(self) -> None:
        self.make("WAL").end()
        self.assertIn(": 0 7/", self.look("SELECT x FROM t"))


if __name__ == "__main__":
    unittest.main()
