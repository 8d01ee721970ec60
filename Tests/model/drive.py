"""The library and the model side by side: every step is done to both, and whatever they show is compared.

A script is a list of steps, a step a name of `operations.OPERATIONS` with small numbers. Sessions are named by their
customer, so that a script means the same when steps are taken out of it.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, Callable, Optional

import chatcore
import scenery
import views
from reference import IN_QUEUE, OFFLINE_FORM, Consumer, Desk, Refused, Session

Step = "list[Any]"

# How often everything is compared, and not only what a step is about.
EVERYTHING_EVERY = 40

IDLE_MINUTES, DEAD_MINUTES = 45, 50

CONFIG: "dict[str, Any]" = {
    "store": "sqlite::memory:",
    "storage": {"synchronous": "off", "readers": 1},
    "auth": {"passwordCost": "minimum"},
    "mount": {"administrators": [scenery.user_name(scenery.ADMINISTRATOR)], "groups": ["System"]},
    "clock": "host", "sessions": {"idleMinutes": IDLE_MINUTES, "deadMinutes": DEAD_MINUTES, "eventDays": 1},
    "topics": {str(topic.number): scenery.beyond(topic) for topic in scenery.topics()},
}  # fmt: skip


class Difference(AssertionError):
    """The library and the model disagree."""


class Machine:
    """One desk in both, and what has been done to it."""

    customers = scenery.CUSTOMERS

    def __init__(self, rules: "type[Desk]" = Desk) -> None:
        self.desk = rules(scenery.topics(), scenery.NAMES, {scenery.ADMINISTRATOR}, scenery.BEGINNING)
        self.desk.present.update(scenery.PRESENT)
        self.desk.idle_minutes, self.desk.dead_minutes = IDLE_MINUTES, DEAD_MINUTES
        self.engine = chatcore.Engine.open(CONFIG)
        self.sessions_of: "dict[int, int]" = {}
        self.keys: "dict[int, str]" = {}
        self.touched: "set[int]" = set()
        self.outcomes: "Counter[str]" = Counter()
        self.steps = self.last_event = 0
        self.engine.run_due(scenery.BEGINNING / 1000)
        self.engine.call("System.Import", scenery.import_document())
        for entry in scenery.ENTRIES:
            document = {**views.entry(entry), "CategoryId": entry.category, "Words": entry.words}
            self.engine.call("Directory.SaveFaqEntry", {"FaqEntry": document})
        self.desk.entries = list(scenery.ENTRIES)
        self.stream = self.engine.events()
        self.consumer, self.consumers_stream = Consumer(), self.engine.events("seldom", after=0)

    def close(self) -> None:
        self.stream.close()
        self.consumers_stream.close()
        self.engine.close()

    # --- one step ------------------------------------------------------------------------------------------------

    def perform(self, step: "list[Any]", operations: "dict[str, Any]") -> None:
        self.touched.clear()
        self.desk.by = "customer"
        self.desk.events.clear()
        name, *numbers = step
        try:
            operations[name].perform(self, *numbers)
            for number in sorted(self.touched):
                self.compare_session(number)
            self.compare_events(self.stream.next(0))
            self.steps += 1
            self.outcomes[f"step {name}"] += 1
            self.count_what_happened()
            if self.steps % EVERYTHING_EVERY == 0:
                self.compare_everything()
        except Difference as difference:
            raise Difference(f"step {self.steps}, {json.dumps(step)}: {difference}") from None

    def count_what_happened(self) -> None:
        for event in self.desk.events:
            kind, new, old = event["Event"], event.get("NewStatus"), event.get("OldStatus", "Invalid")
            if kind == "chatsession.message":
                session = self.desk.sessions[event["ChatSessionId"]]
                special = next(m.special for m in reversed(session.messages) if m.number == event["ChatMessageId"])
                self.outcomes[f"message {special}"] += 1
            elif kind == "chatsession.warning":
                self.outcomes[f"warning to {event['Audience']}"] += 1
            elif kind == "chatsession.assigned":
                self.outcomes["given" if "UserId" in event else "offered"] += 1
            elif new is None:
                self.outcomes[kind] += 1
            else:
                self.outcomes[f"{old} to {new}"] += 1
                if event.get("By") == "timer" and new != old and new != OFFLINE_FORM:
                    self.outcomes[f"closed for silence: {old}"] += 1
                if (old, new) == (IN_QUEUE, OFFLINE_FORM) and "By" in event:
                    self.outcomes[f"offline form from the queue by {event['By']}"] += 1

    def number_of(self, customer: int) -> int:
        """The number of a customer's latest session; one that does not exist when the customer has never come."""
        number = self.sessions_of.get(customer, 1_000_000 + customer)
        self.touched.add(number)
        return number

    def session_of(self, customer: int) -> Optional[Session]:
        return self.desk.sessions.get(self.sessions_of.get(customer, 0))

    def message_from_the_end(self, number: int, back: int) -> int:
        """The number of one of a session's last messages, 0 for none of them."""
        session = self.desk.sessions.get(number)
        return session.messages[-back].number if session is not None and 0 < back <= len(session.messages) else 0

    def both(
        self, what: str, ask: "Callable[[], Any]", rule: "Callable[[], Any]", view: "Optional[Callable[[Any], Any]]" = None
    ) -> "tuple[Any, Any]":
        """Asks the library and the model, compares what they say, and answers both; None where they refuse."""
        document = expected = None
        try:
            expected = rule()
            says = "nothing" if expected is None else "an answer"
        except Refused as refused:
            says = str(refused)
        try:
            document = ask()
            found = "nothing" if document is None else "an answer"
        except chatcore.ChatCoreError as error:
            found = type(error).__name__.removesuffix("Error")
            if found != says:
                raise Difference(f"{what}: the library says {found} ({error}), the model {says}") from None
        if found != says:
            raise Difference(f"{what}: the library says {found}, the model {says}")
        self.outcomes[f"{what}: {says}"] += 1
        if view is not None and expected is not None:
            same(what, view(expected), document)
        return document, expected

    # --- the library ---------------------------------------------------------------------------------------------

    def ask(self, agent: int, operation: str, **arguments: Any) -> Any:
        caller = {"Associate": scenery.user_name(agent)} if agent else None
        return self.engine.call(operation, arguments, caller=caller)

    def by(self, agent: int) -> int:
        """An agent's number, from the one in a step, as the one who calls."""
        self.desk.by = agent + 1
        return agent + 1

    def ask_as_customer(self, number: int, operation: str, **arguments: Any) -> Any:
        return self.engine.call(operation, arguments, caller={"SessionKey": self.keys.get(number, "no such key")})

    def fetch(self, path: str, authorization: str) -> Any:
        response = self.engine.handle(chatcore.Request("GET", path, [("Authorization", authorization)]))
        if response.status == 401:
            raise chatcore.AuthenticationError(0, path)
        equal(f"the status of {path}", 200, response.status)
        return response.json()

    def reopen_consumer(self) -> None:
        self.consumers_stream.close()
        self.consumers_stream = self.engine.events("seldom", after=0)

    # --- what is compared ----------------------------------------------------------------------------------------

    def compare_session(self, number: int) -> None:
        document = self.engine.call("Directory.GetChatSession", {"ChatSessionId": number})
        session = self.desk.sessions.get(number)
        same(f"session {number}", None if session is None else views.session(session), document)

    def customers_view(self, session: Session) -> "dict[str, Any]":
        return views.customers(session, self.desk)

    def compare_events(self, events: "list[dict[str, Any]]") -> None:
        for event in events:
            self.last_event += 1
            equal("the number of an event", self.last_event, event.pop("Seq"))
            equal("when it happened", views.moment(self.desk.now), event.pop("At"))
        for expected, found in zip(self.desk.events, events):
            equal("an event", expected, found)
        equal("how many events", len(self.desk.events), len(events))

    def compare_everything(self) -> None:
        desk = self.desk
        for number in desk.sessions:
            self.compare_session(number)
        for agent in scenery.AGENTS:
            listed = [session["ChatSessionId"] for session in self.ask(agent, "Chat.ChatSessionsForUser")]
            equal(f"the sessions that agent {agent} sees", [session.number for session in desk.listed(agent)], listed)
        presence = [(p["UserId"], p["Present"], p["OngoingChats"], p["ChatTopics"]) for p in self.ask(1, "Chat.GetChatPresence")]
        equal("presence", desk.presence(), sorted(presence))
        for topic in desk.topics.values():
            agents = {
                agent["User"]["AssociateId"]: frozenset(right for right in scenery.ALL if agent[right])
                for agent in self.ask(1, "Chat.GetChatTopicUserAgentList", ChatTopicId=topic.number)
            }
            equal(f"the agents of topic {topic.number}", topic.agents, agents)
            document = self.engine.call("Directory.GetTopic", {"ChatTopicId": topic.number})
            times = {"LastAccept": views.moment(topic.last_accept), "SecondsPrAccept": topic.seconds_per_accept}
            same(f"topic {topic.number}", {**scenery.settings(topic), **times}, document)


