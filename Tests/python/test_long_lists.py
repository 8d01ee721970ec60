"""Lists that ask for much: each text is folded once, questions are bounded, none runs for ever, and none keeps the others out."""

from __future__ import annotations

import threading
import time
import unittest
import urllib.parse
from typing import Any

import chatcore
from scenery import ANNA, CHEAP, DESK, DeskTest

LIST = "/api/v1/ChatSession"
SESSIONS = 20_000
TOPIC = 1


def any_of(term: str, count: int) -> str:
    return " or ".join(term.replace("#", str(number)) for number in range(count))


class ListBoundsTest(DeskTest):
    """What is refused before anything is looked for."""

    def list(self, engine: chatcore.Engine, **options: str) -> chatcore.Response:
        query = urllib.parse.urlencode({"$" + name: value for name, value in options.items()}, quote_via=urllib.parse.quote)
        self.engine = engine
        return self.rest("GET", f"{LIST}?{query}")

    def assert_bounded(self, limits: "dict[str, int]", allowed: "dict[str, str]", refused: "dict[str, str]", words: str, place: int) -> None:
        engine = self.open(limits=limits)
        self.assertEqual(self.list(engine, **allowed).status, 200, allowed)
        answer = self.list(engine, **refused)
        self.assertEqual(answer.status, 400, answer.body)
        (option,) = refused
        self.assertIn(f"{words} — at ${option} (byte {place})", answer.json()["ErrorMessage"])

    def test_a_filter_has_a_bounded_number_of_tests(self) -> None:
        term = "rank eq 1"
        for limits, most in [({}, 200), ({"filterTests": 3}, 3)]:
            with self.subTest(most):
                allowed, refused = (" or ".join([term] * count) for count in (most, most + 1))
                place = refused.rindex(term)
                self.assert_bounded(limits, {"filter": allowed}, {"filter": refused}, f"a filter has at most {most} tests", place)

    def test_a_filter_has_a_bounded_number_of_values(self) -> None:
        for limits, most in [({}, 1000), ({"filterValues": 4}, 4)]:
            with self.subTest(most):
                allowed, refused = ("rank oneOf (" + ",".join(["7"] * count) + ")" for count in (most, most + 1))
                place = refused.rindex("7")
                self.assert_bounded(limits, {"filter": allowed}, {"filter": refused}, f"a filter has at most {most} values", place)
        # All of them count, whichever test they are in.
        refused = "(rank oneOf (1,2,3) and not status eq 4) or rank eq 9"
        self.assert_bounded({"filterValues": 4}, {"filter": "rank oneOf (1,2,3,4)"}, {"filter": refused}, "a filter has at most 4 values", len(refused) - 1)

    def test_a_list_is_sorted_by_a_bounded_number_of_columns(self) -> None:
        for limits, most in [({}, 8), ({"orderColumns": 1}, 1), ({"orderColumns": 128}, 128)]:
            with self.subTest(most):
                allowed, refused = (",".join(["rank desc"] * count) for count in (most, most + 1))
                words = "expected at most 128 names" if most == 128 else f"a list is sorted by at most {most} columns"
                answer_place = refused.rindex("rank")
                engine = self.open(limits=limits)
                self.assertEqual(self.list(engine, orderBy=allowed).status, 200)
                answer = self.list(engine, orderBy=refused)
                self.assertEqual(answer.status, 400)
                self.assertIn(words, answer.json()["ErrorMessage"])
                self.assertIn(f"at $orderBy (byte {answer_place})", answer.json()["ErrorMessage"])

    def test_bounds_out_of_range_are_refused_by_name(self) -> None:
        for key, values in {
            "listMilliseconds": (9, 600_001, -1), "filterTests": (-1, 201), "filterValues": (-1, 1001), "orderColumns": (-1, 129),
        }.items():
            for value in values:
                with self.subTest(key=key, value=value):
                    self.assert_fails(chatcore.ConfigError, f"limits.{key}", self.open, limits={key: value})

    def test_texts_are_looked_at_without_regard_to_case_from_their_beginning_and_to_their_end(self) -> None:
        engine = self.open()
        engine.call("System.Import", {"Sessions": [
            {"ChatSessionId": 9000 + number, "TopicId": TOPIC, "Status": "Closed", "CustomerName": name, "FirstMessage": message}
            for number, (name, message) in enumerate([
                ("ØRSTED Ægir", "STRASSE ÅPEN"), ("ørsted", "Straße åpen"), ("", ""), ("abcABC", "ABCabc" * 100), ("a%_b", "x"),
            ])
        ]})
        for filter, expected in [
            ("customerName begins 'ørsted'", [9000, 9001]), ("customerName contains 'STED æ'", [9000]),
            ("endswith(customerName, 'Ægir')", [9000]), ("endswith(customerName, 'ørsted')", [9001]),
            ("endswith(customerName, 'xørsted')", []), ("customerName begins 'ørsted ægir.'", []),
            ("firstMessage contains 'åpen'", [9000, 9001]), ("firstMessage contains 'straße'", [9001]),
            ("customerName contains 'caB'", [9003]), ("customerName contains '%_'", [9004]),
            ("customerName eq 'ØRSTED' or customerName eq ''", [9001, 9002]), ("customerName contains ''", [9000, 9001, 9002, 9003, 9004]),
            ("firstMessage begins 'abcabcabc' and firstMessage contains 'cabca' and not firstMessage contains 'd'", [9003]),
            ("customerName oneOf ('Ørsted', 'ABCABC')", [9001, 9003]),
            ("firstMessage contains 'åpen' and customerName contains 'åpen'", []),
        ]:
            with self.subTest(filter):
                answer = self.list(engine, filter=f"chatSessionId ge 9000 and ({filter})", orderBy="chatSessionId")
                self.assertEqual(answer.status, 200, answer.body)
                self.assertEqual([int(row["PrimaryKey"]) for row in answer.json()["value"]], expected)


