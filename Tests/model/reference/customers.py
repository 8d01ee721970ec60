"""The customers' calls. A session's key is all that a customer has, so each call is about that customer's session."""

from __future__ import annotations

import json
import re
from typing import Any

from .desk import Base
from .values import (
    CLOSED, DELETED, FAQ, FINISHED, IN_QUEUE, LIVING, OFFLINE_FORM, PRE_CHAT_FORM, REQUEST_POSTED, SECOND, TALKED_IN, Entry,
    Message, Session, demand,
)  # fmt: skip

# How long a sign of life by somebody who only asks stands for the next ones.
SIGN_OF_LIFE = 5 * SECOND


def words(text: str) -> "list[str]":
    return re.findall("[a-z0-9æøå]{2,}", text.lower())


class Customers(Base):
    def start_session(self, number: int, consented: bool, fields: "dict[str, Any]") -> Session:
        demand(number in self.topics, "NotFound")
        demand(consented or not self.topics[number].consent, "InvalidValue")
        topic = self.topics[number]
        return self.start(topic, consented, fields, self.brings_all(topic, fields))

    def of_customer(self, number: int) -> Session:
        """The key of a session that was deleted opens nothing."""
        demand(number in self.sessions and self.sessions[number].status != DELETED, "Authentication")
        return self.sessions[number]

    def seen(self, session: Session) -> Session:
        """Whatever a customer does is a sign of life."""
        session.fetched = max(session.fetched, self.now)
        return session

    # --- asking ------------------------------------------------------------------------------------------------------

    def fetch(self, number: int) -> Session:
        """GetSession."""
        session = self.of_customer(number)
        return self.seen(session) if self.now >= session.fetched + SIGN_OF_LIFE else session

    def come_back(self, number: int) -> Session:
        """Return."""
        return self.seen(self.of_customer(number))

    def fetch_messages(self, number: int, after: int) -> "list[Message]":
        session = self.fetch(number)
        return [message for message in self.shown_after(session, after) if self.customer_may_see(message)]

    def customer_may_see(self, message: Message) -> bool:
        return message.special != "TransferRejected" and message.posted <= self.now

    def unread(self, session: Session) -> int:
        return sum(1 for m in session.messages if m.type == "ToCustomer" and not m.read and self.customer_may_see(m))

    def last_seen(self, session: Session) -> int:
        """The last of those that are shown, and so the one to ask on from."""
        seen = (m for m in session.messages if self.customer_may_see(m))
        return max(((m.posted, m.number) for m in seen), default=(0, 0))[1]

    # --- forms -------------------------------------------------------------------------------------------------------

    def submit_form(self, number: int, fields: "dict[str, Any]", consented: bool, message: str) -> Session:
        session = self.of_customer(number)
        topic = self.topic_of(session)
        demand(session.status == PRE_CHAT_FORM, "Conflict")
        self.fill_in(session, topic.form_fields, fields, consented or session.consented or not topic.consent)
        session.consented = session.consented or consented
        self.move(session, FAQ if topic.faq else self.queue_or_offline(topic))
        self.settle(session)
        if message:
            self.customer_writes(session, message)
        return self.seen(session)

    def fill_in(self, session: Session, required: "tuple[str, ...]", fields: "dict[str, Any]", agrees: bool) -> None:
        filled = {**session.customer, **fields}
        demand(all(filled.get(name) for name in required) and agrees, "InvalidValue")
        session.customer = filled

    def ask_faq(self, number: int, question: str) -> "list[Entry]":
        """At most five entries, found by whole words: a keyword weighs four, one of the title two, one of the text one."""
        session = self.of_customer(number)
        demand(session.status == FAQ, "Conflict")
        self.fetch(number)
        points: "dict[int, int]" = {}
        for word in dict.fromkeys(words(question)):
            category = [entry for entry in self.entries if entry.category == self.topic_of(session).faq_category]
            found = {e.number: weight for e in category if (weight := self.weight(word, e)) > 0}
            for entry, weight in found.items():
                points[entry] = points.get(entry, 0) + weight * 1000 // len(found)
        best = sorted(points, key=lambda entry: (-points[entry], entry))
        return [entry for number in best[:5] for entry in self.entries if entry.number == number]

    def weight(self, word: str, entry: Entry) -> int:
        texts = ((4, entry.words), (2, entry.title), (1, entry.text))
        return next((weight for weight, text in texts if word in words(text)), 0)

    def answer_faq(self, number: int, helped: bool) -> Session:
        session = self.of_customer(number)
        demand(session.status == FAQ, "Conflict")
        if helped:
            session.ended = max(self.now, session.requested)
            self.move(session, FINISHED)
            self.say(session, "FaqSuccessQuestion")
        else:
            self.move(session, self.queue_or_offline(self.topic_of(session)))
        self.settle(session)
        return self.seen(session)

    def open_offline_form(self, number: int) -> Session:
        session = self.of_customer(number)
        demand(session.status == IN_QUEUE, "Conflict")
        demand(self.queue_form_is_open(session), "Conflict")
        self.offer_offline_form(session)
        return self.seen(session)

    def submit_offline_form(self, number: int, fields: "dict[str, Any]", consented: bool, message: str) -> Session:
        session = self.of_customer(number)
        topic = self.topic_of(session)
        demand(session.status == OFFLINE_FORM, "Conflict")
        demand(message, "InvalidValue")
        demand(topic.takes_requests, "Conflict")
        asks = topic.offline_consent or topic.consent
        before = session.customer, session.consented
        self.fill_in(session, topic.offline_fields, fields, consented or session.consented or not asks)
        session.consented = session.consented or consented
        posted = self.customer_writes(session, message).number
        if (session.customer, session.consented) != before:
            self.tell_of_change(session, session.status)
        session.ended = max(self.now, session.requested)
        self.move(session, REQUEST_POSTED)
        self.tell("chatsession.requestposted", session, ChatMessageId=posted)
        return self.seen(session)

    def consent(self, number: int) -> Session:
        session = self.of_customer(number)
        demand(session.status in LIVING, "Conflict")
        if not session.consented:
            session.consented = True
            self.tell_of_change(session, session.status)
        return self.seen(session)

    # --- talking -----------------------------------------------------------------------------------------------------

    def post_message(self, number: int, text: str, client: str) -> Message:
        session = self.of_customer(number)
        if client not in session.sent:
            session.sent[client] = self.customer_writes(session, text)
        self.seen(session)
        return session.sent[client]

    def click(self, number: int, message: int, option: str) -> Message:
        """ClickOption: one for each message; the same again answers the first click."""
        session = self.of_customer(number)
        asked = next((m for m in session.messages if m.number == message and m.special == "Options"), None)
        demand(asked is not None and self.customer_may_see(asked), "NotFound")
        demand(asked is not None and option in json.loads(asked.param), "InvalidValue")
        if message not in session.clicked:
            session.clicked[message] = self.customer_writes(session, option, special="ClickedOption", param=option)
        demand(session.clicked[message].param == option, "Conflict")
        self.seen(session)
        return session.clicked[message]

    def mark_read(self, number: int, upto: int) -> None:
        session = self.of_customer(number)
        last = next((m for m in session.messages if m.number == upto and m.posted <= self.now), None)
        demand(last is not None, "NotFound")
        self.seen(session)
        for message in session.messages:
            if last is not None and (message.posted, message.number) <= (last.posted, last.number):
                message.read = True

    def type(self, number: int) -> None:
        self.seen(self.of_customer(number))

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
        self.tell("chatsession.rated", session)
        return self.seen(session)

    def request_transcript(self, number: int, email: str) -> None:
        session = self.of_customer(number)
        demand(self.topic_of(session).sends_transcripts, "Conflict")
        demand(session.status in TALKED_IN | {FINISHED, CLOSED}, "Conflict")
        known = session.customer.get("CustomerEmail")
        demand(email or known, "InvalidValue")
        self.seen(session)
        if email and email != known:
            session.customer = {**session.customer, "CustomerEmail": email}
            self.tell_of_change(session, session.status)
        self.tell("chatsession.transcript", session)
