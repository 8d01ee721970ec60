"""Our OpenAPI document: well-formed, true of every route, and good enough for a generator of clients."""

import copy
import importlib
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import chatcore
import jsonschema
from openapi_spec_validator import OpenAPIV30SpecValidator
from scenery.desk import PASSWORDS, DeskTest, basic, open_desk
from scenery.serving import Served

METHODS = {"get", "post", "put", "patch", "delete"}

# What stands in paths, queries and bodies. A number that is nobody's makes operations fail as they are described to.
PARAMETERS = {"id": "10", "chatSessionId": "9002", "chatTopicId": "10", "username": "tor", "toAssociate": "tor"}
PARAMETERS |= {"chatSessionEntityId": "9001", "chatTopicEntityId": "10", "after": "0", "html": "true", "flat": "true"}
BODIES = {
    "ChatAgent_AddChatMessage": {"ChatSessionId": 9004, "Message": {"Message": "Hei"}},
    "ChatAgent_SaveChatPresence": {"ChatPresence": [{"UserId": 1, "Present": True}]},
    "ChatSession_PatchChatSessionEntity": {"Rating": 3},
}


def json_schema(value):
    """OpenAPI 3.0's schema as JSON Schema has it: null is a type there."""
    if isinstance(value, list):
        return [json_schema(item) for item in value]
    if not isinstance(value, dict):
        return value
    schema = {name: json_schema(item) for name, item in value.items() if name != "nullable"}
    return {"anyOf": [schema, {"type": "null"}]} if value.get("nullable") is True else schema


class DocumentTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.document = chatcore.describe("openapi")
        cls.operations = {
            (method.upper(), path): operation
            for path, item in cls.document["paths"].items()
            for method, operation in item.items()
        }

    def test_the_document_is_valid(self):
        OpenAPIV30SpecValidator(copy.deepcopy(self.document)).validate()

    def test_every_route_is_there_and_nothing_else_but_descriptions(self):
        def shape(path):
            return "/".join("{}" if segment.startswith("{") else segment for segment in path.split("/"))

        ours = {
            (method, shape(path))
            for (method, path), operation in self.operations.items()
            if operation["tags"] != ["Descriptions"]
        }
        routes = set()
        for operation in chatcore.describe("operations").values():
            for route in operation["rest"]:
                method, path = route.split()
                routes.add((method, shape(path)))
        self.assertEqual(ours, routes)

    def test_every_parameter_of_a_path_is_described(self):
        for (method, path), operation in self.operations.items():
            with self.subTest(f"{method} {path}"):
                named = [p["name"] for p in operation.get("parameters", []) if p.get("in") == "path"]
                self.assertEqual(named, [segment[1:-1] for segment in path.split("/") if segment.startswith("{")])

    def test_every_schema_is_one_and_every_component_is_used(self):
        text = json.dumps(self.document)
        for kind in ("schemas", "parameters", "responses"):
            for name in self.document["components"][kind]:
                with self.subTest(f"{kind} {name}"):
                    if kind != "responses":
                        self.assertIn(f'"#/components/{kind}/{name}"', text)
        for name, schema in self.document["components"]["schemas"].items():
            with self.subTest(name):
                jsonschema.Draft7Validator.check_schema(json_schema(schema))


class ServingTest(DeskTest):
    def test_anybody_gets_the_document_in_any_case(self):
        for target in ("/openapi.json", "/OpenAPI.json?x=1"):
            response = self.send("GET", target, user=None)
            self.assertEqual((response.status, response.header("Content-Type")), (200, "application/json; charset=utf-8"))
            self.assertEqual(response.json(), chatcore.describe("openapi"))

    def test_head_options_and_other_methods(self):
        head = self.send("HEAD", "/openapi.json", user=None)
        self.assertEqual((head.status, head.body), (200, b""))
        for method, status in [("POST", 405), ("DELETE", 405), ("OPTIONS", 204)]:
            response = self.send(method, "/openapi.json", user=None)
            self.assertEqual((response.status, response.header("Allow")), (status, "GET, HEAD, OPTIONS"))
        self.assertEqual(self.send("GET", "/openapi.json/more").status, 404)

    def test_a_mount_stands_in_front(self):
        with open_desk(mount={"prefix": "/Cust 1"}) as engine:
            served = Served(engine)
            try:
                document = served.send("GET", "/cust%201/openapi.json").json()
            finally:
                served.close()
        self.assertEqual(document["servers"], [{"url": "/Cust%201"}])
        self.assertEqual(document["paths"], chatcore.describe("openapi")["paths"])


