"""A session's whole life, told three times: over SOAP 88, over the agents' routes and over the entities' routes.

Each teller has a desk of its own; what they hear, but for moments and keys, has to be the same.
"""

import copy
import json
import unittest
from xml.sax.saxutils import escape

import chatcore
from lxml import etree
from scenery import soap
from scenery.desk import DOCUMENT, MAJA, PASSWORDS, SOFIE, TOR, open_desk
from scenery.serving import Served

TOPIC = 20
# What no two desks have in common; and REST alone has links.
OWN = {"SessionKey", "LastAccept", "_Links"}
NIL = f"{{{soap.XSI}}}nil"

DESK = copy.deepcopy(DOCUMENT)
DESK["Topics"][1] |= {
    "WelcomeMessage": "Welcome!",
    "Agents": [
        {"User": {"AssociateId": MAJA}, "CanManage": True},
        {"User": {"AssociateId": TOR}, "CanRespond": True},
        {"User": {"AssociateId": SOFIE}, "CanRespond": True, "CanListen": True},
    ],
}
del DESK["Sessions"][3:5]


class Teller:
    """Somebody who calls operations in one way and hears answers as a flat table of paths and texts."""

    def __init__(self, test):
        self.engine = open_desk(DESK)
        test.addCleanup(self.engine.close)
        self.served = Served(self.engine)
        test.addCleanup(self.served.close)
        self.operations = chatcore.describe("operations")
        self.tickets = {}

    def ticket(self, user):
        """Everybody signs in over SOAP, once."""
        if user not in self.tickets:
            answer = self.soap(None, "SoPrincipal.AuthenticateUsernamePassword", UserName=user, Password=PASSWORDS[user])
            self.tickets[user] = answer.text("Ticket")
        return self.tickets[user]

    def soap(self, user, operation, **arguments):
        service, name = operation.split(".")
        ticket = None if user is None else self.ticket(user)
        body = soap.wsdl(88, name, ticket, "".join(as_xml(*argument) for argument in arguments.items()))
        headers = [("Content-Type", soap.TYPES["1.1"]), ("SOAPAction", f'"{soap.action(88, service, name)}"')]
        return soap.Answer(self.served.send("POST", soap.target(88, service), headers, body))


class SOAPTeller(Teller):
    def call(self, user, operation, **arguments):
        answer = self.soap(user, "Chat." + operation, **arguments)
        if answer.text("Succeeded") != "true":
            return {"error": next(iter(answer.all("Value"))).text}
        found = answer.content.find(f"{{{soap.namespace(88)}}}Response")
        return flat_xml(found) if found is not None else {}


class RESTTeller(Teller):
    style = "agent"

    def call(self, user, operation, **arguments):
        operation = self.operations["Chat." + operation]
        routes = [route for route in operation["routes"] if route["style"] == self.style] or operation["routes"]
        route, path, query, rest = routes[0], routes[0]["path"], [], dict(arguments)
        for name, argument in route["path_arguments"].items():
            path = path.replace("{" + name + "}", str(rest.pop(argument)))
        for name, argument in route["query_arguments"].items():
            if argument in rest:
                query.append(f"{name}={json.dumps(rest.pop(argument))}")
        body = b""
        if route["body"] == "arguments":
            body = json.dumps(rest).encode()
        elif route["body"]:
            body = json.dumps(rest.pop(route["body"])).encode()
            assert not rest, rest
        headers = [("Authorization", f"SOTicket {self.ticket(user)}"), ("Content-Type", "application/json")]
        response = self.served.send(route["method"], "?".join([path, "&".join(query)]).rstrip("?"), headers, body)
        if response.status == 204 or response.status == 404 and "there is nothing of" in response.body.decode():
            return {}
        if response.status != 200:
            said = response.json()
            return {"error": (said.get("MessageDetail") or said.get("ErrorMessage")).rpartition("at ")[2]}
        return flat(response.json())


