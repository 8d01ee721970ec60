"""Our service descriptions, and the clients that other people's software makes of them."""

import copy
import json
import subprocess
import tempfile
import unittest
from pathlib import Path

import chatcore
import requests
import suds.client
import zeep
from lxml import etree
from scenery import soap
from scenery.described import SERVICES, operations_of, schema_of
from scenery.desk import MAJAS_SESSIONS, PASSWORDS, DeskTest, open_desk
from scenery.serving import Served

CLIENTS = Path(__file__).resolve().parent / "clients"
NAMES = ["Maja Ødegård", "Tor Bakke", "Sofie Lind"]
SOAP = "{http://schemas.xmlsoap.org/wsdl/soap/}"

# What each argument gets; those that are not here get what their type begins with.
ARGUMENTS = {
    "UserName": "maja",
    "Password": PASSWORDS["maja"],
    "Ids": {"int": [9001]},
    "ChatSessionId": 9002,
    "ChatSessionEntityId": 9001,
    "ChatTopicId": 10,
    "ChatTopicEntityId": 10,
    "Username": "tor",
    "ToAssociate": "tor",
    "Message": {"Message": "Hei <b>du</b>", "Type": "ToCustomer"},
}


class Recorder(zeep.Plugin):
    """Keeps the last answer as it came."""

    def ingress(self, envelope, http_headers, operation):
        self.answer = copy.deepcopy(envelope)
        return envelope, http_headers


def location(body):
    return next(etree.fromstring(body).iter(SOAP + "address")).get("location")


class AddressTest(DeskTest):
    """Where a description is found, and where it says that the service is."""

    def wsdl(self, target="/Remote/Services88/Chat.svc?wsdl", headers=None):
        """The description; with `headers`, without the client in between that writes a Host of its own."""
        if headers is None:
            response = self.send("GET", target, user=None)
        else:
            response = self.engine.handle(chatcore.Request("GET", target, list(headers.items())))
        self.assertEqual(response.status, 200, response.body)
        self.assertEqual(response.header("Content-Type"), "text/xml; charset=utf-8")
        return response.body

    def test_every_service_is_described_to_anybody_in_any_case_in_one_document(self):
        for service, release in SERVICES:
            with self.subTest(f"{service} {release}"):
                bodies = {
                    self.wsdl(f"/{path}.svc?{query}")
                    for path in (f"Remote/Services{release}/{service}", f"remote/services{release}/{service.lower()}")
                    for query in ("wsdl", "WSDL", "singleWsdl", "SINGLEWSDL", "wsdl=")
                }
                self.assertEqual(len(bodies), 1)
                root = etree.fromstring(bodies.pop())
                self.assertEqual(root.get("targetNamespace"), soap.namespace(release))
                imports = root.iter("{*}import")
                self.assertEqual([node for node in imports if node.get("schemaLocation") or node.get("location")], [])

    def test_the_description_is_the_one_that_the_library_gives_without_an_engine(self):
        served = self.wsdl().decode().replace(self.served.url, "http://localhost")
        self.assertEqual(served, chatcore.describe("wsdl/Chat/88"))

    def test_operations_of_other_releases_are_not_there(self):
        def operations(service, release):
            return operations_of(etree.fromstring(self.wsdl(f"/Remote/Services{release}/{service}.svc?wsdl")))

        self.assertEqual(operations("Chat", 86), operations("Chat", 87))
        self.assertEqual(set(operations("Chat", 87)), {"GetChatPresence", "SaveChatPresence", "IsWithinOpeningHours"})
        self.assertEqual(len(operations("Chat", 88)), 31)
        self.assertNotIn("AuthenticateWithAccessToken", operations("SoPrincipal", 85))
        self.assertIn("AuthenticateWithAccessToken", operations("SoPrincipal", 86))
        for release in (84, 85):
            response = self.send("GET", f"/Remote/Services{release}/Chat.svc?wsdl", user=None)
            self.assertEqual(response.status, 404)

    def test_the_address_is_where_the_caller_came(self):
        for headers, address in [
            (None, self.served.url),
            ({}, "http://localhost"),
            ({"Host": "chat.example.com"}, "http://chat.example.com"),
            ({"host": "[::1]:8080", "X-Forwarded-Proto": "https, http"}, "https://[::1]:8080"),
            ({"Host": "a-b_c.example:80", "X-Forwarded-Proto": "javascript"}, "http://a-b_c.example:80"),
        ]:
            with self.subTest(headers):
                self.assertEqual(location(self.wsdl(headers=headers)), address + "/Remote/Services88/Chat.svc")
        absolute = self.wsdl("HTTPS://other.example/remote/services88/chat.svc?wsdl", {"Host": "chat.example.com"})
        self.assertEqual(location(absolute), "https://other.example/Remote/Services88/Chat.svc")

    def test_a_forged_host_is_not_passed_on(self):
        for host in ['x"/><evil>', "a b", "user@host", "host/path", "host:port", "é.example", "<", "a" * 400, "[::1", "host:123456", "a,b", ""]:
            with self.subTest(host):
                self.assertEqual(location(self.wsdl(headers={"Host": host})), "http://localhost/Remote/Services88/Chat.svc")

    def test_a_mount_stands_in_front_whether_the_caller_wrote_it_or_not(self):
        with open_desk(mount={"prefix": "/Cust 12345/é"}) as engine:
            served = Served(engine)
            try:
                for target in ("/cust%2012345/%C3%A9/Remote/Services87/SoPrincipal.svc?wsdl", "/Remote/Services87/SoPrincipal.svc?wsdl"):
                    with self.subTest(target):
                        body = served.send("GET", target).body
                        self.assertEqual(location(body), f"{served.url}/Cust%2012345/%C3%A9/Remote/Services87/SoPrincipal.svc")
            finally:
                served.close()

    def test_head_is_answered_without_a_body_and_other_methods_are_refused(self):
        target = "/Remote/Services88/Chat.svc?wsdl"
        head = self.send("HEAD", target, user=None)
        self.assertEqual((head.status, head.body, head.header("Content-Type")), (200, b"", "text/xml; charset=utf-8"))
        for method, status in [("PUT", 405), ("DELETE", 405), ("OPTIONS", 204)]:
            response = self.send(method, target, user=None)
            self.assertEqual((response.status, response.header("Allow")), (status, "GET, HEAD, POST, OPTIONS"))


