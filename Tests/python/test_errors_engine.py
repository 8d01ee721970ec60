"""Opening, closing and handles with arguments that cannot be: each gives its code and place, and none crashes."""

from __future__ import annotations

import ctypes
import os
import sqlite3
import unittest
from typing import Any, Optional

import chatcore
from chatcore.structs import Buffer, BufferPointer, Message, MessagePointer, borrow, copy
from raw import ARGUMENT, CLOSED, CONFIG, GARBAGE, LIMIT, MALFORMED, NEWER_STORE, NOWHERE, OK, STORE, VALUE, RawTest


class OpeningTest(RawTest):
    def open_fails(self, code: int, config: bytes, path: str = "", offset: Optional[int] = None) -> None:
        handle = ctypes.c_void_p(77)
        self.assert_code(code, "chatcore_open", borrow(config), ctypes.byref(handle), path=path, offset=offset)
        self.assertEqual(handle.value, 77, "an output was written although the call failed")

    def test_a_config_without_a_store_is_refused(self) -> None:
        self.open_fails(CONFIG, b"{}", path="store")

    def test_an_empty_config_is_refused(self) -> None:
        self.open_fails(CONFIG, b"", path="store")

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
                self.open_fails(CONFIG, b'{"store":"' + store + b'"}', path="store")

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
        self.open_fails(STORE, f'{{"store":"sqlite:{self.folder}/not/there/desk.db"}}'.encode(), path="store")

    def test_a_file_that_is_no_store_is_a_store_error_and_stays_as_it_is(self) -> None:
        path = self.folder / "letter.txt"
        path.write_bytes(b"Dear reader, this is a letter and no database.\n" * 100)
        before = path.read_bytes()
        self.open_fails(STORE, f'{{"store":"sqlite:{path}"}}'.encode(), path="store")
        self.assertEqual(path.read_bytes(), before)

    def test_a_store_of_a_newer_version_is_refused_and_stays_as_it_is(self) -> None:
        self.engine.close()
        with sqlite3.connect(self.store) as connection:
            connection.execute("PRAGMA user_version = 987654")
        connection.close()
        self.open_fails(NEWER_STORE, f'{{"store":"sqlite:{self.store}"}}'.encode(), path="store")
        connection = sqlite3.connect(self.store)
        self.assertEqual(connection.execute("PRAGMA user_version").fetchone(), (987654,))
        connection.close()

    def test_null_where_the_handle_is_to_go_is_an_argument_error(self) -> None:
        self.assert_code(ARGUMENT, "chatcore_open", borrow(b'{"store":"sqlite::memory:"}'), None, path="engine")

    def test_null_with_a_size_is_an_argument_error(self) -> None:
        self.assert_code(ARGUMENT, "chatcore_open", NOWHERE, ctypes.byref(ctypes.c_void_p()), path="config")

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
        self.assertEqual(copy(buffer.data, buffer.size + 1)[-1:], b"\0")
        self.assertEqual(copy(buffer.data, 1), b"{")
        self.library.release(result)

    def test_releasing_null_does_nothing(self) -> None:
        self.functions.chatcore_release(None)


if __name__ == "__main__":
    unittest.main()
