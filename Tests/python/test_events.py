"""Streams of events: in order, from where a consumer was, over crashes, forks and other processes; and time."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import select
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import unittest
from typing import Any, Callable, List

import chatcore
from raw import CLOSED, GARBAGE, RawTest
from scenery import DESK, DeskTest
from test_fork import in_a_child

FORKED = 3
CONFLICT = 12
CHANGED = 2
TOPIC = DESK["Topics"][0]["ChatTopicId"]

# A program that writes down what it dealt with, and tells of each batch on its standard output.
CONSUMER = """
import sys, time
import chatcore
store, diary = sys.argv[1:]
with chatcore.Engine.open({"store": "sqlite:" + store}) as engine, engine.events("diary", after=0) as events:
    while True:
        batch = events.next(10)
        with open(diary, "a") as file:
            file.writelines(f"{event['Seq']}\\n" for event in batch)
        print(len(batch), flush=True)
"""

# How much memory a process has, engine and streams apart.
MEASURE = """
import sys
import chatcore
def resident():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
chatcore.version()
before = resident()
engine = chatcore.Engine.open({"store": "sqlite:" + sys.argv[1]})
engine.call("System.CountRows")
opened = resident()
streams = [engine.events(topics=[1, 2, 3]) for number in range(1000)]
for stream in streams:
    assert stream.next(0) == []
print(opened - before, resident() - opened)
for stream in streams:
    stream.close()
