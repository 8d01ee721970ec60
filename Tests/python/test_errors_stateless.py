"""Encode, decode and describe with arguments that cannot be, and the exceptions that all failures become."""

from __future__ import annotations

import ctypes
import unittest

import chatcore
from chatcore.structs import BufferPointer, Message, MessagePointer, borrow
from raw import ARGUMENT, NOWHERE, RawTest
from scenery import ANNA, DeskTest


class StatelessTest(RawTest):
    def test_encode_refuses_what_no_server_offers(self) -> None:
        for operation, connection, path in (
            ("Chat.MakeCoffee", {"Protocol": "rest"}, "operation"),
            ("Chat.GetChatPresence", {"Protocol": "soap", "Version": 85}, "connection.Version"),
            ("Chat.GetChatPresence", {"Protocol": "soap", "Version": 83}, "connection.Version"),
            ("Chat.ChatSessionsForUser", {"Protocol": "soap", "Version": 87}, "connection.Version"),
            ("CustomerService.DeleteChatSessions", {"Protocol": "rest"}, "connection.Protocol"),
        ):
            with self.subTest(operation, **connection):
                self.assert_fails(chatcore.OperationError, path, chatcore.encode, operation, connection)

    def test_encode_names_the_key_of_the_connection_that_cannot_be(self) -> None:
        for connection, path in (
            ({"Protocol": "pigeon"}, "connection.Protocol"),
            ({"Protocol": 1}, "connection.Protocol"),
            ({"Protocol": "soap", "Version": "88"}, "connection.Version"),
            ({"Protocol": "soap", "Dialect": "slang"}, "connection.Dialect"),
            ({"Protocol": "soap", "Soap": "2.0"}, "connection.Soap"),
            ({"Protocol": "soap", "Colour": "red"}, "connection.Colour"),
        ):
            with self.subTest(**connection):
                self.assert_fails(chatcore.InvalidValueError, path, chatcore.encode, "Chat.GetChatPresence", connection)

    def test_encode_says_where_an_argument_is_wrong(self) -> None:
        arguments = {"Ids": [1, 2, "three"]}
        call = chatcore.encode, "CustomerService.DeleteChatSessions", {"Protocol": "soap"}, arguments
        self.assert_fails(chatcore.InvalidValueError, "Ids[2]", *call)

    def test_encode_checks_its_pointers(self) -> None:
        name, soap = borrow(b"Chat.GetChatPresence"), borrow(b'{"Protocol":"soap"}')
        request = MessagePointer()
        for path, inputs in (
            ("operation", (NOWHERE, soap, borrow(b""))),
            ("connection", (name, NOWHERE, borrow(b""))),
            ("arguments", (name, soap, NOWHERE)),
        ):
            with self.subTest(path):
                self.assert_code(ARGUMENT, "chatcore_encode", *inputs, ctypes.byref(request), path=path)
                self.assertFalse(request)
        self.assert_code(ARGUMENT, "chatcore_encode", name, soap, borrow(b""), None, path="request")

    def test_decode_checks_its_pointers(self) -> None:
        name, result = borrow(b"Chat.GetChatPresence"), BufferPointer()
        response = Message(struct_size=ctypes.sizeof(Message), status=200)
        self.assert_code(ARGUMENT, "chatcore_decode", name, None, ctypes.byref(result), path="response")
        self.assert_code(ARGUMENT, "chatcore_decode", name, ctypes.byref(response), None, path="result")
        self.assert_code(ARGUMENT, "chatcore_decode", NOWHERE, ctypes.byref(response), ctypes.byref(result), path="operation")
        response.struct_size = 4
        self.assert_code(
            ARGUMENT, "chatcore_decode", name, ctypes.byref(response), ctypes.byref(result), path="response.struct_size"
        )
        self.assertFalse(result)

    def test_decode_refuses_an_operation_that_is_not_known(self) -> None:
        self.assert_fails(chatcore.OperationError, "operation", chatcore.decode, "Chat.MakeCoffee", chatcore.Response(200, (), b"null"))

    def test_decode_makes_a_servers_failure_a_remote_error_with_its_message(self) -> None:
        json_type = (("Content-Type", "application/json"),)
        for response, message in (
            (chatcore.Response(400, json_type, b'{"Message":"Bad request","MessageDetail":"No such thing"}'), "Bad request"),
            (chatcore.Response(404, json_type, b'{"Error":true,"ErrorType":"SoNotFoundException","ErrorMessage":"Not here"}'), "Not here"),
            (chatcore.Response(401, (), b""), "401"),
            (chatcore.Response(503, (("Content-Type", "text/html"),), b"<html>Down</html>"), "503"),
        ):
            with self.subTest(response):
                with self.assertRaises(chatcore.RemoteError) as caught:
                    chatcore.decode("Chat.ChatSessionsForUser", response)
                self.assertIn(message, caught.exception.message)

    def test_describe_knows_its_kinds(self) -> None:
        for kind in (
            "operations", "carriers", "config", "errors", "events", "openapi", "session-states", "session-states-graph",
            "wsdl/Chat/88", "wsdl/SoPrincipal/84", "wsdl/CustomerService/87",
        ):
            with self.subTest(kind):
                self.assertTrue(chatcore.describe(kind))
        for kind in ("weather", "", "Operations ", "wsdl", "wsdl/Chat/85", "wsdl/Chat/88/", "wsdl/chat/88", "wsdl//88", "wsdl/Chat/99999999999999999999"):
            with self.subTest(kind):
                self.assert_fails(chatcore.InvalidValueError, "kind", chatcore.describe, kind)

    def test_describe_checks_its_pointers(self) -> None:
        description = BufferPointer()
        self.assert_code(ARGUMENT, "chatcore_describe", NOWHERE, ctypes.byref(description), path="kind")
        self.assert_code(ARGUMENT, "chatcore_describe", borrow(b"errors"), None, path="description")

    def test_describe_lists_every_error_that_the_binding_knows(self) -> None:
        text = str(chatcore.describe("errors")).upper()
        for name in ("ARGUMENT", "CLOSED", "FORKED", "CONFIG", "MALFORMED", "NEWER_STORE", "REMOTE", "INTERNAL"):
            self.assertIn(name, text)


class BindingTest(DeskTest):
    def test_errors_print_their_place(self) -> None:
        error = chatcore.InvalidValueError(6, "Expected a number.", "Ids[2]", 17)
        self.assertEqual(str(error), "Expected a number. (Ids[2], byte 17)")
        self.assertEqual(str(chatcore.DeniedError(10, "No.")), "No.")

    def test_families_catch_their_errors(self) -> None:
        with self.assertRaises(chatcore.InputError):
            self.engine.call("Directory.GetPerson", b"{")
        with self.assertRaises(chatcore.AccessError):
            self.engine.call("Chat.ChatSessionsForUser", caller={"Associate": "nobody"})
        with self.assertRaises(chatcore.ChatCoreError):
            self.engine.call("Chat.MakeCoffee", caller=ANNA)

    def test_a_forgotten_engine_is_closed_with_a_warning(self) -> None:
        with self.assertWarns(ResourceWarning):
            chatcore.Engine.open({"store": "sqlite::memory:"})

    def test_a_library_that_is_not_there_or_is_another_one_is_an_os_error(self) -> None:
        for path in ("/not/there.so", "libc.so.6"):
            with self.subTest(path), self.assertRaises(OSError):
                chatcore.load(path)


if __name__ == "__main__":
    unittest.main()