def events_view(told: "tuple[list[dict[str, Any]], int]") -> "dict[str, Any]":
    """What a request for events answers."""
    return {"events": views.events(told[0]), "next": told[1]}


def equal(what: str, expected: Any, found: Any) -> None:
    if expected != found:
        raise Difference(f"{what}: the library has {found}, the model {expected}")


def same(what: str, expected: Any, found: Any) -> None:
    """Whether a record has in all its fields what the model says; fields that the model does not know may be anything."""
    if isinstance(expected, list):
        equal(f"{what}, how many", len(expected), len(found))
        for index, (one, other) in enumerate(zip(expected, found)):
            same(f"{what}[{index}]", one, other)
        return
    if not isinstance(expected, dict) or found is None:
        return equal(what, expected, found)
    part = views.part_of(found, expected)
    for name, value in expected.items():
        if part[name] != (None if value == "" else value):
            raise Difference(f"{what}: {name} is {part[name]!r}, in the model {value!r}")


def run(script: "list[Step]", rules: "type[Desk]" = Desk) -> "tuple[Machine, Optional[tuple[int, str]]]":
    """Runs a script on a new desk: the machine, and the step at which the two went apart with what they say."""
    import operations

    machine = Machine(rules)
    try:
        for index, step in enumerate(script):
            try:
                machine.perform(step, operations.OPERATIONS)
            except Difference as difference:
                return machine, (index, str(difference))
    finally:
        machine.close()
    return machine, None
