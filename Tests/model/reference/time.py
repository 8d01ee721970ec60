"""What time brings about."""

from __future__ import annotations

from typing import Callable, Iterator

from .desk import Base
from .values import (
    CUSTOMER_LAST, DAY, DELETED, FINISHED, FORMS, IN_QUEUE, LIVING, MANAGE, MINUTE, NOTIFY, OFFLINE_FORM, SECOND, TALKED_IN,
    Session,
)  # fmt: skip


class Time(Base):
    def run_due(self, now: int) -> None:
        """Everything that has fallen due happens now, what was due first before the others. The clock never goes back."""
        self.now = max(now, self.now)
        for session in list(self.sessions.values()):
            while due := [(when, act) for when, act in self.due(session) if when <= self.now]:
                min(due, key=lambda one: one[0])[1](session)

    def due(self, session: Session) -> "Iterator[tuple[int, Callable[[Session], None]]]":
        """What may come of a session by time alone, and when."""
        if session.status == DELETED and session.number in self.sessions:
            yield session.deleted + DAY, self.purge
        if not self.timers:
            return
        if session.status == IN_QUEUE and self.queue_form_is_open(session):
            yield self.now, self.offer_offline_form
        if session.status in FORMS | TALKED_IN and self.idle_minutes:
            yield session.idle + self.idle_minutes * MINUTE, self.silence
        if session.status in LIVING and self.dead_seconds:
            yield session.fetched + self.dead_seconds * SECOND, self.silence
        if self.next_warning(session) > session.alert:
            yield self.now, self.warn

    def purge(self, session: Session) -> None:
        """Session and messages are gone; nobody is told."""
        del self.sessions[session.number]

    def offer_offline_form(self, session: Session) -> None:
        session.alert = 0
        self.move(session, OFFLINE_FORM)

    def silence(self, session: Session) -> None:
        self.end(session, self.ENDS.get(session.status, FINISHED), "ClosedByIdle")

    def warn(self, session: Session) -> None:
        session.alert = self.next_warning(session)
        self.tell("chatsession.warning", session)

    def next_warning(self, session: Session) -> int:
        """How many of the two warnings are over, in the order of their minutes, that there is somebody to give to."""
        topic = self.topic_of(session)
        if session.status == IN_QUEUE:
            since, minutes = session.requested, topic.warn_new
        elif session.status == CUSTOMER_LAST and not session.bot:
            since, minutes = max(session.idle, session.started), topic.warn_message
        else:
            return 0
        present = [rights for agent, rights in topic.agents.items() if self.present[agent]]
        for_agents = any(NOTIFY in rights for rights in present)
        for_managers = any(present) and any(MANAGE in rights for rights in topic.agents.values())
        warnings = sorted(zip(minutes, (for_agents, for_managers)), key=lambda one: one[0])
        bounds = [(since + after * MINUTE, somebody) for after, somebody in warnings if after > 0]
        return max((n for n, (when, somebody) in enumerate(bounds, 1) if when <= self.now and somebody), default=0)
