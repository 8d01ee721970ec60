"""What agents and time may do."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import scenery
import views
from aim import AIMS, agent_and_session, among, free_customer, holder, members, offered, responders, writers
from drive import Machine, events_view
from operations_table import (
    AGENT, CUSTOMER, DELAYS, KINDS, NEW_STATUSES, OPTIONS, PAUSES, SETTINGS, STATUSES, TEXTS, TOPIC, operation,
)  # fmt: skip
from reference import ENDED, FINISHED, IN_QUEUE, LIVING, TALKED_IN

# --- agents' calls ------------------------------------------------------------------------------------------------


@operation(10, AIMS, AGENT, TOPIC, CUSTOMER)
def create(m: Machine, aim: int, agent: int, topic: int, customer: int) -> None:
    agent, topic = m.by(agent), topic + 1
    ask = lambda: m.ask(agent, "Chat.CreateChatSessionForTopic", ChatTopicId=topic)
    document, session = m.both("CreateChatSessionForTopic", ask, lambda: m.desk.create(agent, topic), views.session)
    if session is not None:
        m.sessions_of[free_customer(m, aim, customer)] = session.number
        m.keys[session.number] = document["SessionKey"]
        m.touched.add(session.number)


@operation(4, AIMS, AGENT, TOPIC + 1, CUSTOMER, len(NEW_STATUSES))
def create_saved(m: Machine, aim: int, agent: int, topic: int, customer: int, status: int) -> None:
    agent, topic, wanted = m.by(agent), topic + 1, NEW_STATUSES[status]
    fields = {"CustomerName": "Line", "CustomerHost": "192.0.2.7"}
    document = {**fields, "TopicId": topic, "Status": wanted, "SessionKey": "mine", "Rank": 5}
    ask = lambda: m.ask(agent, "Chat.SaveChatSessionEntity", ChatSessionEntity=document)
    rule = lambda: m.desk.create_saved(agent, topic, wanted, fields)
    saved, session = m.both("SaveChatSessionEntity", ask, rule, views.session)
    if session is not None:
        m.sessions_of[free_customer(m, aim, customer)] = session.number
        m.keys[session.number] = saved["SessionKey"]
        m.touched.add(session.number)


@operation(4, AIMS, AGENT, CUSTOMER)
def read(m: Machine, aim: int, agent: int, customer: int) -> None:
    agent, number = agent_and_session(m, aim, agent, customer, among(LIVING, ENDED), members)
    ask = lambda: m.ask(agent, "Chat.GetChatSessionEntity", ChatSessionEntityId=number)
    m.both("GetChatSessionEntity", ask, lambda: m.desk.read(agent, number), views.session)


@operation(6, AIMS, AGENT, CUSTOMER, 4)
def read_messages(m: Machine, aim: int, agent: int, customer: int, back: int) -> None:
    agent, number = agent_and_session(m, aim, agent, customer, lambda s: bool(s.messages), members)
    after = m.message_from_the_end(number, back)
    ask = lambda: m.ask(agent, "Chat.GetChatMessages", ChatSessionId=number, After=after)
    m.both("GetChatMessages", ask, lambda: m.desk.shown(agent, number, after), lambda seen: list(map(views.message, seen)))


@operation(10, AIMS, AGENT, CUSTOMER)
def pick_up(m: Machine, aim: int, agent: int, customer: int) -> None:
    agent, number = agent_and_session(m, aim, agent, customer, among({IN_QUEUE}), responders)
    ask = lambda: m.ask(agent, "Chat.PickUpChatSession", ChatSessionId=number)
    m.both("PickUpChatSession", ask, lambda: m.desk.pick_up(agent, number), views.session)


@operation(6, AGENT)
def pick_up_first(m: Machine, agent: int) -> None:
    agent = m.by(agent)
    ask = lambda: m.ask(agent, "Chat.PickUpFirstChatSession")
    _, session = m.both("PickUpFirstChatSession", ask, lambda: m.desk.pick_up_first(agent), views.session)
    if session is not None:
        m.touched.add(session.number)


@operation(10, AIMS, AGENT, CUSTOMER, AGENT, 3)
def transfer(m: Machine, aim: int, agent: int, customer: int, target: int, way: int) -> None:
    agent, number = agent_and_session(m, aim, agent, customer, among(TALKED_IN), holder)
    target += 1
    named = (scenery.user_name(target), scenery.own_name(target), str(target))[way]
    ask = lambda: m.ask(agent, "Chat.TransferChatSession", ChatSessionId=number, ToAssociate=named)
    m.both("TransferChatSession", ask, lambda: m.desk.transfer(agent, number, target), views.session)


@operation(6, AIMS, AGENT, CUSTOMER)
def accept(m: Machine, aim: int, agent: int, customer: int) -> None:
    agent, number = agent_and_session(m, aim, agent, customer, lambda s: s.transfer_to != 0, offered)
    ask = lambda: m.ask(agent, "Chat.AcceptChatSessionTransfer", ChatSessionId=number)
    m.both("AcceptChatSessionTransfer", ask, lambda: m.desk.accept(agent, number), views.session)


@operation(4, AIMS, AGENT, CUSTOMER)
def reject(m: Machine, aim: int, agent: int, customer: int) -> None:
    agent, number = agent_and_session(m, aim, agent, customer, lambda s: s.transfer_to != 0, offered)
    ask = lambda: m.ask(agent, "Chat.RejectChatSessionTransfer", ChatSessionId=number)
    m.both("RejectChatSessionTransfer", ask, lambda: m.desk.reject(agent, number), views.session)


@operation(4, AIMS, AGENT, CUSTOMER)
def reset(m: Machine, aim: int, agent: int, customer: int) -> None:
    agent, number = agent_and_session(m, aim, agent, customer, among(LIVING), writers)
    ask = lambda: m.ask(agent, "Chat.ResetChatSession", ChatSessionId=number)
    m.both("ResetChatSession", ask, lambda: m.desk.reset(agent, number), views.session)


@operation(20, AIMS, AGENT, CUSTOMER, len(TEXTS), len(KINDS), len(DELAYS))
def add_message(m: Machine, aim: int, agent: int, customer: int, text: int, kind: int, delay: int) -> None:
    # A customer's message to a session that is finished opens it again.
    fits = among({FINISHED} if aim == 1 and KINDS[kind][0] == "ToUser" else TALKED_IN if aim > 1 else LIVING)
    agent, number = agent_and_session(m, aim, agent, customer, fits, writers)
    written, kept = TEXTS[text]
    message: "dict[str, Any]" = {"Message": written, "Type": KINDS[kind][0]}
    special = KINDS[kind][1]
    wait = DELAYS[delay]
    if special != "None":
        message["SpecialType"] = special
    param = json.dumps(OPTIONS) if special == "Options" else ""
    if param:
        message["SpecialParam"] = param
    if wait:
        message["WhenPosted"] = views.moment(m.desk.now + wait)
    ask = lambda: m.ask(agent, "Chat.AddChatMessage", ChatSessionId=number, Message=message)
    rule = lambda: m.desk.add_message(agent, number, message["Type"], kept, special, wait, param)
    m.both("AddChatMessage", ask, rule, views.message)


@operation(8, AIMS, AGENT, CUSTOMER, len(STATUSES), 4, 2)
def save(m: Machine, aim: int, agent: int, customer: int, status: int, change: int, typing: int) -> None:
    agent, number = agent_and_session(m, aim, agent, customer, among(LIVING, {FINISHED}), writers)
    session = m.desk.sessions.get(number)
    wanted = STATUSES[status]
    if wanted == "Same":
        wanted = session.status if session is not None else "InQueue"
    fields = ({}, {"CustomerName": "Ola"}, {"CustomerEmail": "kari@example.com"}, {"CustomerAlias": "k", "CustomerPhone": "1"})[change]
    document = {
        **(views.session(session) if session is not None else {"ChatSessionId": number}), **fields, "Status": wanted,
        "Flags": "UserIsTyping" if typing else "", "Rank": 77, "SessionKey": "no", "Rating": 3, "User": {"AssociateId": 2},
        "TransferTo": None,
    }  # fmt: skip
    ask = lambda: m.ask(agent, "Chat.SaveChatSessionEntity", ChatSessionEntity=document)
    m.both("SaveChatSessionEntity", ask, lambda: m.desk.save(agent, number, wanted, fields, bool(typing)), views.session)


@operation(2, AGENT, CUSTOMER, CUSTOMER)
def delete(m: Machine, agent: int, customer: int, other: int) -> None:
    agent, numbers = m.by(agent), [m.number_of(customer), m.number_of(other)]
    ask = lambda: m.ask(agent, "CustomerService.DeleteChatSessions", Ids=numbers)
    m.both("DeleteChatSessions", ask, lambda: m.desk.delete(agent, numbers))


@operation(1, AIMS, AGENT, CUSTOMER)
def delete_one(m: Machine, aim: int, agent: int, customer: int) -> None:
    agent, number = agent_and_session(m, aim, agent, customer, among(LIVING, ENDED), writers)
    ask = lambda: m.ask(agent, "Chat.DeleteChatSessionEntity", ChatSessionEntityId=number)
    m.both("DeleteChatSessionEntity", ask, lambda: m.desk.delete_one(agent, number))


@operation(8, AGENT, AGENT, 3)
def save_presence(m: Machine, agent: int, user: int, present: int) -> None:
    agent, user = m.by(agent), user + 1
    states = [{"UserId": user, "Present": present > 0}]
    ask = lambda: m.ask(agent, "Chat.SaveChatPresence", ChatPresence=states)
    m.both("SaveChatPresence", ask, lambda: m.desk.save_presence(agent, [(user, present > 0)]))


# --- topics and their agents --------------------------------------------------------------------------------------


@operation(3, AGENT, TOPIC, AGENT, len(scenery.RIGHTS))
def add_agent(m: Machine, agent: int, topic: int, user: int, rights: int) -> None:
    agent, topic, user, given = m.by(agent), topic + 1, user + 1, scenery.RIGHTS[rights]
    document = scenery.agent_document(topic, user, given)
    view = lambda rights: {**{right: right in rights for right in scenery.ALL}, "TopicId": topic, "User": user}
    ask = lambda: m.ask(agent, "Chat.AddChatTopicUserAgent", ChatTopicId=topic, Useragent=document)
    m.both("AddChatTopicUserAgent", ask, lambda: m.desk.add_agent(agent, topic, user, given), view)


@operation(2, AGENT, TOPIC, AGENT, len(scenery.RIGHTS))
def update_agent(m: Machine, agent: int, topic: int, user: int, rights: int) -> None:
    agent, topic, user, given = m.by(agent), topic + 1, user + 1, scenery.RIGHTS[rights]
    document = scenery.agent_document(topic, user, given)
    view = lambda rights: {**{right: right in rights for right in scenery.ALL}, "TopicId": topic, "User": user}
    name = scenery.user_name(user)
    ask = lambda: m.ask(agent, "Chat.UpdateChatTopicUserAgent", ChatTopicId=topic, Username=name, Useragent=document)
    m.both("UpdateChatTopicUserAgent", ask, lambda: m.desk.update_agent(agent, topic, user, given), view)


@operation(1, AGENT, TOPIC, AGENT)
def remove_agent(m: Machine, agent: int, topic: int, user: int) -> None:
    agent, topic, user = m.by(agent), topic + 1, user + 1
    name = scenery.user_name(user)
    ask = lambda: m.ask(agent, "Chat.DeleteChatTopicUserAgent", ChatTopicId=topic, Username=name)
    m.both("DeleteChatTopicUserAgent", ask, lambda: m.desk.remove_agent(agent, topic, user))


@operation(2, AGENT, TOPIC, len(SETTINGS), 2)
def change_topic(m: Machine, agent: int, topic: int, setting: int, on: int) -> None:
    agent, topic = m.by(agent), topic + 1
    change = {name: values[on] for name, values in SETTINGS[setting].items()}
    document = scenery.entity(dataclasses.replace(m.desk.topics[topic], **change))
    ask = lambda: m.ask(agent, "Chat.SaveChatTopicEntity", ChatTopicEntity=document)
    m.both("SaveChatTopicEntity", ask, lambda: m.desk.change_topic(agent, topic, change), scenery.settings)


@operation(1, AGENT)
def topics_of(m: Machine, agent: int) -> None:
    agent = m.by(agent)
    ask = lambda: [topic["ChatTopicId"] for topic in m.ask(agent, "Chat.ChatTopicsForUser")]
    m.both("ChatTopicsForUser", ask, lambda: m.desk.topics_of(agent), list)


@operation(2, AGENT, TOPIC)
def is_open(m: Machine, agent: int, topic: int) -> None:
    agent, topic = m.by(agent), topic + 1
    ask = lambda: m.ask(agent, "Chat.IsWithinOpeningHours", ChatTopicId=topic)
    m.both("IsWithinOpeningHours", ask, lambda: m.desk.is_open(m.desk.topics[topic]), bool)


# --- time ---------------------------------------------------------------------------------------------------------


@operation(12, len(PAUSES))
def wait(m: Machine, pause: int) -> None:
    moment = m.desk.now + PAUSES[pause]
    ask = lambda: m.engine.run_due(moment / 1000)
    there, logged = len(m.desk.sessions), len(m.desk.log)
    m.both("run_due", ask, lambda: m.desk.run_due(moment), lambda next_due: next_due / 1000)
    m.outcomes["purged"] += there - len(m.desk.sessions)
    m.outcomes["pruned"] += logged > len(m.desk.log)


# --- events -------------------------------------------------------------------------------------------------------


@operation(3, 4)
def consume(m: Machine, way: int) -> None:
    """A consumer who seldom looks, and sometimes ends before it has dealt with what it got."""
    if way == 0:
        m.reopen_consumer()
        m.consumer.begin_again()
    view = lambda told: {"events": views.events(told)}
    _, told = m.both("consume", lambda: {"events": m.consumers_stream.next(0)}, lambda: m.consumer.next(m.desk), view)
    m.outcomes["missed"] += any(event["Event"] == "missed" for event in told)


@operation(2, AGENT, 4, TOPIC + 1)
def follow(m: Machine, agent: int, back: int, topic: int) -> None:
    agent, after = m.by(agent), max(m.desk.newest() - back * 40, 0)
    topics = {topic, 1} if topic else set()
    path = f"/chat/v1/events?after={after}" + (f"&topics={topic},1" if topic else "")
    ask = lambda: m.fetch(path, scenery.authorization(agent))
    m.both("follow", ask, lambda: m.desk.for_agent(agent, after, topics), events_view)
