"""Bearer tokens that a Python function checks."""

from __future__ import annotations

import gc
import os
import threading
import unittest
import weakref
from typing import Any, Optional

import chatcore
from scenery import DeskTest

TOKEN = {"AccessToken": "eyJhbGciOiJub25lIn0.e30."}
ANNA = 1


class Check:
    """A check that remembers what it was asked."""

    def __init__(self, answer: Any = ANNA) -> None:
        self.answer = answer
        self.asked: "list[str]" = []

    def __call__(self, token: str) -> Optional[int]:
        self.asked.append(token)
        if isinstance(self.answer, BaseException):
            raise self.answer
        result: Optional[int] = self.answer
        return result


class BearerTest(DeskTest):
    def presence(self, engine: Optional[chatcore.Engine] = None) -> Any:
        return (engine or self.engine).call("Chat.GetChatPresence", caller=TOKEN)

    def status(self, token: str = "some-token") -> int:
        request = chatcore.Request(
            "GET", "/api/v1/ChatSession/ForCurrentUser", headers=[("Authorization", f"Bearer {token}")])
        return self.engine.handle(request).status

    def test_the_function_says_whose_a_token_is(self) -> None:
        check = Check()
        self.engine.on_bearer(check)
        self.assertEqual(self.presence(), self.engine.call("Chat.GetChatPresence", caller={"Associate": "anna"}))
        self.assertEqual(self.status(), 200)
        self.assertEqual(check.asked, [TOKEN["AccessToken"], "some-token"])

    def test_none_is_nobody(self) -> None:
        self.engine.on_bearer(Check(None))
        self.assertRaises(chatcore.AuthenticationError, self.presence)
        self.assertEqual(self.status(), 401)

    def test_an_exception_fails_the_call_that_asked_and_no_other(self) -> None:
        check = Check()
        self.engine.on_bearer(check)
        for answer in (RuntimeError("no database"), KeyboardInterrupt(), "anna", True, 0, -1, 2**31, 1.0):
            check.answer = answer
            with self.subTest(answer=answer), self.assertLogs("chatcore", "ERROR"):
                self.assertRaises(chatcore.CallbackError, self.presence)
                self.assertEqual(self.status(), 500)
        check.answer = ANNA
        self.assertEqual(self.status(), 200)

    def test_none_in_the_place_of_the_function_removes_it(self) -> None:
        check = Check()
        self.engine.on_bearer(check)
        self.engine.on_bearer(None)
        self.assertRaises(chatcore.AuthenticationError, self.presence)
        self.engine.on_bearer(None)
        self.assertEqual(check.asked, [])

    def test_the_function_is_kept_as_long_as_it_is_needed_and_no_longer(self) -> None:
        def registered() -> "weakref.ref[Check]":
            check = Check()
            self.engine.on_bearer(check)
            return weakref.ref(check)

        first = registered()
        gc.collect()
        self.assertEqual(self.status(), 200)
        self.assertIsNotNone(first())
        second = registered()
        gc.collect()
        self.assertIsNone(first())
        self.assertEqual(self.status(), 200)
        self.engine.close()
        gc.collect()
        self.assertIsNone(second())
        # Registering with a closed engine fails, and keeps nothing.
        check = Check()
        self.assertRaises(chatcore.ClosedError, self.engine.on_bearer, check)
        third = weakref.ref(check)
        del check
        gc.collect()
        self.assertIsNone(third())

    def test_the_function_may_call_the_engine_and_cannot_close_it(self) -> None:
        seen: "list[Any]" = []

        def check(token: str) -> int:
            seen.append(self.engine.call("System.CountRows")["Users"])
            try:
                self.engine.close()
            except chatcore.ConflictError as error:
                seen.append(error.code)
            return ANNA

        self.engine.on_bearer(check)
        self.assertEqual(self.status(), 200)
        self.assertEqual(seen, [self.engine.call("System.CountRows")["Users"], 12])
        self.engine.on_bearer(None)

    def test_threads_ask_while_the_function_is_replaced(self) -> None:
        surprises: "list[Any]" = []
        ended = threading.Event()

        def ask() -> None:
            while not ended.is_set():
                status = self.status()
                if status != 200:
                    surprises.append(status)

        self.engine.on_bearer(Check())
        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        for _ in range(200):
            self.engine.on_bearer(Check())
        ended.set()
        for thread in threads:
            thread.join(30)
        self.assertEqual(surprises, [])

    def test_a_child_process_has_no_part_in_it(self) -> None:
        check = Check()
        self.engine.on_bearer(check)
        child = os.fork()
        if child == 0:
            code = 1
            try:
                self.presence()
            except chatcore.ForkedError:
                code = 0 if not check.asked else 2
            os._exit(code)
        self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), 0)
        self.assertEqual(self.status(), 200)


if __name__ == "__main__":
    unittest.main()
