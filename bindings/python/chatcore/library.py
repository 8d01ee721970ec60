"""Finding and loading libchatcore, and the prototypes of its functions."""

from __future__ import annotations

import ctypes
import os
import threading
from pathlib import Path
from typing import Any, Optional, Union

from .callbacks import BearerFunction, DestroyFunction
from .errors import ChatCoreError, make_error
from .structs import Buffer, BufferPointer, Bytes, Error, ErrorPointer, Message, MessagePointer, copy

SONAME = "libchatcore.so.1"

# The header's version that this package was written against.
HEADER_VERSION_NUMBER = 1_000

_Handle = ctypes.c_void_p
_HandleOut = ctypes.POINTER(ctypes.c_void_p)
_Int32Out = ctypes.POINTER(ctypes.c_int32)
_Int64Out = ctypes.POINTER(ctypes.c_int64)
_BufferOut = ctypes.POINTER(BufferPointer)
_MessageOut = ctypes.POINTER(MessagePointer)
_ErrorOut = ctypes.POINTER(ErrorPointer)

_PROTOTYPES: "dict[str, tuple[list[Any], Any]]" = {
    "chatcore_version": ([], ctypes.c_char_p),
    "chatcore_version_number": ([], ctypes.c_int32),
    "chatcore_open": ([Bytes, _HandleOut, _ErrorOut], ctypes.c_int32),
    "chatcore_close": ([_Handle], ctypes.c_int32),
    "chatcore_handle": ([_Handle, MessagePointer, _MessageOut, _ErrorOut], ctypes.c_int32),
    "chatcore_call": ([_Handle, Bytes, Bytes, Bytes, _BufferOut, _ErrorOut], ctypes.c_int32),
    "chatcore_on_bearer": (
        [_Handle, BearerFunction, ctypes.c_void_p, DestroyFunction, _ErrorOut],
        ctypes.c_int32,
    ),
    "chatcore_run_due": ([_Handle, ctypes.c_int64, _Int64Out, _ErrorOut], ctypes.c_int32),
    "chatcore_events_open": ([_Handle, Bytes, _HandleOut, _ErrorOut], ctypes.c_int32),
    "chatcore_events_next": ([_Handle, ctypes.c_int64, _BufferOut, _ErrorOut], ctypes.c_int32),
    "chatcore_events_descriptor": ([_Handle, _Int32Out, _ErrorOut], ctypes.c_int32),
    "chatcore_events_wake": ([_Handle], ctypes.c_int32),
    "chatcore_events_close": ([_Handle], ctypes.c_int32),
    "chatcore_encode": ([Bytes, Bytes, Bytes, _MessageOut, _ErrorOut], ctypes.c_int32),
    "chatcore_decode": ([Bytes, MessagePointer, _BufferOut, _ErrorOut], ctypes.c_int32),
    "chatcore_describe": ([Bytes, _BufferOut, _ErrorOut], ctypes.c_int32),
    "chatcore_release": ([ctypes.c_void_p], None),
}


class Library:
    """A loaded libchatcore with its functions' prototypes set; ``functions`` are the raw C functions."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.functions = ctypes.CDLL(path)
        for name, (arguments, result) in _PROTOTYPES.items():
            try:
                function = getattr(self.functions, name)
            except AttributeError:
                raise OSError(f"{path} is not a libchatcore that this package can use: it has no {name}") from None
            function.argtypes = arguments
            function.restype = result
        if self.version_number() // 1_000_000 > HEADER_VERSION_NUMBER // 1_000_000:
            raise OSError(f"{path} is libchatcore {self.version()}, which this package is too old for")

    def version(self) -> str:
        """The library's version, such as ``0.1.0``."""
        text: bytes = self.functions.chatcore_version()
        return text.decode("ascii")

    def version_number(self) -> int:
        """The library's version as major * 1,000,000 + minor * 1,000 + patch."""
        number: int = self.functions.chatcore_version_number()
        return number

    def check(self, code: int, error: "ctypes._Pointer[Error]") -> None:
        """Raises the exception of a failed call. The error is still released by whoever asked for it."""
        if code == 0:
            return
        if error:
            raise read_error(error.contents)
        raise make_error(code, f"libchatcore answered code {code} without a description")

    def release(self, output: "ctypes._Pointer[Buffer] | ctypes._Pointer[Error] | ctypes._Pointer[Message]") -> None:
        """Lets go of an output; NULL is allowed."""
        self.functions.chatcore_release(output)


def read_error(error: Error) -> ChatCoreError:
    """The exception that an error struct describes."""
    return make_error(
        error.code,
        error.message.decode("utf-8", "replace"),
        error.path.decode("utf-8", "replace"),
        error.offset if error.offset >= 0 else None,
    )


def read_buffer(buffer: Buffer) -> bytes:
    """A copy of a buffer's bytes."""
    return copy(buffer.data, buffer.size)


_loaded: "dict[str, Library]" = {}
_loading = threading.Lock()


def load(path: "Optional[Union[str, os.PathLike[str]]]" = None) -> Library:
    """Loads libchatcore, once for each path.

    Without a path it is looked for in the environment variable CHATCORE_LIBRARY, then next to this package, then
    where the dynamic loader finds libchatcore.so.1.
    """
    name = os.fspath(path) if path is not None else _find()
    # Looked up without the lock first: a child of fork() may have inherited it locked.
    library = _loaded.get(name)
    if library is None:
        with _loading:
            library = _loaded.get(name)
            if library is None:
                library = _loaded[name] = Library(name)
    return library


def _find() -> str:
    named = os.environ.get("CHATCORE_LIBRARY")
    if named:
        return named
    for file in (SONAME, "libchatcore.so"):
        beside = Path(__file__).resolve().parent / file
        if beside.exists():
            return str(beside)
    return SONAME