class TruthTest(DeskTest):
    """Every route is called, and what it answers has a status and a shape that the document knows."""

    maxDiff = None

    def setUp(self):
        self.document = chatcore.describe("openapi")
        self.root = json_schema(self.document)

    def check(self, operation, response):
        self.assertIn(str(response.status), operation["responses"])
        described = operation["responses"][str(response.status)]
        if "$ref" in described:
            described = self.document["components"]["responses"][described["$ref"].rpartition("/")[2]]
        if "content" not in described:
            self.assertEqual(response.body, b"")
            return
        media_type = response.header("Content-Type").partition(";")[0]
        schema = json_schema(described["content"][media_type]["schema"])
        jsonschema.Draft7Validator({**schema, "components": self.root["components"]}).validate(response.json())

    def call(self, method, path, operation, user="maja", parameters=PARAMETERS):
        target = path
        queries = []
        for parameter in operation.get("parameters", []):
            if parameter.get("in") == "path":
                target = target.replace("{%s}" % parameter["name"], parameters[parameter["name"]])
            elif parameter.get("in") == "query" and parameter["name"] in parameters:
                queries.append(f"{parameter['name']}={parameters[parameter['name']]}")
        headers, body = {}, b""
        if "requestBody" in operation:
            headers["Content-Type"], content = next(iter(operation["requestBody"]["content"].items()))
            is_list = content["schema"].get("type") == "array"
            body = json.dumps(BODIES.get(operation["operationId"], [] if is_list else {})).encode()
        return self.send(method.upper(), target + ("?" + "&".join(queries) if queries else ""), headers, body, user=user)

    def test_every_route_answers_as_described(self):
        # What deletes comes last, so that there is something to ask for before.
        routes = [(path, method) for path, item in self.document["paths"].items() for method in item]
        for path, method in sorted(routes, key=lambda route: ("Delete" in route[0], route[1] == "delete")):
            operation = self.document["paths"][path][method]
            with self.subTest(f"{method} {path}"):
                self.check(operation, self.call(method, path, operation))

    def test_nobody_is_refused_as_described_everywhere_but_at_descriptions(self):
        for path, item in self.document["paths"].items():
            for method, operation in item.items():
                with self.subTest(f"{method} {path}"):
                    response = self.call(method, path, operation, user=None)
                    # What is anybody's is looked at, and finds nothing to do without arguments.
                    is_anybodys = operation.get("security") == []
                    self.assertEqual(response.status, (404 if method == "post" else 200) if is_anybodys else 401)
                    self.check(operation, response)

    def test_other_failures_are_described(self):
        operation = self.document["paths"]["/api/v1/ChatSession/ForCurrentUser"]["get"]
        for headers, target in [
            ({"Accept": "image/png"}, ""),
            ({"SO-TimeZone": "Nowhere"}, ""),
            ({}, "?$format=csv"),
            ({}, "?$select=ChatSessionId"),
        ]:
            with self.subTest(f"{headers} {target}"):
                self.check(operation, self.send("GET", "/api/v1/ChatSession/ForCurrentUser" + target, headers))

    def test_every_way_to_sign_in_is_a_way_in(self):
        schemes = self.document["components"]["securitySchemes"]
        session = self.engine.call("System.OpenBrowserSession", {"UserName": "maja"})
        token = self.engine.call("System.IssueAccessToken", {"UserName": "maja"})["AccessToken"]
        headers = {
            "Basic": ("Authorization", basic("maja", PASSWORDS["maja"])),
            "Ticket": (schemes["Ticket"]["name"], f"SOTicket {self.ticket()}"),
            "AccessToken": ("Authorization", f"{schemes['AccessToken']['scheme']} {token}"),
            "SessionCookie": ("Cookie", f"{schemes['SessionCookie']['name']}={session['Ticket']}"),
            "SessionToken": (schemes["SessionToken"]["name"], session["XsrfToken"]),
        }
        self.assertEqual(set(schemes), {*headers, "SessionKey"})
        key = self.engine.call("Customer.StartSession", {"ChatTopicId": 10, "CustomerConsented": True})["SessionKey"]
        own = self.send("GET", "/chat/v1/session", [(schemes["SessionKey"]["name"], f"SessionKey {key}")], user=None)
        self.assertEqual(own.status, 200, own.body)
        for way in self.document["security"]:
            with self.subTest(way):
                response = self.send("GET", "/api/v1/ChatSession/ForCurrentUser", [headers[name] for name in way], user=None)
                self.assertEqual(response.status, 200, response.body)


