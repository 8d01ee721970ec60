"""The rules of chat sessions once more, in another language: what the library is judged by.

Everything here is written from the protocol's words and from docs/session-life.md, never from the library's code. It
can be read as their specification: no store, no wire, one method for each call.

Times are milliseconds, and 0 is no time. A method answers what the call should answer, or raises Refused; then nothing
has changed. What a call tells those who watch is appended to `events`.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any, Callable, Optional

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
    last_accept: int = 0
    seconds_per_accept: int = 0


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


class Desk:
    """A support desk: its topics, who is there, its sessions, and what was told of them."""

    def __init__(self, topics: "list[Topic]", names: "dict[int, str]", administrators: "set[int]", now: int) -> None:
        self.topics = {topic.number: topic for topic in topics}
        self.names = names
        self.administrators = administrators
        self.present = dict.fromkeys(names, False)
        self.sessions: "dict[int, Session]" = {}
        self.events: "list[tuple[Any, ...]]" = []
        self.now = now
        # The agent who calls; 0 when it is a customer or time.
        self.by = 0
        self.next_session, self.next_message = 1, 1
        self.idle_minutes = self.dead_seconds = 0

    # --- who may -------------------------------------------------------------------------------------------------

    def rights(self, agent: int, topic: Topic) -> "frozenset[str]":
        return topic.agents.get(agent, frozenset())

    def is_member(self, agent: int, topic: Topic) -> bool:
        return bool(self.rights(agent, topic))

    def writes(self, agent: int, session: Session) -> bool:
        return bool(self.rights(agent, self.topic_of(session)) & {RESPOND, MANAGE})

    def topic_of(self, session: Session) -> Topic:
        return self.topics[session.topic]

    def find(self, number: int) -> Session:
        demand(number in self.sessions, "NotFound")
        return self.sessions[number]

    # --- what people see -----------------------------------------------------------------------------------------

    def read(self, agent: int, number: int) -> Optional[Session]:
        """GetChatSessionEntity."""
        session = self.sessions.get(number)
        if session is None:
            return None
        demand(self.is_member(agent, self.topic_of(session)), "Denied")
        return session

    def listed(self, agent: int) -> "list[Session]":
        """ChatSessionsForUser."""
        visible = [s for s in self.sessions.values() if s.status != DELETED and self.is_member(agent, self.topic_of(s))]
        return sorted(visible, key=lambda s: (s.requested, s.number))

    def queue(self, topic: Topic) -> "list[Session]":
        """Those who wait, the next one first."""
        waiting = [s for s in self.sessions.values() if s.topic == topic.number and s.status == IN_QUEUE]
        return sorted(waiting, key=lambda s: (s.requested, s.number))

    def position(self, session: Session) -> int:
        return self.queue(self.topic_of(session)).index(session) + 1 if session.status == IN_QUEUE else 0

    def presence(self) -> "list[tuple[int, bool, int, list[int]]]":
        """GetChatPresence: everybody who is an agent, with their ongoing chats and their topics."""
        return [
            (
                agent,
                self.present[agent],
                sum(1 for s in self.sessions.values() if s.user == agent and s.status in TALKED_IN),
                [t.number for t in self.topics.values() if self.is_member(agent, t)],
            )
            for agent in sorted({agent for topic in self.topics.values() for agent in topic.agents})
        ]

    def shown(self, agent: int, number: int, after: int) -> "Optional[list[Message]]":
        """GetChatMessages."""
        session = self.read(agent, number)
        return None if session is None else self.shown_after(session, after)

    def shown_after(self, session: Session, after: int) -> "list[Message]":
        seen = next((m for m in session.messages if m.number == after), None)
        shown = sorted((m for m in session.messages if m.posted <= self.now), key=lambda m: (m.posted, m.number))
        if seen is None:
            return [m for m in shown if m.number > after]
        return [m for m in shown if (m.posted, m.number) > (seen.posted, seen.number)]

    # --- the beginning -------------------------------------------------------------------------------------------

    def is_open(self, topic: Topic) -> bool:
        day = self.now % DAY
        return topic.hours is None or any(start <= day < stop for start, stop in topic.hours)

    def queue_or_offline(self, topic: Topic) -> str:
        served = any(self.present[agent] and RESPOND in rights for agent, rights in topic.agents.items())
        return IN_QUEUE if served and self.is_open(topic) else OFFLINE_FORM

    def create(self, agent: int, number: int) -> Session:
        """CreateChatSessionForTopic."""
        demand(number in self.topics, "NotFound")
        demand(self.is_member(agent, self.topics[number]), "Denied")
        return self.start(self.topics[number])

    def create_saved(self, agent: int, number: int, status: str, fields: "dict[str, Any]") -> Session:
        """SaveChatSessionEntity of a session that has no number yet."""
        demand(number in self.topics, "InvalidValue")
        topic = self.topics[number]
        demand(self.rights(agent, topic) & {RESPOND, MANAGE}, "Denied")
        if status == INVALID:
            return self.start(topic, **fields)
        demand(status in FORMS | {IN_QUEUE}, "Conflict")
        return self.begin(topic, status, False, fields)

    def start(self, topic: Topic, **customer: Any) -> Session:
        if topic.bot:
            status = CUSTOMER_LAST
        elif topic.form:
            status = PRE_CHAT_FORM
        else:
            status = FAQ if topic.faq else self.queue_or_offline(topic)
        return self.begin(topic, status, topic.bot, customer)

    def begin(self, topic: Topic, status: str, bot: bool, customer: "dict[str, Any]") -> Session:
        position = len(self.queue(topic)) + 1
        session = Session(self.next_session, topic.number, status, position, self.now, self.now, self.now, bot=bot)
        session.customer.update(customer)
        self.next_session += 1
        self.sessions[session.number] = session
        self.tell("chatsession.created", session, INVALID)
        return session

    # --- agents --------------------------------------------------------------------------------------------------

    def pick_up(self, agent: int, number: int) -> Optional[Session]:
        session = self.sessions.get(number)
        if session is None:
            return None
        topic = self.topic_of(session)
        demand(RESPOND in self.rights(agent, topic), "Denied")
        if session.status != IN_QUEUE:
            return None
        self.assign(session, agent)
        session.started, session.alert = max(self.now, session.requested), 0
        wait = max(self.now - session.requested, 0) // SECOND
        topic.seconds_per_accept = (7 * topic.seconds_per_accept + wait + 4) // 8 if topic.last_accept else wait
        topic.last_accept = max(topic.last_accept, self.now)
        self.move(session, CUSTOMER_LAST)
        if topic.welcome:
            self.say(session, "Welcome", topic.welcome, type="ToCustomer")
        return session

    def pick_up_first(self, agent: int) -> Optional[Session]:
        waiting = [s for t in self.topics.values() if RESPOND in self.rights(agent, t) for s in self.queue(t)]
        first = min(waiting, key=lambda s: (s.requested, s.number), default=None)
        return None if first is None else self.pick_up(agent, first.number)

    def assign(self, session: Session, agent: int) -> None:
        session.user, session.transfer_to = agent, 0
        session.rank = self.free_rank(agent, session)

    def free_rank(self, agent: int, besides: Session) -> int:
        """The lowest number from 1 that is free among the user's active sessions."""
        active = (s for s in self.sessions.values() if s.user == agent and s.status in TALKED_IN and s is not besides)
        taken = {s.rank for s in active}
        return next(rank for rank in range(1, len(taken) + 2) if rank not in taken)

    def concerning(self, agent: int, number: int) -> Optional[Session]:
        """A session for its members, for who holds it and for whom it is offered to: rights may have gone meanwhile."""
        session = self.sessions.get(number)
        if session is not None and agent in (session.user, session.transfer_to):
            return session
        return self.read(agent, number)

    def transfer(self, agent: int, number: int, target: int) -> Optional[Session]:
        session = self.concerning(agent, number)
        if session is None:
            return None
        rights = self.rights(agent, self.topic_of(session))
        if session.status not in TALKED_IN or not (session.user == agent or MANAGE in rights):
            return session
        if target == session.user:
            target = 0
        elif not (self.present[target] and RESPOND in self.rights(target, self.topic_of(session))):
            return session
        if session.transfer_to != target:
            session.transfer_to = target
            self.tell("chatsession.changed", session, session.status)
        return session

    def accept(self, agent: int, number: int) -> Optional[Session]:
        session = self.concerning(agent, number)
        if session is None or session.status not in TALKED_IN or session.transfer_to != agent:
            return session
        demand(RESPOND in self.rights(agent, self.topic_of(session)), "Denied")
        self.assign(session, agent)
        session.bot = False
        self.tell("chatsession.changed", session, session.status)
        self.say(session, "TransferedSession")
        return session

    def reject(self, agent: int, number: int) -> Optional[Session]:
        session = self.concerning(agent, number)
        if session is None or session.status not in TALKED_IN or session.transfer_to != agent:
            return session
        session.transfer_to = 0
        self.tell("chatsession.changed", session, session.status)
        self.say(session, "TransferRejected")
        return session

    def reset(self, agent: int, number: int) -> Optional[Session]:
        session = self.sessions.get(number)
        if session is None:
            return None
        demand(self.writes(agent, session), "Denied")
        demand(session.status in LIVING, "Conflict")
        session.user = session.transfer_to = session.rank = session.started = session.alert = 0
        session.bot = session.user_is_typing = False
        topic = self.topic_of(session)
        self.move(session, PRE_CHAT_FORM if topic.form else self.queue_or_offline(topic), always=True)
        return session

    # What saving a session with another status may do.
    SAVED = {
        FINISHED: FORMS | TALKED_IN, CLOSED: LIVING | {FINISHED}, CLOSED_FROM_QUEUE: {IN_QUEUE}, REQUEST_POSTED: {OFFLINE_FORM},
        CUSTOMER_LAST: TALKED_IN, USER_LAST: TALKED_IN, DELETED: LIVING | ENDED,
    }

    def save(self, agent: int, number: int, status: str, fields: "dict[str, Any]", typing: bool) -> Session:
        """SaveChatSessionEntity."""
        session = self.find(number)
        demand(self.writes(agent, session), "Denied")
        old = session.status
        demand(status == old or old in self.SAVED.get(status, set()), "Conflict")
        before = copy.copy(session)
        session.customer = {**session.customer, **fields}
        session.user_is_typing = typing
        if status != old and status in TALKED_IN:
            session.alert = 0
        if status == DELETED and old != DELETED:
            session.deleted = self.now
        if status != old and old in LIVING and status not in TALKED_IN:
            self.end(session, status, {REQUEST_POSTED: None, DELETED: "SessionDeleted"}.get(status, "ClosedByUser"))
        else:
            self.move(session, status, always=session != before)
        return session

    def delete_one(self, agent: int, number: int) -> None:
        """DeleteChatSessionEntity."""
        self.find(number)
        self.delete(agent, [number])

    def delete(self, agent: int, numbers: "list[int]") -> None:
        """DeleteChatSessions: all or, when the caller may not delete one of them, none."""
        sessions = [self.sessions[number] for number in dict.fromkeys(numbers) if number in self.sessions]
        demand(all(self.writes(agent, session) for session in sessions), "Denied")
        for session in sessions:
            if session.status == DELETED:
                continue
            session.deleted = self.now
            if session.status in LIVING:
                self.end(session, DELETED, "SessionDeleted")
            else:
                self.move(session, DELETED)

    def save_presence(self, agent: int, states: "list[tuple[int, bool]]") -> None:
        managed = {a for t in self.topics.values() if MANAGE in self.rights(agent, t) for a in t.agents if self.is_member(a, t)}
        may_all = agent in self.administrators
        demand(may_all or all(user == agent or user in managed for user, _ in states), "Denied")
        self.present.update(states)

    # --- agents of topics ----------------------------------------------------------------------------------------

    def topics_of(self, agent: int) -> "list[int]":
        """ChatTopicsForUser."""
        return [topic.number for topic in self.topics.values() if self.is_member(agent, topic)]

    def manage(self, agent: int, number: int) -> Topic:
        demand(number in self.topics, "NotFound")
        topic = self.topics[number]
        demand(MANAGE in self.rights(agent, topic) or agent in self.administrators, "Denied")
        return topic

    def add_agent(self, agent: int, topic: int, user: int, rights: "frozenset[str]") -> "frozenset[str]":
        found = self.manage(agent, topic)
        demand(user not in found.agents, "Conflict")
        found.agents[user] = rights
        return rights

    def update_agent(self, agent: int, topic: int, user: int, rights: "frozenset[str]") -> "frozenset[str]":
        found = self.manage(agent, topic)
        demand(user in found.agents, "NotFound")
        found.agents[user] = rights
        return rights

    def remove_agent(self, agent: int, topic: int, user: int) -> None:
        found = self.manage(agent, topic)
        demand(user in found.agents, "NotFound")
        del found.agents[user]

    def change_topic(self, agent: int, topic: int, settings: "dict[str, Any]") -> Topic:
        """SaveChatTopicEntity."""
        found = self.manage(agent, topic)
        for name, value in settings.items():
            setattr(found, name, value)
        return found

    # --- messages ------------------------------------------------------------------------------------------------

    def add_message(self, agent: int, number: int, type: str, text: str, special: str = "None", delay: int = 0) -> Message:
        """AddChatMessage: ToCustomer is an agent's own or a bot's, ToUser one that the agent writes for the customer."""
        session = self.find(number)
        demand(self.writes(agent, session), "Denied")
        if type == "ToUser":
            demand(special not in SYSTEM_ALONE, "InvalidValue")
            return self.customer_writes(session, text, delay=delay)
        demand(special not in SYSTEM_ALONE, "InvalidValue")
        if special == "BotMessage":
            demand(session.status in TALKED_IN and session.bot, "Conflict")
        demand(session.status in LIVING, "Conflict")
        author = self.topic_of(session).bot_name if special == "BotMessage" else self.names[agent]
        message = self.write(session, type, text, author, special, delay=delay)
        if special != "BotMessage":
            session.user_is_typing = False
        if session.status in TALKED_IN:
            session.alert = 0
            self.move(session, USER_LAST)
        return message

    def customer_writes(self, session: Session, text: str, delay: int = 0) -> Message:
        demand(session.status in LIVING | {FINISHED}, "Conflict")
        demand(session.consented or not self.topic_of(session).consent, "Conflict")
        # What comes of it is the customer's doing, whoever wrote it down.
        self.by = 0
        message = self.write(session, "ToUser", text, self.customer_name(session), delay=delay)
        if session.status == USER_LAST:
            session.alert = 0
            self.move(session, CUSTOMER_LAST)
        elif session.status == FINISHED:
            self.reopen(session)
        return message

    def customer_name(self, session: Session) -> str:
        return session.customer.get("CustomerAlias") or session.customer.get("CustomerName") or ""

    def reopen(self, session: Session) -> None:
        held = session.user != 0 or session.bot
        session.ended = session.alert = 0
        session.rank = self.free_rank(session.user, session) if session.user else 0
        self.move(session, CUSTOMER_LAST if held else self.queue_or_offline(self.topic_of(session)))
        self.say(session, "ReopenedByCustomer")

    def write(self, session: Session, type: str, text: str, author: str, special: str = "None", delay: int = 0) -> Message:
        message = self.say(session, special, text, type=type, author=author, delay=delay)
        session.first = text[:LONGEST_TEXT] if session.first is None else session.first
        session.last = text[:LONGEST_TEXT]
        session.idle = max(session.idle, self.now)
        return message

    def say(
        self, session: Session, special: str, text: str = "", type: str = "Special", author: Optional[str] = None, delay: int = 0
    ) -> Message:
        """A message is written; the system's own change nothing else, and their author is the agent who caused them."""
        name = self.names.get(self.by, "") if author is None else author
        message = Message(self.next_message, session.number, type, text, name, special, "", self.now + delay)
        self.next_message += 1
        session.messages.append(message)
        self.events.append(("chatsession.message", session.number, message.number))
        return message

    # --- time ----------------------------------------------------------------------------------------------------

    def run_due(self, now: int) -> None:
        """Everything that has fallen due happens now. The clock never goes back."""
        self.now = max(now, self.now)
        for session in list(self.sessions.values()):
            if session.status == DELETED and self.now >= session.deleted + DAY:
                del self.sessions[session.number]

    # --- how sessions change -------------------------------------------------------------------------------------

    def end(self, session: Session, status: str, special: Optional[str]) -> None:
        session.ended = session.ended or max(self.now, session.requested, session.started)
        session.transfer_to = session.alert = 0
        session.user_is_typing = False
        self.move(session, status)
        if special:
            self.say(session, special, author="" if special == "SessionDeleted" else None)

    def move(self, session: Session, status: str, always: bool = False) -> None:
        old, session.status = session.status, status
        if old != status or always:
            self.tell("chatsession.changed", session, old)

    def tell(self, kind: str, session: Session, old: str) -> None:
        self.events.append((kind, session.number, old, session.status))
