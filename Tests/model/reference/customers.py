"""The customers' calls. A session's key is all that a customer has, so each call is about that customer's session."""

from __future__ import annotations

from typing import Any

from .desk import Base
from .values import (
    CLOSED, DELETED, FAQ, FINISHED, IN_QUEUE, LIVING, OFFLINE_FORM, PRE_CHAT_FORM, REQUEST_POSTED,
    TALKED_IN, Message, Session, demand,
)  # fmt: skip


class Customers(Base):
    def start_session(self, number: int, consented: bool, fields: "dict[str, Any]") -> Session:
        demand(number in self.topics, "NotFound")
        topic = self.topics[number]
        demand(consented or not topic.consent, "InvalidValue")
        return self.start(topic, consented, fields)

    def of_customer(self, number: int) -> Session:
        """The key of a session that was deleted opens nothing."""
        demand(number in self.sessions and self.sessions[number].status != DELETED, "Authentication")
        return self.sessions[number]

    def seen(self, session: Session) -> Session:
        """Whatever a customer does is a sign of life."""
        session.fetched = max(session.fetched, self.now)
        return session

    def fetch(self, number: int) -> Session:
        """GetSession and Return."""
        return self.seen(self.of_customer(number))

    def submit_form(self, number: int, fields: "dict[str, Any]") -> Session:
        session = self.of_customer(number)
        topic = self.topic_of(session)
        demand(session.status == PRE_CHAT_FORM, "Conflict")
        demand(all({**session.customer, **fields}.get(name) for name in topic.form_fields), "InvalidValue")
        session.customer = {**session.customer, **fields}
        self.move(session, FAQ if topic.faq else self.queue_or_offline(topic))
        return self.seen(session)

    def answer_faq(self, number: int, helped: bool) -> Session:
        session = self.of_customer(number)
        demand(session.status == FAQ, "Conflict")
        if helped:
            session.ended = max(self.now, session.requested)
            self.move(session, FINISHED)
            self.say(session, "FaqSuccessQuestion")
        else:
            self.move(session, self.queue_or_offline(self.topic_of(session)))
        return self.seen(session)

    def open_offline_form(self, number: int) -> Session:
        session = self.of_customer(number)
        demand(session.status == IN_QUEUE, "Conflict")
        demand(self.queue_form_is_open(session), "Conflict")
        session.alert = 0
        self.move(session, OFFLINE_FORM)
        return self.seen(session)

    def submit_offline_form(self, number: int, fields: "dict[str, Any]", consented: bool) -> Session:
        session = self.of_customer(number)
        topic = self.topic_of(session)
        demand(session.status == OFFLINE_FORM, "Conflict")
        demand(topic.takes_requests, "Conflict")
        demand(all({**session.customer, **fields}.get(name) for name in topic.offline_fields), "InvalidValue")
        demand(consented or session.consented or not topic.offline_consent, "InvalidValue")
        session.customer = {**session.customer, **fields}
        session.consented = session.consented or consented
        session.ended = max(self.now, session.requested)
        self.move(session, REQUEST_POSTED)
        return self.seen(session)

    def post_message(self, number: int, text: str, client: str) -> Message:
        session = self.of_customer(number)
        if client not in session.sent:
            session.sent[client] = self.customer_writes(session, text)
        self.seen(session)
        return session.sent[client]

    def fetch_messages(self, number: int, after: int) -> "list[Message]":
        return self.shown_after(self.fetch(number), after)

    def leave(self, number: int) -> Session:
        session = self.of_customer(number)
        if session.status == FINISHED:
            self.move(session, CLOSED)
        elif session.status in LIVING:
            self.end(session, self.ENDS.get(session.status, FINISHED), "ClosedByCustomer")
        return self.seen(session)

    def rate(self, number: int, rating: int) -> Session:
        session = self.of_customer(number)
        demand(session.status in TALKED_IN | {FINISHED}, "Conflict")
        demand(self.topic_of(session).takes_ratings, "Conflict")
        demand(1 <= rating <= 5, "InvalidValue")
        if session.rating != rating:
            session.rating = rating
            self.tell_of_change(session, session.status)
        return self.seen(session)

    def type(self, number: int) -> Session:
        return self.fetch(number)