class EntityTeller(RESTTeller):
    style = "entity"


def as_xml(name, value):
    if value is None:
        return f'<{name} xsi:nil="true"/>'
    if isinstance(value, dict):
        inner = "".join(as_xml(*field) for field in value.items())
    elif isinstance(value, list):
        inner = "".join(as_xml(name, item) for item in value)
    elif isinstance(value, bool):
        inner = str(value).lower()
    else:
        inner = escape(str(value))
    return f"<{name}>{inner}</{name}>"


def flat(value, path=""):
    """The values of a JSON answer by their paths; nulls and what is empty leave no trace, as in XML."""
    if isinstance(value, dict):
        items = [(f"{path}/{name}", item) for name, item in value.items() if name not in OWN and not name.startswith("When")]
    elif isinstance(value, list):
        items = [(f"{path}/{index}", item) for index, item in enumerate(value)]
    else:
        text = str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)
        # The flags' word for none is REST's alone.
        return {} if text in ("", "CustomerIsTyping", "None") else {path: text}
    return {path: text for part in items for path, text in flat(part[1], part[0]).items()}


def flat_xml(element, path=""):
    names = [etree.QName(child).localname for child in element]
    if not names:
        text = element.text or ""
        return {} if text in ("", "None") or element.get(NIL) else {path: text}
    is_list = len(set(names)) == 1 and (len(names) > 1 or names[0] in ("ChatMessage", "ChatTopicEntity", "ChatSessionEntity"))
    found = {}
    for index, (name, child) in enumerate(zip(names, element, strict=True)):
        if name not in OWN and not name.startswith("When"):
            found |= flat_xml(child, f"{path}/{index if is_list else name}")
    return found


def story(teller):
    """What happens, as pairs of a call and what was heard."""
    heard = []

    def call(user, operation, **arguments):
        answer = teller.call(user, operation, **arguments)
        heard.append((f"{user}: {operation} {arguments}", answer))
        return answer

    def message(text, type="ToCustomer", **more):
        return {"Message": text, "Type": type, **more}

    call("tor", "ChatTopicsForUser")
    presence = [{"UserId": TOR, "Present": True}, {"UserId": SOFIE, "Present": True}]
    call("maja", "SaveChatPresence", ChatPresence=presence)
    call("tor", "IsWithinOpeningHours", ChatTopicId=TOPIC)
    id = int(call("sofie", "CreateChatSessionForTopic", ChatTopicId=TOPIC)["/ChatSessionId"])
    call("root", "GetChatSessionEntity", ChatSessionEntityId=id)
    call("maja", "PickUpChatSession", ChatSessionId=id)
    call("tor", "AddChatMessage", ChatSessionId=id, Message=message("Is <b>anybody</b><i onclick='x'>there?", "ToUser"))
    call("tor", "PickUpFirstChatSession")
    call("sofie", "PickUpFirstChatSession")
    call("sofie", "PickUpChatSession", ChatSessionId=id)
    call("tor", "AddChatMessage", ChatSessionId=id, Message=message("Yes & no"))
    call("tor", "AddChatMessage", ChatSessionId=id, Message=message("x", SpecialType="ClosedByUser"))
    call("tor", "AddChatMessage", ChatSessionId=id, Message=message("x" * 9, Author="y" * 256))
    call("tor", "GetChatMessages", ChatSessionId=id, After=0)
    call("tor", "GetChatMessages", ChatSessionId=id, After=2)
    call("tor", "TransferChatSession", ChatSessionId=id, ToAssociate="sofie")
    call("maja", "AcceptChatSessionTransfer", ChatSessionId=id)
    call("sofie", "RejectChatSessionTransfer", ChatSessionId=id)
    call("maja", "TransferChatSession", ChatSessionId=id, ToAssociate=str(SOFIE))
    call("sofie", "AcceptChatSessionTransfer", ChatSessionId=id)
    call("tor", "TransferChatSession", ChatSessionId=id, ToAssociate="nobody")
    call("sofie", "ResetChatSession", ChatSessionId=id)
    call("tor", "PickUpChatSession", ChatSessionId=id)
    call("tor", "SaveChatSessionEntity", ChatSessionEntity={"ChatSessionId": id, "TopicId": TOPIC, "Status": "InQueue"})
    call("tor", "SaveChatSessionEntity", ChatSessionEntity={"ChatSessionId": id, "Status": "Finished", "CustomerName": "Ås"})
    call("sofie", "GetChatMessages", ChatSessionId=id)
    call("root", "DeleteChatSessionEntity", ChatSessionEntityId=id)
    call("tor", "DeleteChatSessionEntity", ChatSessionEntityId=id)
    call("tor", "GetChatSessionEntity", ChatSessionEntityId=id)
    call("tor", "GetChatSessionEntity", ChatSessionEntityId=31)
    return heard


