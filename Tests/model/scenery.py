"""The desk of the differential machine, as the library imports it and as the model knows it."""

from __future__ import annotations

import base64
from typing import Any

from reference import HOUR, LISTEN, MANAGE, NOTIFY, RESPOND, Entry, Topic

AGENTS = range(1, 6)
CUSTOMERS = range(20)
TOPICS = range(1, 7)
ADMINISTRATOR = 1

# A Monday, 08:00 in UTC.
BEGINNING = 1_772_438_400_000
ALL = frozenset((LISTEN, RESPOND, MANAGE, NOTIFY))

# What somebody may be given; the last is nothing, which makes an agent who is no member.
RIGHTS = (
    ALL, frozenset((RESPOND,)), frozenset((RESPOND, NOTIFY)), frozenset((MANAGE,)), frozenset((LISTEN,)),
    frozenset((NOTIFY,)), frozenset((LISTEN, RESPOND)), frozenset(),
)  # fmt: skip

# Who is there in the beginning.
PRESENT = {agent: agent != 5 for agent in AGENTS}

NAMES = {agent: f"{first} Berg" for agent, first in zip(AGENTS, ("Anna", "Bo", "Cato", "Dina", "Ebba"))}


def topics() -> "list[Topic]":
    """Six topics, no two of the same settings."""
    office = [(8 * HOUR, 12 * HOUR), (13 * HOUR, 18 * HOUR)]
    return [
        Topic(
            1, "plain", {1: ALL, 2: RIGHTS[2], 3: RIGHTS[1], 4: RIGHTS[4], 5: RIGHTS[3]},
            welcome="Hello, what can we do for you?", takes_ratings=True, takes_requests=True, faq_category=8, queue_form=True,
            queue_form_minutes=10, queue_form_length=3, warn_new=(2, 5), warn_message=(3, 6),
        ),
        Topic(
            2, "forms", {1: RIGHTS[1], 2: ALL, 3: RIGHTS[6], 5: RIGHTS[5]},
            form=True, form_fields=("CustomerEmail", "CustomerName"), faq=True, faq_category=7, consent=True, sends_transcripts=True, takes_requests=True, queue_form=True, queue_form_minutes=30, warn_new=(4, 0),
        ),
        Topic(3, "bot", {2: RIGHTS[1], 3: ALL, 4: RIGHTS[1]}, bot=True, bot_name="Robot", form=True, takes_ratings=True, warn_message=(5, 2)),
        Topic(
            4, "hours", {1: ALL, 4: RIGHTS[6], 5: RIGHTS[2]},
            hours=office, takes_requests=True, offline_consent=True, offline_fields=("CustomerEmail",), first_names=True,
            queue_form_length=2, warn_new=(0, 1), service_level=600,
        ),
        Topic(
            5, "offered", {1: RIGHTS[1], 2: RIGHTS[1], 3: RIGHTS[6], 4: ALL, 5: RIGHTS[2]}, welcome="Here we are.", warn_new=(3, 0),
            assignment="longestIdle", capacity=2, offer_seconds=30, priority=1, service_level=100,
        ),
        Topic(
            6, "given", {1: RIGHTS[3], 2: RIGHTS[1], 3: RIGHTS[2], 5: RIGHTS[1]}, welcome="What is it?", takes_requests=True,
            assignment="fewestChats", capacity=3,
        ),
    ]  # fmt: skip


# Two categories, and words that some of them share.
ENTRIES = (
    Entry(1, 7, "order parcel", "Where is my order?", "Orders are on their way within a day."),
    Entry(2, 7, "", "How to return an ORDER", "Send it back; we pay for the parcel."), Entry(3, 7, "refund money", "Refunds", "In a week."),
    Entry(4, 7, "money", "Prices", "An order is paid in NOK."), Entry(5, 7, "", "Order by telephone", "Ring 22 00 00 00."),
    Entry(6, 7, "", "Order in the shop", "Every day."), Entry(7, 8, "order", "Another product", "Where is it?"),
)  # fmt: skip


