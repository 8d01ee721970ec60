"""What is asked in few bytes is answered with little memory, whoever asks: patches that copy, long names, selections."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import unittest
from typing import Any

import chatcore
from scenery import ANNA, DESK, DeskTest
from test_bounds import held
from test_quotation import ENVELOPES, SERVICE

MEGABYTE = 1 << 20
OPEN = next(session["ChatSessionId"] for session in DESK["Sessions"] if session["TopicId"] == 1 and session["Status"] == "CustomerLast")
LISTENER = {"Associate": "fredrik"}
COPIES: "list[dict[str, Any]]" = [{"op": "copy", "from": "/Odd", "path": f"/Odd{number}"} for number in range(600)]


def copies(size: int) -> str:
    return json.dumps([{"op": "add", "path": "/Odd", "value": "x" * size}, *COPIES])


class PatchTest(DeskTest):
    def patch(self, patch: str, caller: Any = ANNA) -> Any:
        return self.engine.call("Chat.PatchChatSessionEntity", {"ChatSessionEntityId": OPEN, "Patch": patch}, caller=caller)

    def test_copies_count_with_all_that_they_copy(self) -> None:
        # 60,000 bytes four times are less than 262,144, and five times more.
        error = self.assert_fails(chatcore.LimitError, "Patch[4]", self.patch, copies(60_000))
        self.assertEqual(error.message, "the changes up to here write more than 262144 bytes")
        answer = self.patch(json.dumps(json.loads(copies(60_000))[:3]))
        self.assertEqual([len(answer[name]) for name in ("Odd", "Odd0", "Odd1")], [60_000] * 3)

    def test_names_in_what_is_copied_count(self) -> None:
        value = {"n" * 60_000: 1}
        self.assert_fails(chatcore.LimitError, "Patch[4]", self.patch, json.dumps([{"op": "add", "path": "/Odd", "value": value}, *COPIES]))

    def test_moves_write_nothing(self) -> None:
        moves = [{"op": "move", "from": f"/Odd{'' if number == 0 else number}", "path": f"/Odd{number + 1}"} for number in range(500)]
        answer = self.patch(json.dumps([{"op": "add", "path": "/Odd", "value": "x" * 60_000}, *moves]))
        self.assertEqual(len(answer["Odd500"]), 60_000)

    def test_a_patch_is_no_larger_than_a_record(self) -> None:
        for patch in [copies(MEGABYTE), json.dumps({"Odd": ["x"] * MEGABYTE})]:
            error = self.assert_fails(chatcore.LimitError, "Patch", self.patch, patch)
            self.assertEqual(error.message, f"the patch has {len(patch)} bytes; expected at most 262144")
            answer = self.rest("PATCH", f"/api/v1/ChatSession/{OPEN}", body=patch.encode(), Content_Type="application/json")
            self.assertEqual(answer.status, 413)

    def test_the_config_sets_another_bound(self) -> None:
        self.engine = self.open(limits={"recordBytes": 65_536})
        self.assert_fails(chatcore.LimitError, "Patch[3]", self.patch, copies(20_000))
        self.assert_fails(chatcore.LimitError, "Patch", self.patch, copies(65_536))

    def test_a_patch_has_a_thousand_changes_at_most(self) -> None:
        change = {"op": "test", "path": "/ChatSessionId", "value": OPEN}
        self.patch(json.dumps([change] * 1000))
        self.assert_fails(chatcore.LimitError, "Patch[1000]", self.patch, json.dumps([change] * 1001))

    def test_who_may_only_listen_is_turned_away_before_anything_is_done(self) -> None:
        # A test that would fail, a place that is not there and copies without a measure say nothing to them.
        for patch in [
            '[{"op":"test","path":"/CustomerName","value":"nobody"}]',
            '[{"op":"remove","path":"/Odd"}]',
            copies(60_000),
            '{"CustomerName":"x"}',
        ]:
            self.assert_fails(chatcore.DeniedError, "ChatSessionEntityId", self.patch, patch, LISTENER)
            topic = {"ChatTopicEntityId": 1, "Patch": patch}
            self.assert_fails(chatcore.DeniedError, "ChatTopicEntityId", self.engine.call, "Chat.PatchChatTopicEntity", topic, caller=LISTENER)


# In a process of its own: what is asked, and how much memory that may take.
CHILD = """
import sys
import test_proportion
test_proportion.ask(sys.argv[1])
"""
NAME = "a" + "ø" * (15 * MEGABYTE)
ASKED: "dict[str, tuple[str, str, str, str]]" = {
    # name: (method, target, type, body)
    "a patch that copies": ("PATCH", f"/api/v1/ChatSession/{OPEN}", "application/json", copies(60_000)),
    "a patch that copies a megabyte": ("PATCH", f"/api/v1/ChatSession/{OPEN}", "application/json", copies(MEGABYTE)),
    "an operation's long name": ("POST", "/Remote/Services88/Chat.svc", "text/xml", f'<s:Envelope xmlns:s="{ENVELOPES[0]}"><s:Body><{NAME} xmlns="{SERVICE}"/></s:Body></s:Envelope>'),
    "a header's long name": ("POST", "/Remote/Services88/Chat.svc", "text/xml", f'<s:Envelope xmlns:s="{ENVELOPES[1]}"><s:Header><{NAME} s:mustUnderstand="1"/></s:Header><s:Body/></s:Envelope>'),
    "a long name twice": ("POST", "/api/v1/Agents/Chat/SaveChatPresence", "application/json", f'{{"{NAME}":1,"{NAME}":2}}'),
}  # fmt: skip


def ask(name: str) -> None:
    """Prints the bytes of the question and of the answer, and the memory above what was held before."""
    method, target, kind, body = ASKED[name]
    engine = chatcore.Engine.open({"store": "sqlite::memory:", "auth": {"passwordCost": "minimum"}})
    engine.call("System.Import", DESK)
    request = chatcore.Request(method, target, (("Authorization", "Basic YW5uYTphbm5hLWRlbW8="), ("Content-Type", kind)), body.encode())
    engine.handle(chatcore.Request("GET", f"/api/v1/ChatSession/{OPEN}", request.headers[:1]))
    with open("/proc/self/clear_refs", "w", encoding="ascii") as file:
        file.write("5")
    before = held()[0]
    answer = engine.handle(request)
    print(len(request.body), len(answer.body), held()[1] - before, answer.status)


class MemoryTest(unittest.TestCase):
    def test_small_questions_take_little_memory(self) -> None:
        folder = os.path.dirname(os.path.abspath(__file__))
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([folder, *sys.path])}
        for name in ASKED:
            with self.subTest(name):
                done = subprocess.run([sys.executable, "-c", CHILD, name], env=environment, capture_output=True, text=True, timeout=300, check=False)
                self.assertEqual(done.returncode, 0, done.stderr[-2000:])
                size, answered, memory, status = (int(word) for word in done.stdout.split())
                print(f"{name}: {size} bytes, answer {answered}, held {memory // 1024} KiB", flush=True)
                self.assertGreaterEqual(status, 400)
                self.assertLess(answered, 2500)
                # Python holds the question once more, and the library copies it on its way in.
                self.assertLess(memory, 4 * size + 8 * MEGABYTE)


class DescriptionsTest(DeskTest):
    """Anybody may ask for them, and they are long."""

    def seconds(self, target: str, host: str) -> "tuple[float, bytes]":
        before = time.thread_time()
        answer = self.engine.handle(chatcore.Request("GET", target, (("Host", host),)))
        took = time.thread_time() - before
        self.assertEqual(answer.status, 200)
        return took, answer.body

    def test_they_are_written_once(self) -> None:
        for target in ("/openapi.json", "/Remote/Services88/Chat.svc?wsdl", "/Remote/Services84/SoPrincipal.svc?singleWsdl"):
            with self.subTest(target):
                first, text = self.seconds(target, "desk.example")
                later = [self.seconds(target, "desk.example") for _ in range(10)]
                self.assertEqual({body for _, body in later}, {text})
                self.assertLess(min(took for took, _ in later), first / 5)

    def test_each_caller_finds_the_address_that_he_called(self) -> None:
        target = "/Remote/Services88/Chat.svc?wsdl"
        one, other = (self.seconds(target, host)[1] for host in ("one.example", "other.example:8080"))
        address = b'<soap:address location="http://%s/Remote/Services88/Chat.svc"/>'
        self.assertIn(address % b"one.example", one)
        self.assertEqual(one.replace(address % b"one.example", address % b"other.example:8080"), other)


if __name__ == "__main__":
    unittest.main()