class GeneratorTest(DeskTest):
    """openapi-python-client makes a package of the document, and the package calls the desk."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        Path(folder.name, "openapi.json").write_bytes(cls.served.send("GET", "/openapi.json").body)
        Path(folder.name, "config.yml").write_text("post_hooks: []\n")
        command = [Path(sys.executable).parent / "openapi-python-client", "generate", "--path", "openapi.json"]
        command += ["--config", "config.yml", "--meta", "none", "--output-path", "desk_client"]
        done = subprocess.run(command, cwd=folder.name, capture_output=True, text=True, timeout=120)
        if done.returncode != 0:
            raise AssertionError(done.stdout + done.stderr)
        sys.path.insert(0, folder.name)
        cls.addClassCleanup(sys.path.remove, folder.name)

    def client(self):
        client = importlib.import_module("desk_client").AuthenticatedClient
        return client(base_url=self.served.url, token=self.ticket(), prefix="SOTicket")

    def api(self, name):
        return importlib.import_module("desk_client.api." + name)

    def test_every_operation_is_a_module_that_can_be_imported(self):
        count = 0
        for item in chatcore.describe("openapi")["paths"].values():
            for operation in item.values():
                tag, name = operation["tags"][0], operation["operationId"]
                snake = "".join("_" + c.lower() if c.isupper() else c for c in tag).strip("_")
                folder = Path(importlib.import_module(f"desk_client.api.{snake}").__file__).parent
                self.assertTrue(any(folder.glob("*.py")), name)
                count += 1
        package = Path(importlib.import_module("desk_client.api").__file__).parent
        modules = [path for path in package.glob("*/*.py") if path.stem != "__init__"]
        self.assertEqual(len(modules), count)
        for module in modules:
            self.api(f"{module.parent.name}.{module.stem}")

    def test_the_presence_is_read(self):
        users = self.api("chat_agent.chat_agent_get_chat_presence").sync(client=self.client())
        self.assertEqual([user.display_name for user in users], ["Maja Ødegård", "Tor Bakke", "Sofie Lind"])
        self.assertEqual([user.present for user in users], [True, False, False])

    def test_sessions_are_read_with_what_they_refer_to(self):
        sessions = self.api("chat_session.chat_session_chat_sessions_for_user").sync(client=self.client())
        session = next(session for session in sessions if session.chat_session_id == 9001)
        self.assertEqual(str(session.status), "UserLast")
        self.assertEqual((session.user.full_name, session.flags), ("Maja Ødegård", "UserIsTyping"))
        self.assertTrue(session.when_requested.endswith("Z"))

    def test_a_failure_is_an_error_with_its_words(self):
        client = importlib.import_module("desk_client").AuthenticatedClient
        nobody = client(base_url=self.served.url, token="7T:wrong", prefix="SOTicket")
        error = self.api("chat_session.chat_session_chat_sessions_for_user").sync(client=nobody)
        self.assertTrue(error.error)
        self.assertEqual(error.error_type, "SoSessionException")


if __name__ == "__main__":
    unittest.main()
