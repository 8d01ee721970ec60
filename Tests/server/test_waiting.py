"""Requests that wait for news, and how they leave room for all others."""

from __future__ import annotations

import json
import select
import signal
import time
import unittest

from scenery import ANNA, PRESENCE, SESSIONS, Conversation, ServerTest, head

EVENTS = "/chat/v1/events"
START = "/api/v1/Agents/Chat/CreateChatSessionForTopic"


class WaitingTest(ServerTest):
    def wait(self, server, count, query="wait=30"):
        """So many connections that wait for news."""
        waiting = []
        for _ in range(count):
            conversation = Conversation(server)
            self.addCleanup(conversation.__exit__)
            conversation.write(head("GET", f"{EVENTS}?{query}"))
            waiting.append(conversation)
        # So that they wait, on a machine that is busy too.
        time.sleep(1)
        return waiting

    def start_session(self, server):
        body = json.dumps({"ChatTopicId": 1})
        answer = server.send("POST", START, body, {**ANNA, "Content-Type": "application/json"})
        self.assertEqual(answer.status, 200, answer.content)

    def test_more_requests_than_threads_wait_and_others_are_answered_all_the_same(self):
        server = self.server("--threads", 2, "--waiters", 20)
        waiting = self.wait(server, 20)
        start = time.monotonic()
        for _ in range(20):
            self.assertEqual(server.send("GET", SESSIONS).status, 200)
        self.assertLess(time.monotonic() - start, 10)
        self.start_session(server)
        for conversation in waiting:
            status, _, body = conversation.read()
            self.assertEqual(status, 200)
            self.assertEqual(json.loads(body)["events"][0]["Event"], "chatsession.created")
        # Each connection goes on, and whoever waited may wait again.
        for conversation in waiting:
            conversation.write(head("GET", SESSIONS))
            self.assertEqual(conversation.read()[0], 200)
        self.assertEqual(len(server.lines(61)), 61)

    def test_a_wait_that_brings_nothing_ends_in_time(self):
        server = self.server()
        start = time.monotonic()
        self.assertEqual(json.loads(server.send("GET", f"{EVENTS}?wait=1").content)["events"], [])
        self.assertGreater(time.monotonic() - start, 0.9)

    def test_who_comes_when_as_many_wait_as_may_is_told_to_come_later(self):
        server = self.server("--waiters", 2, "--threads", 1)
        waiting = self.wait(server, 2)
        answer = server.send("GET", f"{EVENTS}?wait=30")
        self.assertEqual((answer.status, answer.headers["Retry-After"]), (503, "5"))
        self.assertEqual(answer.content, b"As many requests wait for news as this server lets wait; try again later.\n")
        self.assertEqual(server.send("GET", f"{EVENTS}?wait=0").status, 200, "who does not wait needs no place")
        self.assertEqual(server.send("HEAD", f"{EVENTS}?wait=30").status, 503, "who wants the headers alone would wait for them")
        self.start_session(server)
        for conversation in waiting:
            self.assertEqual(conversation.read()[0], 200)
        # A place is free a moment after its answer was given.
        end = time.monotonic() + 10
        while server.send("GET", f"{EVENTS}?after=0&wait=30").status != 200:
            self.assertLess(time.monotonic(), end, "the places are not free again")
            time.sleep(0.05)

    def test_half_of_the_connections_is_for_those_who_do_not_wait(self):
        server = self.server("--connections", 4, "--threads", 1)
        self.wait(server, 2)
        self.assertEqual(server.send("GET", f"{EVENTS}?wait=30").status, 503)
        self.assertEqual(server.send("POST", PRESENCE, "{}").status, 200)

    def test_however_the_wish_to_wait_is_written_it_holds_up_nobody(self):
        server = self.server("--threads", 1)
        for query in ("WAIT=30", "%77ai%74=30", "wait=%33%30", "topics=1&Wait=030"):
            with self.subTest(query):
                waiting = self.wait(server, 1, query)
                start = time.monotonic()
                self.assertEqual(server.send("GET", SESSIONS).status, 200)
                self.assertLess(time.monotonic() - start, 10)
                waiting[0].socket.close()

    def test_a_server_that_is_stopped_answers_who_waits_at_once(self):
        server = self.server("--threads", 2)
        waiting = self.wait(server, 5)
        start = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        for conversation in waiting:
            status, headers, body = conversation.read()
            self.assertEqual((status, headers["connection"], json.loads(body)["events"]), (200, "close", []))
        code, said = server.stop()
        self.assertLess(time.monotonic() - start, 10)
        self.assertEqual((code, said[-1]), (0, "chatcore-server: stopped"))

    def test_who_has_gone_away_meanwhile_harms_nobody(self):
        server = self.server("--threads", 1)
        for conversation in self.wait(server, 3, "wait=1"):
            conversation.__exit__()
        time.sleep(1.2)
        self.assertEqual(server.send("GET", SESSIONS).status, 200)
        self.assertEqual(len(server.lines(4)), 4)


    def start_own_session(self, server):
        """A session begun from here, by its key."""
        answer = server.send("POST", "/chat/v1/sessions", json.dumps({"ChatTopicId": 2}), {"Content-Type": "application/json"})
        self.assertEqual(answer.status, 200, answer.content)
        return json.loads(answer.content)["SessionKey"]

    def wait_with_key(self, server, key, count):
        waiting = []
        for _ in range(count):
            conversation = Conversation(server)
            self.addCleanup(conversation.__exit__)
            conversation.write(
                head("GET", "/chat/v1/session/events?wait=60", f"Authorization: SessionKey {key}", credentials=False))
            waiting.append(conversation)
        time.sleep(1)
        return waiting

    def test_one_sessions_key_takes_four_places_and_gone_clients_leave_theirs_at_once(self):
        server = self.server("--waiters", 20, "--connections", 400)
        key = self.start_own_session(server)
        waiting = self.wait_with_key(server, key, 100)
        answered = [one for one in waiting if select.select([one.socket], [], [], 0.2)[0]]
        statuses = [conversation.read()[0] for conversation in answered]
        # The server has twenty places itself, and may refuse before the engine does.
        self.assertIn(set(statuses), ({429}, {429, 503}))
        self.assertEqual(len(statuses), 96)
        self.assertEqual(server.send("GET", f"{EVENTS}?wait=1").status, 200, "others find room")
        # They leave without a word, some with bytes behind their request.
        for place, conversation in enumerate(waiting):
            if place % 2:
                conversation.write("GET / HTTP/1.1\r\n")
            conversation.__exit__()
        end = time.monotonic() + 5
        again = []
        while len(again) < 4:
            self.assertLess(time.monotonic(), end, "the places of those who have gone are not free")
            again = [one for one in self.wait_with_key(server, key, 4) if not select.select([one.socket], [], [], 0)[0]]
        self.assertEqual(len(again), 4)


if __name__ == "__main__":
    unittest.main()
