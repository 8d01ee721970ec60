"""The functions that need no engine: messages for servers elsewhere, and the library's description of itself."""

from __future__ import annotations

import ctypes
import json
from typing import Any, Optional

from .engine import JSONObject, to_json
from .library import Library, load, read_buffer
from .messages import BorrowedMessage, Request, Response, read_request
from .structs import BufferPointer, ErrorPointer, MessagePointer, borrow


def version(*, library: Optional[Library] = None) -> str:
    """The version of the library that is loaded, such as ``0.1.0``."""
    return (library or load()).version()


def encode(
    operation: str, connection: JSONObject, arguments: JSONObject = None, *, library: Optional[Library] = None
) -> Request:
    """The request that calls an operation on a server; ``connection`` says how to reach it (see chatcore_encode)."""
    library = library or load()
    texts = (operation.encode("utf-8", "surrogatepass"), to_json(connection), to_json(arguments))
    request = MessagePointer()
    error = ErrorPointer()
    try:
        code = library.functions.chatcore_encode(
            *(borrow(text) for text in texts), ctypes.byref(request), ctypes.byref(error)
        )
        library.check(code, error)
        return read_request(request.contents)
    finally:
        library.release(request)
        library.release(error)


def decode(operation: str, response: Response, *, library: Optional[Library] = None) -> Any:
    """The result in a server's response; RemoteError when the server reports a failure."""
    library = library or load()
    name = operation.encode("utf-8", "surrogatepass")
    borrowed = BorrowedMessage(response)
    result = BufferPointer()
    error = ErrorPointer()
    try:
        code = library.functions.chatcore_decode(
            borrow(name), ctypes.byref(borrowed.struct), ctypes.byref(result), ctypes.byref(error)
        )
        library.check(code, error)
        return json.loads(read_buffer(result.contents))
    finally:
        library.release(result)
        library.release(error)


def describe(kind: str, *, library: Optional[Library] = None) -> Any:
    """``operations``, ``carriers``, ``config``, ``errors``, ``events``, ``openapi`` or ``session-states`` as JSON values;
    ``session-states-graph``, in Graphviz's language, and ``wsdl/Chat/88`` and the like, in XML, as text."""
    library = library or load()
    name = kind.encode("utf-8", "surrogatepass")
    description = BufferPointer()
    error = ErrorPointer()
    try:
        code = library.functions.chatcore_describe(borrow(name), ctypes.byref(description), ctypes.byref(error))
        library.check(code, error)
        text = read_buffer(description.contents)
        is_text = kind.endswith("-graph") or kind.startswith("wsdl/")
        return text.decode("utf-8") if is_text else json.loads(text)
    finally:
        library.release(description)
        library.release(error)
