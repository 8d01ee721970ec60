"""Queues beyond the protocol (docs/queues.md): who waits is given or offered to agents, and is promised an answer in time."""

from __future__ import annotations

from typing import Any, Collection, Iterable

from .desk import Base
from .values import CUSTOMER_LAST, DAY, IN_QUEUE, MANAGE, RESPOND, SECOND, TALKED_IN, Session, Topic


class Queues(Base):
    # --- what follows from whatever happens to a session -------------------------------------------------------------

    def settle(self, session: Session, assigned: bool = False) -> None:
        """Sees to the promise of those who come to wait, and gives what has become free to those who wait."""
        waited, talker, offered = session.settled
        waits = session.status == IN_QUEUE
        session.settled = waits, session.user if session.status in TALKED_IN else 0, session.transfer_to if waits else 0
        if waits and not waited:
            session.promise = self.promise(self.topic_of(session))
        if waited and not waits:
            session.promise = 0
            session.asked = {}
        freed: "set[int]" = set()
        if talker and talker != session.settled[1]:
            freed.add(talker)
            self.idle_since[talker] = self.now
        if offered and offered != session.transfer_to:
            freed.add(offered)
        if not assigned:
            places = self.places(freed)
            if waits and (not waited or freed):
                places.add(session.topic)
            self.assign_waiting(places)

    def places(self, agents: "Collection[int]") -> "set[int]":
        return {topic.number for topic in self.topics.values() for agent in agents if RESPOND in self.rights(agent, topic)}

    def follow_presence(self, states: "list[tuple[int, bool]]") -> None:
        for agent, present in states:
            for session in [] if present else sorted(self.offered_to(agent), key=lambda s: (s.offered_until, s.number)):
                self.offer_anew(session)
        self.assign_waiting(self.places([agent for agent, present in states if present]))

    def offered_to(self, agent: int) -> "list[Session]":
        return [s for s in self.sessions.values() if s.status == IN_QUEUE and s.transfer_to == agent]

    # --- to whom ------------------------------------------------------------------------------------------------------

    def free(self, topic: Topic) -> "list[int]":
        """Those with room for one more, the one first whose turn it is."""
        chats = {agent: len(self.offered_to(agent)) for agent in topic.agents}
        for session in self.sessions.values():
            if session.status in TALKED_IN and session.user in chats:
                chats[session.user] += 1
        able = [a for a, rights in topic.agents.items() if RESPOND in rights and self.present[a] and chats[a] < topic.capacity]
        idle = {agent: self.idle_since.get(agent, 0) for agent in able}
        measures = (idle, chats) if topic.assignment == "longestIdle" else (chats, idle)
        return sorted(able, key=lambda agent: (measures[0][agent], measures[1][agent], agent))

    def choose(self, session: Session) -> "tuple[int, int]":
        """The agent, or 0 and when somebody may be asked again, if that is ever."""
        topic = self.topic_of(session)
        free = self.free(topic)
        again = {agent: at + 2 * topic.offer_seconds * SECOND for agent, at in session.asked.items() if agent in free}
        fresh = [a for a in free if a not in again] or [a for a in free if again[a] <= self.now]
        return (fresh[0], 0) if fresh else (0, min(again.values(), default=0))

    def unoffered(self, places: "Iterable[int]") -> "list[Session]":
        waiting = [s for place in places if self.topics[place].assignment for s in self.queue(self.topics[place]) if not s.transfer_to]
        return sorted(waiting, key=lambda s: (-self.topic_of(s).priority, s.requested, s.number))

    def assign_waiting(self, places: "Iterable[int]") -> bool:
        done = False
        for session in self.unoffered(places):
            agent, _ = self.choose(session)
            if agent:
                self.give(session, agent)
                done = True
        return done

    def offer_anew(self, session: Session) -> None:
        agent, _ = self.choose(session)
        if agent:
            self.give(session, agent)
        else:
            session.transfer_to = 0
            self.by_timer(lambda: self.tell_of_change(session, session.status))
            self.settle(session, assigned=True)

    def give(self, session: Session, agent: int) -> None:
        topic = self.topic_of(session)

        def act() -> None:
            if topic.offer_seconds:
                before, session.transfer_to = session.transfer_to, agent
                session.offered_until = self.now + topic.offer_seconds * SECOND
                if before != agent:
                    self.tell_of_change(session, session.status)
                session.asked[agent] = self.idle_since[agent] = self.now
            else:
                self.pick(session, agent)
            self.tell("chatsession.assigned", session)

        self.by_timer(act)
        self.settle(session, assigned=True)

    def by_timer(self, act: Any) -> None:
        by, self.by = self.by, "timer"
        act()
        self.by = by

    # --- picking up ---------------------------------------------------------------------------------------------------

    def pick(self, session: Session, agent: int) -> None:
        topic = self.topic_of(session)
        self.assign(session, agent)
        session.started, session.alert = max(self.now, session.requested), 0
        wait = max(self.now - session.requested, 0) // SECOND
        topic.seconds_per_accept = (7 * topic.seconds_per_accept + wait + 4) // 8 if topic.last_accept else wait
        topic.last_accept = max(topic.last_accept, self.now)
        self.move(session, CUSTOMER_LAST)
        if topic.welcome:
            self.say(session, "Welcome", topic.welcome, type="ToCustomer", author=self.names[agent])

    def assign(self, session: Session, agent: int) -> None:
        session.user, session.transfer_to = agent, 0
        session.rank = self.free_rank(agent, session)
        self.idle_since[agent] = self.now

    # --- promises -----------------------------------------------------------------------------------------------------

    def promise(self, topic: Topic) -> int:
        """When so much open time will have gone by; 0 for never."""
        left, at = topic.service_level * SECOND, self.now
        if topic.hours is None or not left:
            return left and at + left
        for day in range(at // DAY, at // DAY + 100):
            for start, stop in topic.hours:
                begin, end = max(day * DAY + start, at), day * DAY + stop
                if begin + left <= end:
                    return begin + left
                left -= max(end - begin, 0)
        return 0

    def break_promises(self) -> None:
        broken = [s for s in self.sessions.values() if 0 < s.promise <= self.now]
        for session in sorted(broken, key=lambda s: (s.promise, s.number)):
            session.promise = 0
            managers = sorted(agent for agent, rights in self.topic_of(session).agents.items() if MANAGE in rights)
            self.tell(
                "chatsession.warning", session, NewStatus=session.status, Audience="serviceLevel", Recipients=managers,
                AlertLevel=session.alert,
            )  # fmt: skip

    # --- time ---------------------------------------------------------------------------------------------------------

    def assign_due(self) -> bool:
        due = [s for s in self.sessions.values() if s.status == IN_QUEUE and s.transfer_to and s.offered_until <= self.now]
        for session in sorted(due, key=lambda s: (s.offered_until, s.number)):
            self.offer_anew(session)
        return self.assign_waiting(self.topics) or bool(due)

    def queues_due(self) -> "Iterable[int]":
        """When queues have something to do next."""
        for session in self.sessions.values():
            if session.status == IN_QUEUE and session.transfer_to:
                yield session.offered_until
            if session.promise:
                yield session.promise
        for session in self.unoffered(self.topics):
            agent, later = self.choose(session)
            if agent or later:
                yield self.now if agent else later
