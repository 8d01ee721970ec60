"""What the library can fail with, as exceptions: one class for each code, grouped into families."""

from __future__ import annotations

from typing import Optional


class ChatCoreError(Exception):
    """A call failed. Every error of the library is one of these.

    ``code`` is a CHATCORE_ERROR_... number, ``path`` the place by name (such as ``Sessions[3].User.AssociateId``,
    empty when there is none) and ``offset`` the place in the input in bytes, None when there is none.
    """

    def __init__(self, code: int, message: str, path: str = "", offset: Optional[int] = None) -> None:
        # All four go to Exception, so that errors survive pickling on their way between processes.
        super().__init__(code, message, path, offset)
        self.code = code
        self.message = message
        self.path = path
        self.offset = offset

    def __str__(self) -> str:
        place = self.path
        if self.offset is not None:
            place = f"{place}, byte {self.offset}" if place else f"byte {self.offset}"
        return f"{self.message} ({place})" if place else self.message


class ArgumentError(ChatCoreError):
    """A required argument is missing, or a size makes no sense."""


class EngineError(ChatCoreError):
    """The engine cannot be used here."""


class ClosedError(EngineError):
    """The engine was closed."""


class ForkedError(EngineError):
    """The engine belongs to the process before fork(); open one of your own."""


class ConfigError(ChatCoreError):
    """The config has an unknown key or a value that cannot be."""


class InputError(ChatCoreError):
    """The input cannot be read; ``path`` and ``offset`` say where."""


class MalformedError(InputError):
    """Not well-formed JSON, XML or UTF-8."""


class InvalidValueError(InputError):
    """Well-formed, but a value has the wrong type or range."""


class LimitError(InputError):
    """Past a bound of size, depth or count."""


class OperationError(ChatCoreError):
    """No operation of that name, or not in that version or protocol."""


class AccessError(ChatCoreError):
    """The caller may not do this."""


class AuthenticationError(AccessError):
    """The caller is not known: no valid ticket, user or token."""


class DeniedError(AccessError):
    """The caller is known and lacks the right."""


class NotFoundError(ChatCoreError):
    """What the call names does not exist."""


class ConflictError(ChatCoreError):
    """What is there already contradicts the call."""


class StoreError(ChatCoreError):
    """The store cannot be opened, read or written."""


class BusyError(StoreError):
    """The store was busy for longer than the bounded wait; try again."""


class NewerStoreError(StoreError):
    """The store was written by a newer version of the library."""


class RemoteError(ChatCoreError):
    """A server answered with an error; the message is its own."""


class OutOfMemoryError(ChatCoreError):
    """No memory was left for the answer."""


class InternalError(ChatCoreError):
    """A fault of the library itself; please report it with the message."""


class CallbackError(ChatCoreError):
    """A function that this program registered raised an exception; the logger "chatcore" has it."""


_CLASSES: "dict[int, type[ChatCoreError]]" = {
    1: ArgumentError,
    2: ClosedError,
    3: ForkedError,
    4: ConfigError,
    5: MalformedError,
    6: InvalidValueError,
    7: LimitError,
    8: OperationError,
    9: AuthenticationError,
    10: DeniedError,
    11: NotFoundError,
    12: ConflictError,
    13: StoreError,
    14: BusyError,
    15: NewerStoreError,
    16: RemoteError,
    17: OutOfMemoryError,
    18: InternalError,
    19: CallbackError,
}


def make_error(code: int, message: str, path: str = "", offset: Optional[int] = None) -> ChatCoreError:
    """The exception of a code; a code that this version does not know is a plain ChatCoreError."""
    return _CLASSES.get(code, ChatCoreError)(code, message, path, offset)
