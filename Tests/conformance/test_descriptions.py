"""What the library says of itself, and whether it keeps to it."""

import re
import tempfile
import unittest
from pathlib import Path

import chatcore
import jsonschema
from test_software import ROOT

OPERATIONS = {
    "SoPrincipal.AuthenticateUsernamePassword": (range(84, 89), []),
    "CustomerService.ChatSessionsForUser": (range(84, 89), []),
    "CustomerService.DeleteChatSessions": (range(84, 89), []),
    "Chat.GetChatPresence": (range(86, 89), ["POST /api/v1/Agents/Chat/GetChatPresence"]),
    "Chat.ChatSessionsForUser": (
        range(88, 89),
        ["POST /api/v1/Agents/Chat/ChatSessionsForUser", "GET /api/v1/ChatSession/ForCurrentUser"],
    ),
}

GOOD = [
    {},
    {"storage": {"synchronous": "normal", "busyTimeout": 250, "readers": 2}},
    {"limits": {"messageBytes": 1048576, "depth": 32, "listElements": 1000}},
    {"auth": {"ticketSeconds": 3600, "applicationTokens": ["a", "b"], "passwordCost": "minimum"}},
    {"auth": {"applicationTokens": []}},
    {"mount": {"prefix": "/Cust12345", "groups": ["System", "Directory"], "administrators": ["root"]}},
    {"cors": {"origins": ["https://app.example.com", "https://*.example.com"], "maxAge": 60}},
    {"localization": {"zoneIds": {"900": "Europe/Oslo"}, "zoneCodes": {"XX": "Asia/Tokyo"}}},
    {"localization": {"resources": [{"language": "NO", "texts": {"SR_YES": "Ja"}}, {"language": "en"}]}},
]

# Each with the place that its error names.
BAD = [
    ({"stores": "x"}, "stores"),
    ({"Storage": {}}, "Storage"),
    ({"storage": {"sync": "full"}}, "storage.sync"),
    ({"storage": {"synchronous": "sometimes"}}, "storage.synchronous"),
    ({"storage": {"busyTimeout": -2}}, "storage.busyTimeout"),
    ({"storage": {"busyTimeout": "5000"}}, "storage.busyTimeout"),
    ({"storage": {"readers": 65}}, "storage.readers"),
    ({"storage": {"readers": 1.5}}, "storage.readers"),
    ({"limits": {"depth": 7}}, "limits.depth"),
    ({"limits": {"depth": 100000}}, "limits.depth"),
    ({"limits": {"messageBytes": 12}}, "limits.messageBytes"),
    ({"limits": {"listElements": -1}}, "limits.listElements"),
    ({"limits": []}, "limits"),
    ({"auth": {"ticketSeconds": 59}}, "auth.ticketSeconds"),
    ({"auth": {"applicationTokens": "a"}}, "auth.applicationTokens"),
    ({"auth": {"applicationTokens": [1]}}, "auth.applicationTokens[0]"),
    ({"auth": {"passwordCost": "none"}}, "auth.passwordCost"),
    ({"mount": {"groups": ["Chat"], "administrators": ["root"]}}, "mount.groups[0]"),
    ({"mount": "/Cust12345"}, "mount"),
    ({"cors": {"origins": "*"}}, "cors.origins"),
    ({"cors": {"maxAge": 90000}}, "cors.maxAge"),
    ({"localization": {"zoneIds": {"900": 1}}}, "localization.zoneIds.900"),
    ({"localization": {"zoneIds": {"nine": "Europe/Oslo"}}}, "localization.zoneIds.nine"),
    ({"localization": {"resources": [{"texts": {}}]}}, "localization.resources[0].language"),
    ({"localization": {"resources": [{"language": "NO", "texts": {"YES": "Ja"}}]}}, "localization.resources"),
    ({"localization": {"resources": {"NO": {}}}}, "localization.resources"),
]


class OperationsTest(unittest.TestCase):
    def setUp(self):
        self.operations = chatcore.describe("operations")

    def test_the_protocols_operations_are_there_with_their_versions_and_routes(self):
        for name, (versions, routes) in OPERATIONS.items():
            with self.subTest(name):
                self.assertEqual(self.operations[name]["soap"], [f"Services{version}" for version in versions])
                self.assertEqual(self.operations[name]["rest"], routes)

    def test_only_signing_in_and_beginning_a_session_are_open_to_anybody(self):
        anybody = [name for name, operation in self.operations.items() if operation["access"] == "anybody"]
        signing_in = [name for name in self.operations if name.startswith("SoPrincipal.")]
        self.assertEqual(anybody, [*signing_in, "Customer.StartSession"])

    def test_what_is_the_customers_has_one_route_each_under_their_path(self):
        customers = {name: operation for name, operation in self.operations.items() if name.startswith("Customer.")}
        self.assertGreater(len(customers), 14)
        for name, operation in customers.items():
            with self.subTest(name):
                self.assertEqual(operation["access"], "anybody" if name == "Customer.StartSession" else "customer")
                self.assertEqual(len(operation["rest"]), 1)
                self.assertIn(" /chat/v1/session", operation["rest"][0])
                self.assertEqual(operation["soap"], [])
                self.assertTrue(operation["summary"].endswith("."))

    def test_the_hosts_operations_name_neither_versions_nor_routes(self):
        for name, operation in self.operations.items():
            if name.startswith(("System.", "Directory.")):
                with self.subTest(name):
                    self.assertEqual((operation["access"], operation["soap"], operation["rest"]), ("host", [], []))

    def test_every_type_that_an_operation_names_is_described(self):
        described = chatcore.describe("carriers")
        known = described["carriers"].keys() | described["enums"].keys()
        for name, operation in self.operations.items():
            for field in operation["arguments"] + operation["response"]:
                if not field["type"].startswith("xs:"):
                    with self.subTest(f"{name} {field['name']}"):
                        self.assertIn(field["type"], known)
            if operation["result"] not in ("", "boolean", "string"):
                with self.subTest(f"{name} result"):
                    self.assertIn(operation["result"], known)

    def test_every_described_operation_can_be_called(self):
        with chatcore.Engine.open({"store": "sqlite::memory:"}) as engine:
            for name in self.operations:
                with self.subTest(name):
                    try:
                        engine.call(name)
                    except chatcore.ChatCoreError as error:
                        self.assertNotIsInstance(error, chatcore.InternalError)
                        self.assertNotIn("there is no operation", error.message)


