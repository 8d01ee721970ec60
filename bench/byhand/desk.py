#!/usr/bin/env python3
"""Writes a desk for System.Import: 50 full sessions in topic 2, and in topic 1 agents with sessions under way and a queue.

    desk.py LIBRARY > desk.json
"""

import json
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

import corpus
import shape
from describe import describe

AGENTS = 200
FULL = 50
UNDER_WAY = 200
WAITING = 2000
# What a session refers to: the list of the import, and the name of the number.
KINDS = {"User": ("Associates", "AssociateId"), "TransferTo": ("Associates", "AssociateId"), "Person": ("Persons", "PersonId"),
         "Contact": ("Contacts", "ContactId"), "Project": ("Projects", "ProjectId"), "Sale": ("Sales", "SaleId"), "Ticket": ("Tickets", "TicketId")}


def name_flags(types, made, value):
    """Flags as REST writes them, in a record or in a list of records."""
    if made.kind == "list":
        for item in value:
            name_flags(types, types.types[made.item_type], item)
    if made.kind != "record":
        return
    for field in made.in_json_order:
        if field.kind == "flags":
            value[field.name] = ", ".join(value[field.name])
        elif field.kind == "dictionary" and field.name == "FieldProperties":
            value[field.name] = None
        elif field.kind in ("record", "list") and value[field.name] is not None:
            name_flags(types, types.types[field.type], value[field.name])


def full_sessions(types, desk):
    sessions = corpus.Maker(types).sessions()[:FULL]
    number = AGENTS
    for place, session in enumerate(sessions, start=1):
        name_flags(types, types.root, session)
        session["ChatSessionId"] = place
        session["TopicId"] = 2
        session["Status"] = ["CustomerLast", "UserLast", "Finished"][place % 3]
        for field, (kind, key) in KINDS.items():
            if session[field] is not None:
                number += 1
                desk[kind].append({**session[field], key: number})
                session[field] = {key: number}
    return sessions


def agents(first, last):
    return [{"User": {"AssociateId": i}, "CanRespond": True} for i in range(first, last + 1)]


def main():
    desk = {kind: [] for kind in ("Associates", "Persons", "Contacts", "Projects", "Sales", "Tickets")}
    for i in range(1, AGENTS + 1):
        desk["Associates"].append({"AssociateId": i, "Name": f"agent{i}", "FullName": f"Agent Number {i}", "Type": "InternalAssociate"})
        desk["Persons"].append({"PersonId": i, "Firstname": "Kari", "Lastname": f"Nordmann {i}", "Email": f"kari{i}@example.com", "ContactId": i})
        desk["Contacts"].append({"ContactId": i, "Name": f"Fjell og Fjord {i} AS", "OrgNr": "NO 912 345 678", "City": "Bodø"})
    desk["Users"] = [{"UserName": f"agent{i}", "AssociateId": i, "Password": "by hand"} for i in range(1, AGENTS + 1)]
    desk["Topics"] = [{"ChatTopicId": 1, "Name": "Support", "WelcomeMessage": "Welcome! How can we help you?", "Agents": agents(2, AGENTS)},
                      {"ChatTopicId": 2, "Name": "Lists", "Agents": agents(1, 1)}]
    desk["Presence"] = [{"UserId": i, "Present": True} for i in range(2, AGENTS + 1)]
    desk["Sessions"] = full_sessions(shape.Shape(describe(sys.argv[1])), desk)
    for place in range(UNDER_WAY + WAITING):
        who = place % AGENTS + 1
        session = {"ChatSessionId": FULL + 1 + place, "TopicId": 1, "Person": {"PersonId": who}, "Contact": {"ContactId": who},
                   "CustomerName": "Kari Nordmann", "CustomerEmail": f"kari{who}@example.com", "CustomerConsented": True,
                   "FirstMessage": "The heating is off since Monday", "LastMessage": "Is anybody there?",
                   "WhenRequested": f"2026-11-20T{place // 600:02}:{place // 10 % 60:02}:{place % 10:02}Z"}
        if place < UNDER_WAY:
            session.update(Status="CustomerLast", User={"AssociateId": max(2, who)}, Rank=1, WhenStarted=session["WhenRequested"])
        else:
            session["Status"] = "InQueue"
        desk["Sessions"].append(session)
    json.dump(desk, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