class EveryOperationTest(DeskTest):
    """zeep calls every operation that a description has; every answer is valid by the description's schemas."""

    def test_every_operation_of_every_service_and_release_answers_as_described(self):
        for service, release in SERVICES:
            url = f"{self.served.url}{soap.target(release, service)}?wsdl"
            recorder = Recorder()
            session = requests.Session()
            session.trust_env = False
            client = zeep.Client(url, transport=zeep.Transport(session=session, timeout=30), plugins=[recorder])
            root = etree.fromstring(session.get(url).content)
            schema = schema_of(root)
            for operation in operations_of(root):
                with self.subTest(f"Services{release}/{service}.{operation}"):
                    headers = {} if service == "SoPrincipal" else {"Credentials": {"Ticket": self.ticket()}}
                    was_read = self.call(client, operation, headers)
                    for part in recorder.answer.xpath("/*/*[local-name()='Header' or local-name()='Body']/*"):
                        schema.assertValid(etree.fromstring(etree.tostring(part, with_tail=False)))
                    succeeded = recorder.answer.xpath("string(//*[local-name()='Succeeded'])") == "true"
                    self.assertEqual(recorder.answer.xpath("count(//*[local-name()='Body']/*)"), 1 if succeeded else 0)
                    self.assertEqual(bool(recorder.answer.xpath("//*[local-name()='ExceptionInfo']/*")), not succeeded)
                    self.assertTrue(was_read or not succeeded)

    def call(self, client, operation, headers):
        """Calls with an argument for every parameter, and tells whether zeep could read the answer; whether the call may succeed
        is not what is looked at here."""
        body = next(iter(client.wsdl.services.values())).ports
        (port,) = body.values()
        elements = port.binding.get(operation).input.body.type.elements
        arguments = {name: ARGUMENTS[name] for name, _ in elements if name in ARGUMENTS}
        for name, element in elements:
            if name not in arguments:
                arguments[name] = self.beginning(element)
        try:
            getattr(client.service, operation)(**arguments, _soapheaders=headers)
            return True
        except (AttributeError, IndexError, TypeError):
            return False  # zeep has no way to take the empty Body of a failure.

    @staticmethod
    def beginning(element):
        name = getattr(element.type, "name", None)
        return {"int": 0, "boolean": True, "string": "x"}.get(name, None)


