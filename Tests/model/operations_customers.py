"""What customers may do, each with the key of the session that was given when it began."""

from __future__ import annotations

import views
from aim import AIMS, among, free_customer, session_for
from drive import Machine, events_view
from operations_table import CUSTOMER, OPTIONS, TEXTS, TOPIC, operation
from reference import ENDED, FAQ, FINISHED, IN_QUEUE, LIVING, OFFLINE_FORM, PRE_CHAT_FORM, TALKED_IN

# The customers' own numbers of messages: few, so that the same comes twice.
CLIENT_IDS = tuple("abcdefgh")
FIELDS = (
    {}, {"CustomerName": "Kari Nordmann"}, {"CustomerName": "Ola", "CustomerEmail": "ola@example.com"},
    {"CustomerAlias": "kn", "CustomerName": "Kari", "CustomerEmail": "kari@example.com", "CustomerPhone": "12345678"},
)  # fmt: skip


def alone(fields: "dict[str, str]") -> "dict[str, str]":
    """What the forms ask for; an alias is chosen at the start."""
    return {name: value for name, value in fields.items() if name != "CustomerAlias"}

QUESTIONS = ("Where is my order?", "I want my money back: refund the order!", "parcel", "and", "Order, order, ORDER in a week")


@operation(20, AIMS, TOPIC, CUSTOMER, 4, len(FIELDS))
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


@operation(8, AIMS, CUSTOMER, 3)
def fetch(m: Machine, aim: int, customer: int, way: int) -> None:
    number = session_for(m, aim, customer, among(LIVING, ENDED))
    if way == 2:
        m.both("Return", lambda: m.ask_as_customer(number, "Customer.Return"), lambda: m.desk.come_back(number), m.customers_view)
    else:
        m.both("GetSession", lambda: m.ask_as_customer(number, "Customer.GetSession"), lambda: m.desk.fetch(number), m.customers_view)


@operation(8, AIMS, CUSTOMER, len(FIELDS), 4, 2)
def submit_form(m: Machine, aim: int, customer: int, fields: int, consented: int, says: int) -> None:
    number, filled = session_for(m, aim, customer, among({PRE_CHAT_FORM})), alone(FIELDS[fields])
    agrees, message = consented == 0, "Help!" if says else ""
    ask = lambda: m.ask_as_customer(number, "Customer.SubmitForm", CustomerConsented=agrees, Message=message, **filled)
    m.both("SubmitForm", ask, lambda: m.desk.submit_form(number, filled, agrees, message), m.customers_view)


@operation(8, AIMS, CUSTOMER, 3)
def answer_faq(m: Machine, aim: int, customer: int, helped: int) -> None:
    number = session_for(m, aim, customer, among({FAQ}))
    ask = lambda: m.ask_as_customer(number, "Customer.AnswerFaq", Helped=helped == 0)
    m.both("AnswerFaq", ask, lambda: m.desk.answer_faq(number, helped == 0), m.customers_view)


@operation(4, AIMS, CUSTOMER)
def open_offline_form(m: Machine, aim: int, customer: int) -> None:
    number = session_for(m, aim, customer, lambda s: s.status == IN_QUEUE and m.desk.queue_form_is_open(s))
    ask = lambda: m.ask_as_customer(number, "Customer.OpenOfflineForm")
    m.both("OpenOfflineForm", ask, lambda: m.desk.open_offline_form(number), m.customers_view)


@operation(5, AIMS, CUSTOMER, len(FIELDS), 2, 2)
def submit_offline_form(m: Machine, aim: int, customer: int, fields: int, consented: int, says: int) -> None:
    number, filled = session_for(m, aim, customer, among({OFFLINE_FORM})), alone(FIELDS[fields])
    agrees, message = consented > 0, "Please call." if says else ""
    ask = lambda: m.ask_as_customer(number, "Customer.SubmitOfflineForm", CustomerConsented=agrees, Message=message, **filled)
    rule = lambda: m.desk.submit_offline_form(number, filled, agrees, message)
    m.both("SubmitOfflineForm", ask, rule, m.customers_view)


@operation(3, AIMS, CUSTOMER)
def consent(m: Machine, aim: int, customer: int) -> None:
    number = session_for(m, aim, customer, lambda s: s.is_living and not s.consented)
    m.both("Consent", lambda: m.ask_as_customer(number, "Customer.Consent"), lambda: m.desk.consent(number), m.customers_view)


@operation(24, AIMS, CUSTOMER, len(TEXTS), len(CLIENT_IDS))
def post_message(m: Machine, aim: int, customer: int, text: int, client: int) -> None:
    number, (written, kept), own = session_for(m, aim, customer, among({FINISHED} if aim == 1 else TALKED_IN if aim == 2 else LIVING)), TEXTS[text], CLIENT_IDS[client]
    ask = lambda: m.ask_as_customer(number, "Customer.PostMessage", Message=written, ClientId=own)
    m.both("PostMessage", ask, lambda: m.desk.post_message(number, kept, own), views.message)


