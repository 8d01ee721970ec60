"""Engines and fork(): a child is told that the engine is not its own, and opens one of its own."""

from __future__ import annotations

import gc
import os
import signal
import threading
import time
import unittest
from typing import Callable

import chatcore
from scenery import ANNA, DeskTest


def in_a_child(act: Callable[[], str], seconds: float = 20) -> str:
    """What `act` answers in a child process; a child that hangs is killed and says so."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            try:
                text = act()
            except BaseException as error:  # whatever it is, the parent is to hear of it
                text = f"{type(error).__name__}: {error}"
            os.write(writing, text.encode("utf-8"))
        finally:
            os._exit(0)
    os.close(writing)
    timer = threading.Timer(seconds, os.kill, (child, signal.SIGKILL))
    timer.start()
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode("utf-8")
    _, status = os.waitpid(child, 0)
    timer.cancel()
    if os.WIFSIGNALED(status):
        return f"ended by {signal.Signals(os.WTERMSIG(status)).name} after {said!r}"
    return said


class ForkTest(DeskTest):
    def test_a_call_in_the_child_says_forked(self) -> None:
        said = in_a_child(lambda: str(self.engine.call("Chat.ChatSessionsForUser", caller=ANNA)))
        self.assertTrue(said.startswith("ForkedError: "), said)

    def test_a_request_in_the_child_says_forked(self) -> None:
        said = in_a_child(lambda: str(self.engine.handle(chatcore.Request("GET", "/api/v1/ChatSession/ForCurrentUser"))))
        self.assertTrue(said.startswith("ForkedError: "), said)

    def test_closing_in_the_child_says_forked_and_leaves_the_parents_engine_alone(self) -> None:
        def close() -> str:
            self.engine.close()
            return "closed"

        said = in_a_child(close)
        self.assertTrue(said.startswith("ForkedError: "), said)
        self.assertGreater(len(self.engine.call("Chat.ChatSessionsForUser", caller=ANNA)), 0)

    def test_the_garbage_collector_of_the_child_leaves_the_parents_engine_alone(self) -> None:
        engines = [chatcore.Engine.open({"store": f"sqlite:{self.store}"})]

        def forget() -> str:
            engines.clear()
            gc.collect()
            return "forgotten"

        self.assertEqual(in_a_child(forget), "forgotten")
        self.assertGreater(len(engines[0].call("Chat.ChatSessionsForUser", caller=ANNA)), 0)
        engines[0].close()

    def test_the_child_opens_an_engine_of_its_own_and_both_see_what_it_wrote(self) -> None:
        def work() -> str:
            with chatcore.Engine.open({"store": f"sqlite:{self.store}"}) as engine:
                before = len(engine.call("Chat.ChatSessionsForUser", caller=ANNA))
                engine.call("CustomerService.DeleteChatSessions", {"Ids": [1001]}, caller=ANNA)
                return f"{before} {len(engine.call('Chat.ChatSessionsForUser', caller=ANNA))}"

        before, after = map(int, in_a_child(work).split())
        self.assertEqual(after, before - 1)
        self.assertEqual(len(self.engine.call("Chat.ChatSessionsForUser", caller=ANNA)), after)

    def test_functions_without_an_engine_work_in_the_child(self) -> None:
        said = in_a_child(lambda: chatcore.encode("Chat.GetChatPresence", {"Protocol": "rest"}).target)
        self.assertEqual(said, "/api/v1/Agents/Chat/GetChatPresence")

    def test_forking_while_other_threads_write_never_hangs_the_child(self) -> None:
        stop = threading.Event()

        def write() -> None:
            while not stop.is_set():
                self.engine.call("System.SavePresence", {"Presence": [{"UserId": 1, "Present": True}]})

        writers = [threading.Thread(target=write) for _ in range(3)]
        for writer in writers:
            writer.start()
        try:
            for _ in range(20):
                said = in_a_child(lambda: str(self.engine.call("System.CountRows")))
                self.assertTrue(said.startswith("ForkedError: "), said)
                time.sleep(0.002)
        finally:
            stop.set()
            for writer in writers:
                writer.join()


if __name__ == "__main__":
    unittest.main()
