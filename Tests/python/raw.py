"""Tests that speak to the C functions themselves, with the codes of the header."""

from __future__ import annotations

import ctypes
from typing import Any, Optional, Tuple

import chatcore
from chatcore.library import read_error
from chatcore.structs import Bytes, ErrorPointer
from scenery import DeskTest

OK, ARGUMENT, CLOSED, CONFIG, MALFORMED, VALUE, LIMIT, OPERATION = 0, 1, 2, 4, 5, 6, 7, 8
STORE, NEWER_STORE = 13, 15

# Pointers that lead nowhere: a handle that never was one, and bytes that are not there.
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
