"""What those are told who follow the log of events."""

from __future__ import annotations

from typing import Any, Callable

from .customers import Customers

# What customers hear of, and what they hear of it: nothing of agents.
CUSTOMERS_KINDS = {"chatsession.created", "chatsession.changed", "chatsession.message"}
AGENTS_FIELDS = {"By", "AssociateId", "UserId", "TransferTo"}


class Log(Customers):
    def newest(self) -> int:
        return self.log[-1][0] if self.log else 0

    def after(self, number: int, fits: "Callable[[dict[str, Any]], bool]" = lambda event: True) -> "list[dict[str, Any]]":
        """The events behind one, and in front of them that some are gone."""
        missed: "list[dict[str, Any]]" = []
        if self.log and self.log[0][0] > number + 1:
            missed.append({"Event": "missed", "Seq": self.log[0][0]})
        return missed + [{**event, "Seq": seq, "At": at} for seq, at, event in self.log if seq > number and fits(event)]

    def for_agent(self, agent: int, after: int, topics: "set[int]") -> "tuple[list[dict[str, Any]], int]":
        """GET /chat/v1/events: what happens in topics in which the agent holds a right, and where to go on."""
        own = {topic.number for topic in self.topics.values() if self.is_member(agent, topic)}
        seen = own & topics if topics else own
        return self.after(after, lambda event: event["TopicId"] in seen), max(after, self.newest())

    def for_customer(self, number: int, after: int, waits: bool) -> "tuple[list[dict[str, Any]], int]":
        """GET /chat/v1/session/events. Who waits for news is there."""
        session = self.fetch(number) if waits else self.of_customer(number)
        fits = lambda event: event["ChatSessionId"] == session.number and event["Event"] in CUSTOMERS_KINDS
        told = self.after(after, fits)
        shown = [{name: value for name, value in event.items() if name not in AGENTS_FIELDS} for event in told]
        return shown, max(after, self.newest())


class Consumer:
    """One who follows the log under a name: what was given counts as dealt with when the next is asked for."""

    def __init__(self) -> None:
        self.dealt_with = self.given = 0

    def next(self, desk: Log) -> "list[dict[str, Any]]":
        self.dealt_with = self.given
        events = desk.after(self.dealt_with)
        if events:
            self.given = events[-1]["Seq"]
        return events

    def begin_again(self) -> None:
        self.given = self.dealt_with
