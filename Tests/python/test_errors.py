"""Every exported function with arguments that cannot be: each gives its code and place, and none crashes."""

from __future__ import annotations

import ctypes
import os
import sqlite3
import unittest
from typing import Any, Optional, Tuple

import chatcore
from chatcore.library import read_error
from chatcore.structs import Buffer, BufferPointer, Bytes, ErrorPointer, Header, Message, MessagePointer, borrow
from scenery import ANNA, DeskTest

OK, ARGUMENT, CLOSED, CONFIG, MALFORMED, VALUE, LIMIT, OPERATION = 0, 1, 2, 4, 5, 6, 7, 8
STORE, NEWER_STORE, REMOTE = 13, 15, 16

GARBAGE = ctypes.c_void_p(0x7F00DEADBEE8)
NOWHERE = Bytes(None, 5)

Failure = Tuple[int, Optional[chatcore.ChatCoreError]]


class RawTest(DeskTest):
    """Tests that speak to the C functions themselves."""

    def setUp(self) -> None:
        super().setUp()
        self.library = chatcore.load()
        self.functions = self.library.functions
        self.handle = self.engine._handle

    def fails(self, name: str, *arguments: Any) -> Failure:
        """The code of a failed call and the error that came with it. The two must agree."""
        error = ErrorPointer()
        code = getattr(self.functions, name)(*arguments, ctypes.byref(error))
        self.assertNotEqual(code, OK, f"{name} succeeded")
        self.assertTrue(error, f"{name} answered code {code} without an error")
        described = read_error(error.contents)
        self.assertGreaterEqual(error.contents.struct_size, ctypes.sizeof(error.contents))
        self.assertEqual(error.contents.reserved, 0)
        self.library.release(error)
        self.assertEqual(described.code, code)
        self.assertNotEqual(described.message, "")
        return code, described

    def assert_code(self, code: int, name: str, *arguments: Any, path: str = "", offset: Optional[int] = None) -> None:
        """Asserts the code, path and offset of a failed call; and that the call does without an error to fill."""
        got, error = self.fails(name, *arguments)
        assert error is not None
        self.assertEqual((got, error.path, error.offset), (code, path, offset), error)
        self.assertEqual(getattr(self.functions, name)(*arguments, None), code)


