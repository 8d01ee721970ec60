"""Wrong passwords: whom they keep out and whom not, what operators see of it, and what they lift."""

from __future__ import annotations

import json
import time
import unittest
from typing import Any

import chatcore
from scenery import CHEAP, DeskTest, basic

HOME, AWAY, ENEMY = "198.51.100.10", "198.51.100.20", "203.0.113.7"
FORM = "/api/v1/ChatSession/ForCurrentUser"
START = 1_893_499_200


class LockoutTest(DeskTest):
    def setUp(self) -> None:
        super().setUp()
        self.engine = self.lock_at()

    def lock_at(self, cost: str = "minimum", **lockout: int) -> chatcore.Engine:
        """An engine whose clock the test sets, so that no lock ends by itself."""
        engine = self.open(clock="host", auth={**CHEAP, "passwordCost": cost, "lockout": lockout})
        self.engine = engine
        self.second = 0
        self.advance(0)
        return engine

    def advance(self, seconds: float) -> None:
        self.second += seconds
        self.engine.run_due(START + self.second)

    def over_basic(self, peer: str, password: "str | None" = None, user: str = "anna") -> bool:
        return self.status(peer, basic(user, password)) == 200

    def status(self, peer: str, authorization: str) -> int:
        return self.engine.handle(chatcore.Request("GET", FORM, (("Authorization", authorization),), b"", peer)).status

    def over_soap(self, peer: str, password: "str | None" = None, user: str = "anna") -> bool:
        name = "SoPrincipal.AuthenticateUsernamePassword"
        arguments = {"UserName": user, "Password": f"{user}-demo" if password is None else password}
        request = chatcore.encode(name, {"Protocol": "soap"}, arguments)
        answer = chatcore.decode(name, self.engine.handle(chatcore.Request(request.method, request.target, request.headers, request.body, peer)))
        return bool(answer["AuthenticationSucceeded"])

    def in_process(self, peer: str, password: "str | None" = None, user: str = "anna") -> bool:
        try:
            caller = {"UserName": user, "Password": f"{user}-demo" if password is None else password, "Peer": peer}
            self.engine.call("Chat.ChatTopicsForUser", caller=caller)
            return True
        except chatcore.AuthenticationError:
            return False

    def ways(self) -> "list[Any]":
        return [self.over_basic, self.over_soap, self.in_process]

    def fail(self, peer: str, times: int, user: str = "anna") -> None:
        for number in range(times):
            self.assertFalse(self.ways()[number % 3](peer, "a guess", user))

    def locks(self) -> "list[dict[str, Any]]":
        return list(self.engine.call("System.ListLocks")["Locks"])

    def metrics(self) -> "dict[str, Any]":
        return dict(self.engine.call("System.Metrics"))


