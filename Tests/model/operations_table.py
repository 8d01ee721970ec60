"""How an operation is declared: one call of the library, one of the model, and the numbers that choose what is in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable

import scenery
from reference import HOUR, MINUTE, SECOND


@dataclass(frozen=True)
class Operation:
    name: str
    weight: int
    ranges: "tuple[int, ...]"
    perform: "Callable[..., None]"


OPERATIONS: "dict[str, Operation]" = {}

# Each number of a step is below one of these.
AGENT, CUSTOMER, TOPIC = len(scenery.AGENTS), len(scenery.CUSTOMERS), len(scenery.TOPICS)

# What is written, and what is kept of it: harmless tags, and the rest as text.
TEXTS = (
    ("Where is my order?", "Where is my order?"), ("Thank you.", "Thank you."), ("<b>Yes</b>", "<b>Yes</b>"),
    ("a < b & c", "a &lt; b &amp; c"), ("x" * 1500, "x" * 1500), ("æøå 漢字 🙂", "æøå 漢字 🙂"), ("one\ntwo", "one\ntwo"),
    ("<i>No</i><script>x</script>", "<i>No</i>&lt;script&gt;x&lt;/script&gt;"),
)  # fmt: skip
STATUSES = (
    "Finished", "Closed", "Finished", "Deleted", "ClosedFromQueue", "CustomerLast", "UserLast", "RequestPosted", "InQueue",
    "Same", "Same", "PreChatForm",
)  # fmt: skip
NEW_STATUSES = ("Invalid", "InQueue", "OfflineForm", "PreChatForm", "Faq", "CustomerLast", "Closed")
# Which side a message is of, and what kind it is. The first are the most usual.
KINDS = (
    *[("ToCustomer", "None")] * 4, *[("ToUser", "None")] * 4, ("ToCustomer", "BotMessage"), ("ToCustomer", "Block"),
    ("ToCustomer", "Options"), ("ToCustomer", "Options"),
    ("ToCustomer", "ClosedByUser"), ("ToUser", "ReopenedByCustomer"),
)  # fmt: skip
OPTIONS = ("Yes", "No")
DELAYS = (0, 0, 0, 0, 0, 0, 0, 20 * SECOND)


# What is changed of a topic: off, and on.
SETTINGS: "tuple[dict[str, tuple[Any, Any]], ...]" = (
    {"bot": (False, True)}, {"form": (False, True)}, {"faq": (False, True)}, {"consent": (False, True)},
    {"welcome": ("", "Good day")}, {"takes_ratings": (False, True)}, {"takes_requests": (False, True)},
    {"queue_form": (False, True), "queue_form_minutes": (0, 4)}, {"queue_form_length": (0, 2)}, {"warn_new": ((0, 0), (3, 1))},
    {"warn_message": ((0, 0), (2, 2))},
)  # fmt: skip
# The host's clock may go back; the engine's does not.
PAUSES = (
    -5 * MINUTE, 0, 350, 1 * SECOND, 999, 7 * SECOND, 30 * SECOND, 1 * MINUTE, 90 * SECOND, 3 * MINUTE, 10 * MINUTE, 10 * MINUTE, HOUR,
    3 * HOUR, 13 * HOUR,
)  # fmt: skip


def operation(weight: int, *ranges: int) -> "Callable[[Callable[..., None]], Callable[..., None]]":
    def declare(perform: "Callable[..., None]") -> "Callable[..., None]":
        OPERATIONS[perform.__name__] = Operation(perform.__name__, weight, ranges, perform)
        return perform

    return declare
