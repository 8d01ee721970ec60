"""What hosts and operators do to a process and to its files, on purpose or by accident."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import unittest
from contextlib import closing
from pathlib import Path
from typing import Callable, List

import chatcore
from scenery import DESK, LocksTest

START = ("Customer.StartSession", {"ChatTopicId": 1})


def in_a_child(act: "Callable[[], str]", fork: "Callable[[], int]" = os.fork, seconds: float = 30) -> str:
    """What `act` answers in a child process; a child that hangs is killed and says so."""
    reading, writing = os.pipe()
    child = fork()
    if child == 0:
        signal.alarm(int(seconds))
        try:
            text = act()
        except BaseException as error:  # whatever it is, the parent is to hear of it
            text = f"{type(error).__name__}: {error}"
        os.write(writing, text.encode("utf-8"))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode("utf-8")
    _, status = os.waitpid(child, 0)
    return f"ended by {signal.Signals(os.WTERMSIG(status)).name} after {said!r}" if os.WIFSIGNALED(status) else said


class PathTest(LocksTest):
    """The file is the one that was opened, whatever its path leads to later."""

    def setUp(self) -> None:
        super().setUp()
        before = os.getcwd()
        self.addCleanup(os.chdir, before)

    def refuse(self, engine: chatcore.Engine) -> None:
        """Neither what is saved nor what is read may seem well."""
        for operation in (START, ("System.CountRows", None)):
            with self.assertRaises(chatcore.StoreError) as caught:
                engine.call(*operation)
            self.assertIn("removed, moved or replaced", str(caught.exception))

    def test_a_relative_path_stays_what_it_was_when_the_current_folder_changes(self) -> None:
        other = self.folder / "other"
        other.mkdir()
        os.chdir(other)
        decoy = self.open(Path("desk.db"))
        decoy.call("System.Import", {**DESK, "Users": [{"UserName": "eve", "AssociateId": 1, "Password": "x"}]})
        decoy.close()
        os.chdir(self.folder)
        engine = self.open(Path("desk.db"))
        engine.call("System.Import", DESK)
        stream = engine.events()
        self.addCleanup(stream.close)
        os.chdir(other)
        failures: "List[Exception]" = []

        def read() -> None:
            for _ in range(50):
                try:
                    engine.call("Chat.GetChatPresence", caller={"UserName": "anna", "Password": "open"})
                except chatcore.ChatCoreError as error:
                    failures.append(error)

        readers = [threading.Thread(target=read) for _ in range(6)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        self.assertEqual(failures, [])
        with self.assertRaises(chatcore.AuthenticationError):
            engine.call("Chat.GetChatPresence", caller={"UserName": "eve", "Password": "x"})
        # Whoever waits for events still hears of what another process does to the file.
        with self.open(self.store) as beside:
            beside.call(*START)
        self.assertGreater(len(stream.next(timeout=10)), 0)

    def test_a_file_that_was_removed_answers_with_an_error_and_not_with_saved(self) -> None:
        self.make_desk()
        for suffix in ("", "-wal", "-shm"):
            engine = self.open(self.folder / "desk.db")
            engine.call(*START)
            kept = Path(f"{self.store}{suffix}.kept")
            os.rename(f"{self.store}{suffix}", kept)
            with self.subTest(removed=suffix or "the file"):
                self.refuse(engine)
                # Back at its place it is the same file, and all is well again.
                os.rename(kept, f"{self.store}{suffix}")
                engine.call(*START)
            engine.close()
        self.assertEqual(self.rows("SELECT count(*) FROM sessions"), [(6,)])
        self.assertEqual(self.rows("PRAGMA integrity_check"), [("ok",)])

    def test_a_file_that_was_replaced_is_neither_written_nor_read(self) -> None:
        self.make_desk()
        copy = self.folder / "copy.db"
        shutil.copy(self.store, copy)
        engine = self.open()
        engine.call(*START)
        os.replace(copy, self.store)
        self.refuse(engine)
        before = self.store.read_bytes()
        engine.close()
        self.assertEqual(self.store.read_bytes(), before, "closing touched a file that is not the engine's")

    def test_a_reader_that_is_opened_later_does_not_take_another_file(self) -> None:
        self.make_desk()
        engine = self.open()
        os.rename(self.store, self.folder / "away.db")
        other = self.open()
        other.close()
        self.refuse(engine)

    def test_a_folder_that_is_gone_is_named_when_a_relative_path_is_opened(self) -> None:
        gone = self.folder / "gone"
        gone.mkdir()
        os.chdir(gone)
        gone.rmdir()
        with self.assertRaises(chatcore.StoreError) as caught:
            self.open(Path("desk.db"))
        self.assertEqual(caught.exception.path, "store")
        self.assertIn("folder cannot be found", str(caught.exception))


class CopyTest(LocksTest):
    """A plain copy of the file, made while nothing is written, is complete."""

    def counts(self, engine: chatcore.Engine) -> "dict[str, int]":
        return engine.call("System.CountRows")

    def copied(self) -> "dict[str, int]":
        copy = self.folder / "copy.db"
        shutil.copy(self.store, copy)
        with closing(chatcore.Engine.open({"store": f"sqlite:{copy}"})) as engine:
            found = self.counts(engine)
        copy.unlink()
        return found

    def test_the_schema_is_in_the_file_once_it_is_open(self) -> None:
        self.open()
        self.assertEqual(self.rows("PRAGMA application_id", self.copy_of_the_file()), [(0x63686174,)])

    def copy_of_the_file(self) -> Path:
        return Path(shutil.copy(self.store, self.folder / "copy.db"))

    def test_what_was_imported_is_in_the_file(self) -> None:
        engine = self.open()
        engine.call("System.Import", DESK)
        self.assertEqual(self.copied(), self.counts(engine))
        self.assertEqual(self.copied()["Topics"], 1)

    def test_what_was_saved_is_in_the_file_of_a_closed_engine_although_others_have_it_open(self) -> None:
        engine, other = self.open(), self.open()
        engine.call("System.Import", DESK)
        for _ in range(5):
            engine.call(*START)
        engine.close()
        self.assertEqual(self.copied()["Sessions"], 5)
        with closing(sqlite3.connect(self.store)) as standard:
            self.assertEqual(standard.execute("SELECT count(*) FROM sessions").fetchone(), (5,))
            other.call(*START)
            other.close()
            self.assertEqual(self.copied()["Sessions"], 6)
        self.assertEqual(sorted(file.name for file in self.folder.iterdir()), ["desk.db"])


class ProgramsTest(LocksTest):
    """Standard SQLite programs in other processes, beside a working engine."""

    def setUp(self) -> None:
        super().setUp()
        self.make_desk()

    def shell(self, sql: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["sqlite3", "-batch", "-cmd", ".timeout 20000", str(self.store), sql], capture_output=True, text=True, timeout=60)

    def test_they_write_while_the_engine_writes_and_nothing_is_lost(self) -> None:
        """A table of theirs beside ours, written by the shell and by Python's module."""
        engine = self.open(storage={"busyTimeout": 20_000})
        self.assertEqual(self.shell("CREATE TABLE guests (x)").returncode, 0)
        script = (
            "import sqlite3, sys\n"
            "db = sqlite3.connect(sys.argv[1], timeout=20, isolation_level=None)\n"
            "for n in range(100):\n"
            "    db.execute('BEGIN IMMEDIATE'); db.execute('INSERT INTO guests VALUES (?)', (n,)); db.execute('COMMIT')\n")
        programs = [subprocess.Popen([sys.executable, "-c", script, str(self.store)]) for _ in range(2)]
        for number in range(100):
            engine.call(*START)
            if number % 20 == 0:
                self.assertEqual(self.shell("INSERT INTO guests VALUES ('shell')").returncode, 0)
        self.assertEqual([program.wait(60) for program in programs], [0, 0])
        self.assertEqual(self.rows("SELECT count(*) FROM guests"), [(205,)])
        self.assertEqual(self.rows("SELECT count(*) FROM sessions"), [(100,)])
        self.assertEqual(self.rows("PRAGMA integrity_check"), [("ok",)])

    def test_whoever_holds_the_writers_lock_makes_the_engine_busy_and_not_wrong(self) -> None:
        engine = self.open(storage={"busyTimeout": 100})
        with closing(sqlite3.connect(self.store, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with self.assertRaises(chatcore.BusyError):
                engine.call(*START)
            # Who reads is in nobody's way.
            engine.call("System.CountRows")
            other.execute("ROLLBACK")
        engine.call(*START)

    def test_they_cannot_take_the_log_away_from_an_open_engine(self) -> None:
        engine = self.open()
        engine.call(*START)
        for sql in ("PRAGMA journal_mode = DELETE", "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; PRAGMA journal_mode = DELETE"):
            done = subprocess.run(["sqlite3", str(self.store), sql], capture_output=True, text=True, timeout=60)
            self.assertIn("locked", done.stderr)
        self.assertEqual(self.shell("SELECT count(*) FROM sessions").stdout, "1\n")
        self.assertTrue(Path(f"{self.store}-wal").exists(), "the shell was the last to close it, as it thought")
        engine.call(*START)
        self.assertEqual(self.shell("SELECT count(*) FROM sessions").stdout, "2\n")

    def test_they_back_it_up_check_it_and_pack_it_while_the_engine_works(self) -> None:
        engine = self.open()
        engine.call(*START)
        self.assertEqual(self.shell("PRAGMA integrity_check").stdout, "ok\n")
        self.assertEqual(self.shell("VACUUM").returncode, 0)
        self.assertEqual(self.shell("PRAGMA wal_checkpoint(TRUNCATE)").stdout, "0|0|0\n")
        self.assertEqual(self.shell(f".backup {self.folder / 'backup.db'}").returncode, 0)
        engine.call(*START)
        self.assertEqual(self.rows("SELECT count(*) FROM sessions", self.folder / "backup.db"), [(1,)])
        self.assertEqual(self.rows("SELECT count(*) FROM sessions"), [(2,)])

    def test_a_standard_sqlite_in_this_process_keeps_its_locks_when_the_engine_closes(self) -> None:
        engine = self.open()
        engine.call(*START)
        with closing(sqlite3.connect(self.store, isolation_level=None)) as mine:
            mine.execute("BEGIN IMMEDIATE")
            engine.close()
            done = subprocess.run(["sqlite3", str(self.store), "BEGIN IMMEDIATE"], capture_output=True, text=True, timeout=60)
            self.assertIn("locked", done.stderr)
            mine.execute("ROLLBACK")
            # Nor is the log removed under it.
            mine.execute("CREATE TABLE guests (x)")
            self.assertEqual(self.shell("SELECT count(*) FROM guests").stdout, "0\n")
            mine.execute("INSERT INTO guests VALUES (1)")
            self.assertEqual(self.shell("SELECT count(*) FROM guests").stdout, "1\n")


class ForkTest(LocksTest):
    def setUp(self) -> None:
        super().setUp()
        self.make_desk()

    def save_in_an_engine_of_its_own(self) -> str:
        with closing(chatcore.Engine.open({"store": f"sqlite:{self.store}"})) as engine:
            engine.call(*START)
        return "saved"

    def test_a_parent_that_ends_without_closing_takes_nothing_from_its_child(self) -> None:
        reading, writing = os.pipe()
        parent = os.fork()
        if parent == 0:
            engine = chatcore.Engine.open({"store": f"sqlite:{self.store}"})
            engine.call(*START)
            ready, go = os.pipe()
            if os.fork() == 0:
                signal.alarm(30)
                os.close(go)
                own = chatcore.Engine.open({"store": f"sqlite:{self.store}"})
                own.call(*START)
                # Until the parent has ended.
                os.read(ready, 1)
                for _ in range(5):
                    own.call(*START)
                os.write(writing, b"6")
                os._exit(0)
            time.sleep(0.2)
            os._exit(0)
        os.waitpid(parent, 0)
        os.close(writing)
        with closing(sqlite3.connect(self.store)) as third:
            third.execute("SELECT count(*) FROM sessions").fetchall()
        with os.fdopen(reading, "rb") as pipe:
            self.assertEqual(pipe.read(), b"6")
        self.assertEqual(self.rows("SELECT count(*) FROM sessions"), [(7,)])
        self.assertEqual(self.rows("PRAGMA integrity_check"), [("ok",)])

    def test_a_parent_that_is_killed_in_a_transaction_leaves_no_lock_with_its_child(self) -> None:
        for _ in range(10):
            reading, writing = os.pipe()
            parent = os.fork()
            if parent == 0:
                engine = chatcore.Engine.open({"store": f"sqlite:{self.store}"})

                def write() -> None:
                    while True:
                        engine.call(*START)

                threading.Thread(target=write, daemon=True).start()
                time.sleep(0.05)
                if os.fork() == 0:
                    # It only lives on, with all that it has inherited.
                    os.write(writing, b"!")
                    time.sleep(20)
                    os._exit(0)
                os.close(writing)
                time.sleep(20)
                os._exit(0)
            os.close(writing)
            os.read(reading, 1)
            os.kill(parent, signal.SIGKILL)
            os.waitpid(parent, 0)
            with closing(chatcore.Engine.open({"store": f"sqlite:{self.store}", "storage": {"busyTimeout": 2000}})) as engine:
                engine.call(*START)
            os.close(reading)

    def test_a_child_signs_in_while_the_parents_threads_hash_passwords(self) -> None:
        engine = self.open()
        engine.call("System.SaveUser", {"UserName": "anna", "AssociateId": 1, "Password": "open"})
        stop = threading.Event()

        def sign_in() -> None:
            while not stop.is_set():
                engine.call("System.SaveUser", {"UserName": "anna", "AssociateId": 1, "Password": "open"})

        def child() -> str:
            with closing(chatcore.Engine.open({"store": f"sqlite:{self.store}"})) as own:
                own.call("Chat.GetChatPresence", caller={"UserName": "anna", "Password": "open"})
            return "signed in"

        threads = [threading.Thread(target=sign_in) for _ in range(6)]
        for thread in threads:
            thread.start()
        time.sleep(0.1)
        try:
            for _ in range(6):
                self.assertEqual(in_a_child(child), "signed in")
        finally:
            stop.set()
            for thread in threads:
                thread.join()

    def test_a_fork_in_a_function_of_the_host_neither_waits_nor_breaks(self) -> None:
        """The library calls the host, which forks while another thread is in the same place and needs the forking thread."""
        engine = self.open()
        said: "List[str]" = []

        def check(token: str) -> int:
            if token == "fork":
                said.append(in_a_child(self.save_in_an_engine_of_its_own))
            else:
                time.sleep(0.05)
            return 1

        engine.on_bearer(check)
        slow = threading.Thread(target=lambda: [engine.call("Chat.GetChatPresence", caller={"AccessToken": "slow"}) for _ in range(10)])
        slow.start()
        begun = time.monotonic()
        engine.call("Chat.GetChatPresence", caller={"AccessToken": "fork"})
        took = time.monotonic() - begun
        slow.join()
        self.assertEqual(said, ["saved"])
        self.assertLess(took, 4, "the fork waited for a thread that was with the host")

    def test_a_long_import_lets_a_fork_pass(self) -> None:
        engine = self.open()
        # Long names, for the bound of what a message may become is a multiple of its size.
        persons = [{"PersonId": n, "Lastname": f"N{n}", "Description": "x" * 1000} for n in range(1, 12_001)]
        importing = threading.Thread(target=lambda: engine.call("System.Import", {"Persons": persons}))
        importing.start()
        longest, forks = 0.0, 0
        while importing.is_alive():
            begun = time.monotonic()
            said = in_a_child(lambda: "here")
            longest = max(longest, time.monotonic() - begun)
            forks += 1
            self.assertEqual(said, "here")
        importing.join()
        self.assertEqual(engine.call("System.CountRows")["Persons"], 12_000)
        self.assertGreater(forks, 2)
        self.assertLess(longest, 4)

    def test_a_child_made_without_forks_handlers_is_told_so(self) -> None:
        engine = self.open()
        libc = ctypes.PyDLL(None)
        clone = {"x86_64": 56, "aarch64": 220}[os.uname().machine]

        def act() -> str:
            said: "List[str]" = []
            for attempt in (
                lambda: engine.call("System.CountRows"),
                lambda: chatcore.Engine.open({"store": f"sqlite:{self.store}"}),
                lambda: chatcore.encode("Chat.GetChatPresence", {"Protocol": "rest"}),
            ):
                try:
                    attempt()
                    said.append("did")
                except chatcore.ForkedError as error:
                    said.append("forked" if "without fork()'s handlers" in str(error) else str(error))
            return " ".join(said)

        self.assertEqual(in_a_child(act, lambda: libc.syscall(clone, signal.SIGCHLD, 0, 0, 0, 0)), "forked forked forked")
        engine.call(*START)


if __name__ == "__main__":
    unittest.main()