class WeaponTest(LockoutTest):
    def test_ten_wrong_passwords_each_five_minutes_keep_nobody_out_where_they_signed_in_before(self) -> None:
        for way in self.ways():
            self.assertTrue(way(HOME))
        for round in range(12):
            # From a new address each time, as one that is known to guess is locked for longer.
            self.fail(f"203.0.113.{round}", 10)
            for way in self.ways():
                self.assertTrue(way(HOME), round)
                self.assertTrue(way(HOME + ":4711"), round)
                self.assertFalse(way(AWAY), "an address where they never signed in")
                self.assertFalse(way(""), "a call without an address")
                self.assertFalse(way(HOME, "a guess"))
            self.assertTrue(self.over_basic(HOME))
            self.advance(300)
        self.assertTrue(self.over_soap(AWAY), "the name's lock has ended")

    def test_a_ticket_gets_in_in_every_form_behind_every_lock(self) -> None:
        ticket = self.ticket()
        token = self.engine.call("System.IssueAccessToken", {"UserName": "anna"})["AccessToken"]
        session = self.engine.call("System.OpenBrowserSession", {"UserName": "anna"})
        self.fail(ENEMY, 10)
        for number in range(90):
            self.over_basic(ENEMY, "a guess", f"somebody {number}")
        self.assertEqual({lock["Kind"] for lock in self.locks()}, {"Pair", "Name", "Address"})
        for authorization in (f"SOTicket {ticket}", basic(ticket, ""), f"Bearer {token}"):
            self.assertEqual(self.status(ENEMY, authorization), 200, authorization)
        cookies = "; ".join(cookie.split(";")[0] for cookie in session["Cookies"])
        headers = (("Cookie", cookies), ("X-XSRF-TOKEN", session["XsrfToken"]))
        self.assertEqual(self.engine.handle(chatcore.Request("GET", FORM, headers, b"", ENEMY)).status, 200)
        for caller in ({"Ticket": ticket}, {"AccessToken": token}, {"Associate": "anna"}):
            self.assertTrue(self.engine.call("Chat.ChatTopicsForUser", caller={**caller, "Peer": ENEMY}))
        self.assertTrue(self.soap("Chat.ChatTopicsForUser", ticket=ticket))
        for key, value in (("Ticket", ticket), ("AccessToken", token)):
            answer = self.engine.call("SoPrincipal.AuthenticateGeneric", {"AuthenticationData": {key: value}}, caller={"Peer": ENEMY})
            self.assertIs(answer["AuthenticationSucceeded"], True)

    def test_an_address_that_tries_names_is_locked_but_for_the_names_known_from_it(self) -> None:
        self.assertTrue(self.over_basic(HOME))
        for number in range(100):
            self.over_basic(HOME, "a guess", f"somebody {number}")
        self.assertFalse(self.over_basic(HOME, user="emma"))
        self.assertTrue(self.over_basic(AWAY, user="emma"))
        self.assertTrue(self.over_basic(HOME))
        self.assertEqual([(lock["Kind"], lock["UserName"], lock["Address"]) for lock in self.locks()], [("Address", None, HOME)])

    def test_an_attacker_in_the_office_locks_the_pair_for_five_minutes_and_no_longer(self) -> None:
        for peer in (HOME, AWAY):
            self.assertTrue(self.over_basic(peer))
        for _ in range(4):
            self.fail(HOME, 10)
            self.assertFalse(self.over_basic(HOME))
            self.assertTrue(self.over_basic(AWAY), "another address that is known")
            self.assertTrue(self.over_basic("198.51.100.30", user="emma"))
            self.advance(299)
            self.assertFalse(self.over_basic(HOME))
            self.advance(1)
        self.assertTrue(self.over_basic(HOME))

    def test_the_time_doubles_up_to_a_day(self) -> None:
        expected = 300
        for _ in range(11):
            self.fail(ENEMY, 10)
            (pair,) = [lock for lock in self.locks() if lock["Kind"] == "Pair"]
            self.advance(expected - 1)
            self.assertFalse(self.over_basic(ENEMY))
            self.assertIn(pair["Until"], [lock["Until"] for lock in self.locks()], "what is tried meanwhile does not count")
            self.advance(1)
            self.assertEqual([lock for lock in self.locks() if lock["Kind"] == "Pair"], [])
            expected = min(2 * expected, 86_400)
        self.assertEqual(expected, 86_400)
        self.assertTrue(self.over_basic(ENEMY), "and then the right one gets in")
        self.fail(ENEMY, 10)
        self.advance(300)
        self.assertTrue(self.over_basic(ENEMY), "five minutes where the name is known by now")

    def test_config_bounds_the_time(self) -> None:
        self.lock_at(attempts=2, seconds=10, longestSeconds=15)
        for length in (10, 15, 15):
            self.fail(ENEMY, 2)
            self.advance(length - 1)
            self.assertFalse(self.over_basic(ENEMY, "a guess"))
            self.assertEqual(len([lock for lock in self.locks() if lock["Kind"] == "Pair"]), 1)
            self.advance(1)
            self.assertEqual([lock for lock in self.locks() if lock["Kind"] == "Pair"], [])
        for value in (-1, 86_401):
            self.assert_fails(
                chatcore.ConfigError, "auth.lockout.longestSeconds", chatcore.Engine.open,
                {"store": "sqlite::memory:", "auth": {"lockout": {"longestSeconds": value}}})

    def test_it_is_unknown_whether_a_name_exists(self) -> None:
        answers = []
        for user in ("anna", "nobody"):
            peer = "203.0.113.1" if user == "anna" else "203.0.113.2"
            request = chatcore.Request("GET", FORM, (("Authorization", basic(user, "a guess")), ("Accept", "application/json")), b"", peer)
            answers.append([(a.status, a.body, tuple(a.headers)) for a in (self.engine.handle(request) for _ in range(12))])
        self.assertEqual(answers[0], answers[1])
        self.assertEqual(len(set(map(str, answers[0]))), 1)

    def test_a_locked_and_an_unknown_name_take_as_long_as_a_wrong_password(self) -> None:
        self.lock_at("interactive", attempts=3)
        self.engine.call("System.SaveUser", {"UserName": "anna", "AssociateId": 1, "Password": "anna-demo"})
        self.assertTrue(self.over_basic(HOME))

        def least(user: str, peer: str, password: str) -> float:
            times = []
            for _ in range(3):
                start = time.process_time()
                self.over_basic(peer, password, user)
                times.append(time.process_time() - start)
            return min(times)

        least("nobody", "203.0.113.9", "a guess")
        wrong = least("anna", ENEMY, "a guess")
        for user, peer, password in (("anna", ENEMY, "anna-demo"), ("anna", AWAY, "anna-demo"), ("nobody", AWAY, "a guess"), ("anna", HOME, "a guess")):
            taken = least(user, peer, password)
            self.assertGreater(taken, wrong / 2, (user, peer))
            self.assertLess(taken, wrong * 2, (user, peer))


