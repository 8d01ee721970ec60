"""One engine, many threads: calls side by side, and calls that race with close."""

from __future__ import annotations

import threading
import unittest
from typing import Callable, List

import chatcore
from scenery import ANNA, DeskTest, basic, visible_sessions

THREADS = 8


def together(work: Callable[[int], None], threads: int = THREADS) -> "list[BaseException]":
    """Runs `work` in threads that start at the same moment; answers what they raised."""
    raised: List[BaseException] = []
    gate = threading.Barrier(threads)

    def run(index: int) -> None:
        gate.wait()
        try:
            work(index)
        except BaseException as error:  # judged by the test
            raised.append(error)

    running = [threading.Thread(target=run, args=(index,)) for index in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join(60)
    if any(thread.is_alive() for thread in running):
        raised.append(TimeoutError("a thread did not come back within a minute"))
    return raised


class ThreadsTest(DeskTest):
    def test_eight_threads_call_everything_on_one_engine(self) -> None:
        expected = visible_sessions(1)
        ticket = self.ticket()
        request = chatcore.Request("GET", "/api/v1/ChatSession/ForCurrentUser", (("Authorization", basic("anna")),))
        soap = chatcore.encode("Chat.GetChatPresence", {"Protocol": "soap", "Ticket": ticket})

        def work(index: int) -> None:
            for round in range(25):
                listed = [s["ChatSessionId"] for s in self.engine.call("Chat.ChatSessionsForUser", caller=ANNA)]
                self.assertEqual(listed, expected)
                self.assertEqual(len(self.engine.handle(request).json()), len(expected))
                self.assertGreater(len(chatcore.decode("Chat.GetChatPresence", self.engine.handle(soap))), 0)
                person = {"PersonId": 9000 + index, "Firstname": f"Thread {index}", "Lastname": f"Round {round}"}
                self.engine.call("Directory.SavePerson", {"Person": person})
                read = self.engine.call("Directory.GetPerson", {"PersonId": 9000 + index})
                self.assertEqual(read["Lastname"], f"Round {round}")
                with self.assertRaises(chatcore.OperationError):
                    self.engine.call("Chat.NoSuchThing", caller=ANNA)

        self.assertEqual(together(work), [])

    def test_of_many_threads_that_delete_the_same_session_none_fails(self) -> None:
        def work(index: int) -> None:
            self.engine.call("CustomerService.DeleteChatSessions", {"Ids": [1001, 1004]}, caller=ANNA)

        self.assertEqual(together(work), [])
        self.assertEqual(self.engine.call("Directory.GetChatSession", {"ChatSessionId": 1001})["Status"], "Deleted")

    def test_calls_that_race_with_close_answer_or_say_closed(self) -> None:
        for _ in range(30):
            engine = chatcore.Engine.open({"store": f"sqlite:{self.store}"})
            answers: List[int] = []

            def work(index: int) -> None:
                if index == 0:
                    engine.close()
                    return
                try:
                    while True:
                        answers.append(len(engine.call("Chat.ChatSessionsForUser", caller=ANNA)))
                except chatcore.ClosedError:
                    pass

            self.assertEqual(together(work), [])
            self.assertTrue(all(count == len(visible_sessions(1)) for count in answers))

    def test_of_many_threads_that_close_one_engine_exactly_one_closes_it(self) -> None:
        functions = chatcore.load().functions
        for _ in range(30):
            engine = chatcore.Engine.open({"store": f"sqlite:{self.store}"})
            codes: List[int] = []
            self.assertEqual(together(lambda index: codes.append(functions.chatcore_close(engine._handle))), [])
            self.assertEqual(sorted(codes), [0] + [2] * (THREADS - 1))
            engine.close()

    def test_engines_opened_and_closed_in_many_threads_share_one_store(self) -> None:
        def work(index: int) -> None:
            for _ in range(5):
                with chatcore.Engine.open({"store": f"sqlite:{self.store}"}) as engine:
                    engine.call("System.SavePresence", {"Presence": [{"UserId": 1 + index, "Present": True}]})

        self.assertEqual(together(work), [])
        present = self.engine.call("Chat.GetChatPresence", caller=ANNA)
        self.assertTrue(all(user["Present"] for user in present), present)


if __name__ == "__main__":
    unittest.main()