class StoryTest(unittest.TestCase):
    maxDiff = None

    def test_soap_and_both_routes_of_rest_tell_the_same_story(self):
        over_soap = story(SOAPTeller(self))
        for teller in (RESTTeller, EntityTeller):
            told = story(teller(self))
            for (call, expected), (_, answer) in zip(over_soap, told, strict=True):
                with self.subTest(teller.style, call=call):
                    self.assertEqual(answer, expected)

    def test_the_story_goes_as_the_protocol_has_it(self):
        heard = story(RESTTeller(self))
        statuses = [answer["/Status"] for _, answer in heard if "/Status" in answer]
        self.assertEqual(
            statuses,
            ["InQueue", "CustomerLast", *["UserLast"] * 5, "InQueue", "CustomerLast", "Finished", "Deleted"],
        )
        places = [answer["error"] for _, answer in heard if "error" in answer]
        self.assertEqual(
            places,
            ["ChatSessionEntityId", "ChatSessionId", "Message.SpecialType", "Message.Author", "ToAssociate"]
            + ["ChatSessionEntity.Status", "ChatSessionEntityId"],
        )
        specials = [text for path, text in heard[-5][1].items() if path.endswith("/SpecialType")]
        self.assertEqual(
            specials, ["Welcome", "TransferRejected", "TransferedSession", "Welcome", "ClosedByUser"]
        )

    def test_a_transcript_is_the_same_everywhere_in_the_zone_that_was_asked_for(self):
        for kind in (RESTTeller, EntityTeller):
            teller = kind(self)
            teller.call("tor", "AddChatMessage", ChatSessionId=9003, Message={"Message": "a", "Type": "ToCustomer"})
            teller.engine.call(
                "System.Import",
                {
                    "Messages": [
                        {
                            "ChatMessageId": 71,
                            "ChatSessionId": 9002,
                            "Type": "ToUser",
                            "Author": "Ås",
                            "Message": "<b>Hei</b>",
                            "WhenPosted": "2024-07-15T08:30:00Z",
                        }
                    ]
                },
            )
            text = "[2024-07-15 08:30:00] Ås: Hei\n"
            self.assertEqual(teller.call("maja", "GetChatTranscript", ChatSessionId=9002, Html=False), {"": text})
            answer = teller.soap("maja", "Chat.GetChatTranscript", ChatSessionId=9002)
            self.assertEqual(answer.text("Response"), text)
            header = f'<TimeZone xmlns="{soap.namespace(88)}"><SoTimeZoneId>261</SoTimeZoneId></TimeZone>'
            body = soap.wsdl(88, "GetChatTranscript", teller.ticket("maja"), "<ChatSessionId>9002</ChatSessionId>", headers=header)
            response = teller.served.send("POST", soap.target(88, "Chat"), [("Content-Type", soap.TYPES["1.1"])], body)
            self.assertIn("[2024-07-15 10:30:00]", soap.Answer(response).text("Response"))


if __name__ == "__main__":
    unittest.main()
