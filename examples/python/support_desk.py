#!/usr/bin/env python3
"""A support desk through libchatcore, with the standard library and the chatcore package alone.

Imports a desk, calls its chat services over SOAP and REST as an HTTP server would, deletes two sessions, and looks
again after the engine was closed and opened anew.

    python3 support_desk.py STORE.db support-desk.json

Ends with 1 and a sentence on stderr when anything is other than the document leads one to expect.
"""

from __future__ import annotations

import base64
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

import chatcore

ANNA, OWN_TOPIC, FOREIGN_TOPIC = 1, 1, 3
RIGHTS = ("CanListen", "CanRespond", "CanManage", "CanNotify")
BASIC = "Basic " + base64.b64encode(b"anna:anna-demo").decode("ascii")

DATE = re.compile(r"\d{4}-\d\d-\d\dT")

# SOAP as the vendor's manual writes it: SOAP 1.2, the credentials directly under the envelope.
ENVELOPE = """<?xml version="1.0" encoding="UTF-8"?>
<SOAP-ENV:Envelope
 xmlns:SOAP-ENV="http://www.w3.org/2003/05/soap-envelope"
 xmlns:SOAP-ENC="http://www.w3.org/2003/05/soap-encoding"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xmlns:xsd="http://www.w3.org/2001/XMLSchema"
 xmlns:NetServerServices{version}2="http://schemas.microsoft.com/2003/10/Serialization/Arrays"
 xmlns:NetServerServices{version}1="http://schemas.microsoft.com/2003/10/Serialization/"
 xmlns:{service}="http://www.superoffice.net/ws/crm/NetServer/Services{version}">
{credentials} <SOAP-ENV:Body>
   <{service}:{operation}>
{arguments}   </{service}:{operation}>

 </SOAP-ENV:Body>
</SOAP-ENV:Envelope>
"""
CREDENTIALS = """  <{service}:ApplicationToken>1234567-1234-9876</{service}:ApplicationToken>
  <{service}:Credentials>
    <{service}:Ticket>{ticket}</{service}:Ticket>
  </{service}:Credentials>
"""


class Surprise(Exception):
    """Something was other than expected."""


def expect(condition: bool, sentence: str) -> None:
    if not condition:
        raise Surprise(sentence)


# Requests


def soap(version: int, service: str, operation: str, ticket: str | None = None, arguments: str = "") -> chatcore.Request:
    credentials = CREDENTIALS.format(service=service, ticket=ticket) if ticket else ""
    body = ENVELOPE.format(
        version=version, service=service, operation=operation, credentials=credentials, arguments=arguments
    )
    return chatcore.Request(
        "POST",
        f"/Remote/Services{version}/{service}.svc",
        [("Content-Type", "application/soap+xml; charset=utf-8")],
        body.encode("utf-8"),
        peer="198.51.100.7",
    )


def delete_request(ticket: str, ids: Iterable[int]) -> chatcore.Request:
    elements = "".join(f'     <NetServerServices862:int xsi:type="xsd:int">{id}</NetServerServices862:int>\n' for id in ids)
    arguments = (
        f'    <CustomerService:Ids xsi:type="NetServerServices862:ArrayOfint">\n{elements}    </CustomerService:Ids>\n'
    )
    return soap(86, "CustomerService", "DeleteChatSessions", ticket, arguments)


def send(engine: chatcore.Engine, request: chatcore.Request) -> chatcore.Response:
    response = engine.handle(request)
    expect(response.status == 200, f"{request.method} {request.target} answered {response.status}: {response.text}")
    return response


def send_soap(engine: chatcore.Engine, operation: str, request: chatcore.Request) -> Any:
    return chatcore.decode(operation, send(engine, request))


# What the document leads one to expect


def by_id(things: Iterable[dict[str, Any]], key: str) -> dict[int, dict[str, Any]]:
    return {thing[key]: thing for thing in things}


def topics_of(document: dict[str, Any], associate: int) -> set[int]:
    """The topics of which the associate is a member."""
    return {
        topic["ChatTopicId"]
        for topic in document["Topics"]
        for agent in topic["Agents"]
        if agent["User"]["AssociateId"] == associate and any(agent.get(right) for right in RIGHTS)
    }


def sessions_to_see(document: dict[str, Any], associate: int) -> set[int]:
    topics = topics_of(document, associate)
    return {
        session["ChatSessionId"]
        for session in document["Sessions"]
        if session["TopicId"] in topics and session["Status"] not in ("Invalid", "Deleted")
    }


def ongoing_chats(document: dict[str, Any], associate: int) -> int:
    return sum(
        session["Status"] in ("CustomerLast", "UserLast") and session["User"]["AssociateId"] == associate
        for session in document["Sessions"]
    )


