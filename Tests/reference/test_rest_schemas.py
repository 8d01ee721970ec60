"""Every REST route of the vendor's descriptions is called and succeeds; every answer has exactly the described shape."""

import json
import unittest

import jsonschema
import pages
from pages import setUpModule  # noqa: F401  (unittest calls it)
from scenery.desk import DeskTest

TOPIC = {"Name": "Repairs", "Widget": {"RequiredFields": "Email"}, "OpeningHours": {"MonStart": "PT8H"}}
MAJA = {"User": {"AssociateId": 1}, "CanListen": True, "CanRespond": True, "CanManage": True, "CanNotify": True}
TOR = {"User": {"AssociateId": 2}, "CanRespond": True}
CHAT = "/api/v1/Agents/Chat/"

# Requests in the order of a day: user, method, path as described, the same with its parameters, body.
DAY = [
    ("maja", "post", CHAT + "UpdateChatTopicUserAgents", "", {"ChatTopicId": 10, "Useragents": [MAJA]}),
    ("maja", "put", "/api/v1/ChatTopic/{chatTopicId}/UserAgent", "/api/v1/ChatTopic/10/UserAgent", [MAJA]),
    ("maja", "post", CHAT + "AddChatTopicUserAgent", "", {"ChatTopicId": 10, "Useragent": TOR}),
    ("maja", "post", CHAT + "DeleteChatTopicUserAgent", "", {"ChatTopicId": 10, "Username": "tor"}),
    ("maja", "post", "/api/v1/ChatTopic/{chatTopicId}/UserAgent", "/api/v1/ChatTopic/10/UserAgent", TOR),
    ("maja", "delete", "/api/v1/ChatTopic/{chatTopicId}/UserAgent/{username}", "/api/v1/ChatTopic/10/UserAgent/tor", None),
    ("maja", "post", CHAT + "AddChatTopicUserAgent", "", {"ChatTopicId": 10, "Useragent": TOR}),
    ("maja", "post", CHAT + "UpdateChatTopicUserAgent", "", {"ChatTopicId": 10, "Username": "tor", "Useragent": TOR}),
    ("maja", "put", "/api/v1/ChatTopic/{chatTopicId}/UserAgent/{username}", "/api/v1/ChatTopic/10/UserAgent/tor", TOR),
    ("maja", "post", CHAT + "GetChatTopicUserAgent", "", {"ChatTopicId": 10, "Username": "tor"}),
    ("maja", "get", "/api/v1/ChatTopic/{chatTopicId}/UserAgent/{username}", "/api/v1/ChatTopic/10/UserAgent/tor", None),
    ("maja", "post", CHAT + "GetChatTopicUserAgentList", "", {"ChatTopicId": 10}),
    ("maja", "get", "/api/v1/ChatTopic/{chatTopicId}/UserAgent", "/api/v1/ChatTopic/10/UserAgent", None),
    ("maja", "post", CHAT + "SaveChatPresence", "", {"ChatPresence": [{"UserId": 1, "Present": True}, {"UserId": 2, "Present": True}]}),
    ("maja", "post", CHAT + "GetChatPresence", "", None),
    ("maja", "post", CHAT + "GetUserAgentList", "", {"Flat": False, "OnlyPresent": True}),
    ("maja", "get", "/api/v1/ChatTopic/UserAgents", "/api/v1/ChatTopic/UserAgents?flat=true&onlyPresent=false", None),
    ("maja", "post", CHAT + "CreateDefaultChatTopicEntity", "", None),
    ("maja", "get", "/api/v1/ChatTopic/default", "", None),
    ("maja", "post", CHAT + "CreateDefaultChatTopicAgent", "", None),
    ("maja", "post", CHAT + "CreateDefaultChatSessionEntity", "", None),
    ("maja", "get", "/api/v1/ChatSession/default", "", None),
    ("maja", "post", CHAT + "SaveChatTopicEntity", "", TOPIC),
    ("maja", "post", "/api/v1/ChatTopic", "", TOPIC),
    ("maja", "put", "/api/v1/ChatTopic/{id}", "/api/v1/ChatTopic/21", TOPIC),
    ("maja", "post", CHAT + "GetChatTopicEntity", CHAT + "GetChatTopicEntity?chatTopicEntityId=21", None),
    ("maja", "get", "/api/v1/ChatTopic/{id}", "/api/v1/ChatTopic/21", None),
    ("maja", "post", CHAT + "DeleteChatTopicEntity", CHAT + "DeleteChatTopicEntity?chatTopicEntityId=21", None),
    ("maja", "delete", "/api/v1/ChatTopic/{id}", "/api/v1/ChatTopic/22", None),
    ("maja", "post", CHAT + "ChatTopicsForUser", "", None),
    ("maja", "get", "/api/v1/ChatTopic/ForCurrentUser", "", None),
    ("maja", "post", CHAT + "IsWithinOpeningHours", "", {"ChatTopicId": 10}),
    ("maja", "get", "/api/v1/ChatTopic/{chatTopicId}/IsOpen", "/api/v1/ChatTopic/10/IsOpen", None),
    ("maja", "post", CHAT + "CreateChatSessionForTopic", "", {"ChatTopicId": 10}),
    ("maja", "post", "/api/v1/ChatTopic/{chatTopicId}/Sessions", "/api/v1/ChatTopic/10/Sessions", None),
    ("maja", "post", "/api/v1/ChatSession", "", {"TopicId": 10, "CustomerName": "Ida", "Status": "InQueue"}),
    ("maja", "post", CHAT + "SaveChatSessionEntity", "", {"TopicId": 10, "CustomerName": "Ida", "Status": "InQueue"}),
    ("maja", "post", CHAT + "PickUpChatSession", "", {"ChatSessionId": 9002}),
    ("maja", "post", CHAT + "PickUpFirstChatSession", "", None),
    ("maja", "post", "/api/v1/ChatSession/Pickup", "", None),
    ("maja", "post", "/api/v1/ChatSession/{chatSessionId}/Pickup", "/api/v1/ChatSession/9010/Pickup", None),
    ("maja", "put", "/api/v1/ChatSession/{id}", "/api/v1/ChatSession/9002", {"TopicId": 10, "Status": "CustomerLast", "CustomerName": "Åse"}),
    ("maja", "post", CHAT + "AddChatMessage", "", {"ChatSessionId": 9002, "Message": {"Message": "Hei", "Type": "ToCustomer"}}),
    ("maja", "post", "/api/v1/ChatSession/{chatSessionId}/Messages", "/api/v1/ChatSession/9002/Messages", {"Message": "Og", "Type": "ToCustomer"}),
    ("maja", "post", CHAT + "GetChatMessages", "", {"ChatSessionId": 9002, "After": 0}),
    ("maja", "get", "/api/v1/ChatSession/{chatSessionId}/Messages", "/api/v1/ChatSession/9002/Messages?after=0", None),
    ("maja", "post", CHAT + "TransferChatSession", "", {"ChatSessionId": 9002, "ToAssociate": "tor"}),
    ("tor", "post", CHAT + "RejectChatSessionTransfer", "", {"ChatSessionId": 9002}),
    ("maja", "post", "/api/v1/ChatSession/{chatSessionId}/TransferTo/{toAssociate}", "/api/v1/ChatSession/9002/TransferTo/tor", None),
    ("tor", "post", "/api/v1/ChatSession/{chatSessionId}/RejectTransfer", "/api/v1/ChatSession/9002/RejectTransfer", None),
    ("maja", "post", CHAT + "TransferChatSession", "", {"ChatSessionId": 9002, "ToAssociate": "tor"}),
    ("tor", "post", "/api/v1/ChatSession/{chatSessionId}/AcceptTransfer", "/api/v1/ChatSession/9002/AcceptTransfer", None),
    ("maja", "post", CHAT + "TransferChatSession", "", {"ChatSessionId": 9002, "ToAssociate": "maja"}),
    ("maja", "post", CHAT + "AcceptChatSessionTransfer", "", {"ChatSessionId": 9002}),
    ("maja", "post", CHAT + "GetChatTranscript", "", {"ChatSessionId": 9002, "Html": True}),
    ("maja", "post", "/api/v1/ChatSession/{chatSessionId}/Transcript", "/api/v1/ChatSession/9002/Transcript?html=false", None),
    ("maja", "post", CHAT + "ResetChatSession", "", {"ChatSessionId": 9001}),
    ("maja", "post", "/api/v1/ChatSession/{chatSessionId}/Reset", "/api/v1/ChatSession/9002/Reset", None),
    ("maja", "post", CHAT + "GetChatSessionEntity", CHAT + "GetChatSessionEntity?chatSessionEntityId=9001", None),
    ("maja", "get", "/api/v1/ChatSession/{id}", "/api/v1/ChatSession/9001", None),
    ("maja", "post", CHAT + "ChatSessionsForUser", "", None),
    ("maja", "get", "/api/v1/ChatSession/ForCurrentUser", "", None),
    ("maja", "get", "/api/v1/ChatSession", "/api/v1/ChatSession?$filter=topicId%20eq%2010&$top=3", None),
    ("maja", "get", "/api/v1/ChatTopic/{id}/Sessions", "/api/v1/ChatTopic/10/Sessions?$orderBy=whenRequested", None),
    ("maja", "post", CHAT + "DeleteChatSessionEntity", CHAT + "DeleteChatSessionEntity?chatSessionEntityId=9001", None),
    ("maja", "delete", "/api/v1/ChatSession/{id}", "/api/v1/ChatSession/9002", None),
]

