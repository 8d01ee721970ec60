"""HTTP-shaped messages, as Python values and as the library's structs."""

from __future__ import annotations

import ctypes
import json
from dataclasses import dataclass
from typing import Any, Callable, Optional, Sequence, Tuple, Union

from .structs import Bytes, HasGone, Header, Message, borrow, copy

Headers = Sequence[Tuple[str, str]]


@dataclass(frozen=True)
class Request:
    """A request as a parsed HTTP message has it.

    ``has_gone`` says whether the client waits no longer; it is asked about once a second, in the thread of the call, while the
    request waits for events, and ends the wait.
    """

    method: str
    target: str
    headers: Headers = ()
    body: bytes = b""
    peer: str = ""
    has_gone: Optional[Callable[[], bool]] = None

    def header(self, name: str) -> Optional[str]:
        """The first header of that name, in any case."""
        return _first(self.headers, name)


@dataclass(frozen=True)
class Response:
    """A response as a parsed HTTP message has it."""

    status: int
    headers: Headers = ()
    body: bytes = b""

    def header(self, name: str) -> Optional[str]:
        """The first header of that name, in any case."""
        return _first(self.headers, name)

    @property
    def text(self) -> str:
        """The body as UTF-8 text."""
        return self.body.decode("utf-8")

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


def _first(headers: Headers, name: str) -> Optional[str]:
    wanted = name.lower()
    return next((value for key, value in headers if key.lower() == wanted), None)


def _utf8(text: str) -> bytes:
    # Bytes that are not UTF-8 came in as surrogates and go out as they were.
    return text.encode("utf-8", "surrogateescape")


class BorrowedMessage:
    """A message struct together with the Python bytes that it points into."""

    def __init__(self, message: Union[Request, Response]) -> None:
        self._kept: "list[bytes]" = []
        count = len(message.headers)
        self._headers = (Header * count)()
        for index, (name, value) in enumerate(message.headers):
            self._headers[index] = Header(self._borrow(_utf8(name)), self._borrow(_utf8(value)))
        self.struct = Message(struct_size=ctypes.sizeof(Message))
        if count > 0:
            self.struct.headers = ctypes.cast(self._headers, ctypes.POINTER(Header))
            self.struct.header_count = count
        self.struct.body = self._borrow(message.body)
        if isinstance(message, Request):
            self.struct.method = self._borrow(_utf8(message.method))
            self.struct.target = self._borrow(_utf8(message.target))
            self.struct.peer = self._borrow(_utf8(message.peer))
            has_gone = message.has_gone
            if has_gone is not None:
                # ctypes keeps the function for as long as the struct lives.
                self.struct.has_gone = HasGone(lambda _client: int(has_gone()))
        else:
            self.struct.status = message.status

    def _borrow(self, data: bytes) -> Bytes:
        self._kept.append(data)
        return borrow(data)


def read_request(message: Message) -> Request:
    """A request struct as a value; nothing of the struct is kept."""
    return Request(_text(message.method), _text(message.target), _headers(message), _bytes(message.body), _text(message.peer))


def read_response(message: Message) -> Response:
    """A response struct as a value; nothing of the struct is kept."""
    return Response(message.status, _headers(message), _bytes(message.body))


def _headers(message: Message) -> Headers:
    return tuple(
        (_text(message.headers[index].name), _text(message.headers[index].value)) for index in range(message.header_count)
    )


def _bytes(value: Bytes) -> bytes:
    return copy(value.data, value.size)


def _text(value: Bytes) -> str:
    return _bytes(value).decode("utf-8", "surrogateescape")
