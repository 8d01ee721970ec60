"""Requests and calls with arguments that cannot be: each gives its code and place, and none crashes."""

from __future__ import annotations

import ctypes
import unittest
from typing import Any

import chatcore
from chatcore.structs import BufferPointer, Bytes, Header, Message, MessagePointer, borrow
from raw import ARGUMENT, LIMIT, MALFORMED, NOWHERE, OK, OPERATION, VALUE, RawTest


class HandlingTest(RawTest):
    def message(self, size: "int | None" = None) -> Message:
        request = Message(struct_size=ctypes.sizeof(Message) if size is None else size)
        request.method, request.target = borrow(b"GET"), borrow(b"/api/v1/ChatSession/ForCurrentUser")
        return request

    def refused(self, path: str, request: Any) -> None:
        response = MessagePointer()
        self.assert_code(ARGUMENT, "chatcore_handle", self.handle, request, ctypes.byref(response), path=path)
        self.assertFalse(response)

    def test_null_as_the_request_is_an_argument_error(self) -> None:
        self.refused("request", None)

    def test_null_as_the_place_of_the_response_is_an_argument_error(self) -> None:
        self.assert_code(ARGUMENT, "chatcore_handle", self.handle, ctypes.byref(self.message()), None, path="response")

    def test_a_struct_size_that_makes_no_sense_is_an_argument_error(self) -> None:
        for size in (0, 1, 7, 8, 15):
            with self.subTest(size):
                self.refused("request.struct_size", ctypes.byref(self.message(size)))

    def test_fields_past_the_struct_size_are_not_read(self) -> None:
        request = self.message(Message.peer.offset)
        request.peer = Bytes(1, 2**40)
        response = MessagePointer()
        code = self.functions.chatcore_handle(self.handle, ctypes.byref(request), ctypes.byref(response), None)
        self.assertIn(code, (OK, ARGUMENT))
        self.library.release(response)

    def test_a_struct_of_a_newer_header_is_taken(self) -> None:
        response = MessagePointer()
        request = self.message(ctypes.sizeof(Message) + 128)
        self.assertEqual(self.functions.chatcore_handle(self.handle, ctypes.byref(request), ctypes.byref(response), None), OK)
        self.assertEqual(response.contents.status, 401)
        self.library.release(response)

    def test_null_with_a_size_is_an_argument_error_in_every_field(self) -> None:
        for field in ("method", "target", "body", "peer"):
            with self.subTest(field):
                request = self.message()
                setattr(request, field, NOWHERE)
                self.refused(f"request.{field}", ctypes.byref(request))

    def test_headers_that_are_not_there_are_an_argument_error(self) -> None:
        request = self.message()
        request.header_count = 3
        self.refused("request.headers", ctypes.byref(request))

    def test_a_header_that_is_null_with_a_size_is_an_argument_error(self) -> None:
        good = Header(borrow(b"Accept"), borrow(b"*/*"))
        for bad in (Header(NOWHERE, borrow(b"x")), Header(borrow(b"Accept"), NOWHERE)):
            for index in range(3):
                request = self.message()
                headers = (Header * 3)(good, good, good)
                headers[index] = bad
                request.headers = ctypes.cast(headers, ctypes.POINTER(Header))
                request.header_count = 3
                self.refused(f"request.headers[{index}]", ctypes.byref(request))

    def test_a_header_without_a_name_is_answered_not_crashed(self) -> None:
        request = self.message()
        headers = (Header * 1)()
        request.headers = ctypes.cast(headers, ctypes.POINTER(Header))
        request.header_count = 1
        response = MessagePointer()
        self.assertEqual(self.functions.chatcore_handle(self.handle, ctypes.byref(request), ctypes.byref(response), None), OK)
        self.assertIn(response.contents.status, (400, 401))
        self.library.release(response)


