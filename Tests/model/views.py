"""What the library should show of the model's things, and the parts of the library's answers that are compared with it."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import Any, Optional

from reference import IN_QUEUE, Desk, Entry, Message, Session, Topic

NO_TIME = "0001-01-01T00:00:00"
_EPOCH = datetime.datetime(1970, 1, 1)
# The records that a session names by one of their fields.
_ASSOCIATES = ("User", "TransferTo")


@lru_cache(maxsize=4096)
def moment(milliseconds: int) -> str:
    """A time as the library writes it: UTC, without the zeros at the end of the fraction."""
    if milliseconds == 0:
        return NO_TIME
    text = (_EPOCH + datetime.timedelta(milliseconds=milliseconds)).isoformat(timespec="milliseconds")
    return (text.rstrip("0").rstrip(".") if "." in text else text) + "Z"


def session(it: Session) -> "dict[str, Any]":
    return {
        "ChatSessionId": it.number, "TopicId": it.topic, "Status": it.status, "User": it.user, "TransferTo": it.transfer_to,
        "FirstMessage": it.first, "LastMessage": it.last, "WhenRequested": moment(it.requested),
        "WhenStarted": moment(it.started), "WhenEnded": moment(it.ended), "WhenIdle": moment(it.idle),
        "WhenFetched": moment(it.fetched), "InitialQueuePos": it.initial_position, "AlertLevel": it.alert, "Rank": it.rank,
        "Flags": "UserIsTyping" if it.user_is_typing else "CustomerIsTyping", "ChatbotIsActive": it.bot, "Rating": it.rating,
        "CustomerConsented": it.consented, **it.customer,
    }  # fmt: skip


def customers(it: Session, desk: Desk) -> "dict[str, Any]":
    """A session as its customer sees it: CustomerSession."""
    topic = desk.topic_of(it)
    return {
        "ChatSessionId": it.number, "ChatTopicId": it.topic, "TopicName": topic.name, "Status": it.status,
        "QueuePosition": desk.position(it), "AgentName": topic.bot_name if it.bot else first_name(topic, desk.names.get(it.user, "")),
        "AgentTyping": it.user_is_typing, "ChatbotIsActive": it.bot, "Rating": it.rating,
        "OffersOfflineForm": it.status == IN_QUEUE and desk.queue_form_is_open(it),
        "LastMessageId": desk.last_seen(it), "UnreadCount": desk.unread(it),
    }  # fmt: skip


def first_name(topic: Topic, name: str) -> str:
    return name.split(" ")[0] if topic.first_names else name


def customers_message(it: Message, topic: Topic) -> "dict[str, Any]":
    author = it.author if it.type == "ToUser" else first_name(topic, it.author)
    return {**message(it), "Author": author}


def message(it: Message) -> "dict[str, Any]":
    return {
        "ChatMessageId": it.number, "ChatSessionId": it.session, "Type": it.type, "Message": it.text, "Author": it.author,
        "SpecialType": it.special, "SpecialParam": it.param, "WhenPosted": moment(it.posted), "ReadByCustomer": int(it.read),
    }  # fmt: skip


def entry(it: Entry) -> "dict[str, Any]":
    return {"FaqEntryId": it.number, "Title": it.title, "Text": it.text}


def events(told: "list[dict[str, Any]]") -> "list[dict[str, Any]]":
    return [{**event, "At": moment(event["At"])} if "At" in event else event for event in told]


def part_of(document: "Optional[dict[str, Any]]", names: "dict[str, Any]") -> "Optional[dict[str, Any]]":
    """Those fields of a record that the model knows, with associates as their numbers."""
    if document is None:
        return None
    part = {name: document.get(name) for name in names}
    for name in _ASSOCIATES:
        if name in part:
            part[name] = (part[name] or {}).get("AssociateId", 0)
    # An empty text and none are the same to the rules.
    return {name: None if value == "" else value for name, value in part.items()}