class LongListTest(DeskTest):
    """20,000 sessions, and questions that look at all of them."""

    def setUp(self) -> None:
        super().setUp()
        text = "Grüße, die HEIZUNG im Büro ist Wieder aus und niemand weiß, Warum. " * 14
        sessions = [
            {"ChatSessionId": 100_000 + number, "TopicId": TOPIC, "Status": "Closed", "CustomerName": f"Kunde {number}",
             "FirstMessage": f"{text[:900]} {number}"}
            for number in range(SESSIONS)
        ]
        self.engine.call("System.Import", {"Sessions": sessions})

    def list(self, engine: chatcore.Engine, filter: str) -> Any:
        return engine.call("Chat.GetAll", {"Filter": filter}, caller=ANNA)

    def start(self, engine: chatcore.Engine) -> "dict[str, Any]":
        return {"SessionKey": engine.call("Customer.StartSession", {"ChatTopicId": TOPIC, "CustomerName": "Ola", "CustomerConsented": True})["SessionKey"]}

    def test_two_hundred_tests_of_a_text_fold_it_once_a_row(self) -> None:
        engine = self.open(limits={"listMilliseconds": 600_000})

        def seconds(count: int) -> float:
            start = time.monotonic()
            found = self.list(engine, any_of("firstMessage contains 'kein#wort'", count))
            self.assertEqual(found["value"], [])
            return time.monotonic() - start

        one, many = min(seconds(1), seconds(1)), seconds(200)
        # Folded each time, they take 150 times as long as one.
        self.assertLess(many, one * 60 + 0.5, f"one test takes {one:.2f} s, two hundred take {many:.2f} s")
        # The usual deadline is no bound for them.
        self.assertEqual(self.list(self.open(), any_of("firstMessage contains 'kein#wort'", 200))["value"], [])

    def test_a_list_that_takes_too_long_is_given_up_and_says_what_to_narrow(self) -> None:
        slow = any_of("user/fullName contains 'nobody#' or firstMessage contains 'no#'", 100)
        limits = {"listMilliseconds": 100}
        in_memory = chatcore.Engine.open({"store": "sqlite::memory:", "limits": limits, "auth": CHEAP})
        self.addCleanup(in_memory.close)
        in_memory.call("System.Import", DESK)
        in_memory.call("System.Import", {"Sessions": [
            {"ChatSessionId": 100_000 + number, "TopicId": TOPIC, "Status": "Closed", "FirstMessage": "Wieder AUS " * 80}
            for number in range(5000)
        ]})
        for engine in (self.open(limits=limits), in_memory):
            with self.subTest(engine is in_memory):
                start = time.monotonic()
                error = self.assert_fails(chatcore.LimitError, "$filter", self.list, engine, slow)
                self.assertLess(time.monotonic() - start, 5)
                self.assertEqual(
                    error.message,
                    "the list took longer than 100 ms; ask for a shorter time, for fewer tests of texts or for fewer columns to sort by")
                # The connection goes on, without a deadline of old.
                self.assertEqual(len(self.list(engine, "chatSessionId lt 100010 and chatSessionId ge 100000")["value"]), 10)
                self.assertEqual(engine.call("Customer.GetSession", {}, caller=self.start(engine))["CustomerName"], "Ola")
                self.engine = engine
                answer = self.rest("GET", f"{LIST}?{urllib.parse.urlencode({'$filter': slow}, quote_via=urllib.parse.quote)}")
                self.assertEqual((answer.status, dict(answer.headers).get("Retry-After")), (503, "5"), answer.body)
                self.assertIn("the list took longer than 100 ms", answer.json()["ErrorMessage"])

    def test_six_slow_lists_leave_readers_to_customers_and_agents(self) -> None:
        engine = self.open(limits={"listMilliseconds": 2000}, storage={"busyTimeout": 20_000})
        customer = self.start(engine)
        slow = any_of("chatTopic/name contains 'no#'", 200)
        outcomes: "list[str]" = []
        running = threading.Barrier(7)

        def ask() -> None:
            running.wait()
            try:
                self.list(engine, slow)
                outcomes.append("answered")
            except chatcore.ChatCoreError as error:
                outcomes.append(type(error).__name__)

        threads = [threading.Thread(target=ask) for _ in range(6)]
        for thread in threads:
            thread.start()
        running.wait()
        slowest, calls, end = 0.0, 0, time.monotonic() + 4
        while time.monotonic() < end:
            for operation, arguments, caller in [
                ("Customer.GetSession", {}, customer), ("Customer.GetMessages", {}, customer), ("Chat.GetChatPresence", {}, ANNA),
                ("Customer.PostMessage", {"Message": "Hei"}, customer),
            ]:
                start = time.monotonic()
                engine.call(operation, arguments, caller=caller)
                slowest = max(slowest, time.monotonic() - start)
                calls += 1
        for thread in threads:
            thread.join()
        self.assertEqual(outcomes, ["LimitError"] * 6)
        # Behind the lists they would wait for two seconds each.
        self.assertLess(slowest, 1.5, f"{calls} calls")
        self.assertGreater(calls, 20)

    def test_all_sessions_of_a_member_are_given_up_as_well(self) -> None:
        engine = self.open(limits={"listMilliseconds": 10})
        for operation in ("Chat.ChatSessionsForUser",):
            with self.subTest(operation):
                error = self.assert_fails(chatcore.LimitError, "", engine.call, operation, {}, caller=ANNA)
                self.assertIn("the list took longer than 10 ms; ask by an OData list for part of it", error.message)


if __name__ == "__main__":
    unittest.main()
