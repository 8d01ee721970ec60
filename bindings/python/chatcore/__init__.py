"""A customer-chat engine: SOAP and REST chat services on a SQLite file, through libchatcore.

    import chatcore

    with chatcore.Engine.open({"store": "sqlite:desk.db"}) as engine:
        for session in engine.call("Chat.ChatSessionsForUser", caller={"Associate": "anna"}):
            print(session["ChatSessionId"], session["Status"])
"""

from .engine import Engine
from .errors import (
    AccessError,
    ArgumentError,
    AuthenticationError,
    BusyError,
    CallbackError,
    ChatCoreError,
    ClosedError,
    ConfigError,
    ConflictError,
    DeniedError,
    EngineError,
    ForkedError,
    InputError,
    InternalError,
    InvalidValueError,
    LimitError,
    MalformedError,
    NewerStoreError,
    NotFoundError,
    OperationError,
    OutOfMemoryError,
    RemoteError,
    StoreError,
)
from .events import Event, EventStream
from .library import Library, load
from .messages import Request, Response
from .stateless import decode, describe, encode, version

__all__ = [
    "AccessError",
    "ArgumentError",
    "AuthenticationError",
    "BusyError",
    "CallbackError",
    "ChatCoreError",
    "ClosedError",
    "ConfigError",
    "ConflictError",
    "DeniedError",
    "Engine",
    "EngineError",
    "Event",
    "EventStream",
    "ForkedError",
    "InputError",
    "InternalError",
    "InvalidValueError",
    "Library",
    "LimitError",
    "MalformedError",
    "NewerStoreError",
    "NotFoundError",
    "OperationError",
    "OutOfMemoryError",
    "RemoteError",
    "Request",
    "Response",
    "StoreError",
    "decode",
    "describe",
    "encode",
    "load",
    "version",
]
