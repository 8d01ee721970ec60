"""Stores in which somebody has changed one value, and what an engine makes of them. As a program, it does the cases that it
reads, and says on a line for each what came of it, so that whoever started it sees at which one it died.

A case is a table, the condition that finds a row, a column, and the SQL text of what is to stand there."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import sys
import time
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Optional, Tuple

import chatcore
from scenery import CHEAP, DESK, basic

START = 1_790_000_000
MAX = 2**63 - 1
END = 3_155_378_976_000_000_000  # one past the last tick of the year 9999
CONFIG: "Dict[str, Any]" = {
    "clock": "host",
    "auth": {**CHEAP, "lockout": {"attempts": 0, "peerAttempts": 0}},
    "storage": {"synchronous": "off"},
    "mount": {"administrators": ["anna"], "groups": ["System", "Directory"]},
    "sessions": {"retentionDays": 30, "auditDays": 30},
    "topics": {"3": {"assignment": "longestIdle", "serviceLevelSeconds": 60}},
}
ANNA = {"Associate": "anna"}
# The records that the operations below are about.
RECORDS = {"Associate": 1, "Person": 101, "Contact": 201, "Project": 301, "Sale": 401, "Ticket": 501, "FaqEntry": 1}

INTEGERS = (
    -(2**63), -(2**63) + 1, -(2**31) - 1, -(2**31), -1, 0, 1, 7, 2**31 - 1, 2**31, 2**53, 2**62, END - 1, END, 2 * END, MAX - 1, MAX,
)  # fmt: skip
# What has no business in a column of whole numbers, which a table that was made anew can hold nevertheless.
STRANGE = ("NULL", "'text'", "'12abc'", "x'00ff'", "x''", "1.5e300", "-0.5")
TEXTS = (
    "''", "'x'", "printf('%.*c', 300000, 'x')", "CAST(x'00' AS TEXT)", "CAST(x'610062' AS TEXT)", "CAST(x'ff80c0' AS TEXT)", "CAST(x'eda080' AS TEXT)",
    "'<img onerror=x> & ]]> ' || char(13, 10, 27, 65534, 128512)", "'US:\"' || char(92)", "x'00ff'", "12345", "NULL",
)  # fmt: skip
JSON = (
    "'{'", "'[]'", "'{}'", "'null'", "'7'", "'{\"a\":1e999999}'", "replace(hex(zeroblob(50000)), '00', '[')", "'{\"a\":' || replace(hex(zeroblob(5000)), '00', '{\"a\":')",
    "'{\"ChatTopicId\":\"x\",\"Name\":7}'", "'{\"Name\":\"a\",\"Name\":\"b\"}'", "'{\"SecondsPrAccept\":99999999999}'", "'{\"FullName\":null,\"Deleted\":7}'",
    "'{\"LastAccept\":\"9999-12-31T23:59:59.9999999-14:00\",\"WarnNewChatMinutes\":2147483647,\"WarnChatMessageMinutes\":-2147483648}'",
    "'{\"Widget\":{\"AutoFaqCategory\":{\"KbCategoryId\":-2147483648}},\"OpeningHours\":{\"MondayStart\":\"P99999999D\"}}'",
    "'{\"Recipients\":[1e400],\"AlertLevel\":\"\",\"UserId\":null}'", "'[{}]'", "CAST(x'7b2261223a22ff227d' AS TEXT)", "'\"' || char(0) || '\"'",
)  # fmt: skip
BYTES = ("x''", "x'00'", "zeroblob(16)", "randomblob(64)", "zeroblob(300000)", "'text'", "5", "NULL")
# Hashes whose check would take all memory, or all time.
HASHES = tuple(f"'$argon2id$v=19$m={m},t={t},p=1$c29tZXNhbHRzb21lc2FsdA$' || hex(randomblob(16))" for m, t in ((4294967295, 1), (8, 4294967295)))
DOCUMENTS = ("document", "details", "extra", "rights", "settings")


class Store:
    """A store with something in every table, and the same with a schema that lets anything in."""

    def __init__(self, folder: Path) -> None:
        self.sound, self.loose = folder / "sound.db", folder / "loose.db"
        with chatcore.Engine.open({**CONFIG, "store": f"sqlite:{self.sound}"}) as engine:
            self.keys = _live(engine)
        database = sqlite3.connect(self.sound, isolation_level=None)
        database.execute("UPDATE sessions SET session_key = 'key-' || id")
        database.execute("INSERT OR IGNORE INTO offers SELECT id, 3, when_requested FROM sessions WHERE id IN (1028, 1030)")
        database.execute("INSERT OR IGNORE INTO service_levels SELECT id, when_requested + 900000000 FROM sessions WHERE status = 4")
        database.execute("UPDATE sessions SET extra = '{\"Later\":1}', rights = '{\"TableRight\":null}' WHERE id IN (1045, 1001)")
        database.execute("UPDATE messages SET client_id = 'c' || id WHERE id % 2 = 0")
        database.execute("UPDATE messages SET extra = '{\"Later\":1}' WHERE id % 5 = 0")
        database.execute("UPDATE topics SET settings = '{}'")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()
        shutil.copyfile(self.sound, self.loose)
        database = sqlite3.connect(self.loose, isolation_level=None)
        self.schema = database.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE type IN ('table', 'trigger') AND sql IS NOT NULL").fetchall()
        database.execute("PRAGMA writable_schema = ON")
        database.execute("DELETE FROM sqlite_schema WHERE type = 'trigger'")
        for kind, name, _, sql in self.schema:
            if kind == "table" and not name.startswith("sqlite_"):
                loose = sql.replace("NOT NULL", "").replace(") STRICT, WITHOUT ROWID", ") WITHOUT ROWID").replace(") STRICT", ")")
                database.execute("UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?", (loose, name))
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()

    def tables(self) -> "Iterator[Tuple[str, List[Tuple[str, str, str]], List[str]]]":
        """Each table with its columns, which have a name, a type, and a word on their part in the key, and conditions that find its
        rows."""
        database = sqlite3.connect(f"file:{self.sound}?mode=ro", uri=True)
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        for name in names:
            columns = database.execute("SELECT name, type, pk FROM pragma_table_info(?)", (name,)).fetchall()
            keys = [column for column, _, primary in columns if primary] or ["rowid"]
            condition = " || ' AND ' || ".join(f"'{key} = ' || quote({key})" for key in keys)
            rows = [row for (row,) in database.execute(f"SELECT {condition} FROM {name} ORDER BY 1")]
            part = "number" if len(keys) == 1 and dict((c, k) for c, k, _ in columns).get(keys[0]) == "INTEGER" else "part"
            yield name, [(column, kind, part if primary else "") for column, kind, primary in columns], rows
        database.close()

    def edit(self, path: Path, case: "List[str]") -> None:
        """Makes the store of a case: the value is put where it is to stand, and the schema is what it was."""
        table, row, column, value = case
        shutil.copyfile(self.loose, path)
        database = sqlite3.connect(path, isolation_level=None)
        for pragma in ("synchronous = OFF", "ignore_check_constraints = ON", "foreign_keys = OFF", "writable_schema = ON"):
            database.execute(f"PRAGMA {pragma}")
        database.execute("BEGIN")
        database.execute(f"UPDATE OR REPLACE {table} SET {column} = {value} WHERE {row}")
        for kind, name, owner, sql in self.schema:
            if kind == "trigger":
                database.execute("INSERT INTO sqlite_schema VALUES ('trigger', ?, ?, 0, ?)", (name, owner, sql))
            elif not name.startswith("sqlite_"):
                database.execute("UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?", (sql, name))
        database.execute("COMMIT")
        database.close()


def _live(engine: chatcore.Engine) -> "Dict[str, str]":
    """Something of everything that can happen; answers the secrets that it gave out."""
    engine.run_due(START)
    engine.call("System.Import", DESK)
    engine.call("Directory.SaveFaqEntry", {"FaqEntry": {"CategoryId": 1, "Title": "Where is my invoice?", "Text": "In the mail.", "Words": "invoice"}})
    topic = engine.call("Directory.GetTopic", {"ChatTopicId": 1})
    topic["Widget"]["AutoFaqCategory"] = {"KbCategoryId": 1}
    topic["Widget"]["AutoFaqEnabled"] = True
    engine.call("Directory.SaveTopic", {"Topic": topic})
    with engine.events("consumer", after=0, timeout=0) as stream:
        engine.call("Chat.SaveChatPresence", {"ChatPresence": [{"UserId": 1, "Present": True}]}, caller=ANNA)
        engine.call("Chat.PickUpChatSession", {"ChatSessionId": 1046}, caller=ANNA)
        for text in ("Hello", "And?"):
            engine.call("Chat.AddChatMessage", {"ChatSessionId": 1045, "Message": {"Type": "ToCustomer", "Message": text}}, caller=ANNA)
        engine.call("Chat.TransferChatSession", {"ChatSessionId": 1040, "ToAssociate": "bjorn"}, caller=ANNA)
        engine.call("Chat.DeleteChatSessionEntity", {"ChatSessionEntityId": 1001}, caller=ANNA)
        engine.call("Customer.StartSession", {"ChatTopicId": 1, "CustomerName": "Kari", "CustomerEmail": "kari@example.com", "CustomerConsented": True})
        for _ in stream:
            pass
    service = engine.call("CustomerService.CreateSession", {"RemoteIp": "::1"}, caller=ANNA)
    ticket = engine.call("SoPrincipal.AuthenticateUsernamePassword", {"UserName": "anna", "Password": "anna-demo"})["Credentials"]["Ticket"]
    token = engine.call("System.IssueAccessToken", {"UserName": "anna", "ExpiresInSeconds": 86400})["AccessToken"]
    return {"ticket": ticket, "token": token, "service": json.dumps(service)}


Call = Callable[[], Any]


def calls(engine: chatcore.Engine, keys: "Dict[str, str]") -> "Iterator[Tuple[str, Call]]":
    """Every operation, by name: what only reads first, and what removes the most last."""

    def call(name: str, caller: Any = ANNA, **arguments: Any) -> "Tuple[str, Call]":
        who = None if name.startswith(("System.", "Directory.")) else caller
        return name, lambda: engine.call(name, arguments, caller=who)

    def customer(name: str, session: int, **arguments: Any) -> "Tuple[str, Call]":
        return call(name, {"SessionKey": f"key-{session}"}, **arguments)

    def http(method: str, target: str, **headers: str) -> "Tuple[str, Call]":
        fields = {"Authorization": basic("anna"), **headers}
        return f"{method} {target}", lambda: _answered(engine.handle(chatcore.Request(method, target, tuple(fields.items()))))

    def stream() -> None:
        for cursor in (None, "consumer"):
            with engine.events(cursor, after=0, timeout=0) as events:
                list(events)

    session, waiting, faq, over = 1045, 1030, 1032, 1001
    orders = "chatTopic/name desc, user/fullName, person/fullName, contact/name, transferTo/fullName"
    everything = "$filter=rank ge 0 and not (language eq 'x')&$orderby=" + orders
    # Who is let in.
    yield call("SoPrincipal.AuthenticateUsernamePassword", UserName="anna", Password="anna-demo")
    yield call("SoPrincipal.AuthenticateGeneric", AuthenticationData={"Scheme": "Password", "UserName": "anna", "Password": "anna-demo"})
    yield call("SoPrincipal.AuthenticateWithAccessToken", AccessToken=keys["token"])
    yield call("SoPrincipal.AuthenticateImplicit", {"Ticket": keys["ticket"]})
    yield call("SoPrincipal.GetSystemInfo")
    yield call("CustomerService.SessionIsValid", CsSessionKey=keys["service"])
    yield call("CustomerService.HasChatNotify")
    # What is read.
    yield call("CustomerService.ChatSessionsForUser")
    yield call("Chat.ChatSessionsForUser")
    yield call("Chat.GetAll", Filter="chatTopic/name contains 'i' or user/fullName contains 'a'", OrderBy=orders)
    yield call("Chat.Sessions", ChatTopicEntityId=1, OrderBy="whenRequested desc", Top=20)
    for number in (session, waiting, over):
        yield call("Chat.GetChatSessionEntity", ChatSessionEntityId=number)
        yield call("Directory.GetChatSession", ChatSessionId=number)
        yield call("Chat.GetChatMessages", ChatSessionId=number)
    yield call("Chat.GetChatTranscript", ChatSessionId=session, Html=True)
    for number in (1, 3):
        yield call("Chat.GetChatTopicEntity", ChatTopicEntityId=number)
        yield call("Chat.IsWithinOpeningHours", ChatTopicId=number)
        yield call("Chat.GetChatTopicUserAgentList", ChatTopicId=number)
    yield call("Chat.ChatTopicsForUser")
    yield call("Chat.GetUserAgentList", OnlyPresent=False)
    yield call("Chat.GetChatTopicUserAgent", ChatTopicId=1, Username="bjorn")
    yield call("Chat.GetChatTopicUserAgent", ChatTopicId=1, Username="nobody")
    yield call("Chat.GetChatPresence")
    for kind, number in RECORDS.items():
        yield call(f"Directory.Get{kind}", **{f"{kind}Id": number})
    yield call("Directory.GetTopic", ChatTopicId=1)
    yield call("System.CountRows")
    yield call("System.ListLocks")
    yield call("System.Metrics")
    yield call("System.MetricsText")
    yield call("System.Audit")
    yield call("System.Audit", ChatSessionId=session)
    yield call("System.ExportCustomer", ChatSessionId=session)
    yield call("System.ExportCustomer", Email="kari@example.com")
    yield customer("Customer.GetSession", waiting)
    yield customer("Customer.GetSession", session)
    yield customer("Customer.GetMessages", session)
    yield customer("Customer.AskFaq", faq, Question="Where is the invoice?")
    yield "events", stream
    yield http("GET", "/api/v1/ChatSession?" + everything.replace(" ", "%20"))
    yield http("GET", "/api/v1/ChatSession/1045?$format=xml", Accept="application/xml", SO_TimeZone="NO")
    yield http("GET", "/api/v1/ChatTopic/1", If_Modified_Since="Mon, 21 Sep 2026 00:00:00 GMT")
    yield http("GET", "/chat/v1/events?after=0")
    yield http("GET", "/metrics")
    # What is changed.
    yield customer("Customer.PostMessage", session, Message="And now?", ClientId="c7")
    yield customer("Customer.SetTyping", session, Typing=True)
    yield customer("Customer.MarkRead", session, ChatMessageId=2**31 - 1)
    yield customer("Customer.Consent", session)
    yield customer("Customer.ClickOption", session, ChatMessageId=1, Option="Yes")
    yield customer("Customer.RequestTranscript", session, Email="kari@example.com")
    yield customer("Customer.AnswerFaq", faq, Helped=False)
    yield customer("Customer.OpenOfflineForm", waiting)
    yield customer("Customer.SubmitOfflineForm", waiting, CustomerName="Kari", CustomerEmail="kari@example.com", Message="Call me")
    yield customer("Customer.SubmitForm", 1036, CustomerName="Kari", CustomerEmail="kari@example.com", CustomerConsented=True)
    yield call("Customer.StartSession", None, ChatTopicId=1, CustomerName="Kari", CustomerEmail="kari@example.com", CustomerConsented=True)
    yield call("Customer.StartSession", None, ChatTopicId=3, CustomerName="Kari", CustomerEmail="kari@example.com", CustomerConsented=True)
    yield call("Chat.SaveChatPresence", ChatPresence=[{"UserId": number, "Present": True} for number in (1, 2, 3, 5)])
    yield call("Chat.AddChatMessage", ChatSessionId=session, Message={"Type": "ToCustomer", "Message": "Yes"})
    yield call("Chat.PickUpFirstChatSession")
    yield call("Chat.PickUpChatSession", ChatSessionId=1055)
    yield call("Chat.TransferChatSession", ChatSessionId=session, ToAssociate="bjorn")
    yield call("Chat.RejectChatSessionTransfer", {"Associate": "bjorn"}, ChatSessionId=session)
    yield call("Chat.TransferChatSession", ChatSessionId=session, ToAssociate="bjorn")
    yield call("Chat.AcceptChatSessionTransfer", {"Associate": "bjorn"}, ChatSessionId=session)
    yield call("Chat.ResetChatSession", ChatSessionId=session)
    for name in ("ChatSession", "ChatTopic"):
        yield call(f"Chat.CreateDefault{name}Entity")
        yield call(f"Chat.Default{name}Entity")
    yield call("Chat.CreateDefaultChatTopicAgent")
    yield call("Chat.CreateChatSessionForTopic", ChatTopicId=1)
    yield call("Chat.PostChatSessionEntity", ChatSessionEntity={"TopicId": 1, "CustomerName": "Ola"})
    yield call("Chat.SaveChatSessionEntity", ChatSessionEntity={"ChatSessionId": session, "TopicId": 1, "CustomerName": "Ola"})
    yield call("Chat.PutChatSessionEntity", ChatSessionEntityId=session, ChatSessionEntity={"TopicId": 1, "CustomerName": "Ole"})
    yield call("Chat.PatchChatSessionEntity", ChatSessionEntityId=session, Patch='[{"op":"replace","path":"/CustomerName","value":"Per"}]')
    yield call("Chat.PostChatTopicEntity", ChatTopicEntity={"Name": "New"})
    yield call("Chat.SaveChatTopicEntity", ChatTopicEntity={"ChatTopicId": 1, "Name": "Newer"})
    yield call("Chat.PutChatTopicEntity", ChatTopicEntityId=1, ChatTopicEntity={"Name": "Newest"})
    yield call("Chat.PatchChatTopicEntity", ChatTopicEntityId=1, Patch='{"Description":"Of all"}')
    agent = {"User": {"AssociateId": 8}, "CanListen": True}
    yield call("Chat.AddChatTopicUserAgent", ChatTopicId=1, Useragent=agent)
    yield call("Chat.UpdateChatTopicUserAgent", ChatTopicId=1, Username="hugo", Useragent={**agent, "CanRespond": True})
    yield call("Chat.DeleteChatTopicUserAgent", ChatTopicId=1, Username="hugo")
    yield call("CustomerService.CreateSession", RemoteIp="::1")
    yield call("CustomerService.RemoveSession", LoginId=1)
    yield call("System.SavePresence", Presence=[{"UserId": 2, "Present": True}])
    yield call("System.SaveUser", UserName="ny", AssociateId=2, Password="ny-demo")
    yield call("System.OpenBrowserSession", UserName="anna")
    yield call("System.IssueAccessToken", UserName="anna", ExpiresInSeconds=60)
    yield call("Directory.SaveFaqEntry", FaqEntry={"FaqEntryId": 1, "CategoryId": 1, "Title": "Invoice"})
    yield call("Directory.SaveChatSession", ChatSession={"ChatSessionId": 1044, "TopicId": 1})
    yield call("Directory.SaveTopic", Topic={"ChatTopicId": 2, "Name": "Two"})
    for kind, number in RECORDS.items():
        if kind != "FaqEntry":
            yield call(f"Directory.Save{kind}", **{kind: {f"{kind}Id": number}})
    yield call("System.Import", Sessions=[{"ChatSessionId": 1044, "TopicId": 1}], Messages=[{"ChatMessageId": 1, "ChatSessionId": 1044}])
    yield customer("Customer.Return", 1004)
    yield customer("Customer.Rate", 1059, Rating=5)
    yield customer("Customer.Leave", 1056)
    # Time, up to the end of all retention.
    for hours in (0, 1, 24, 24 * 70, 24 * 200):
        yield f"run_due after {hours} h", lambda hours=hours: engine.run_due(START + 3600 * hours)  # type: ignore[misc]
    # What is removed.
    yield call("System.EraseCustomer", ChatSessionId=session)
    yield call("System.EraseCustomer", Email="kari@example.com", KeepFile=True)
    yield call("System.EndTicket", Ticket=keys["ticket"])
    yield call("System.EndSessions", UserName="bjorn")
    yield call("System.LiftLock", UserName="anna")
    yield call("System.DeleteUser", UserName="greta")
    yield call("Chat.DeleteChatSessionEntity", ChatSessionEntityId=1055)
    yield call("CustomerService.DeleteChatSessions", Ids=[1046])
    yield call("Directory.DeleteChatSession", ChatSessionId=1044)
    yield call("Chat.DeleteChatTopicEntity", ChatTopicEntityId=1)
    yield call("Chat.UpdateChatTopicUserAgents", ChatTopicId=1, Useragents=[{"User": {"AssociateId": 1}, "CanManage": True}])
    for kind, number in RECORDS.items():
        yield call(f"Directory.Delete{kind}", **{f"{kind}Id": number})
    yield call("Directory.DeleteTopic", ChatTopicId=2)


def _answered(response: chatcore.Response) -> None:
    if response.status >= 500 and b"expected" not in response.body and b"SQLite" not in response.body:
        raise AssertionError(f"status {response.status}: {response.text[:300]}")


def judge(error: chatcore.ChatCoreError) -> str:
    """What is wrong with an error; empty for nothing. A store that is broken says so, and where."""
    if isinstance(error, (chatcore.InternalError, chatcore.OutOfMemoryError)):
        return repr(error)
    if type(error) is chatcore.StoreError and not error.path and "full" not in error.message:
        return f"no place: {error!r}"
    return ""


def run(path: Path, keys: "Dict[str, str]", faults: "List[str]") -> "Dict[str, str]":
    """Does every operation on a store. What is wrong is added to `faults`; answers the kinds of the errors, by operation."""
    errors: "Dict[str, str]" = {}

    def attempt(name: str, call: Call) -> Any:
        start = time.monotonic()
        try:
            return call()
        except chatcore.ChatCoreError as error:
            errors[name] = f"{type(error).__name__} {error.path}: {error.message}"
            fault = judge(error)
            if fault:
                faults.append(f"{name}: {fault}")
        except AssertionError as error:
            faults.append(f"{name}: {error}")
        finally:
            if time.monotonic() - start > 5:
                faults.append(f"{name}: took {time.monotonic() - start:.1f} s")
        return None

    engine = attempt("open", lambda: chatcore.Engine.open({**CONFIG, "store": f"sqlite:{path}"}))
    if engine is not None:
        with engine:
            attempt("run_due", lambda: engine.run_due(START))
            for name, call in calls(engine, keys):
                attempt(name, call)
    return errors


def main(folder: Path) -> None:
    store = Store.__new__(Store)
    given = json.loads(sys.stdin.read())
    store.loose, store.schema = folder / "loose.db", given["schema"]
    path = folder / f"{given['name']}.db"
    for number, case in given["cases"]:
        for file in folder.glob(path.name + "*"):
            file.unlink()
        print(json.dumps({"begun": number}), flush=True)
        faults: "List[str]" = []
        try:
            store.edit(path, case)
        except sqlite3.Error as error:
            print(json.dumps({"number": number, "faults": [f"the store cannot be changed so: {error}"], "errors": {}}), flush=True)
            continue
        errors = run(path, given["keys"], faults)
        print(json.dumps({"number": number, "faults": faults, "errors": errors}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
