"""The library's stateless functions, with the bytes that they answer as they are."""

from __future__ import annotations

import ctypes
from typing import Union

import chatcore
from chatcore.library import read_buffer, read_error
from chatcore.messages import BorrowedMessage
from chatcore.structs import BufferPointer, ErrorPointer, borrow

JSON = "application/json"
XML = "text/xml"


def decode(operation: str, body: bytes, content_type: str = JSON) -> Union[bytes, chatcore.ChatCoreError]:
    """The JSON text of a response's result, or why there is none."""
    library = chatcore.load()
    borrowed = BorrowedMessage(chatcore.Response(200, (("Content-Type", content_type),), body))
    result = BufferPointer()
    error = ErrorPointer()
    try:
        code = library.functions.chatcore_decode(
            borrow(operation.encode()), ctypes.byref(borrowed.struct), ctypes.byref(result), ctypes.byref(error)
        )
        return read_buffer(result.contents) if code == 0 else read_error(error.contents)
    finally:
        library.release(result)
        library.release(error)
