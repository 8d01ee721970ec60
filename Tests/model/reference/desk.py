"""What all rules share: who may, what people see, where sessions begin, how they change."""

from __future__ import annotations

from typing import Any, Optional

from .values import (
    CLOSED, CLOSED_FROM_QUEUE, CUSTOMER_LAST, DAY, DELETED, FAQ, FINISHED, FORM_FIELDS, IN_QUEUE, LIVING, LONGEST_TEXT, MANAGE,
    MINUTE, OFFLINE_FORM, PRE_CHAT_FORM, RESPOND, TALKED_IN, USER_LAST, Entry, Message, Session, Topic,
    demand,
)  # fmt: skip


class Base:
    """A support desk: its topics, who is there, its sessions, and what was told of them."""

    def __init__(self, topics: "list[Topic]", names: "dict[int, str]", administrators: "set[int]", now: int) -> None:
        self.topics = {topic.number: topic for topic in topics}
        self.names = names
        self.administrators = administrators
        self.present = dict.fromkeys(names, False)
        self.sessions: "dict[int, Session]" = {}
        self.events: "list[dict[str, Any]]" = []
        # All events that are still kept, with their numbers and moments.
        self.log: "list[tuple[int, int, dict[str, Any]]]" = []
        self.entries: "list[Entry]" = []
        self.now = now
        # Who brings it about: the number of the agent who calls, or a word.
        self.by: "int | str" = "customer"
        # When somebody last got, was offered or ended a session.
        self.idle_since: "dict[int, int]" = {}
        self.next_session, self.next_message = 1, 1
        self.idle_minutes = self.dead_minutes = 0
        self.event_days = 1

    # --- who may -----------------------------------------------------------------------------------------------------

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

    # --- what people see ---------------------------------------------------------------------------------------------

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

    def queue_form_is_open(self, session: Session) -> bool:
        """Either bound suffices; one of 0 is none."""
        topic = self.topic_of(session)
        minutes, length = topic.queue_form_minutes, topic.queue_form_length
        waited = minutes > 0 and self.now >= session.requested + minutes * MINUTE
        return topic.queue_form and (waited or 0 < length < self.position(session))

    # --- the beginning -----------------------------------------------------------------------------------------------

    def is_open(self, topic: Topic) -> bool:
        day = self.now % DAY
        return topic.hours is None or any(start <= day < stop for start, stop in topic.hours)

    def queue_or_offline(self, topic: Topic) -> str:
        served = any(self.present[agent] and RESPOND in rights for agent, rights in topic.agents.items())
        return IN_QUEUE if served and self.is_open(topic) else OFFLINE_FORM

    def start(self, topic: Topic, consented: bool, customer: "dict[str, Any]", brings_form: bool = False) -> Session:
        if topic.bot:
            status = CUSTOMER_LAST
        elif topic.form and not brings_form:
            status = PRE_CHAT_FORM
        else:
            status = FAQ if topic.faq else self.queue_or_offline(topic)
        return self.begin(topic, status, topic.bot, consented, customer)

    def brings_all(self, topic: Topic, customer: "dict[str, Any]") -> bool:
        """Whether what a customer brings along stands for the form before the chat: something, and all that it requires."""
        return any(customer.get(name) for name in FORM_FIELDS) and all(customer.get(name) for name in topic.form_fields)

    def begin(self, topic: Topic, status: str, bot: bool, consented: bool, customer: "dict[str, Any]") -> Session:
        position = len(self.queue(topic)) + 1
        session = Session(self.next_session, topic.number, status, position, self.now, self.now, self.now, bot=bot)
        session.consented = consented
        session.customer.update(customer)
        self.next_session += 1
        self.sessions[session.number] = session
        self.tell("chatsession.created", session, NewStatus=status)
        self.settle(session)
        return session

    # --- messages ----------------------------------------------------------------------------------------------------

    def customer_writes(self, session: Session, text: str, delay: int = 0, special: str = "None", param: str = "") -> Message:
        demand(session.status in LIVING | {FINISHED}, "Conflict")
        demand(session.consented or not self.topic_of(session).consent, "Conflict")
        message = self.write(session, "ToUser", text, self.customer_name(session), special, delay, param)
        if session.status == USER_LAST:
            session.alert = 0
            self.move(session, CUSTOMER_LAST)
        elif session.status == FINISHED:
            self.reopen(session)
        self.settle(session)
        return message

    def customer_name(self, session: Session) -> str:
        return session.customer.get("CustomerAlias") or session.customer.get("CustomerName") or ""

    def reopen(self, session: Session) -> None:
        held = session.user != 0 or session.bot
        session.ended = session.alert = 0
        session.rank = self.free_rank(session.user, session) if session.user else 0
        self.move(session, CUSTOMER_LAST if held else self.queue_or_offline(self.topic_of(session)))
        # The customer's doing, whoever wrote the message down.
        self.say(session, "ReopenedByCustomer", author="")

    def write(
        self, session: Session, type: str, text: str, author: str, special: str = "None", delay: int = 0, param: str = ""
    ) -> Message:
        message = self.say(session, special, text, type=type, author=author, delay=delay, param=param)
        session.first = text[:LONGEST_TEXT] if session.first is None else session.first
        session.last = text[:LONGEST_TEXT]
        session.idle = max(session.idle, self.now)
        return message

    def say(
        self, session: Session, special: str, text: str = "", type: str = "Special", author: Optional[str] = None,
        delay: int = 0, param: str = "",
    ) -> Message:  # fmt: skip
        """A message is written; the system's own change nothing else, and their author is the agent who caused them."""
        name = self.names.get(self.by, "") if author is None else author
        message = Message(self.next_message, session.number, type, text, name, special, param, self.now + delay)
        self.next_message += 1
        session.messages.append(message)
        self.tell("chatsession.message", session, ChatMessageId=message.number)
        return message

    # --- queues beyond the protocol, which are told of whatever happens to a session -----------------------------------

    def settle(self, session: Session, assigned: bool = False) -> None:
        raise NotImplementedError

    def assign(self, session: Session, agent: int) -> None:
        raise NotImplementedError

    def free_rank(self, agent: int, besides: Session) -> int:
        """The lowest number from 1 that is free among the user's active sessions."""
        active = (s for s in self.sessions.values() if s.user == agent and s.status in TALKED_IN and s is not besides)
        taken = {s.rank for s in active}
        return next(rank for rank in range(1, len(taken) + 2) if rank not in taken)

    # --- how sessions change -----------------------------------------------------------------------------------------

    # Where a session ends that is not talked in; all others are finished.
    ENDS = {PRE_CHAT_FORM: CLOSED, IN_QUEUE: CLOSED_FROM_QUEUE}

    def end(self, session: Session, status: str, special: Optional[str]) -> None:
        session.ended = session.ended or max(self.now, session.requested, session.started)
        session.transfer_to = session.alert = 0
        session.user_is_typing = False
        self.move(session, status)
        if special:
            self.say(session, special, author="" if special == "SessionDeleted" else None)
        self.settle(session)

    def move(self, session: Session, status: str, always: bool = False) -> None:
        old, session.status = session.status, status
        if old != status or always:
            self.tell_of_change(session, old)

    def tell_of_change(self, session: Session, old: str) -> None:
        self.tell("chatsession.changed", session, OldStatus=old, NewStatus=session.status)

    def tell(self, kind: str, session: Session, **more: Any) -> None:
        """An event: what happened, and whose the session is then. What is nobody or nothing is left out."""
        event = {
            "Event": kind, "ChatSessionId": session.number, "TopicId": session.topic, **more, **self.who(),
            "UserId": session.user, "TransferTo": session.transfer_to,
        }  # fmt: skip
        self.events.append({name: value for name, value in event.items() if value or name not in ("UserId", "TransferTo")})
        self.log.append((self.log[-1][0] + 1 if self.log else 1, self.now, self.events[-1]))

    def who(self) -> "dict[str, Any]":
        return {"By": self.by} if isinstance(self.by, str) else {"AssociateId": self.by}
