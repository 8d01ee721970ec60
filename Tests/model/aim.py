"""Choosing sessions and agents for a step, so that most steps have something to do.

Drawn at random, hardly a transfer would be accepted: it takes the right agent and the right session at the right time. So
three of four steps look at the model for a session that is in the way they need, and for an agent who may.
"""

from __future__ import annotations

from typing import Callable, Iterable

from drive import Machine
from reference import MANAGE, RESPOND, Desk, Session

# An aim of 0 takes the session and the agent of the step as they are.
AIMS = 4

Who = "Callable[[Desk, Session], Iterable[int]]"


def responders(desk: Desk, session: Session) -> "Iterable[int]":
    return [agent for agent, rights in desk.topic_of(session).agents.items() if RESPOND in rights]


def writers(desk: Desk, session: Session) -> "Iterable[int]":
    return [agent for agent, rights in desk.topic_of(session).agents.items() if rights & {RESPOND, MANAGE}]


def members(desk: Desk, session: Session) -> "Iterable[int]":
    return [agent for agent, rights in desk.topic_of(session).agents.items() if rights]


def holder(desk: Desk, session: Session) -> "Iterable[int]":
    managers = [agent for agent, rights in desk.topic_of(session).agents.items() if MANAGE in rights]
    return [session.user, session.user, *managers] if session.user else managers


def offered(desk: Desk, session: Session) -> "Iterable[int]":
    return [session.transfer_to] if session.transfer_to else []


def session_for(m: Machine, aim: int, customer: int, fits: "Callable[[Session], bool]") -> int:
    """The number of the session that a customer's step is about."""
    if aim:
        fitting = [c for c in sorted(m.sessions_of) if (s := m.session_of(c)) is not None and fits(s)]
        customer = fitting[customer % len(fitting)] if fitting else customer
    return m.number_of(customer)


def agent_and_session(
    m: Machine, aim: int, agent: int, customer: int, fits: "Callable[[Session], bool]",
    who: "Callable[[Desk, Session], Iterable[int]]",
) -> "tuple[int, int]":  # fmt: skip
    """The agent, and the number of the session, that a step is about."""
    number = session_for(m, aim, customer, lambda session: fits(session) and bool(list(who(m.desk, session))))
    session = m.desk.sessions.get(number)
    able = list(who(m.desk, session)) if aim and session is not None else []
    return m.by(able[agent % len(able)] - 1 if able else agent), number


def free_customer(m: Machine, aim: int, customer: int) -> int:
    """A customer without a session under way, if there is one."""
    if not aim:
        return customer
    free = [c for c in m.customers if (session := m.session_of(c)) is None or not session.is_living]
    return free[customer % len(free)] if free else customer


def among(*statuses: "set[str]") -> "Callable[[Session], bool]":
    wanted = set[str]().union(*statuses)
    return lambda session: session.status in wanted