@operation(6, AIMS, CUSTOMER, 4)
def fetch_messages(m: Machine, aim: int, customer: int, back: int) -> None:
    number = session_for(m, aim, customer, lambda s: bool(s.messages))
    after = m.message_from_the_end(number, back)
    view = lambda seen: [views.customers_message(message, m.desk.topics[m.desk.sessions[number].topic]) for message in seen]
    ask = lambda: m.ask_as_customer(number, "Customer.GetMessages", After=after)
    m.both("GetMessages", ask, lambda: m.desk.fetch_messages(number, after), view)


@operation(2, AIMS, CUSTOMER, 2)
def set_typing(m: Machine, aim: int, customer: int, typing: int) -> None:
    number = session_for(m, aim, customer, among(TALKED_IN))
    m.both("SetTyping", lambda: m.ask_as_customer(number, "Customer.SetTyping", Typing=typing > 0), lambda: m.desk.type(number))


@operation(6, AIMS, CUSTOMER)
def leave(m: Machine, aim: int, customer: int) -> None:
    number = session_for(m, aim, customer, among(LIVING, {FINISHED}))
    m.both("Leave", lambda: m.ask_as_customer(number, "Customer.Leave"), lambda: m.desk.leave(number), m.customers_view)


@operation(5, AIMS, CUSTOMER, 8)
def rate(m: Machine, aim: int, customer: int, rating: int) -> None:
    number = session_for(m, aim, customer, among(TALKED_IN, {FINISHED}))
    ask = lambda: m.ask_as_customer(number, "Customer.Rate", Rating=rating)
    m.both("Rate", ask, lambda: m.desk.rate(number, rating), m.customers_view)


@operation(4, AIMS, CUSTOMER, 4)
def mark_read(m: Machine, aim: int, customer: int, back: int) -> None:
    number = session_for(m, aim, customer, lambda s: bool(s.messages))
    upto = m.message_from_the_end(number, back + 1)
    m.both("MarkRead", lambda: m.ask_as_customer(number, "Customer.MarkRead", ChatMessageId=upto), lambda: m.desk.mark_read(number, upto))


@operation(2, AIMS, CUSTOMER, 2)
def request_transcript(m: Machine, aim: int, customer: int, address: int) -> None:
    number = session_for(m, aim, customer, among(TALKED_IN, {FINISHED}))
    email = "new@example.com" if address else ""
    ask = lambda: m.ask_as_customer(number, "Customer.RequestTranscript", Email=email)
    m.both("RequestTranscript", ask, lambda: m.desk.request_transcript(number, email))


@operation(6, AIMS, CUSTOMER, 3, 3)
def click(m: Machine, aim: int, customer: int, option: int, back: int) -> None:
    number = session_for(m, aim, customer, lambda s: any(message.special == "Options" for message in s.messages))
    session = m.desk.sessions.get(number)
    asked = [message.number for message in session.messages if message.special == "Options"] if session is not None else []
    message, chosen = asked[-1 - back % len(asked)] if asked else 1, (*OPTIONS, "Perhaps")[option]
    ask = lambda: m.ask_as_customer(number, "Customer.ClickOption", ChatMessageId=message, Option=chosen)
    m.both("ClickOption", ask, lambda: m.desk.click(number, message, chosen), views.message)


@operation(4, AIMS, CUSTOMER, len(QUESTIONS))
def ask_faq(m: Machine, aim: int, customer: int, question: int) -> None:
    number = session_for(m, aim, customer, among({FAQ}))
    ask = lambda: m.ask_as_customer(number, "Customer.AskFaq", Question=QUESTIONS[question])
    m.both("AskFaq", ask, lambda: m.desk.ask_faq(number, QUESTIONS[question]), lambda found: list(map(views.entry, found)))


@operation(2, AIMS, CUSTOMER, 4, 3)
def follow_session(m: Machine, aim: int, customer: int, back: int, wait: int) -> None:
    """Only who gets something at once is made to wait for it."""
    number = session_for(m, aim, customer, among(LIVING, ENDED))
    after = max(m.desk.newest() - back * 40, 0)
    waits = wait > 0 and any(event["ChatSessionId"] == number for event in m.desk.after(after) if "ChatSessionId" in event)
    path = f"/chat/v1/session/events?after={after}" + ("&wait=60" if waits else "")
    ask = lambda: m.fetch(path, f"SessionKey {m.keys.get(number, 'no such key')}")
    m.both("follow_session", ask, lambda: m.desk.for_customer(number, after, waits), events_view)