class OpeningTest(RawTest):
    def open_fails(self, code: int, config: bytes, path: str = "", offset: Optional[int] = None) -> None:
        handle = ctypes.c_void_p(77)
        self.assert_code(code, "chatcore_open", borrow(config), ctypes.byref(handle), path=path, offset=offset)
        self.assertEqual(handle.value, 77, "an output was written although the call failed")

    def test_a_config_without_a_store_is_refused(self) -> None:
        self.open_fails(CONFIG, b"{}", path="store")

    def test_an_empty_config_is_refused(self) -> None:
        handle = ctypes.c_void_p(77)
        code, _ = self.fails("chatcore_open", borrow(b""), ctypes.byref(handle))
        self.assertIn(code, (CONFIG, MALFORMED))

    def test_an_unknown_key_is_named(self) -> None:
        code, error = self.fails(
            "chatcore_open", borrow(b'{"store":"sqlite::memory:","colour":"red"}'), ctypes.byref(ctypes.c_void_p())
        )
        assert error is not None
        self.assertEqual((code, error.path), (CONFIG, "colour"))
        self.assertIn("colour", error.message + error.path)

    def test_an_unknown_key_inside_a_section_is_named_with_its_section(self) -> None:
        for section in ("limits", "auth", "mount", "localization"):
            with self.subTest(section):
                config = ('{"store":"sqlite::memory:","%s":{"colour":1}}' % section).encode()
                code, error = self.fails("chatcore_open", borrow(config), ctypes.byref(ctypes.c_void_p()))
                assert error is not None
                self.assertEqual((code, error.path), (CONFIG, f"{section}.colour"))

    def test_values_of_the_wrong_type_are_config_errors_with_their_place(self) -> None:
        for config, path in (
            (b'{"store":5}', "store"),
            (b'{"store":null}', "store"),
            (b'{"store":"sqlite::memory:","limits":[]}', "limits"),
            (b'{"store":"sqlite::memory:","auth":"none"}', "auth"),
        ):
            with self.subTest(config):
                code, error = self.fails("chatcore_open", borrow(config), ctypes.byref(ctypes.c_void_p()))
                assert error is not None
                self.assertEqual((code, error.path), (CONFIG, path))

    def test_a_store_of_an_unknown_kind_is_a_config_error(self) -> None:
        for store in (b"desk.db", b"postgresql://localhost/desk", b"sqlite:", b""):
            with self.subTest(store):
                code, error = self.fails(
                    "chatcore_open", borrow(b'{"store":"' + store + b'"}'), ctypes.byref(ctypes.c_void_p())
                )
                assert error is not None
                self.assertEqual((code, error.path), (CONFIG, "store"))

    def test_a_config_that_is_not_json_says_at_which_byte(self) -> None:
        for config, offset in ((b'{"store":', 9), (b'{"store" "x"}', 9), (b"store", 0), (b'{"store":"\xff"}', 10)):
            with self.subTest(config):
                code, error = self.fails("chatcore_open", borrow(config), ctypes.byref(ctypes.c_void_p()))
                assert error is not None
                self.assertEqual((code, error.offset), (MALFORMED, offset))

    def test_a_config_that_is_no_object_is_refused(self) -> None:
        for config in (b"[]", b"null", b'"sqlite::memory:"', b"1"):
            with self.subTest(config):
                code, _ = self.fails("chatcore_open", borrow(config), ctypes.byref(ctypes.c_void_p()))
                self.assertIn(code, (CONFIG, VALUE))

    def test_a_config_that_nests_too_deeply_is_over_the_limit(self) -> None:
        config = b'{"store":' + b"[" * 100 + b"]" * 100 + b"}"
        code, _ = self.fails("chatcore_open", borrow(config), ctypes.byref(ctypes.c_void_p()))
        self.assertIn(code, (LIMIT, CONFIG))

    def test_a_folder_that_is_not_there_is_a_store_error(self) -> None:
        self.open_fails(STORE, f'{{"store":"sqlite:{self.folder}/not/there/desk.db"}}'.encode())

    def test_a_file_that_is_no_store_is_a_store_error_and_stays_as_it_is(self) -> None:
        path = self.folder / "letter.txt"
        path.write_bytes(b"Dear reader, this is a letter and no database.\n" * 100)
        before = path.read_bytes()
        self.open_fails(STORE, f'{{"store":"sqlite:{path}"}}'.encode())
        self.assertEqual(path.read_bytes(), before)

    def test_a_store_of_a_newer_version_is_refused_and_stays_as_it_is(self) -> None:
        self.engine.close()
        with sqlite3.connect(self.store) as connection:
            connection.execute("PRAGMA user_version = 987654")
        connection.close()
        self.open_fails(NEWER_STORE, f'{{"store":"sqlite:{self.store}"}}'.encode())
        connection = sqlite3.connect(self.store)
        self.assertEqual(connection.execute("PRAGMA user_version").fetchone(), (987654,))
        connection.close()

    def test_null_where_the_handle_is_to_go_is_an_argument_error(self) -> None:
        self.assert_code(ARGUMENT, "chatcore_open", borrow(b'{"store":"sqlite::memory:"}'), None)

    def test_null_with_a_size_is_an_argument_error(self) -> None:
        self.assert_code(ARGUMENT, "chatcore_open", NOWHERE, ctypes.byref(ctypes.c_void_p()))

    def test_fifty_failed_openings_leave_no_file_open(self) -> None:
        def open_files() -> int:
            return len(os.listdir("/proc/self/fd"))

        before = open_files()
        for _ in range(50):
            self.fails("chatcore_open", borrow(b'{"store":"sqlite:/proc/nowhere.db"}'), ctypes.byref(ctypes.c_void_p()))
        self.assertEqual(open_files(), before)