class CallingTest(RawTest):
    def refused(self, code: int, caller: bytes, operation: bytes, arguments: bytes) -> chatcore.ChatCoreError:
        result = BufferPointer()
        got, error = self.fails(
            "chatcore_call", self.handle, borrow(caller), borrow(operation), borrow(arguments), ctypes.byref(result)
        )
        assert error is not None
        self.assertEqual(got, code, error)
        self.assertFalse(result)
        return error

    def test_an_unknown_operation_is_named(self) -> None:
        for name in (b"Chat.MakeCoffee", b"Kitchen.MakeCoffee", b"ChatSessionsForUser", b"Chat.", b".", b"chat.chatsessionsforuser "):
            with self.subTest(name):
                error = self.refused(OPERATION, b'{"Associate":"anna"}', name, b"")
                self.assertIn(name.decode().strip(), error.message + error.path)

    def test_an_empty_operation_is_refused(self) -> None:
        result = BufferPointer()
        code, _ = self.fails("chatcore_call", self.handle, borrow(b""), borrow(b""), borrow(b""), ctypes.byref(result))
        self.assertIn(code, (OPERATION, ARGUMENT))

    def test_a_name_that_is_no_utf8_is_refused(self) -> None:
        result = BufferPointer()
        code, _ = self.fails("chatcore_call", self.handle, borrow(b""), borrow(b"Chat.\xff\xfe"), borrow(b""), ctypes.byref(result))
        self.assertIn(code, (OPERATION, MALFORMED))

    def test_arguments_that_are_not_json_say_at_which_byte(self) -> None:
        for arguments, offset in ((b'{"PersonId":', 12), (b'{"PersonId":1]', 13), (b"\xff", 0), (b'{"PersonId":01}', 12), (b"{} x", 3)):
            with self.subTest(arguments):
                error = self.refused(MALFORMED, b"", b"Directory.GetPerson", arguments)
                self.assertEqual(error.offset, offset, error)

    def test_arguments_of_the_wrong_type_say_which(self) -> None:
        for arguments, path in (
            (b'{"PersonId":"one"}', "PersonId"),
            (b'{"PersonId":1.5}', "PersonId"),
            (b'{"PersonId":99999999999}', "PersonId"),
            (b'{"PersonId":[1]}', "PersonId"),
            (b'{"PersonId":{}}', "PersonId"),
            (b"[]", ""),
            (b'"PersonId"', ""),
        ):
            with self.subTest(arguments):
                error = self.refused(VALUE, b"", b"Directory.GetPerson", arguments)
                self.assertEqual(error.path, path, error)

    def test_arguments_that_nest_too_deeply_are_over_the_limit(self) -> None:
        self.refused(LIMIT, b"", b"Directory.GetPerson", b'{"X":' + b"[" * 70 + b"]" * 70 + b"}")

    def test_a_caller_that_is_not_json_says_so(self) -> None:
        self.refused(MALFORMED, b"anna", b"Chat.ChatSessionsForUser", b"")
        self.refused(MALFORMED, b'{"Associate":"anna"', b"Chat.ChatSessionsForUser", b"")

    def test_a_caller_of_the_wrong_type_says_which_key(self) -> None:
        self.assertEqual(self.refused(VALUE, b'{"Associate":7}', b"Chat.ChatSessionsForUser", b"").path, "caller.Associate")
        self.assertEqual(self.refused(VALUE, b'{"Colleague":"anna"}', b"Chat.ChatSessionsForUser", b"").path, "caller.Colleague")

    def test_null_with_a_size_is_an_argument_error_in_every_input(self) -> None:
        name = borrow(b"System.CountRows")
        for path, inputs in (
            ("caller", (NOWHERE, name, borrow(b""))),
            ("operation", (borrow(b""), NOWHERE, borrow(b""))),
            ("arguments", (borrow(b""), name, NOWHERE)),
        ):
            with self.subTest(path):
                result = BufferPointer()
                self.assert_code(ARGUMENT, "chatcore_call", self.handle, *inputs, ctypes.byref(result), path=path)
                self.assertFalse(result)

    def test_null_as_the_place_of_the_result_is_an_argument_error(self) -> None:
        self.assert_code(ARGUMENT, "chatcore_call", self.handle, borrow(b""), borrow(b"System.CountRows"), borrow(b""), None, path="result")


if __name__ == "__main__":
    unittest.main()