def pick(document: dict[str, Any], topic: int, status: str, count: int) -> list[int]:
    found = [s["ChatSessionId"] for s in document["Sessions"] if s["TopicId"] == topic and s["Status"] == status]
    expect(len(found) >= count, f"The document has fewer than {count} sessions of topic {topic} that are {status}.")
    return found[:count]


# Tables


def fit(text: str, width: int) -> str:
    """The text cut or filled to so many columns of a terminal, where Japanese characters take two."""
    sizes = [2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text]
    if sum(sizes) > width:
        used = kept = 0
        while used + sizes[kept] <= width - 3:
            used += sizes[kept]
            kept += 1
        return text[:kept] + "..." + " " * (width - 3 - used)
    return text + " " * (width - sum(sizes))


def print_table(head: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[object]]) -> None:
    for row in (head, ["-" * width for width in widths], *rows):
        cells = (fit("" if cell is None else str(cell), width) for cell, width in zip(row, widths))
        print("  " + "  ".join(cells).rstrip())


# Steps


def import_desk(engine: chatcore.Engine, document: dict[str, Any]) -> None:
    counts = engine.call("System.Import", document)
    for name, count in counts.items():
        expect(count == len(document.get(name, [])), f"The import counts {count} {name}.")
    print("Imported " + " ".join(f"{count} {name}" for name, count in counts.items()) + ".")


def get_ticket(engine: chatcore.Engine) -> str:
    arguments = (
        '    <SoPrincipal:UserName xsi:type="xsd:string">anna</SoPrincipal:UserName>\n'
        '    <SoPrincipal:Password xsi:type="xsd:string">anna-demo</SoPrincipal:Password>\n'
    )
    operation = "AuthenticateUsernamePassword"
    answer = send_soap(engine, f"SoPrincipal.{operation}", soap(87, "SoPrincipal", operation, arguments=arguments))
    expect(answer["AuthenticationSucceeded"] is True, "anna was not let in.")
    ticket: str = answer["Credentials"]["Ticket"]
    expect(ticket.startswith("7T:"), "The ticket does not look like one.")
    print(f"anna has a ticket of {len(ticket)} characters.")
    return ticket


def list_by_soap(engine: chatcore.Engine, ticket: str) -> set[int]:
    request = soap(87, "CustomerService", "ChatSessionsForUser", ticket)
    sessions = send_soap(engine, "CustomerService.ChatSessionsForUser", request)
    print(f"\nSOAP Services87 CustomerService ChatSessionsForUser: {len(sessions)} sessions")
    return {session["ChatSessionId"] for session in sessions}


def show_presence(engine: chatcore.Engine, ticket: str, document: dict[str, Any]) -> None:
    presence = send_soap(engine, "Chat.GetChatPresence", soap(86, "Chat", "GetChatPresence", ticket))
    print("\nSOAP Services86 Chat GetChatPresence")
    print_table(
        ["User", "Name", "Present", "Ongoing", "Topics"],
        [6, 18, 8, 8, 10],
        (
            (u["UserId"], u["DisplayName"], "yes" if u["Present"] else "no", u["OngoingChats"], u["ChatTopics"])
            for u in presence
        ),
    )
    present = by_id(document["Presence"], "UserId")
    for user in presence:
        id = user["UserId"]
        expect(user["Present"] == present[id]["Present"], f"User {id} is said to be present: {user['Present']}.")
        expect(set(user["ChatTopics"]) == topics_of(document, id), f"User {id} is shown in topics {user['ChatTopics']}.")
        ongoing = ongoing_chats(document, id)
        expect(user["OngoingChats"] == ongoing, f"User {id} is said to have {user['OngoingChats']} ongoing chats.")
    expect(ANNA in by_id(presence, "UserId"), "anna is not among the chat users.")


def show_selected(engine: chatcore.Engine, expected: set[int]) -> None:
    """The same sessions over REST with some of their fields, in Norwegian and on Norway's clock."""
    fields = "topicId,status,customerName,whenRequested,user/fullName,ticket/categoryName"
    request = chatcore.Request(
        "POST",
        f"/api/v1/Agents/Chat/ChatSessionsForUser?$select={fields}",
        [
            ("Authorization", BASIC),
            ("Accept", "application/json; charset=utf-8"),
            ("Accept-Language", "no"),
            ("SO-TimeZone", "NO"),
        ],
    )
    sessions = send(engine, request).json()
    print(f"\nREST POST Agents/Chat/ChatSessionsForUser with $select: {len(sessions)} sessions")
    print_table(
        ["Id", "Topic", "Status", "Customer", "Requested", "Agent", "Ticket about"],
        [5, 5, 15, 20, 19, 14, 14],
        (
            (
                s["ChatSessionId"],
                s["TopicId"],
                s["Status"],
                s["CustomerName"],
                s["WhenRequested"][:19],
                (s["User"] or {}).get("FullName"),
                (s["Ticket"] or {}).get("CategoryName"),
            )
            for s in sessions
        ),
    )
    expect({s["ChatSessionId"] for s in sessions} == expected, f"The POST answered {len(sessions)} sessions, not those expected.")
    times = [s["WhenRequested"][:19] for s in sessions]
    expect(times == sorted(times), "The sessions do not come in the order of their times.")
    expect(all(s["FirstMessage"] is None for s in sessions), "A message came back that was not selected.")
    categories = {s["Ticket"]["CategoryName"] for s in sessions if s["Ticket"]} - {None}
    expect(categories <= {"Faktura", "Teknisk hjelp", "Salg"}, f"Not all categories are Norwegian: {categories}.")


