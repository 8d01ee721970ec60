"""What customers may do, each with the key of the session that was given when it began."""

from __future__ import annotations

import views
from aim import AIMS, among, free_customer, session_for
from drive import Machine
from operations_table import CUSTOMER, TEXTS, TOPIC, operation
from reference import ENDED, FAQ, FINISHED, LIVING, OFFLINE_FORM, PRE_CHAT_FORM, TALKED_IN

# The customers' own numbers of messages: few, so that the same comes twice.
CLIENT_IDS = tuple("abcdefgh")
FIELDS = (
    {}, {"CustomerName": "Kari Nordmann"}, {"CustomerName": "Ola", "CustomerEmail": "ola@example.com"},
    {"CustomerAlias": "kn", "CustomerName": "Kari", "CustomerEmail": "kari@example.com", "CustomerPhone": "12345678"},
)  # fmt: skip


def alone(fields: "dict[str, str]") -> "dict[str, str]":
    """What the forms ask for; an alias is chosen at the start."""
    return {name: value for name, value in fields.items() if name != "CustomerAlias"}


@operation(20, AIMS, TOPIC, CUSTOMER, 4, len(FIELDS), needs="Customer.StartSession")
def start(m: Machine, aim: int, topic: int, customer: int, consented: int, fields: int) -> None:
    arguments = {**FIELDS[fields], "CustomerConsented": consented > 0, "CustomerHost": "192.0.2.7"}
    known = {name: value for name, value in arguments.items() if name != "CustomerConsented"}
    ask = lambda: m.engine.call("Customer.StartSession", {"ChatTopicId": topic + 1, **arguments}, caller=None)
    rule = lambda: m.desk.start_session(topic + 1, consented > 0, known)
    document, session = m.both("StartSession", ask, rule, m.customers_view)
    if session is not None:
        m.sessions_of[free_customer(m, aim, customer)] = session.number
        m.keys[session.number] = document["SessionKey"]
        m.touched.add(session.number)


@operation(8, AIMS, CUSTOMER, 3, needs="Customer.GetSession Customer.Return")
def fetch(m: Machine, aim: int, customer: int, way: int) -> None:
    number = session_for(m, aim, customer, among(LIVING, ENDED))
    name = ("Customer.GetSession", "Customer.GetSession", "Customer.Return")[way]
    m.both("GetSession", lambda: m.ask_as_customer(number, name), lambda: m.desk.fetch(number), m.customers_view)


@operation(8, AIMS, CUSTOMER, len(FIELDS), needs="Customer.SubmitForm")
def submit_form(m: Machine, aim: int, customer: int, fields: int) -> None:
    number, filled = session_for(m, aim, customer, among({PRE_CHAT_FORM})), alone(FIELDS[fields])
    ask = lambda: m.ask_as_customer(number, "Customer.SubmitForm", **filled)
    m.both("SubmitForm", ask, lambda: m.desk.submit_form(number, filled), m.customers_view)


@operation(8, AIMS, CUSTOMER, 3, needs="Customer.AnswerFaq")
def answer_faq(m: Machine, aim: int, customer: int, helped: int) -> None:
    number = session_for(m, aim, customer, among({FAQ}))
    ask = lambda: m.ask_as_customer(number, "Customer.AnswerFaq", Helped=helped == 0)
    m.both("AnswerFaq", ask, lambda: m.desk.answer_faq(number, helped == 0), m.customers_view)


@operation(5, AIMS, CUSTOMER, len(FIELDS), 2, needs="Customer.SubmitOfflineForm")
def submit_offline_form(m: Machine, aim: int, customer: int, fields: int, consented: int) -> None:
    number, filled = session_for(m, aim, customer, among({OFFLINE_FORM})), alone(FIELDS[fields])
    ask = lambda: m.ask_as_customer(number, "Customer.SubmitOfflineForm", CustomerConsented=consented > 0, **filled)
    rule = lambda: m.desk.submit_offline_form(number, filled, consented > 0)
    m.both("SubmitOfflineForm", ask, rule, m.customers_view)


@operation(24, AIMS, CUSTOMER, len(TEXTS), len(CLIENT_IDS), needs="Customer.PostMessage")
def post_message(m: Machine, aim: int, customer: int, text: int, client: int) -> None:
    number, (written, kept), own = session_for(m, aim, customer, among({FINISHED} if aim == 1 else TALKED_IN if aim == 2 else LIVING)), TEXTS[text], CLIENT_IDS[client]
    ask = lambda: m.ask_as_customer(number, "Customer.PostMessage", Message=written, ClientId=own)
    m.both("PostMessage", ask, lambda: m.desk.post_message(number, kept, own), views.message)


@operation(6, AIMS, CUSTOMER, 4, needs="Customer.GetMessages")
def fetch_messages(m: Machine, aim: int, customer: int, back: int) -> None:
    number = session_for(m, aim, customer, lambda s: bool(s.messages))
    after = m.message_from_the_end(number, back)
    ask = lambda: m.ask_as_customer(number, "Customer.GetMessages", After=after)
    m.both("GetMessages", ask, lambda: m.desk.fetch_messages(number, after), lambda seen: list(map(views.message, seen)))


@operation(2, AIMS, CUSTOMER, 2, needs="Customer.SetTyping")
def set_typing(m: Machine, aim: int, customer: int, typing: int) -> None:
    number = session_for(m, aim, customer, among(TALKED_IN))
    m.both("SetTyping", lambda: m.ask_as_customer(number, "Customer.SetTyping", Typing=typing > 0), lambda: m.desk.type(number))


@operation(6, AIMS, CUSTOMER, needs="Customer.Leave")
def leave(m: Machine, aim: int, customer: int) -> None:
    number = session_for(m, aim, customer, among(LIVING, {FINISHED}))
    m.both("Leave", lambda: m.ask_as_customer(number, "Customer.Leave"), lambda: m.desk.leave(number))


@operation(5, AIMS, CUSTOMER, 8, needs="Customer.Rate")
def rate(m: Machine, aim: int, customer: int, rating: int) -> None:
    number = session_for(m, aim, customer, among(TALKED_IN, {FINISHED}))
    m.both("Rate", lambda: m.ask_as_customer(number, "Customer.Rate", Rating=rating), lambda: m.desk.rate(number, rating))
