"""The agents' calls."""

from __future__ import annotations

import copy
from typing import Any, Optional

from .queues import Queues
from .values import (
    CLOSED, CLOSED_FROM_QUEUE, CUSTOMER_LAST, DELETED, ENDED, FINISHED, FORMS, IN_QUEUE, INVALID, LIVING, MANAGE,
    OFFLINE_FORM, PRE_CHAT_FORM, REQUEST_POSTED, RESPOND, SYSTEM_ALONE, TALKED_IN, USER_LAST, Message, Session,
    Topic, demand,
)  # fmt: skip


class Agents(Queues):

    # --- sessions ----------------------------------------------------------------------------------------------------

    def create(self, agent: int, number: int) -> Session:
        """CreateChatSessionForTopic."""
        demand(number in self.topics, "NotFound")
        demand(self.is_member(agent, self.topics[number]), "Denied")
        return self.start(self.topics[number], False, {})

    def create_saved(self, agent: int, number: int, status: str, fields: "dict[str, Any]") -> Session:
        """SaveChatSessionEntity of a session that has no number yet."""
        demand(number in self.topics, "InvalidValue")
        topic = self.topics[number]
        demand(self.rights(agent, topic) & {RESPOND, MANAGE}, "Denied")
        if status == INVALID:
            return self.start(topic, False, fields)
        demand(status in FORMS | {IN_QUEUE}, "Conflict")
        return self.begin(topic, status, False, False, fields)

    def pick_up(self, agent: int, number: int) -> Optional[Session]:
        session = self.sessions.get(number)
        if session is None:
            return None
        topic = self.topic_of(session)
        demand(RESPOND in self.rights(agent, topic), "Denied")
        if session.status != IN_QUEUE:
            return None
        self.pick(session, agent)
        self.settle(session)
        return session

    def pick_up_first(self, agent: int) -> Optional[Session]:
        waiting = [s for t in self.topics.values() if RESPOND in self.rights(agent, t) for s in self.queue(t)]
        first = min(waiting, key=lambda s: (-self.topic_of(s).priority, s.requested, s.number), default=None)
        return None if first is None else self.pick_up(agent, first.number)

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
            self.tell_of_change(session, session.status)
        return session

    def accept(self, agent: int, number: int) -> Optional[Session]:
        session = self.concerning(agent, number)
        if session is None or session.status not in TALKED_IN | {IN_QUEUE} or session.transfer_to != agent:
            return session
        demand(RESPOND in self.rights(agent, self.topic_of(session)), "Denied")
        if session.status == IN_QUEUE:
            self.pick(session, agent)
        else:
            self.assign(session, agent)
            session.bot = False
            self.tell_of_change(session, session.status)
            self.say(session, "TransferedSession")
        self.settle(session)
        return session

    def reject(self, agent: int, number: int) -> Optional[Session]:
        session = self.concerning(agent, number)
        if session is None or session.status not in TALKED_IN | {IN_QUEUE} or session.transfer_to != agent:
            return session
        session.transfer_to = 0
        self.tell_of_change(session, session.status)
        if session.status != IN_QUEUE:
            self.say(session, "TransferRejected")
        self.settle(session)
        return session

    def reset(self, agent: int, number: int) -> Optional[Session]:
        session = self.sessions.get(number)
        if session is None:
            return None
        demand(self.writes(agent, session), "Denied")
        demand(session.status in LIVING, "Conflict")
        before = copy.copy(session)
        session.user = session.transfer_to = session.rank = session.started = session.alert = 0
        session.bot = session.user_is_typing = False
        topic = self.topic_of(session)
        self.move(session, PRE_CHAT_FORM if topic.form else self.queue_or_offline(topic), always=session != before)
        self.settle(session)
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
        self.follow_presence(states)

    # --- messages ----------------------------------------------------------------------------------------------------

    def add_message(
        self, agent: int, number: int, type: str, text: str, special: str = "None", delay: int = 0, param: str = ""
    ) -> Message:
        """AddChatMessage: ToCustomer is an agent's own or a bot's, ToUser one that the agent writes for the customer."""
        session = self.find(number)
        demand(self.writes(agent, session), "Denied")
        demand(special not in SYSTEM_ALONE, "InvalidValue")
        if type == "ToUser":
            return self.customer_writes(session, text, delay=delay)
        if special == "BotMessage":
            demand(session.status in TALKED_IN and session.bot, "Conflict")
        demand(session.status in LIVING, "Conflict")
        author = self.topic_of(session).bot_name if special == "BotMessage" else self.names[agent]
        message = self.write(session, type, text, author, special, delay, param)
        before = copy.copy(session)
        if special != "BotMessage":
            session.user_is_typing = False
        if session.status in TALKED_IN:
            session.alert = 0
        self.move(session, USER_LAST if session.status in TALKED_IN else session.status, always=session != before)
        return message

    # --- topics and their agents -------------------------------------------------------------------------------------

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