def clock_hours(milliseconds: int) -> str:
    return f"PT{milliseconds // HOUR}H"


def settings(topic: Topic) -> "dict[str, Any]":
    """What a topic is set to, as in ChatTopicEntity, but for what its widget and its opening hours say."""
    return {
        "ChatTopicId": topic.number, "Name": topic.name, "WelcomeMessage": topic.welcome, "BotEnabled": topic.bot,
        "TicketEnabled": topic.takes_requests, "WidgetEnableRating": topic.takes_ratings, "CollectConsent": topic.consent,
        "OfflineCollectConsent": topic.offline_consent, "UseQueueOfflineForm": topic.queue_form,
        "OfflineFormTimeLimit": topic.queue_form_minutes, "OfflineFormQueueLength": topic.queue_form_length,
        "WarnNewChatMinutes": topic.warn_new[0], "WarnManagerNewChatMinutes": topic.warn_new[1],
        "WarnChatMessageMinutes": topic.warn_message[0], "WarnManagerChatMessageMinutes": topic.warn_message[1],
        "OpeningHoursEnabled": topic.hours is not None,
    }  # fmt: skip


def required(fields: "tuple[str, ...]") -> str:
    """A form's fields as flags."""
    return ", ".join(name.removeprefix("Customer") for name in fields) or "None"


def entity(topic: Topic) -> "dict[str, Any]":
    """A topic as ChatTopicEntity."""
    widget = {
        "PreFormEnabled": topic.form, "AutoFaqEnabled": topic.faq, "RequiredFields": required(topic.form_fields),
        "OfflineFields": required(topic.offline_fields), "UseAgentFirstname": topic.first_names,
        "PostTranscriptEnabled": topic.sends_transcripts, "AutoFaqCategory": {"KbCategoryId": topic.faq_category},
    }  # fmt: skip
    document: "dict[str, Any]" = {**settings(topic), "Widget": widget, "BotSettings": {"BotName": topic.bot_name}}
    if topic.hours is not None:
        morning, afternoon = topic.hours
        document["OpeningHours"] = {
            "UseLunchHours": True, "LunchStart": clock_hours(morning[1]), "LunchStop": clock_hours(afternoon[0]),
        }  # fmt: skip
        for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"):
            document["OpeningHours"][f"{day}Enabled"] = True
            document["OpeningHours"][f"{day}Start"] = clock_hours(morning[0])
            document["OpeningHours"][f"{day}Stop"] = clock_hours(afternoon[1])
    return document


def agent_document(topic: int, agent: int, rights: "frozenset[str]") -> "dict[str, Any]":
    return {"TopicId": topic, "User": {"AssociateId": agent}, **{right: right in rights for right in sorted(ALL)}}


def user_name(agent: int) -> str:
    return f"user{agent}"


def beyond(topic: Topic) -> "dict[str, Any]":
    """What the config says of a topic."""
    return {
        "assignment": topic.assignment or "off", "capacity": topic.capacity, "offerSeconds": topic.offer_seconds,
        "priority": topic.priority, "serviceLevelSeconds": topic.service_level,
    }  # fmt: skip


def authorization(agent: int) -> str:
    return "Basic " + base64.b64encode(f"{user_name(agent)}:secret".encode()).decode()


def own_name(agent: int) -> str:
    """What an associate is called who may have no user."""
    return f"own{agent}"


def import_document() -> "dict[str, Any]":
    """The desk for System.Import."""
    return {
        "Associates": [{"AssociateId": agent, "Name": own_name(agent), "FullName": name} for agent, name in NAMES.items()],
        "Users": [{"UserName": user_name(agent), "AssociateId": agent, "Password": "secret"} for agent in AGENTS],
        "Presence": [{"UserId": agent, "Present": present} for agent, present in PRESENT.items()],
        "Topics": [
            {**entity(topic), "Agents": [agent_document(topic.number, a, r) for a, r in topic.agents.items()]}
            for topic in topics()
        ],
    }
