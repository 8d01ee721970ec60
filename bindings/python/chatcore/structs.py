"""The structs of chatcore.h, field by field. Tests compare their layout with the C compiler's."""

from __future__ import annotations

import ctypes
from typing import Any, Optional


class Bytes(ctypes.Structure):
    """``chatcore_bytes``: borrowed bytes. Whoever fills it keeps the bytes alive for the length of the call."""

    data: Optional[int]
    size: int
    # What `borrow` borrowed from; no field of the C struct, and not copied into structs that this one is put into.
    lender: bytes

    _fields_ = [
        ("data", ctypes.c_void_p),
        ("size", ctypes.c_size_t),
    ]


class Buffer(ctypes.Structure):
    """``chatcore_buffer``: owned bytes. ``data`` is an address, since the bytes may contain zeros."""

    struct_size: int
    data: Optional[int]
    size: int

    _fields_ = [
        ("struct_size", ctypes.c_size_t),
        ("data", ctypes.c_void_p),
        ("size", ctypes.c_size_t),
    ]


class Error(ctypes.Structure):
    """``chatcore_error``: what went wrong, and where."""

    struct_size: int
    code: int
    reserved: int
    offset: int
    message: bytes
    path: bytes

    _fields_ = [
        ("struct_size", ctypes.c_size_t),
        ("code", ctypes.c_int32),
        ("reserved", ctypes.c_int32),
        ("offset", ctypes.c_int64),
        ("message", ctypes.c_char_p),
        ("path", ctypes.c_char_p),
    ]


class Header(ctypes.Structure):
    """``chatcore_header``: one header of a message."""

    name: Bytes
    value: Bytes

    _fields_ = [
        ("name", Bytes),
        ("value", Bytes),
    ]


HeaderPointer = ctypes.POINTER(Header)


#: Whether the client of a request has gone.
HasGone = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p)


class Message(ctypes.Structure):
    """``chatcore_message``: an HTTP-shaped request or response."""

    struct_size: int
    status: int
    reserved: int
    method: Bytes
    target: Bytes
    headers: "ctypes._Pointer[Header]"
    header_count: int
    body: Bytes
    peer: Bytes
    has_gone: Any
    client: Optional[int]

    _fields_ = [
        ("struct_size", ctypes.c_size_t),
        ("status", ctypes.c_int32),
        ("reserved", ctypes.c_int32),
        ("method", Bytes),
        ("target", Bytes),
        ("headers", HeaderPointer),
        ("header_count", ctypes.c_size_t),
        ("body", Bytes),
        ("peer", Bytes),
        ("has_gone", HasGone),
        ("client", ctypes.c_void_p),
    ]


BufferPointer = ctypes.POINTER(Buffer)
ErrorPointer = ctypes.POINTER(Error)
MessagePointer = ctypes.POINTER(Message)


def borrow(data: bytes) -> Bytes:
    """Borrowed bytes of ``data``, which they keep alive. Whoever puts them into another struct keeps ``data`` too."""
    if not data:
        return Bytes(None, 0)
    borrowed = Bytes(ctypes.cast(ctypes.c_char_p(data), ctypes.c_void_p).value, len(data))
    borrowed.lender = data
    return borrowed


def copy(address: Optional[int], size: int) -> bytes:
    """A copy of ``size`` bytes at ``address``."""
    return ctypes.string_at(address, size) if address is not None and size > 0 else b""