def compare_whole(engine: chatcore.Engine, ticket: str, document: dict[str, Any], expected: set[int]) -> None:
    """The same sessions whole, as the document has them."""
    headers = [("Authorization", f"SOTicket {ticket}"), ("Accept", "application/json"), ("Accept-Language", "*")]
    sessions = send(engine, chatcore.Request("GET", "/api/v1/ChatSession/ForCurrentUser", headers)).json()
    print(f"\nREST GET ChatSession/ForCurrentUser: {len(sessions)} sessions with {len(sessions[0])} fields each")
    expect({s["ChatSessionId"] for s in sessions} == expected, f"The GET answered {len(sessions)} sessions, not those expected.")
    originals = by_id(document["Sessions"], "ChatSessionId")
    whole = {
        "User": by_id(document["Associates"], "AssociateId"),
        "Person": by_id(document["Persons"], "PersonId"),
        "Contact": by_id(document["Contacts"], "ContactId"),
        "Project": by_id(document["Projects"], "ProjectId"),
        "Sale": by_id(document["Sales"], "SaleId"),
        "Ticket": by_id(document["Tickets"], "TicketId"),
        "TransferTo": by_id(document["Associates"], "AssociateId"),
    }
    compared = 0
    for session in sessions:
        original = originals[session["ChatSessionId"]]
        for name, value in original.items():
            came = session[name]
            if isinstance(value, str) and DATE.match(value):
                continue  # Times come on another clock than the document's.
            if name in whole:
                (id,) = value.values()
                value = {k: v for k, v in whole[name][id].items() if isinstance(v, str) and not DATE.match(v)}
                came = {key: came[key] for key in value}
            expect(came == value, f"Session {session['ChatSessionId']} came back with another {name}: {came!r}.")
            compared += len(value) if isinstance(value, dict) else 1
    print(f"  {compared} values compared with the document")


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 3:
        print(f"Usage: {arguments[0]} STORE.db support-desk.json", file=sys.stderr)
        return 2
    store, path = arguments[1:]
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    expected = sessions_to_see(document, ANNA)
    doomed = pick(document, OWN_TOPIC, "Closed", 2)
    foreign = pick(document, FOREIGN_TOPIC, "Closed", 1)

    print(f"ChatCore {chatcore.version()} on {store}")
    with chatcore.Engine.open({"store": f"sqlite:{store}"}) as engine:
        import_desk(engine, document)
        ticket = get_ticket(engine)
        listed = list_by_soap(engine, ticket)
        expect(listed == expected, f"anna sees {len(listed)} sessions, not the {len(expected)} expected.")
        show_presence(engine, ticket, document)
        show_selected(engine, expected)
        compare_whole(engine, ticket, document, expected)

        # Together with a session of a topic where anna has no right, her own is refused too.
        try:
            refused = doomed[:1] + foreign
            chatcore.decode("CustomerService.DeleteChatSessions", engine.handle(delete_request(ticket, refused)))
            raise Surprise(f"Deleting session {foreign[0]} of a foreign topic was not refused.")
        except chatcore.RemoteError as error:
            print(f"\nDeleting {refused[0]} and {refused[1]} together is refused: {error.message}")
        expect(
            send_soap(engine, "CustomerService.DeleteChatSessions", delete_request(ticket, doomed)) is None,
            "The deletion answered something.",
        )
        print(f"SOAP Services86 CustomerService DeleteChatSessions: {doomed[0]} and {doomed[1]} deleted")

    print("\nClosed, and opened again.")
    with chatcore.Engine.open({"store": f"sqlite:{store}"}) as engine:
        listed = list_by_soap(engine, ticket)
    expect(not listed & set(doomed), "A deleted session is still there.")
    expect(listed == expected - set(doomed), "Other sessions went with the deleted ones.")
    print(f"Sessions {doomed[0]} and {doomed[1]} are gone, the other {len(listed)} are there.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv))
    except (Surprise, chatcore.ChatCoreError, OSError) as error:
        print(f"support_desk: {error}", file=sys.stderr)
        sys.exit(1)
