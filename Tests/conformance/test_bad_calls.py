"""Every operation is called wrongly in every way there is: each argument of the wrong kind, out of range, missing; in a
release that has it not. The answer is the documented error in the dialect of the call, and names the argument."""

import json
import unittest
from urllib.parse import quote
from xml.sax.saxutils import escape

import chatcore
from scenery import soap
from scenery.desk import DeskTest, open_desk
from scenery.soap import Answer

# What is no value of a kind: as JSON has it, and as the content of an element.
WRONG_JSON = {
    "xs:int": ["x", 2147483648, -2147483649, 1.5, True, {}, [], ""],
    "xs:boolean": ["maybe", 2, {}, []],
    "xs:string": [{}, [], True, 5],
    "list": [5, "x", True, {"a": 1}],
    "carrier": [5, "x", True, []],
}
WRONG_XML = {
    "xs:int": ["x", "2147483648", "-2147483649", "1.5", "true", ""],
    "xs:boolean": ["maybe", "2", "yes"],
    "xs:string": ["<a/>"],
    "list": [],
    "carrier": [],
}
WRONG_TEXT = {"xs:int": ["x", "2147483648", "1.5"], "xs:boolean": ["maybe", "2"], "xs:string": []}
RELEASES = range(84, 89)


def operations():
    """The operations of the protocol with their descriptions."""
    return {
        name: described
        for name, described in chatcore.describe("operations").items()
        if name.partition(".")[0] in ("SoPrincipal", "CustomerService", "Chat")
    }


def kind_of(type):
    if type.startswith("ArrayOf"):
        return "list"
    return type if type in WRONG_JSON else "carrier"


class WrongKindTest(DeskTest):
    config = {"auth": {"lockout": {"attempts": 0}}}

    def test_in_process(self):
        for name, described in operations().items():
            for argument in described["arguments"]:
                for wrong in WRONG_JSON[kind_of(argument["type"])]:
                    with self.subTest(f"{name} {argument['name']} {wrong!r}"), self.assertRaises(chatcore.ChatCoreError) as caught:
                        self.engine.call(name, {argument["name"]: wrong}, caller={"Associate": "maja"})
                    error = caught.exception
                    self.assertEqual(error.code, 6)
                    self.assertTrue(error.path.startswith(argument["name"]), error.path)
                    self.assertGreater(error.offset, 0)

    def test_an_argument_that_an_operation_has_not_is_named(self):
        for name in operations():
            with self.subTest(name), self.assertRaises(chatcore.ChatCoreError) as caught:
                self.engine.call(name, {"Shoes": 1}, caller={"Associate": "maja"})
            self.assertEqual((caught.exception.code, caught.exception.path), (6, "Shoes"))

    def test_over_soap(self):
        ticket = self.ticket()
        for name, described in operations().items():
            service, _, operation = name.partition(".")
            for release in described["soap"]:
                release = int(release.removeprefix("Services"))
                for argument in described["arguments"]:
                    for wrong in WRONG_XML[kind_of(argument["type"])]:
                        for version in ("1.1", "1.2"):
                            with self.subTest(f"{release} {name} {argument['name']} {wrong!r} {version}"):
                                body = soap.wsdl(
                                    release, operation, ticket, f"<{argument['name']}>{wrong}</{argument['name']}>", soap=version)
                                answer = Answer(self.post(release, service, body, version))
                                self.assertTrue(answer.is_fault)
                                self.assertEqual(answer.envelope, soap.ENVELOPES[version])
                                self.assertEqual(answer.fault_code, {"1.1": "Client", "1.2": "Sender"}[version])
                                self.assertIn(argument["name"], answer.fault_reason)
                                self.assertIn("expected", answer.fault_reason)

    def post(self, release, service, body, version):
        return self.send("POST", soap.target(release, service), {"Content-Type": soap.TYPES[version]}, body, user=None)

    def test_an_operation_of_another_release_is_a_fault_that_names_it(self):
        ticket = self.ticket()
        for name, described in operations().items():
            service, _, operation = name.partition(".")
            for release in RELEASES:
                if f"Services{release}" in described["soap"] or (service == "Chat" and release < 86):
                    continue
                with self.subTest(f"{release} {name}"):
                    answer = Answer(self.post(release, service, soap.wsdl(release, operation, ticket), "1.1"))
                    self.assertTrue(answer.is_fault)
                    self.assertIn(operation, answer.fault_reason)
                    self.assertIn(f"Services{release}", answer.fault_reason)

    def test_over_rest(self):
        for name, described in operations().items():
            kinds = {argument["name"]: kind_of(argument["type"]) for argument in described["arguments"]}
            for route in described["routes"]:
                for place in ("path_arguments", "query_arguments"):
                    for parameter, argument in route[place].items():
                        if parameter.startswith("$"):
                            continue
                        for wrong in WRONG_TEXT[kinds[argument]]:
                            with self.subTest(f"{route['method']} {route['path']} {parameter}={wrong}"):
                                self.refused(route, parameter, self.target(route, parameter, wrong), b"")
                if route["body"] == "arguments":
                    for argument, kind in kinds.items():
                        for wrong in WRONG_JSON[kind]:
                            with self.subTest(f"{route['method']} {route['path']} {argument} {wrong!r}"):
                                self.refused(route, argument, self.target(route), json.dumps({argument: wrong}).encode())

    def target(self, route, parameter=None, value=None):
        """The route's address, every number 1 but for one parameter."""
        target = route["path"]
        for name in route["path_arguments"]:
            target = target.replace("{%s}" % name, quote(value, safe="") if name == parameter else "1")
        return target + (f"?{parameter}={quote(value)}" if parameter in route["query_arguments"] else "")

    def refused(self, route, place, target, body):
        response = self.send(route["method"], target, {"Content-Type": "application/json"} if body else {}, body)
        self.assert_refused(response, 400, place)
        self.assertEqual("MessageDetail" in response.json(), route["style"] == "agent")


