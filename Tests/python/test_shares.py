"""What one session, one caller and one address may take of what all share."""

from __future__ import annotations

import json
import threading
import time
import unittest
from typing import Any, Callable, Optional

import chatcore
from scenery import DeskTest, basic

STARTS = "/chat/v1/sessions"
OWN_EVENTS = "/chat/v1/session/events"
EVENTS = "/chat/v1/events"
TOPIC = 2


class SharesTest(DeskTest):
    def send(
        self, method: str, target: str, *, peer: str = "", key: str = "", user: str = "", body: Any = None,
        has_gone: "Optional[Callable[[], bool]]" = None,
    ) -> chatcore.Response:
        headers = [("Accept", "application/json"), ("Content-Type", "application/json")]
        if key or user:
            headers.append(("Authorization", f"SessionKey {key}" if key else basic(user)))
        data = b"" if body is None else json.dumps(body).encode()
        return self.engine.handle(chatcore.Request(method, target, headers, data, peer, has_gone))

    def start(self, peer: str, topic: int = TOPIC) -> chatcore.Response:
        return self.send("POST", STARTS, peer=peer, body={"ChatTopicId": topic})

    def key(self, peer: str = "") -> str:
        answer = self.start(peer)
        self.assertEqual(answer.status, 200, answer.body)
        return str(answer.json()["SessionKey"])

    def assert_shut(self, answer: chatcore.Response, words: str, path: str) -> None:
        self.assertEqual(answer.status, 429, answer.body)
        self.assertEqual(answer.header("Retry-After"), "10")
        message = str(answer.json().get("ErrorMessage") or answer.json().get("Message"))
        self.assertIn(words, message)
        self.assertIn(path, answer.body.decode())


class StartsTest(SharesTest):
    def open_at(self, **limits: int) -> None:
        """An engine whose clock the test sets, so that a minute takes no time."""
        self.engine = self.open(limits=limits, clock="host")
        self.pass_to(0)

    def pass_to(self, minutes: float) -> None:
        self.engine.run_due(1_893_499_200 + minutes * 60)

    def test_an_address_begins_thirty_sessions_a_minute_unless_configured(self) -> None:
        for limits, most in [({}, 30), ({"startsPerMinute": 2}, 2)]:
            with self.subTest(limits=limits):
                self.open_at(**limits)
                self.assertEqual([self.start("10.0.0.1").status for _ in range(most)], [200] * most)
                self.assert_shut(self.start("10.0.0.1:4711"), f"{most} sessions were begun from this address within a minute", "Peer")
                self.assertEqual(self.start("10.0.0.2").status, 200, "another address")
                self.assertEqual(self.start("").status, 200, "a host that tells no address")
                self.pass_to(1.02)
                self.assertEqual(self.start("10.0.0.1").status, 200, "a minute later")
                error = self.assert_fails(
                    chatcore.LimitError, "Peer", lambda: [self.engine.call(
                        "Customer.StartSession", {"ChatTopicId": TOPIC}, caller={"Peer": "10.0.0.3"}) for _ in range(most + 1)])
                self.assertIn("try again later", error.message)

    def test_zero_is_any_number(self) -> None:
        self.open_at(startsPerMinute=0, openPerAddress=0)
        self.assertEqual({self.start("10.0.0.1").status for _ in range(120)}, {200})

    def test_an_address_has_a_bounded_number_of_open_sessions(self) -> None:
        for limits, most in [({}, 100), ({"openPerAddress": 3}, 3)]:
            with self.subTest(limits=limits):
                self.open_at(startsPerMinute=0, **limits)
                keys = [self.key("2001:db8::1") for _ in range(most)]
                words = f"{most} sessions that were begun from this address are open; try again when one has ended"
                self.assert_shut(self.start("2001:db8::2"), words, "Peer")
                self.assertEqual(self.start("2001:db8:0:1::1").status, 200, "another network")
                self.assertEqual(self.send("POST", "/chat/v1/session/leave", key=keys[0]).status, 200)
                self.assertEqual(self.start("2001:db8::3").status, 200, "in the place of one that has ended")
                self.assert_shut(self.start("2001:db8::3"), words, "Peer")

    def test_who_has_gone_without_a_word_takes_no_place_after_an_hour(self) -> None:
        self.open_at(openPerAddress=2)
        kept, _ = self.key("10.0.0.1"), self.key("10.0.0.1")
        self.pass_to(59)
        self.assertEqual(self.start("10.0.0.1").status, 429)
        self.assertEqual(self.send("POST", "/chat/v1/session/return", key=kept).status, 200)
        self.pass_to(61)
        self.assertEqual(self.start("10.0.0.1").status, 200, "one has gone")
        self.assertEqual(self.start("10.0.0.1").status, 429, "the other was there two minutes ago")

    def test_a_session_has_a_bounded_number_of_transcripts(self) -> None:
        for limits, most in [({}, 10), ({"transcriptRequests": 2}, 2)]:
            with self.subTest(limits=limits):
                self.open_at(**limits)
                first, second = self.sessions_with_transcripts()
                ask = lambda key: self.send("POST", "/chat/v1/session/transcript", key=key, body={"Email": "ola@customer.example"})
                self.assertEqual([ask(first).status for _ in range(most)], [204] * most)
                self.assert_shut(ask(first), f"the transcript of this session was asked for {most} times; nobody is sent more", "Session")
                self.assertEqual(ask(second).status, 204, "another session")
        self.open_at(transcriptRequests=0)
        first, _ = self.sessions_with_transcripts()
        self.assertEqual({ask(first).status for _ in range(30)}, {204})

    def sessions_with_transcripts(self) -> "list[str]":
        """The keys of two sessions that have ended, in a topic that sends transcripts."""
        first = self.first_session = getattr(self, "first_session", 7000) + 2
        keys = [f"key-{number}-of-a-session-that-has-ended" for number in (first, first + 1)]
        self.engine.call("System.Import", {
            "Topics": [{"ChatTopicId": 50, "Name": "Letters", "Widget": {"PostTranscriptEnabled": True}}],
            "Sessions": [
                {"ChatSessionId": first + place, "TopicId": 50, "Status": "Finished", "SessionKey": key} for place, key in enumerate(keys)
            ],
        })
        return keys

    def test_bounds_out_of_range_are_refused_by_name(self) -> None:
        for key, values in {
            "startsPerMinute": (-1, 1_000_001), "openPerAddress": (-1, 1_000_001), "transcriptRequests": (-1, 1_000_001),
            "waitersPerSession": (-1, 100_001), "waitersPerCaller": (-1, 100_001), "waitersPerAddress": (-1, 100_001),
        }.items():
            for value in values:
                with self.subTest(key=key, value=value):
                    self.assert_fails(chatcore.ConfigError, f"limits.{key}", self.open, limits={key: value})