class OperatorsTest(LockoutTest):
    def test_locks_are_listed_and_lifted(self) -> None:
        self.assertEqual(self.locks(), [])
        self.fail("[2001:db8::7]:443", 10)
        self.fail(ENEMY, 10, "no such user")
        listed = [(lock["Kind"], lock["UserName"], lock["Address"], lock["Failures"]) for lock in self.locks()]
        self.assertEqual(sorted(listed, key=str), sorted([
            ("Pair", "anna", "2001:db8::7", 10), ("Name", "anna", None, 10), ("Pair", "no such user", ENEMY, 10), ("Name", "no such user", None, 10),
        ], key=str))
        self.assertEqual({lock["Until"] for lock in self.locks()}, {"2030-01-01T12:05:00Z"})
        lift = lambda **of: self.engine.call("System.LiftLock", of)["Lifted"]
        self.assertEqual(lift(UserName="nobody"), 0)
        self.assertEqual(lift(UserName="anna", Address=ENEMY), 0)
        self.assertEqual(lift(UserName="ANNA", Address="2001:db8::1"), 1)
        self.assertFalse(self.over_basic("2001:db8::7"), "the name is locked where it is not known")
        self.assertEqual(lift(UserName="anna"), 1)
        self.assertTrue(self.over_basic("2001:db8::7"))
        self.assertEqual(lift(Address=ENEMY), 1)
        self.assertEqual(lift(UserName="no such user"), 1)
        self.assertEqual(self.locks(), [])
        rows = [entry for entry in self.engine.call("System.Audit", {"Top": 1000})["Entries"] if entry["Operation"] == "System.LiftLock"]
        self.assertEqual([row["Details"] for row in rows], [
            {"Locks": 1, "AssociateId": 1}, {"Locks": 1, "AssociateId": 1}, {"Locks": 1}, {"Locks": 1}])
        self.assertEqual({row["Who"] for row in rows}, {"host"})
        for nothing in ({}, {"UserName": "", "Address": ""}, {"UserName": None}):
            error = self.assert_fails(chatcore.InvalidValueError, "UserName", self.engine.call, "System.LiftLock", nothing)
            self.assertEqual(error.message, "expected a user name, an address, or both")

    def test_what_was_typed_is_cut(self) -> None:
        self.fail(ENEMY, 10, "x" * 5000)
        for lock in self.locks():
            self.assertLessEqual(len(lock["UserName"]), 260)

    def test_a_saved_password_lifts_what_locks_the_name(self) -> None:
        self.fail(ENEMY, 10)
        self.engine.call("System.SaveUser", {"UserName": "anna", "AssociateId": 1, "Password": "anna-demo"})
        self.assertEqual(self.locks(), [])
        self.assertTrue(self.over_basic(ENEMY))

    def test_they_are_the_hosts(self) -> None:
        for operation, arguments in (("System.ListLocks", {}), ("System.LiftLock", {"UserName": "anna"})):
            self.assert_fails(chatcore.DeniedError, "", self.engine.call, operation, arguments, caller={"Associate": "anna"})
            target = "/api/v1/Agents/" + operation.replace(".", "/")
            self.assertEqual(self.rest("POST", target, body=json.dumps(arguments).encode(), Content_Type="application/json").status, 404)
        self.engine = self.open(clock="host", auth=CHEAP, mount={"groups": ["System"], "administrators": ["anna"]})
        self.fail(ENEMY, 10, "emma")
        answer = self.rest("POST", "/api/v1/Agents/System/ListLocks")
        self.assertEqual({lock["UserName"] for lock in answer.json()["Locks"]}, {"emma"})
        answer = self.rest("POST", "/api/v1/Agents/System/LiftLock", body=b'{"UserName":"emma"}', Content_Type="application/json")
        self.assertEqual(answer.json(), {"Lifted": 2})
        self.assertEqual(self.rest("POST", "/api/v1/Agents/System/ListLocks", user="emma").status, 403)

    def test_the_audit_has_an_entry_when_a_lock_begins_and_no_name(self) -> None:
        for user in ("anna", "a typed pass-phrase"):
            self.fail(ENEMY, 12, user)
        rows = [entry for entry in self.engine.call("System.Audit", {"Top": 1000})["Entries"] if entry["Operation"] == "Lockout.lock"]
        self.assertEqual([row["Details"] for row in rows], [
            {"Kind": "Pair", "Seconds": 300, "AssociateId": 1}, {"Kind": "Name", "Seconds": 300, "AssociateId": 1},
            {"Kind": "Pair", "Seconds": 300}, {"Kind": "Name", "Seconds": 300}])
        self.assertEqual({(row["Who"], row["AssociateId"]) for row in rows}, {("lock-out", 0)})
        self.assertNotIn("pass-phrase", json.dumps(rows))
        self.assertNotIn(ENEMY, json.dumps(rows))

    def test_metrics_count_refusals_by_reason_and_locks_by_kind(self) -> None:
        self.fail(ENEMY, 13)
        self.assertFalse(self.over_basic(AWAY))
        for number in range(91):
            self.over_basic(ENEMY, "a guess", f"somebody {number}")
        metrics = self.metrics()
        names = ("WrongPasswords", "RefusedByPairLock", "RefusedByNameLock", "RefusedByAddressLock", "PairLocks", "NameLocks", "AddressLocks")
        self.assertEqual([metrics[name] for name in names], [100, 3, 1, 1, 1, 1, 1])
        text = self.engine.call("System.MetricsText")
        for line in ('refused_total{reason="password"} 100', 'refused_total{reason="pair"} 3', 'refused_total{reason="name"} 1',
                     'refused_total{reason="address"} 1', 'in_locks{kind="pair"} 1', 'in_locks{kind="name"} 1', 'in_locks{kind="address"} 1'):
            self.assertIn(line + "\n", text)
        self.advance(300)
        self.assertEqual([self.metrics()[name] for name in names], [100, 3, 1, 1, 0, 0, 0])


if __name__ == "__main__":
    unittest.main()
