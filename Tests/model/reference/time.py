"""What time brings about."""

from __future__ import annotations

from typing import Callable, Iterator, Optional

from .queues import Queues
from .values import (
    CUSTOMER_LAST, DAY, DELETED, FAQ, FINISHED, FORMS, IN_QUEUE, LIVING, MANAGE, MINUTE, NOTIFY, OFFLINE_FORM, PRE_CHAT_FORM,
    TALKED_IN, USER_LAST, Session, Topic,
)  # fmt: skip

# Sessions in which nobody has said anything since the same moment are closed in the order of their statuses.
ORDER = (PRE_CHAT_FORM, FAQ, OFFLINE_FORM, CUSTOMER_LAST, USER_LAST)

class Time(Queues):
    def run_due(self, now: int) -> Optional[int]:
        """Everything that has fallen due happens now, and when there is more to do is the answer. The clock never goes back."""
        self.now = max(now, self.now)
        self.by = "timer"
        while any([self.do_due(topic) for topic in self.topics.values()]):
            pass
        while self.assign_due():
            pass
        self.break_promises()
        for session in [s for s in self.sessions.values() if s.status == DELETED and s.deleted + DAY <= self.now]:
            # Session and messages are gone; nobody is told.
            del self.sessions[session.number]
        # The newest event says how far the log goes.
        self.log = [one for one in self.log[:-1] if one[1] + self.event_days * DAY > self.now] + self.log[-1:]
        return self.next_due()

    def do_due(self, topic: Topic) -> bool:
        """What has fallen due in a topic, once: what ends sessions, the offline form, warnings, and those behind the bound."""
        done = False
        for find, act in self.DUTIES:
            due = [(when, s) for when, s in find(self, topic) if when <= self.now]
            for _, session in sorted(due, key=lambda one: (one[0], find is Time.idle and ORDER.index(one[1].status), one[1].number)):
                act(self, session)
                done = True
        return done

    def next_due(self) -> Optional[int]:
        """When there is something to do next, if nothing else happens."""
        moments = [s.deleted + DAY for s in self.sessions.values() if s.status == DELETED]
        moments += [at + self.event_days * DAY for _, at, _ in self.log[:1] if len(self.log) > 1]
        moments += self.queues_due()
        for topic in self.topics.values():
            for find, _ in self.DUTIES:
                moments += [when for when, _ in find(self, topic)]
        return min(moments, default=None)

    def within(self, topic: Topic, statuses: "set[str]") -> "list[Session]":
        return [s for s in self.sessions.values() if s.topic == topic.number and s.status in statuses]

    # --- silence -----------------------------------------------------------------------------------------------------

    def dead(self, topic: Topic) -> "Iterator[tuple[int, Session]]":
        """The customer's client gives no sign of life."""
        for session in self.within(topic, LIVING) if self.dead_minutes else ():
            yield session.fetched + self.dead_minutes * MINUTE, session

    def idle(self, topic: Topic) -> "Iterator[tuple[int, Session]]":
        """Nobody says anything."""
        for session in self.within(topic, FORMS | TALKED_IN) if self.idle_minutes else ():
            yield max(session.idle, session.started) + self.idle_minutes * MINUTE, session

    def silence(self, session: Session) -> None:
        self.end(session, self.ENDS.get(session.status, FINISHED), "ClosedByIdle")

    # --- the offline form --------------------------------------------------------------------------------------------

    def late(self, topic: Topic) -> "Iterator[tuple[int, Session]]":
        for session in self.queue(topic) if topic.queue_form and topic.queue_form_minutes else ():
            yield session.requested + topic.queue_form_minutes * MINUTE, session

    def behind(self, topic: Topic) -> "Iterator[tuple[int, Session]]":
        for session in self.queue(topic)[topic.queue_form_length :] if topic.queue_form and topic.queue_form_length else ():
            yield session.requested, session

    def offer_offline_form(self, session: Session) -> None:
        session.alert = session.transfer_to = 0
        session.idle = max(session.idle, self.now)
        self.move(session, OFFLINE_FORM)
        self.settle(session)

    # --- warnings ----------------------------------------------------------------------------------------------------

    def unwarned(self, topic: Topic, status: str, given: int) -> "Iterator[tuple[int, Session]]":
        """Those who wait in that status, with so many warnings."""
        for session in self.within(topic, {status}):
            if session.alert == given and (warning := self.next_warning(session)) is not None:
                yield warning[1], session

    def warn(self, session: Session) -> None:
        warning = self.next_warning(session)
        if warning is not None:
            session.alert, _, audience, recipients = warning
            self.tell_of_change(session, session.status)
            self.tell(
                "chatsession.warning", session, NewStatus=session.status, Audience=audience, Recipients=recipients,
                AlertLevel=session.alert,
            )  # fmt: skip

    def next_warning(self, session: Session) -> "Optional[tuple[int, int, str, list[int]]]":
        """The first warning that was not given yet and that there is somebody to give to: its number and moment, and who."""
        topic = self.topic_of(session)
        if session.status == IN_QUEUE:
            since, minutes = session.requested, topic.warn_new
        elif session.status == CUSTOMER_LAST and not session.bot:
            since, minutes = max(session.idle, session.started), topic.warn_message
        else:
            return None
        agents = sorted(a for a, rights in topic.agents.items() if NOTIFY in rights and self.present[a])
        is_anybody_there = any(rights and self.present[a] for a, rights in topic.agents.items())
        managers = sorted(a for a, rights in topic.agents.items() if MANAGE in rights and is_anybody_there)
        warnings = sorted(zip(minutes, ("agents", "managers"), (agents, managers)), key=lambda one: one[0])
        given = [warning for warning in warnings if warning[0] > 0]
        for number, (after, audience, recipients) in enumerate(given, 1):
            if number > session.alert and recipients:
                return number, since + after * MINUTE, audience, recipients
        return None

    # What may come of a topic's sessions: when and of which, and what it is.
    DUTIES: "tuple[tuple[Callable[[Time, Topic], Iterator[tuple[int, Session]]], Callable[[Time, Session], None]], ...]" = (
        (dead, silence), (idle, silence), (late, offer_offline_form),
        (lambda self, topic: self.unwarned(topic, IN_QUEUE, 0), warn), (lambda self, topic: self.unwarned(topic, IN_QUEUE, 1), warn),
        (lambda self, topic: self.unwarned(topic, CUSTOMER_LAST, 0), warn),
        (lambda self, topic: self.unwarned(topic, CUSTOMER_LAST, 1), warn), (behind, offer_offline_form),
    )  # fmt: skip