class WaitsTest(SharesTest):
    def wait_in_threads(self, count: int, **who: Any) -> "tuple[list[threading.Thread], list[chatcore.Response]]":
        """So many requests that wait; and the answers, as they come."""
        answers: "list[chatcore.Response]" = []
        threads = [threading.Thread(target=lambda: answers.append(self.send("GET", **who))) for _ in range(count)]
        for thread in threads:
            thread.start()
        # Those that are refused are so at once.
        time.sleep(1.5)
        return threads, answers

    def end(self, threads: "list[threading.Thread]") -> None:
        self.engine.close()
        for thread in threads:
            thread.join(10)
        self.assertFalse(any(thread.is_alive() for thread in threads))

    def test_a_session_a_caller_and_an_address_have_a_bounded_number_of_waits(self) -> None:
        for limits, most, who, words in [
            ({}, 4, "session", "requests of this session"), ({"waitersPerSession": 1}, 1, "session", "requests of this session"),
            ({}, 32, "caller", "requests of this caller"), ({"waitersPerCaller": 2}, 2, "caller", "requests of this caller"),
            ({"waitersPerAddress": 3}, 3, "address", "requests from this address"),
        ]:
            with self.subTest(who=who, most=most):
                self.engine = self.open(limits=limits)
                key = self.key()
                asked: "dict[str, Any]" = {"target": f"{EVENTS}?wait=30", "user": "anna"}
                if who == "session":
                    asked = {"target": f"{OWN_EVENTS}?wait=30", "key": key}
                if who == "address":
                    asked["peer"] = "192.0.2.7:1234"
                threads, answers = self.wait_in_threads(most + 3, **asked)
                self.assertEqual(len(answers), 3)
                for answer in answers:
                    self.assert_shut(answer, f"{most} {words} wait for events already; end one of them, or ask without wait — at wait", "wait")
                without = {**asked, "target": asked["target"].replace("wait=30", "wait=0")}
                self.assertEqual(self.send("GET", **without).status, 200, "who does not wait needs no place")
                # Somebody else finds room.
                other, more = self.wait_in_threads(1, target=f"{EVENTS}?wait=30", user="bjorn" if who != "address" else "anna", peer="192.0.2.8")
                self.assertEqual(more, [])
                self.end(threads + other)
                self.assertEqual([answer.status for answer in answers], [429] * 3 + [200] * most)

    def test_three_hundred_waits_of_one_session_leave_room_for_all_others(self) -> None:
        key = self.key("10.0.0.1")
        threads, answers = self.wait_in_threads(300, target=f"{OWN_EVENTS}?wait=30", key=key, peer="10.0.0.1")
        self.assertEqual([answer.status for answer in answers], [429] * 296)
        other, more = self.wait_in_threads(1, target=f"{EVENTS}?wait=30", user="anna")
        self.assertEqual(more, [])
        self.end(threads + other)

    def test_a_wait_ends_when_its_client_has_gone(self) -> None:
        self.engine = self.open(limits={"waitersPerSession": 1})
        key, gone = self.key(), threading.Event()
        asked: "list[int]" = []

        def has_gone() -> bool:
            asked.append(threading.get_ident())
            return gone.is_set()

        threads, answers = self.wait_in_threads(1, target=f"{OWN_EVENTS}?wait=60", key=key, has_gone=has_gone)
        self.assertEqual(answers, [])
        self.assertEqual(self.send("GET", f"{OWN_EVENTS}?wait=60", key=key).status, 429)
        start = time.monotonic()
        gone.set()
        threads[0].join(10)
        self.assertLess(time.monotonic() - start, 5)
        self.assertEqual((answers[0].status, answers[0].json()["events"]), (200, []))
        self.assertGreaterEqual(len(asked), 2)
        self.assertEqual(set(asked), {threads[0].ident})
        # Its place is free, and who stays gets what comes.
        gone.clear()
        threads, answers = self.wait_in_threads(1, target=f"{OWN_EVENTS}?wait=60", key=key, has_gone=has_gone)
        self.send("POST", "/chat/v1/session/leave", key=key)
        threads[0].join(10)
        self.assertEqual(answers[0].json()["events"][0]["Event"], "chatsession.changed")

    def test_a_client_that_stays_is_waited_for_to_the_end(self) -> None:
        start = time.monotonic()
        answer = self.send("GET", f"{OWN_EVENTS}?wait=2", key=self.key(), has_gone=lambda: False)
        self.assertEqual(answer.json()["events"], [])
        self.assertGreater(time.monotonic() - start, 1.9)


if __name__ == "__main__":
    unittest.main()