class HandlesTest(RawTest):
    def everything_on(self, handle: Any) -> "list[int]":
        request = Message(struct_size=ctypes.sizeof(Message))
        request.method, request.target = borrow(b"GET"), borrow(b"/api/v1/ChatSession/ForCurrentUser")
        response, result = MessagePointer(), BufferPointer()
        codes = [
            self.fails("chatcore_handle", handle, ctypes.byref(request), ctypes.byref(response))[0],
            self.fails("chatcore_call", handle, borrow(b""), borrow(b"System.CountRows"), borrow(b""), ctypes.byref(result))[0],
            self.functions.chatcore_close(handle),
        ]
        self.assertFalse(response)
        self.assertFalse(result)
        return codes

    def test_null_is_a_closed_handle(self) -> None:
        self.assertEqual(self.everything_on(None), [CLOSED] * 3)

    def test_garbage_is_a_closed_handle(self) -> None:
        for value in (GARBAGE, ctypes.c_void_p(1), ctypes.c_void_p(0xFFFFFFFFFFFFFFFF), ctypes.cast(ctypes.c_char_p(b"x" * 99), ctypes.c_void_p)):
            with self.subTest(value):
                self.assertEqual(self.everything_on(value), [CLOSED] * 3)

    def test_a_closed_engine_stays_closed_when_others_are_opened(self) -> None:
        self.engine.close()
        self.assertEqual(self.everything_on(self.handle), [CLOSED] * 3)
        others = [self.open() for _ in range(5)]
        self.assertEqual(self.everything_on(self.handle), [CLOSED] * 3)
        self.assertNotIn(self.handle.value, [other._handle.value for other in others])

    def test_closing_twice_in_python_does_no_harm_and_calls_say_closed(self) -> None:
        self.engine.close()
        self.engine.close()
        self.assertTrue(self.engine.closed)
        self.assert_fails(chatcore.ClosedError, "", self.engine.call, "System.CountRows")
        self.assert_fails(chatcore.ClosedError, "", self.engine.handle, chatcore.Request("GET", "/"))

    def test_outputs_outlive_their_engine(self) -> None:
        result = BufferPointer()
        operation = b"System.CountRows"
        code = self.functions.chatcore_call(self.handle, borrow(b""), borrow(operation), borrow(b""), ctypes.byref(result), None)
        self.assertEqual(code, OK)
        self.engine.close()
        buffer = result.contents
        self.assertGreaterEqual(buffer.struct_size, ctypes.sizeof(Buffer))
        self.assertEqual(ctypes.string_at(buffer.data, buffer.size + 1)[-1:], b"\0")
        self.assertEqual(ctypes.string_at(buffer.data, 1), b"{")
        self.library.release(result)

    def test_releasing_null_does_nothing(self) -> None:
        self.functions.chatcore_release(None)


class HandlingTest(RawTest):
    def message(self, size: "int | None" = None) -> Message:
        request = Message(struct_size=ctypes.sizeof(Message) if size is None else size)
        request.method, request.target = borrow(b"GET"), borrow(b"/api/v1/ChatSession/ForCurrentUser")
        return request

    def refused(self, request: Any) -> None:
        response = MessagePointer()
        self.assert_code(ARGUMENT, "chatcore_handle", self.handle, request, ctypes.byref(response))
        self.assertFalse(response)

    def test_null_as_the_request_is_an_argument_error(self) -> None:
        self.refused(None)

    def test_null_as_the_place_of_the_response_is_an_argument_error(self) -> None:
        self.assert_code(ARGUMENT, "chatcore_handle", self.handle, ctypes.byref(self.message()), None)

    def test_a_struct_size_that_makes_no_sense_is_an_argument_error(self) -> None:
        for size in (0, 1, 7, 8, 15):
            with self.subTest(size):
                self.refused(ctypes.byref(self.message(size)))

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
                self.refused(ctypes.byref(request))

    def test_headers_that_are_not_there_are_an_argument_error(self) -> None:
        request = self.message()
        request.header_count = 3
        self.refused(ctypes.byref(request))

    def test_a_header_that_is_null_with_a_size_is_an_argument_error(self) -> None:
        for header in (Header(NOWHERE, borrow(b"x")), Header(borrow(b"Accept"), NOWHERE)):
            request = self.message()
            headers = (Header * 1)(header)
            request.headers = ctypes.cast(headers, ctypes.POINTER(Header))
            request.header_count = 1
            self.refused(ctypes.byref(request))

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
        for arguments, offset in ((b'{"PersonId":', 12), (b'{"PersonId":1]', 13), (b"\xff", 0), (b'{"PersonId":01}', 13), (b"{} x", 3)):
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
        self.assertEqual(self.refused(VALUE, b'{"Associate":7}', b"Chat.ChatSessionsForUser", b"").path, "Associate")
        self.assertEqual(self.refused(VALUE, b'{"Colleague":"anna"}', b"Chat.ChatSessionsForUser", b"").path, "Colleague")

    def test_null_with_a_size_is_an_argument_error_in_every_input(self) -> None:
        name = borrow(b"System.CountRows")
        for inputs in ((NOWHERE, name, borrow(b"")), (borrow(b""), NOWHERE, borrow(b"")), (borrow(b""), name, NOWHERE)):
            result = BufferPointer()
            self.assert_code(ARGUMENT, "chatcore_call", self.handle, *inputs, ctypes.byref(result))

    def test_null_as_the_place_of_the_result_is_an_argument_error(self) -> None:
        self.assert_code(ARGUMENT, "chatcore_call", self.handle, borrow(b""), borrow(b"System.CountRows"), borrow(b""), None)


