"""A stream of what happens in a store."""

from __future__ import annotations

import ctypes
import json
import threading
import time
from typing import Any, Dict, Iterator, List, Optional

from .errors import ClosedError, make_error
from .handle import Handle
from .library import Library, read_buffer
from .structs import BufferPointer, ErrorPointer

Event = Dict[str, Any]

_CLOSED = 2
# A call into the library keeps Ctrl-C waiting, so that long waits are made of short ones.
_LONGEST_CALL = 0.5


class EventStream(Handle):
    """Events in the order of their commits; ``Engine.events`` opens one.

        with engine.events(cursor="webhooks", after=0) as events:
            for event in events:
                print(event["Seq"], event["Event"])

    The loop asks for more when it has gone through what it got, and only then that has been dealt with: a program that ends
    before gets it again. One thread at a time reads from a stream; any thread may wake or close it.
    """

    _kind = "stream"
    _closing_function = "chatcore_events_close"

    def __init__(self, library: Library, handle: int, timeout: Optional[float]) -> None:
        """Takes over an open handle; use ``Engine.events``."""
        super().__init__(library, handle)
        self._timeout = timeout
        self._woken = threading.Event()

    def next(self, timeout: Optional[float] = None) -> List[Event]:
        """The next events, at most 1,000, waiting for them for at most so many seconds (None: without end). Empty when the
        time is over or the stream was woken. What the call before answered has been dealt with now."""
        end = None if timeout is None else time.monotonic() + timeout
        while True:
            left = _LONGEST_CALL if end is None else max(0.0, min(end - time.monotonic(), _LONGEST_CALL))
            events = self._next(left)
            if events or (end is not None and time.monotonic() >= end):
                return events
            if self._woken.is_set():
                self._woken.clear()
                return events

    def _next(self, seconds: float) -> List[Event]:
        events = BufferPointer()
        error = ErrorPointer()
        try:
            code = self._library.functions.chatcore_events_next(
                self._handle, round(seconds * 1000), ctypes.byref(events), ctypes.byref(error)
            )
            self._library.check(code, error)
            found: List[Event] = json.loads(read_buffer(events.contents))
            return found
        finally:
            self._library.release(events)
            self._library.release(error)

    def __iter__(self) -> Iterator[Event]:
        """Each event, until nothing has come for the stream's timeout, or until the stream is woken or closed."""
        while True:
            try:
                events = self.next(self._timeout)
            except ClosedError:
                return
            if not events:
                return
            yield from events

    def fileno(self) -> int:
        """A descriptor for ``select`` and ``selectors``, readable when ``next(0)`` may have something. It tells of what this
        process writes, and stays the stream's."""
        descriptor = ctypes.c_int32(-1)
        error = ErrorPointer()
        try:
            code = self._library.functions.chatcore_events_descriptor(
                self._handle, ctypes.byref(descriptor), ctypes.byref(error)
            )
            self._library.check(code, error)
            return descriptor.value
        finally:
            self._library.release(error)

    def wake(self) -> None:
        """Ends the wait that is under way, or the next one."""
        self._woken.set()
        code = self._library.functions.chatcore_events_wake(self._handle)
        if code:
            raise make_error(code, "the stream was not woken: it, or its engine, is closed or of the process before fork()")

    def close(self) -> None:
        """Ends the stream, and the wait that is under way. Closing twice does no harm."""
        code = self._library.functions.chatcore_events_close(self._handle)
        if code not in (0, _CLOSED):
            raise make_error(code, "the stream was not closed: it belongs to the process before fork()")
        self._closed = True