engine.close()
"""


class EventsTest(DeskTest):
    def append(self, *sessions: int, kind: int = CHANGED, topic: int = TOPIC) -> None:
        """Events as another process appends them."""
        with contextlib.closing(sqlite3.connect(self.store, timeout=30)) as connection, connection:
            connection.executemany(
                "INSERT INTO events (at, kind, session_id, topic_id, old_status, new_status, message_id, associate_id) "
                "VALUES (?, ?, ?, ?, 4, 5, 0, 0)",
                [(638_000_000_000_000_000, kind, session, topic) for session in sessions],
            )

    def later(self, act: Callable[[], Any]) -> None:
        timer = threading.Timer(0.1, act)
        timer.start()
        self.addCleanup(timer.join)

    def seqs(self, events: List[chatcore.Event]) -> List[int]:
        return [event["Seq"] for event in events]


class StreamTest(EventsTest):
    def test_events_come_in_order_with_what_they_tell(self) -> None:
        with self.engine.events() as events:
            self.append(1001, 1002)
            first, second = events.next(10)
            self.assertEqual(second["Seq"], first["Seq"] + 1)
            self.assertEqual(first["Event"], "chatsession.changed")
            self.assertEqual((first["ChatSessionId"], first["TopicId"]), (1001, TOPIC))
            self.assertEqual((first["OldStatus"], first["NewStatus"]), ("InQueue", "CustomerLast"))
            self.assertEqual(events.next(0), [])
        described = chatcore.describe("events")
        self.assertLessEqual(first.keys(), set(described["events"]["chatsession.changed"]["fields"]))
        of_this_kind = set(described["events"]["chatsession.changed"]["fields"])
        required = {name for name, field in described["fields"].items() if field["required"]} & of_this_kind
        self.assertEqual(first.keys(), required)

    def test_a_wait_ends_when_another_process_writes(self) -> None:
        with self.engine.events() as events:
            self.later(lambda: self.append(1001))
            start = time.monotonic()
            self.assertEqual(len(events.next(60)), 1)
            self.assertLess(time.monotonic() - start, 30)

    def test_a_loop_ends_with_its_timeout_when_it_is_woken_and_when_the_engine_is_closed(self) -> None:
        self.append(1001, 1002, 1003)
        with self.engine.events(after=0, kinds=["chatsession.changed"], timeout=0.05) as events:
            self.assertEqual([event["ChatSessionId"] for event in events], [1001, 1002, 1003])
        with self.engine.events(topics=[TOPIC]) as events:
            self.later(events.wake)
            self.assertEqual(list(events), [])
            self.append(1004)
            self.assertEqual(next(iter(events))["ChatSessionId"], 1004)
        with self.engine.events(session=1009) as events:
            self.later(self.engine.close)
            self.assertEqual(list(events), [])
            self.assertRaises(chatcore.ClosedError, events.next, 0)
            self.assertRaises(chatcore.ClosedError, self.engine.events)

    def test_a_selector_is_told_of_what_this_process_brings_about(self) -> None:
        with self.engine.events() as events:
            poll = select.poll()
            poll.register(events, select.POLLIN)
            self.assertEqual(events.next(0), [])
            self.assertEqual(poll.poll(0), [])
            self.later(events.wake)
            self.assertEqual(poll.poll(30_000), [(events.fileno(), select.POLLIN)])
            self.assertEqual(events.next(0), [])
            self.assertEqual(poll.poll(0), [])

    def test_a_hundred_threads_each_get_all_events(self) -> None:
        streams = [self.engine.events() for _ in range(100)]
        got: "List[List[int]]" = [[] for _ in streams]

        def read(number: int) -> None:
            with streams[number] as events:
                while len(got[number]) < 50:
                    got[number] += self.seqs(events.next(60))

        threads = [threading.Thread(target=read, args=(number,)) for number in range(100)]
        for thread in threads:
            thread.start()
        for session in range(10):
            self.append(*range(5))
        for thread in threads:
            thread.join(120)
        self.assertEqual(len(got[0]), 50)
        self.assertEqual(got[0], list(range(got[0][0], got[0][0] + 50)))
        self.assertTrue(all(seqs == got[0] for seqs in got))

    def test_a_stream_whose_reader_sleeps_keeps_no_writer_waiting(self) -> None:
        with self.engine.events() as idle:
            self.append(*range(3000))
            self.engine.call("System.SavePresence", {"Presence": [{"UserId": 1, "Present": True}]})
            sizes = [len(idle.next(10)) for _ in range(4)]
            self.assertEqual(sum(sizes), 3000)
            self.assertLessEqual(max(sizes), 1000)

    def test_wrong_options_are_named(self) -> None:
        self.assert_fails(chatcore.InvalidValueError, "Kinds[0]", self.engine.events, kinds=["x"])
        self.assert_fails(chatcore.InvalidValueError, "Topics", self.engine.events, topics=[])
        self.assert_fails(chatcore.InvalidValueError, "Cursor", self.engine.events, "")


class CrashTest(EventsTest):
    def test_a_consumer_that_is_killed_between_its_calls_repeats_events_and_loses_none(self) -> None:
        diary = self.folder / "diary"
        written = 0
        for kill in range(20):
            consumer = subprocess.Popen(
                [sys.executable, "-c", CONSUMER, str(self.store), str(diary)],
                stdout=subprocess.PIPE, text=True, env={**os.environ, "CHATCORE_LIBRARY": chatcore.load().path})
            assert consumer.stdout is not None
            self.append(*range(kill % 3 + 1))
            written += kill % 3 + 1
            # After a batch, or while the next is waited for.
            self.assertNotEqual(consumer.stdout.readline(), "")
            time.sleep(0.01 * (kill % 4))
            consumer.send_signal(signal.SIGKILL)
            consumer.wait()
            consumer.stdout.close()
        with self.engine.events("diary", timeout=0) as events, open(diary, "a") as file:
            file.writelines(f"{event['Seq']}\n" for event in events)
        seen = [int(line) for line in diary.read_text().split()]
        self.assertEqual(sorted(set(seen)), list(range(1, written + 1)))
        # In order, but for the steps back to what was not dealt with.
        for before, after in zip(seen, seen[1:]):
            self.assertLessEqual(after, before + 1)

    def test_a_child_process_has_no_part_in_the_stream(self) -> None:
        with self.engine.events("mine", after=0) as events:
            self.append(1001)

            def codes() -> str:
                functions = chatcore.load().functions
                number = ctypes.c_int32()
                found = [
                    functions.chatcore_events_next(events._handle, 0, None, None),
                    functions.chatcore_events_descriptor(events._handle, ctypes.byref(number), None),
                    functions.chatcore_events_wake(events._handle),
                    functions.chatcore_events_close(events._handle),
                ]
                return json.dumps(found)

            # The first has nowhere to write to, which is seen first.
            self.assertEqual(json.loads(in_a_child(codes)), [1, FORKED, FORKED, FORKED])
            self.assertIn("ForkedError", in_a_child(lambda: str(events.next(0))))
            self.assertEqual(len(events.next(0)), 1)


class HandleTest(RawTest):
    def test_a_stream_that_is_none_is_closed(self) -> None:
        stream = ctypes.c_void_p()
        empty = chatcore.structs.Bytes(None, 0)
        self.assertEqual(self.functions.chatcore_events_open(self.handle, empty, ctypes.byref(stream), None), 0)
        for wrong in (None, GARBAGE, self.handle):
            with self.subTest(wrong):
                output = chatcore.structs.BufferPointer()
                self.assert_code(CLOSED, "chatcore_events_next", wrong, 0, ctypes.byref(output))
                self.assertEqual(self.functions.chatcore_events_wake(wrong), CLOSED)
                self.assertEqual(self.functions.chatcore_events_close(wrong), CLOSED)
        # Nor is a stream an engine.
        self.assertEqual(self.functions.chatcore_close(stream), CLOSED)
        self.assertEqual(self.functions.chatcore_events_close(stream), 0)
        self.assertEqual(self.functions.chatcore_events_close(stream), CLOSED)

    def test_a_second_reader_gets_a_conflict(self) -> None:
        with self.engine.events() as events:
            seen: "List[BaseException]" = []

            def read() -> None:
                time.sleep(0.1)
                try:
                    events.next(0)
                except chatcore.ChatCoreError as error:
                    seen.append(error)
                events.wake()

            thread = threading.Thread(target=read)
            thread.start()
            self.assertEqual(events.next(60), [])
            thread.join()
            self.assertEqual([type(error) for error in seen], [chatcore.ConflictError])


class MemoryTest(EventsTest):
    def test_an_engine_takes_at_most_8_mb_and_a_thousand_idle_streams_10_more(self) -> None:
        environment = {**os.environ, "CHATCORE_LIBRARY": chatcore.load().path}
        ran = subprocess.run(
            [sys.executable, "-c", MEASURE, str(self.folder / "empty.db")], env=environment, capture_output=True, text=True)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        engine, streams = map(int, ran.stdout.split())
        print(f"\nan engine takes {engine} kB, 1,000 streams {streams} kB")
        self.assertLessEqual(engine, 8_000)
        self.assertLessEqual(streams, 10_000)


class TimeTest(EventsTest):
    def test_the_hosts_clock_lets_a_day_pass_at_once(self) -> None:
        start = 1_800_000_000
        with chatcore.Engine.open({"store": f"sqlite:{self.folder / 'fast.db'}", "clock": "host"}) as engine:
            self.assertIsNone(engine.run_due(start))
            engine.call("System.Import", {
                "Topics": [{"ChatTopicId": 1, "Name": "Desk"}],
                "Sessions": [{"ChatSessionId": 7, "TopicId": 1, "Status": "Deleted"}],
            })
            due = engine.run_due(start)
            self.assertEqual(due, start + 86_400)
            engine.run_due(due - 0.001)
            self.assertEqual(engine.call("System.CountRows")["Sessions"], 1)
            self.assertIsNone(engine.run_due(due))
            self.assertEqual(engine.call("System.CountRows")["Sessions"], 0)

    def test_what_is_due_is_done_on_the_systems_clock_too(self) -> None:
        self.engine.call("CustomerService.DeleteChatSessions", {"Ids": [1001]}, caller={"Associate": "anna"})
        self.assertGreater(self.engine.run_due() or 0, time.time())
        before = self.engine.call("System.CountRows")["Sessions"]
        self.engine.run_due(time.time() + 86_401)
        self.assertLess(self.engine.call("System.CountRows")["Sessions"], before)
        self.assert_fails(chatcore.InvalidValueError, "now_ms", self.engine.run_due, 1e13)


if __name__ == "__main__":
    unittest.main()
