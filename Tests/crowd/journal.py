"""What the file says before what the callers were told: nothing acknowledged is gone, and nothing is there by half."""

from __future__ import annotations

import contextlib
import itertools
import sqlite3
from pathlib import Path
from typing import Dict, Iterable, List, Sequence, Set, Tuple

# As the store numbers them.
CREATED, CHANGED, MESSAGE = 1, 2, 3
NEW, IN_QUEUE, CUSTOMER_LAST, USER_LAST, FINISHED, DELETED = 0, 4, 5, 6, 7, 8
WELCOME = 1
# Who begins sessions and writes messages without being an associate.
CUSTOMER = 0
# The audit names statuses; these are all that the crowd brings about.
NAMES = {"InQueue": 4, "CustomerLast": 5, "UserLast": 6, "Finished": 7, "Deleted": 8}

Deed = Tuple[str, ...]


class Journal:
    """Follows a store's log while processes write to it and are killed.

    Each look is one snapshot of the file, and costs as much as has happened since the one before. What it finds wrong, it
    answers in sentences.
    """

    def __init__(self, store: Path, agents: Iterable[int], family: int) -> None:
        self.store = store
        self.family = family
        self.statuses: Dict[int, int] = {}
        self.holders: Dict[int, int] = {}
        self.picks = 0
        self.kept = 0
        self._seq = self._message = self._audit = 0
        # By agent: what the file has and the agent was not told yet, or the other way round.
        self.stored: "Dict[int, List[Deed]]" = {agent: [] for agent in agents}
        self.told: "Dict[int, List[Deed]]" = {agent: [] for agent in agents}
        self.names: Dict[int, str] = {}
        # What customers said, by the text, which is different each time: session and message.
        self.heard: "Dict[str, Tuple[int, int]]" = {}
        self.spoken: "Dict[str, Tuple[int, int]]" = {}
        # By agent, who acts for the customer: the session, its key and the text that may have been said.
        self.speaking: "Dict[int, Tuple[int, str, str]]" = {}
        self.wrong: List[str] = []

    def hear(self, lines: "Sequence[Tuple[str, ...]]") -> None:
        """What a process has said. It has to be heard before the look that is to find it."""
        for line in lines:
            if line[0] == "named":
                self.names[int(line[1])] = line[2]
            elif line[0] == "came":
                self.speaking[int(line[1])] = (int(line[2]), line[3], line[4])
            elif line[0] == "spoke":
                self.spoken[line[4]] = (int(line[2]), int(line[3]))
                del self.speaking[int(line[1])]
            elif line[0] in ("began", "picked", "posted", "ended"):
                # The rank that comes with a pick-up is given on when the session ends.
                self.told[int(line[1])].append((line[0], *(line[2:3] if line[0] == "picked" else line[2:])))
            elif line[0] == "failed":
                self.wrong.append(f"a call failed: {' '.join(line)}")

    def look(self, dead: "Iterable[int]" = (), thoroughly: bool = False) -> None:
        """Takes a snapshot and judges it; `dead` are agents whose process has ended: of them nothing more is to come."""
        with contextlib.closing(sqlite3.connect(self.store, isolation_level=None, timeout=60)) as file:
            file.execute("BEGIN")
            touched = self._follow(file)
            self._compare_sessions(file, None if thoroughly else touched)
            self._compare_names(file, dead)
            check = "integrity_check" if thoroughly else "quick_check"
            said = file.execute(f"PRAGMA {check}").fetchall()
            if said != [("ok",)]:
                self.wrong.append(f"{check} says {said[:5]}")
        self._compare_deeds(set(dead))
        for text, place in self.spoken.items():
            if self.heard.get(text) != place:
                self.wrong.append(f"{text} was said in session and message {place}, and the file has {self.heard.get(text)}")
        self.spoken.clear()
        for session, _, _ in self.speaking.values():
            if session not in self.statuses:
                self.wrong.append(f"session {session} is gone, to which a customer has the key")

    def _follow(self, file: sqlite3.Connection) -> Set[int]:
        """Lives through the events since the last look; answers the sessions that they are about."""
        messages = {
            row[0]: row[1:] for row in file.execute(
                "SELECT id, session_id, special_type, message FROM messages WHERE id > ? ORDER BY id", (self._message,))}
        audits = [
            (session, None if old is None else NAMES[old], NAMES[new], agent)
            for session, old, new, agent in file.execute(
                "SELECT session_id, details ->> 'OldStatus', details ->> 'NewStatus', associate_id FROM audit"
                " WHERE seq > ? AND details ->> 'NewStatus' IS NOT NULL ORDER BY seq", (self._audit,))]
        told_of: List[int] = []
        changes: "List[Tuple[int, int | None, int, int]]" = []
        touched: Set[int] = set()
        picked: List[int] = []
        for seq, kind, session, old, new, message, agent in file.execute(
                "SELECT seq, kind, session_id, old_status, new_status, message_id, associate_id FROM events"
                " WHERE seq > ? ORDER BY seq", (self._seq,)):
            if seq != self._seq + 1:
                self.wrong.append(f"after event {self._seq} comes {seq}")
            self._seq = seq
            touched.add(session)
            if kind == CREATED:
                if session in self.statuses:
                    self.wrong.append(f"session {session} began twice")
                self.statuses[session] = new
                changes.append((session, None, new, agent))
                if agent != CUSTOMER:
                    self.stored[agent].append(("began", str(session)))
            elif kind == CHANGED:
                self._change(session, old, new, agent)
                # What is said in a session is in its messages, and not in the audit.
                if new not in (old, USER_LAST):
                    changes.append((session, old, new, agent))
                if (old, new) == (IN_QUEUE, CUSTOMER_LAST):
                    picked.append(session)
            elif kind == MESSAGE:
                told_of.append(message)
                said = messages.get(message)
                if said is None or said[0] != session:
                    self.wrong.append(f"event {seq} tells of message {message}, which is not in session {session}")
                elif agent == CUSTOMER:
                    if said[2] in self.heard:
                        self.wrong.append(f"{said[2]} is there twice: {self.heard[said[2]]} and {(session, message)}")
                    self.heard[said[2]] = (session, message)
                elif said[1] == 0:
                    self.stored[agent].append(("posted", str(session), str(message), said[2]))
        if sorted(told_of) != sorted(messages):
            self.wrong.append(f"the messages {sorted(messages)} have the events {sorted(told_of)}")
        greeted = sorted(session for session, special, _ in messages.values() if special == WELCOME)
        if greeted != sorted(picked):
            self.wrong.append(f"the sessions {sorted(picked)} were picked up and {greeted} have a welcome")
        if sorted(audits, key=repr) != sorted(changes, key=repr):
            self.wrong.append(f"the audit has {audits}, the events {changes}")
        self._message = max(messages, default=self._message)
        self._audit = file.execute("SELECT ifnull(max(seq), 0) FROM audit").fetchone()[0]
        self.kept += len(messages)
        return touched

    def _change(self, session: int, old: int, new: int, agent: int) -> None:
        known = self.statuses.get(session)
        if known != old:
            self.wrong.append(f"session {session} was {known} and changed from {old} to {new}")
        self.statuses[session] = new
        if (old, new) == (IN_QUEUE, CUSTOMER_LAST):
            if session in self.holders:
                self.wrong.append(f"session {session} was picked by {self.holders[session]} and by {agent}")
            self.holders[session] = agent
            self.picks += 1
            self.stored[agent].append(("picked", str(session)))
        elif new in (FINISHED, DELETED):
            self.stored[agent].append(("ended", str(session), str(new)))

    def _compare_sessions(self, file: sqlite3.Connection, touched: "Set[int] | None") -> None:
        """All sessions, or those of which the log has told something new."""
        if touched is None:
            rows = file.execute("SELECT id, status, ifnull(user_id, 0) FROM sessions").fetchall()
            if len(rows) != len(self.statuses):
                self.wrong.append(f"{len(rows)} sessions are there, and {len(self.statuses)} have begun")
        else:
            rows = list(itertools.chain.from_iterable(
                file.execute("SELECT id, status, ifnull(user_id, 0) FROM sessions WHERE id = ?", (id,)) for id in touched))
            if len(rows) != len(touched):
                self.wrong.append(f"of the sessions {sorted(touched)} only {rows} are there")
        for id, status, user in rows:
            if (status, user) != (self.statuses.get(id), self.holders.get(id, 0)):
                self.wrong.append(
                    f"session {id} has status {status} and user {user}, and its events say {self.statuses.get(id)} and"
                    f" {self.holders.get(id, 0)}")
        twice = file.execute(
            "SELECT user_id, rank, count(*) FROM sessions WHERE status IN (5, 6) GROUP BY user_id, rank HAVING count(*) > 1"
        ).fetchall()
        if twice:
            self.wrong.append(f"ranks were given twice: {twice}")

    def _compare_names(self, file: sqlite3.Connection, dead: "Iterable[int]") -> None:
        """A family has one name; of one whose agent is dead it is the last that was told, or the next."""
        for agent in self.stored:
            rows = file.execute(
                "SELECT DISTINCT document ->> 'Lastname', count(*) OVER () FROM persons WHERE id BETWEEN ? AND ?",
                (agent * 10, agent * 10 + self.family - 1)).fetchall()
            names = {row[0] for row in rows}
            if len(names) > 1:
                self.wrong.append(f"an import is there by half: {names}")
            last = self.names.get(agent)
            if last is not None and (not names or _turn(names) < _turn({last})):
                self.wrong.append(f"a family has the name {names} after {last} was acknowledged")

    def _compare_deeds(self, dead: Set[int]) -> None:
        for agent, told in self.told.items():
            stored = self.stored[agent]
            if told != stored[: len(told)]:
                self.wrong.append(f"agent {agent} was told {told}, and the file has {stored}")
            del stored[: len(told)]
            told.clear()
            # Each agent has one call under way; the file may have what its answer would have told.
            if agent in dead:
                if len(stored) > 1:
                    self.wrong.append(f"agent {agent} did {stored} and had one call under way")
                stored.clear()


def _turn(names: Set[str]) -> "Tuple[int, int]":
    """When a name was given: which of the agent's lives, and which turn of it."""
    life, _, turn = min(names).split(".")
    return int(life.split("-")[1]), int(turn)