class ToolkitTest(DeskTest):
    """Toolkits make a client and call it."""

    def run_tool(self, *command, cwd=None):
        done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, 0, f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}")
        return done

    def test_zeep_reads_sessions_and_presence(self):
        headers = {"Credentials": {"Ticket": self.ticket()}}
        for release in range(84, 89):
            client = zeep.Client(f"{self.served.url}{soap.target(release, 'CustomerService')}?wsdl")
            sessions = client.service.ChatSessionsForUser(_soapheaders=headers).body.Response.ChatSession
            self.assertEqual([session.ChatSessionId for session in sessions], MAJAS_SESSIONS)
        for release in range(86, 89):
            client = zeep.Client(f"{self.served.url}{soap.target(release, 'Chat')}?wsdl")
            users = client.service.GetChatPresence(_soapheaders=headers).body.Response.ChatPresence
            self.assertEqual([user.DisplayName for user in users], NAMES)

    def test_suds_signs_in_and_reads_the_presence(self):
        principal = suds.client.Client(f"{self.served.url}/Remote/Services88/SoPrincipal.svc?wsdl", cache=None)
        answer = principal.service.AuthenticateUsernamePassword("maja", PASSWORDS["maja"])
        self.assertTrue(answer.AuthenticationSucceeded)
        chat = suds.client.Client(f"{self.served.url}/Remote/Services88/Chat.svc?wsdl", cache=None)
        credentials = chat.factory.create("ns2:SoCredentials")
        credentials.Ticket = answer.Credentials.Ticket
        chat.set_options(soapheaders={"Credentials": credentials})
        self.assertEqual([user.DisplayName for user in chat.service.GetChatPresence().ChatPresence], NAMES)

    def test_suds_reads_every_description(self):
        for service, release in SERVICES:
            with self.subTest(f"{service} {release}"):
                url = f"{self.served.url}{soap.target(release, service)}?wsdl"
                client = suds.client.Client(url, cache=None)
                (port,) = client.wsdl.services[0].ports
                self.assertEqual(set(port.methods), set(operations_of(etree.fromstring(requests.get(url).content))))

    def test_php_signs_in_and_reads_the_presence(self):
        done = self.run_tool("php", CLIENTS / "sign_in.php", self.served.url, "maja", PASSWORDS["maja"])
        self.assertEqual(
            json.loads(done.stdout), {"succeeded": True, "name": "Maja Ødegård", "operations": 31, "presence": NAMES}
        )

    def test_gsoap_makes_code_of_every_description_without_a_warning(self):
        for service, release in SERVICES:
            with self.subTest(f"{service} {release}"), tempfile.TemporaryDirectory() as folder:
                Path(folder, "service.wsdl").write_text(chatcore.describe(f"wsdl/{service}/{release}"))
                said = self.run_tool("wsdl2h", "-o", "service.h", "service.wsdl", cwd=folder).stderr
                said += self.run_tool("soapcpp2", "-C", "-j", "-x", "-w", "-I/usr/share/gsoap/import", "service.h", cwd=folder).stdout
                self.assertNotRegex(said, "(?i)warning|error")

    def test_a_gsoap_client_reads_the_presence(self):
        with tempfile.TemporaryDirectory() as folder:
            self.run_tool("wsdl2h", "-o", "chat.h", f"{self.served.url}/Remote/Services88/Chat.svc?wsdl", cwd=folder)
            self.run_tool("soapcpp2", "-C", "-j", "-x", "-w", "-I/usr/share/gsoap/import", "chat.h", cwd=folder)
            sources = ["soapC.cpp", "soapBasicHttpBinding_USCOREChatProxy.cpp", CLIENTS / "presence.cpp"]
            self.run_tool("g++", "-O0", "-I.", *sources, "-o", "presence", "-lgsoap++", cwd=folder)
            done = self.run_tool("./presence", f"{self.served.url}/Remote/Services88/Chat.svc", self.ticket(), cwd=folder)
        self.assertEqual(done.stdout.splitlines(), ["1 Maja Ødegård present", "2 Tor Bakke absent", "3 Sofie Lind absent"])


if __name__ == "__main__":
    unittest.main()
