"""The scenery of these tests: the demo support desk, imported once, and a copy of its store for every test."""

from __future__ import annotations

import atexit
import base64
import datetime
import json
import shutil
import tempfile
import unittest
from pathlib import Path
from typing import Any

import chatcore

ROOT = Path(__file__).resolve().parents[2]
DESK: dict[str, Any] = json.loads((ROOT / "examples/data/support-desk.json").read_text(encoding="utf-8"))

ANNA = {"Associate": "anna"}
RIGHTS = ("CanListen", "CanRespond", "CanManage", "CanNotify")

# Passwords are not what these tests are about.
CHEAP = {"passwordCost": "minimum"}

# The forms in which SOAP is spoken: the WSDL's in SOAP 1.1 and 1.2, and that of the vendor's manual.
FORMS: "tuple[dict[str, Any], ...]" = ({"Soap": "1.1"}, {"Soap": "1.2"}, {"Dialect": "manual"})

_template: "list[Path]" = []


def _imported_store() -> Path:
    """A store with the desk in it, made once."""
    if not _template:
        folder = Path(tempfile.mkdtemp(prefix="chatcore-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        with chatcore.Engine.open({"store": f"sqlite:{folder / 'desk.db'}", "auth": CHEAP}) as engine:
            engine.call("System.Import", DESK)
        _template.append(folder / "desk.db")
    return _template[0]


class DeskTest(unittest.TestCase):
    """A test with a folder of its own, a store in it that holds the desk, and an engine on that store."""

    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="chatcore-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.store = self.folder / "desk.db"
        shutil.copyfile(_imported_store(), self.store)
        self.engine = self.open()

    def open(self, **config: Any) -> chatcore.Engine:
        """Another engine on the test's store; closed when the test ends."""
        engine = chatcore.Engine.open({"store": f"sqlite:{self.store}", "auth": CHEAP, **config})
        self.addCleanup(engine.close)
        return engine

    def ticket(self, user: str = "anna") -> str:
        """A ticket from the principal service."""
        arguments = {"UserName": user, "Password": f"{user}-demo"}
        request = chatcore.encode("SoPrincipal.AuthenticateUsernamePassword", {"Protocol": "soap"}, arguments)
        answer = chatcore.decode("SoPrincipal.AuthenticateUsernamePassword", self.engine.handle(request))
        return str(answer["Credentials"]["Ticket"])

    def rest(self, method: str, target: str, user: str = "anna", *, body: bytes = b"", **headers: str) -> chatcore.Response:
        """The answer to a REST request with Basic credentials; underscores in header names stand for hyphens."""
        fields = {"Authorization": basic(user), "Accept": "application/json"}
        fields.update({name.replace("_", "-"): value for name, value in headers.items()})
        return self.engine.handle(chatcore.Request(method, target, tuple(fields.items()), body))

    def soap(self, operation: str, arguments: "dict[str, Any] | None" = None, ticket: str = "", **connection: Any) -> Any:
        """The result of an operation over SOAP; further keys are those of chatcore_encode's connection."""
        request = chatcore.encode(operation, {"Protocol": "soap", "Ticket": ticket or self.ticket(), **connection}, arguments)
        return chatcore.decode(operation, self.engine.handle(request))

    def assert_fails(self, kind: "type[chatcore.ChatCoreError]", path: str, call: Any, *arguments: Any, **named: Any) -> Any:
        """Asserts that a call fails with that error at that place, and answers the error."""
        with self.assertRaises(kind) as caught:
            call(*arguments, **named)
        self.assertIs(type(caught.exception), kind, caught.exception)
        self.assertEqual(caught.exception.path, path, caught.exception)
        self.assertNotEqual(caught.exception.message, "")
        return caught.exception


def basic(user: str, password: "str | None" = None) -> str:
    """A Basic Authorization value; the demo password when none is given."""
    text = f"{user}:{f'{user}-demo' if password is None else password}"
    return "Basic " + base64.b64encode(text.encode("utf-8")).decode("ascii")


def topics_of(associate: int) -> "set[int]":
    """The topics of the desk in which an associate holds at least one right."""
    return {
        topic["ChatTopicId"]
        for topic in DESK["Topics"]
        for agent in topic["Agents"]
        if agent["User"]["AssociateId"] == associate and any(agent[right] for right in RIGHTS)
    }


def visible_sessions(associate: int) -> "list[int]":
    """The ids of the sessions that an associate is to see, in the order in which they are to come."""
    topics = topics_of(associate)
    visible = [s for s in DESK["Sessions"] if s["TopicId"] in topics and s["Status"] not in ("Invalid", "Deleted")]

    def moment(session: "dict[str, Any]") -> "tuple[datetime.datetime, str, int]":
        # fromisoformat takes six digits of a second only; the seventh decides on its own.
        text = session["WhenRequested"]
        second, rest = text[:19], text[19:]
        zone = rest[-6:]
        fraction = rest[:-6].lstrip(".").ljust(7, "0")
        return datetime.datetime.fromisoformat(second + zone), fraction, session["ChatSessionId"]

    return [session["ChatSessionId"] for session in sorted(visible, key=moment)]