class MissingTest(unittest.TestCase):
    """Without any argument an operation does what its defaults say, or the error names one; alike in all dialects."""

    def test_every_operation_without_arguments(self):
        for name, described in operations().items():
            names = [argument["name"] for argument in described["arguments"]]
            if not names:
                continue
            with self.subTest(name), open_desk() as engine:
                ticket = engine.call("SoPrincipal.AuthenticateUsernamePassword", {"UserName": "maja", "Password": "maja's word: æøå"})
                ticket = ticket["Credentials"]["Ticket"]
                error = None
                try:
                    engine.call(name, {}, caller={"Ticket": ticket})
                except chatcore.ChatCoreError as caught:
                    error = caught
                    self.assertIn(error.path.partition(".")[0].partition("[")[0], names)
                    self.assertIn(error.code, (6, 10, 11), error)
                if described["soap"] and not name.startswith("SoPrincipal"):
                    self.over_soap(engine, name, described, ticket, error)
                for route in described["routes"]:
                    if route["style"] == "agent" and route["body"] == "arguments":
                        response = self.request(engine, ticket, route, b"{}")
                        expected = {None: (200, 204), 6: (400,), 10: (403,), 11: (404,)}[error and error.code]
                        self.assertIn(response.status, expected, response.body)
                        if error:
                            self.assertIn(error.path, json.loads(response.body)["MessageDetail"])

    def over_soap(self, engine, name, described, ticket, error):
        service, _, operation = name.partition(".")
        release = int(described["soap"][-1].removeprefix("Services"))
        message = soap.wsdl(release, operation, ticket)
        request = chatcore.Request("POST", soap.target(release, service), [("Content-Type", soap.TYPES["1.1"])], message)
        answer = engine.handle(request)
        self.assertEqual(answer.status, 200)
        if error is None:
            self.assertIn(b"Succeeded", answer.body)
            chatcore.decode(name, answer)
            return
        with self.assertRaises(chatcore.ChatCoreError) as caught:
            chatcore.decode(name, answer)
        self.assertEqual(caught.exception.code, 16)
        self.assertIn(escape(error.path), str(caught.exception))

    @staticmethod
    def request(engine, ticket, route, body):
        headers = [("Authorization", f"SOTicket {ticket}"), ("Content-Type", "application/json")]
        return engine.handle(chatcore.Request(route["method"], route["path"], headers, body))


class TooLongTest(DeskTest):
    """A text beyond the protocol's bound is an error that names it, not a cut."""

    BOUNDS = {"CustomerAlias": 64, "CustomerName": 255, "CustomerCompanyName": 255, "CustomerEmail": 255, "CustomerPhone": 32}

    def test_texts_of_a_session(self):
        for field, bound in self.BOUNDS.items():
            for length, fits in [(bound, True), (bound + 1, False)]:
                with self.subTest(f"{field} {length}"):
                    session = {"TopicId": 10, "Status": "InQueue", field: "å" * length}
                    response = self.send(
                        "POST", "/api/v1/ChatSession", {"Content-Type": "application/json"}, json.dumps(session).encode())
                    if fits:
                        self.assertEqual(response.json()[field], "å" * length)
                    else:
                        self.assert_refused(response, 400, f"ChatSessionEntity.{field}")

    def test_texts_of_a_message(self):
        for field in ("Author", "SpecialParam"):
            with self.subTest(field):
                message = {"ChatSessionId": 9001, "Message": {"Message": "x", "Type": "ToCustomer", field: "å" * 256}}
                with self.assertRaises(chatcore.ChatCoreError) as caught:
                    self.engine.call("Chat.AddChatMessage", message, caller={"Associate": "maja"})
                self.assertEqual((caught.exception.code, caught.exception.path), (6, f"Message.{field}"))


if __name__ == "__main__":
    unittest.main()
