"""The rules of chat sessions once more, in another language: what the library is judged by.

Everything here is written from the protocol's words and from docs/session-life.md, never from the library's code. It
can be read as their specification: no store, no wire, one method for each call.

Times are milliseconds, and 0 is no time. A method answers what the call should answer, or raises Refused; then nothing
has changed. What a call tells those who watch is appended to `events`.
"""

from .agents import Agents
from .log import Consumer, Log
from .time import Time
from .values import (
    DAY, ENDED, FAQ, FINISHED, FORMS, HOUR, IN_QUEUE, LISTEN, LIVING, MANAGE, MINUTE, NOTIFY, OFFLINE_FORM, PRE_CHAT_FORM,
    RESPOND, SECOND, TALKED_IN, Entry, Message, Refused, Session, Topic,
)  # fmt: skip

__all__ = [
    "DAY", "ENDED", "FAQ", "FINISHED", "FORMS", "HOUR", "IN_QUEUE", "LISTEN", "LIVING", "MANAGE", "MINUTE", "NOTIFY",
    "OFFLINE_FORM", "PRE_CHAT_FORM", "RESPOND", "SECOND", "TALKED_IN",
    "Consumer", "Desk", "Entry", "Message", "Refused", "Session", "Topic",
]  # fmt: skip


class Desk(Agents, Log, Time):
    """A support desk under all of its rules."""
