"""What the rules are about: topics, sessions, messages and their words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Optional

SECOND, MINUTE, HOUR, DAY = 1000, 60_000, 3_600_000, 86_400_000

INVALID, PRE_CHAT_FORM, FAQ, OFFLINE_FORM, IN_QUEUE = "Invalid", "PreChatForm", "Faq", "OfflineForm", "InQueue"
CUSTOMER_LAST, USER_LAST, FINISHED, DELETED = "CustomerLast", "UserLast", "Finished", "Deleted"
CLOSED, REQUEST_POSTED, CLOSED_FROM_QUEUE = "Closed", "RequestPosted", "ClosedFromQueue"

FORMS = {PRE_CHAT_FORM, FAQ, OFFLINE_FORM}
TALKED_IN = {CUSTOMER_LAST, USER_LAST}
LIVING = FORMS | {IN_QUEUE} | TALKED_IN
ENDED = {FINISHED, CLOSED, REQUEST_POSTED, CLOSED_FROM_QUEUE}

LISTEN, RESPOND, MANAGE, NOTIFY = "CanListen", "CanRespond", "CanManage", "CanNotify"
LONGEST_TEXT = 1024

# What the form before the chat, and the offline form, may ask for.
FORM_FIELDS = ("CustomerName", "CustomerEmail", "CustomerPhone", "CustomerCompanyName")

# Messages that tell of a session's life, which nobody but the system writes.
SYSTEM_ALONE = {
    "NewSession", "TransferedSession", "SessionDeleted", "FaqSuccessQuestion", "TransferRejected", "ReopenedByCustomer",
    "ClosedByUser", "ClosedByCustomer", "ClosedByIdle",
}  # fmt: skip


class Refused(Exception):
    """The call is an error of this kind, and nothing has changed."""


def demand(condition: object, kind: str) -> None:
    if not condition:
        raise Refused(kind)


@dataclass
class Topic:
    number: int
    name: str
    agents: "dict[int, frozenset[str]]"
    bot: bool = False
    bot_name: str = ""
    form: bool = False
    faq: bool = False
    # Which of the customer's fields the two forms ask for.
    form_fields: "tuple[str, ...]" = ()
    offline_fields: "tuple[str, ...]" = ()
    faq_category: int = 0
    sends_transcripts: bool = False
    # Whether customers are told the agents' first names only.
    first_names: bool = False
    takes_requests: bool = False
    takes_ratings: bool = False
    consent: bool = False
    offline_consent: bool = False
    welcome: str = ""
    queue_form: bool = False
    queue_form_minutes: int = 0
    queue_form_length: int = 0
    # Minutes after which agents, and managers, are warned; 0 is never.
    warn_new: "tuple[int, int]" = (0, 0)
    warn_message: "tuple[int, int]" = (0, 0)
    # A list of (start, stop) in milliseconds of a day, the same every day; None is always open.
    hours: "Optional[list[tuple[int, int]]]" = None
    # Beyond the protocol.
    assignment: str = ""
    capacity: int = 1
    offer_seconds: int = 0
    priority: int = 0
    service_level: int = 0
    last_accept: int = 0
    seconds_per_accept: int = 0


@dataclass
class Entry:
    """What answers a question: the host's words by which it is found, its title and its text."""

    number: int
    category: int
    words: str
    title: str
    text: str


@dataclass
class Message:
    number: int
    session: int
    type: str
    text: str
    author: str
    special: str
    param: str
    posted: int
    read: bool = False


@dataclass
class Session:
    number: int
    topic: int
    status: str
    initial_position: int
    requested: int
    idle: int
    fetched: int
    started: int = 0
    ended: int = 0
    deleted: int = 0
    user: int = 0
    transfer_to: int = 0
    rank: int = 0
    alert: int = 0
    rating: int = 0
    bot: bool = False
    user_is_typing: bool = False
    consented: bool = False
    first: Optional[str] = None
    last: Optional[str] = None
    customer: "dict[str, Any]" = field(default_factory=dict)
    messages: "list[Message]" = field(default_factory=list)
    # The customer's own numbers of messages, and what was clicked of messages that have options.
    sent: "dict[str, Message]" = field(default_factory=dict)
    clicked: "dict[int, Message]" = field(default_factory=dict)
    # To whom it was offered while it waits, and when; until when the last of them has; when a promise is broken.
    asked: "dict[int, int]" = field(default_factory=dict)
    offered_until: int = 0
    promise: int = 0
    # Whether it waited, who talked in it and whom it was offered to when what followed from that was last seen to.
    settled: "tuple[bool, int, int]" = (False, 0, 0)

    @property
    def is_living(self) -> bool:
        return self.status in LIVING