# The vendor's description of these names the type of a list's rows nowhere else.
OPEN = {"ODataSlimResponse"}


def documents():
    for name in ("ChatAgent", "ChatSession", "ChatTopic"):
        yield json.loads((pages.REFERENCE / "openapi" / f"Swagger-v1-{name}.json").read_bytes())


def strict(schema):
    """A schema of the vendor's that wants all it describes and nothing else; any value may be null."""
    if isinstance(schema, list):
        return [strict(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    made = {name: strict(value) for name, value in schema.items() if name not in ("properties", "example", "discriminator")}
    if "properties" in schema:
        made["properties"] = {name: strict(value) for name, value in schema["properties"].items()}
        made["required"] = list(schema["properties"])
        if "allOf" not in schema:
            made["additionalProperties"] = schema.get("additionalProperties", False)
    if isinstance(made.get("type"), str) and "properties" not in schema:
        made["type"] = [made["type"], "null"]
        if "enum" in made:
            made["enum"] = made["enum"] + [None]
    return made


class EveryRouteTest(DeskTest):
    maxDiff = None

    def test_a_day_goes_by_every_route(self):
        described = {}
        for document in documents():
            definitions = {name: strict(schema) for name, schema in document["definitions"].items()}
            for path, item in document["paths"].items():
                for method, operation in item.items():
                    described[method, path] = operation, definitions
        self.assertEqual({(method, path) for _, method, path, _, _ in DAY}, set(described))
        for user, method, path, target, body in DAY:
            operation, definitions = described[method, path]
            with self.subTest(f"{method} {target or path}"):
                sent = b"" if body is None else json.dumps(body).encode()
                headers = {"Content-Type": "application/json"} if body is not None else {}
                response = self.send(method.upper(), target or path, headers, sent, user=user)
                self.assertIn(response.status, (200, 204), response.body)
                self.assertIn(str(response.status), operation["responses"])
                schema = operation["responses"][str(response.status)].get("schema")
                if schema is None:
                    self.assertEqual(response.body, b"")
                    continue
                answer = response.json()
                if not any(name in schema.get("$ref", "") for name in OPEN):
                    errors = jsonschema.Draft4Validator({**strict(schema), "definitions": definitions}).iter_errors(answer)
                    error = jsonschema.exceptions.best_match(errors)
                    self.assertIsNone(error, error and f"{error.json_path}: {error.message}")
                if method == "post" and ("PickUp" in path or "Pickup" in path):
                    self.assertIsNotNone(answer)


if __name__ == "__main__":
    unittest.main()