class CarriersTest(unittest.TestCase):
    def setUp(self):
        described = chatcore.describe("carriers")
        self.carriers, self.enums = described["carriers"], described["enums"]

    def test_every_field_has_a_type_that_is_known(self):
        known = self.carriers.keys() | self.enums.keys()
        known |= {"xs:int", "xs:short", "xs:string", "xs:boolean", "xs:double", "xs:dateTime", "xs:base64Binary", "duration"}
        for name, carrier in self.carriers.items():
            for field in carrier["fields"]:
                for part in field.get("pair", [field]):
                    with self.subTest(f"{name}.{part['name']}"):
                        self.assertTrue(part["type"] in known, part["type"])

    def test_no_carrier_names_a_field_twice(self):
        for name, carrier in self.carriers.items():
            names = [field["name"] for field in carrier["fields"]]
            with self.subTest(name):
                self.assertEqual(len(set(names)), len(names))

    def test_bases_are_described(self):
        for name, carrier in self.carriers.items():
            with self.subTest(name):
                self.assertIn(carrier.get("base", name), self.carriers)

    def test_enums_have_names_and_numbers_and_flags_have_single_bits(self):
        for name, enum in self.enums.items():
            with self.subTest(name):
                names = [value[0] for value in enum["values"]]
                self.assertEqual(len(set(names)), len(names))
                self.assertTrue(all(re.fullmatch("[A-Za-z][A-Za-z0-9]*", value) for value in names), names)
                if enum["flags"]:
                    self.assertTrue(all(number & (number - 1) == 0 for _, number in enum["values"]))


class ErrorsTest(unittest.TestCase):
    def test_the_codes_are_those_of_the_header(self):
        header = (ROOT / "Include/chatcore.h").read_text()
        codes = {name: int(code) for name, code in re.findall(r"#define (CHATCORE_ERROR_\w+) (\d+)", header)}
        self.assertEqual({name: error["code"] for name, error in chatcore.describe("errors").items()}, codes)

    def test_every_code_says_what_it_means(self):
        for name, error in chatcore.describe("errors").items():
            with self.subTest(name):
                self.assertTrue(error["meaning"])

    def test_an_unknown_kind_is_refused(self):
        for kind in ["", "Errors", "everything", "errors\0"]:
            with self.subTest(kind), self.assertRaises(chatcore.InvalidValueError):
                chatcore.describe(kind)


class ConfigTest(unittest.TestCase):
    def setUp(self):
        self.schema = chatcore.describe("config")
        self.validator = jsonschema.Draft202012Validator(self.schema)

    def test_the_schema_is_one(self):
        jsonschema.Draft202012Validator.check_schema(self.schema)

    def test_good_configs_pass_the_schema_and_open(self):
        for config in GOOD:
            config = {"store": "sqlite::memory:", **config}
            with self.subTest(config):
                self.assertEqual([error.message for error in self.validator.iter_errors(config)], [])
                chatcore.Engine.open(config).close()

    def test_bad_configs_do_not_open_and_the_error_names_the_place(self):
        for config, path in BAD:
            with self.subTest(config), self.assertRaises(chatcore.ConfigError) as caught:
                chatcore.Engine.open({"store": "sqlite::memory:", **config}).close()
            with self.subTest(config):
                self.assertTrue(caught.exception.path.startswith(path), caught.exception.path)

    def test_bad_configs_do_not_pass_the_schema_either(self):
        for config, _ in BAD:
            with self.subTest(config):
                self.assertFalse(self.validator.is_valid({"store": "sqlite::memory:", **config}))

    def test_a_config_without_a_store_neither_opens_nor_passes(self):
        for config in [{}, {"auth": {}}]:
            with self.subTest(config):
                self.assertFalse(self.validator.is_valid(config))
                with self.assertRaises(chatcore.ConfigError) as caught:
                    chatcore.Engine.open(config).close()
                self.assertEqual(caught.exception.path, "store")

    def test_a_store_that_cannot_be_opened_is_an_error_and_not_another_store(self):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "note.txt").write_text("This is no database, although it is long enough to be looked at. " * 20)
            for store in [
                "sqlite:" + folder + "/missing/desk.db",
                "sqlite:" + folder,
                f"sqlite:{folder}/note.txt",
                "postgres://x",
                "desk.db",
                "",
            ]:
                with self.subTest(store), self.assertRaises((chatcore.StoreError, chatcore.ConfigError)):
                    chatcore.Engine.open({"store": store}).close()


if __name__ == "__main__":
    unittest.main()