class StatelessTest(RawTest):
    def test_encode_refuses_what_no_server_offers(self) -> None:
        for operation, connection in (
            ("Chat.MakeCoffee", {"Protocol": "rest"}),
            ("Chat.GetChatPresence", {"Protocol": "soap", "Version": 85}),
            ("Chat.ChatSessionsForUser", {"Protocol": "soap", "Version": 87}),
            ("CustomerService.DeleteChatSessions", {"Protocol": "rest"}),
        ):
            with self.subTest(operation, **connection):
                with self.assertRaises(chatcore.OperationError):
                    chatcore.encode(operation, connection)

    def test_encode_names_the_key_of_the_connection_that_cannot_be(self) -> None:
        for connection, path in (
            ({"Protocol": "pigeon"}, "Protocol"),
            ({"Protocol": 1}, "Protocol"),
            ({"Protocol": "soap", "Version": 83}, "Version"),
            ({"Protocol": "soap", "Version": "88"}, "Version"),
            ({"Protocol": "soap", "Dialect": "slang"}, "Dialect"),
            ({"Protocol": "soap", "Soap": "2.0"}, "Soap"),
            ({"Protocol": "soap", "Colour": "red"}, "Colour"),
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
        for inputs in ((NOWHERE, soap, borrow(b"")), (name, NOWHERE, borrow(b"")), (name, soap, NOWHERE)):
            self.assert_code(ARGUMENT, "chatcore_encode", *inputs, ctypes.byref(request))
        self.assert_code(ARGUMENT, "chatcore_encode", name, soap, borrow(b""), None)

    def test_decode_checks_its_pointers(self) -> None:
        name, result = borrow(b"Chat.GetChatPresence"), BufferPointer()
        response = Message(struct_size=ctypes.sizeof(Message), status=200)
        self.assert_code(ARGUMENT, "chatcore_decode", name, None, ctypes.byref(result))
        self.assert_code(ARGUMENT, "chatcore_decode", name, ctypes.byref(response), None)
        self.assert_code(ARGUMENT, "chatcore_decode", NOWHERE, ctypes.byref(response), ctypes.byref(result))
        response.struct_size = 4
        self.assert_code(ARGUMENT, "chatcore_decode", name, ctypes.byref(response), ctypes.byref(result))

    def test_decode_refuses_an_operation_that_is_not_known(self) -> None:
        self.assert_fails(chatcore.OperationError, "", chatcore.decode, "Chat.MakeCoffee", chatcore.Response(200, (), b"null"))

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

    def test_describe_knows_four_kinds(self) -> None:
        for kind in ("operations", "carriers", "config", "errors"):
            with self.subTest(kind):
                self.assertTrue(chatcore.describe(kind))
        for kind in ("weather", "", "Operations "):
            with self.subTest(kind):
                with self.assertRaises(chatcore.InvalidValueError):
                    chatcore.describe(kind)

    def test_describe_checks_its_pointers(self) -> None:
        description = BufferPointer()
        self.assert_code(ARGUMENT, "chatcore_describe", NOWHERE, ctypes.byref(description))
        self.assert_code(ARGUMENT, "chatcore_describe", borrow(b"errors"), None)

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
