"""An engine: a store opened in this process, and the calls that it answers."""

from __future__ import annotations

import ctypes
import json
import time
from typing import Any, Iterable, Mapping, Optional, Union

from .callbacks import BearerCheck, BearerFunction, DestroyFunction, check_bearer, destroy, keep
from .errors import make_error
from .events import EventStream
from .handle import Handle
from .library import Library, load, read_buffer
from .messages import BorrowedMessage, Request, Response, read_response
from .structs import BufferPointer, ErrorPointer, MessagePointer, borrow

JSONObject = Union[Mapping[str, Any], bytes, None]

_CLOSED = 2
_FORKED = 3
_NEVER = 2**63 - 1


def to_json(value: JSONObject) -> bytes:
    """An object as UTF-8 JSON. Bytes are JSON already; None is the empty input."""
    if value is None:
        return b""
    if isinstance(value, bytes):
        return value
    # A lone surrogate goes through, so that the library's error says where it is.
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


class Engine(Handle):
    """A chat engine on a store.

    Engines may be shared between threads. One that was opened before os.fork() raises ForkedError in the child.

        with Engine.open({"store": "sqlite:desk.db"}) as engine:
            sessions = engine.call("Chat.ChatSessionsForUser", caller={"Associate": "anna"})
    """

    _kind = "engine"
    _closing_function = "chatcore_close"

    def __init__(self, library: Library, handle: int) -> None:
        """Takes over an open handle; use ``Engine.open``."""
        super().__init__(library, handle)

    @classmethod
    def open(cls, config: JSONObject, *, library: Optional[Library] = None) -> Engine:
        """Opens an engine; ``describe("config")`` tells what ``config`` may say."""
        library = library or load()
        text = to_json(config)
        handle = ctypes.c_void_p()
        error = ErrorPointer()
        try:
            code = library.functions.chatcore_open(borrow(text), ctypes.byref(handle), ctypes.byref(error))
            library.check(code, error)
        finally:
            library.release(error)
        return cls(library, handle.value or 0)

    def close(self) -> None:
        """Waits for calls under way and lets go of the store. Closing twice does no harm."""
        code = self._library.functions.chatcore_close(self._handle)
        if code in (0, _CLOSED):
            self._closed = True
            return
        if code == _FORKED:
            raise make_error(code, "the engine was not closed: it belongs to the process before fork()")
        raise make_error(code, "the engine was not closed: a function that it calls cannot close it")

    def handle(self, request: Request) -> Response:
        """Answers an HTTP-shaped request. What a caller did wrong is said in the response, not raised."""
        borrowed = BorrowedMessage(request)
        response = MessagePointer()
        error = ErrorPointer()
        try:
            code = self._library.functions.chatcore_handle(
                self._handle, ctypes.byref(borrowed.struct), ctypes.byref(response), ctypes.byref(error)
            )
            self._library.check(code, error)
            return read_response(response.contents)
        finally:
            self._library.release(response)
            self._library.release(error)

    def call(self, operation: str, arguments: JSONObject = None, *, caller: JSONObject = None) -> Any:
        """Calls an operation; without a caller it is the host that calls."""
        return json.loads(self.call_json(operation, arguments, caller=caller))

    def call_json(self, operation: str, arguments: JSONObject = None, *, caller: JSONObject = None) -> bytes:
        """As ``call``, with the result as the JSON text that the library wrote."""
        texts = (to_json(caller), operation.encode("utf-8", "surrogatepass"), to_json(arguments))
        result = BufferPointer()
        error = ErrorPointer()
        try:
            code = self._library.functions.chatcore_call(
                self._handle, *(borrow(text) for text in texts), ctypes.byref(result), ctypes.byref(error)
            )
            self._library.check(code, error)
            return read_buffer(result.contents)
        finally:
            self._library.release(result)
            self._library.release(error)

    def on_bearer(self, check: Optional[BearerCheck]) -> None:
        """Has ``check`` say whose a bearer token is that somebody else issued: it gets the token and answers the
        associate's number, or None when the token is not valid. It takes the place of the one before; None removes it.

        It is called in the thread of the call that brought the token, in several at a time, and may call the engine.
        When it raises, that call alone fails, with ``CallbackError`` (HTTP: 500), and the logger "chatcore" has the
        exception.
        """
        kept = 0 if check is None else keep(check)
        error = ErrorPointer()
        try:
            code = self._library.functions.chatcore_on_bearer(
                self._handle,
                check_bearer if check is not None else BearerFunction(),
                kept,
                destroy if check is not None else DestroyFunction(),
                ctypes.byref(error),
            )
            self._library.check(code, error)
        finally:
            self._library.release(error)

    def events(
        self,
        cursor: Optional[str] = None,
        *,
        after: Optional[int] = None,
        topics: Optional[Iterable[int]] = None,
        kinds: Optional[Iterable[str]] = None,
        session: Optional[int] = None,
        timeout: Optional[float] = None,
    ) -> EventStream:
        """A stream of what happens, of these topics, kinds or this session alone if they are named.

        ``cursor`` is a name under which the store keeps how far the consumer has come; ``after`` is where it begins when
        the store does not know it yet, 0 for the oldest event. Without both it is what is yet to come. A loop over the
        stream ends when nothing has come for ``timeout`` seconds; None waits for as long as it takes.
        """
        options = {
            "Cursor": cursor,
            "After": after,
            "Topics": None if topics is None else list(topics),
            "Kinds": None if kinds is None else list(kinds),
            "ChatSessionId": session,
        }
        text = to_json(options)
        handle = ctypes.c_void_p()
        error = ErrorPointer()
        try:
            code = self._library.functions.chatcore_events_open(
                self._handle, borrow(text), ctypes.byref(handle), ctypes.byref(error)
            )
            self._library.check(code, error)
        finally:
            self._library.release(error)
        return EventStream(self._library, handle.value or 0, timeout)

    def run_due(self, now: Optional[float] = None) -> Optional[float]:
        """Does what is due at a time, in seconds since 1970 (None: now), and answers when there is more to do, None for
        never. With the config's ``"clock": "host"`` this is also what the time is for the engine from now on."""
        milliseconds = round((time.time() if now is None else now) * 1000)
        following = ctypes.c_int64()
        error = ErrorPointer()
        try:
            code = self._library.functions.chatcore_run_due(
                self._handle, milliseconds, ctypes.byref(following), ctypes.byref(error)
            )
            self._library.check(code, error)
        finally:
            self._library.release(error)
        return None if following.value == _NEVER else following.value / 1000
