"""What the library says of carriers, enums and operations, beside the model that was derived from the vendor's descriptions."""

import unittest

import chatcore
from pages import model, setUpModule  # noqa: F401  (unittest calls it)

# What the library has so far; each of these has to be there.
OPERATIONS = {
    "SoPrincipal.AuthenticateUsernamePassword",
    "CustomerService.ChatSessionsForUser",
    "CustomerService.DeleteChatSessions",
    "Chat.GetChatPresence",
    "Chat.ChatSessionsForUser",
}

KEYS = ("name", "type", "nillable", "many")


def plain(field):
    return {key: field[key] for key in KEYS if field.get(key)} | (
        {"pair": [plain(part) for part in field["pair"]]} if "pair" in field else {}
    )


class ModelTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.model = model()
        cls.described = chatcore.describe("carriers")
        cls.operations = chatcore.describe("operations")

    def reachable(self):
        """The types that these operations need, by the model."""
        found, open = set(), []
        for name in OPERATIONS:
            operation = self.model["operations"][name]
            open += [field["type"] for field in operation["request"] + operation["response"]]
        while open:
            type = open.pop()
            carrier = self.model["carriers"].get(type)
            if type in found or (carrier is None and type not in self.model["enums"]):
                continue
            found.add(type)
            if carrier:
                open += [carrier["base"]] if carrier.get("base") else []
                open += [part["type"] for field in carrier["fields"] for part in field.get("pair", [field])]
        return found

    def test_every_type_that_the_operations_need_is_described(self):
        missing = self.reachable() - self.described["carriers"].keys() - self.described["enums"].keys()
        self.assertEqual(missing, set())

    def test_carriers_have_the_models_fields_in_order_with_their_types(self):
        shared = self.described["carriers"].keys() & self.model["carriers"].keys()
        self.assertGreater(len(shared), 25)
        for name in sorted(shared):
            with self.subTest(name):
                ours, theirs = self.described["carriers"][name], self.model["carriers"][name]
                self.assertEqual(ours.get("base"), theirs.get("base"))
                fields = [plain(field) for field in ours["fields"] if not field.get("earlier")]
                self.assertEqual(fields, [plain(field) for field in theirs["fields"]])

    def test_enums_have_the_models_names_and_numbers(self):
        shared = self.described["enums"].keys() & self.model["enums"].keys()
        self.assertGreater(len(shared), 10)
        for name in sorted(shared):
            with self.subTest(name):
                ours, theirs = self.described["enums"][name], self.model["enums"][name]
                self.assertEqual(ours["flags"], theirs["flags"])
                self.assertEqual(ours["values"], theirs["values"])

    def test_the_operations_are_described(self):
        self.assertLessEqual(OPERATIONS, self.operations.keys())

    def test_operations_have_the_models_versions_routes_and_elements(self):
        for name in sorted(self.operations.keys() & self.model["operations"].keys()):
            with self.subTest(name):
                ours, theirs = self.operations[name], self.model["operations"][name]
                self.assertEqual(sorted(ours["soap"]), sorted(theirs["soap"]))
                self.assertEqual(sorted(ours["rest"]), sorted(route["route"] for route in theirs["rest"]))
                self.assertEqual(ours["response_element"], theirs["response_element"])
                for ours_fields, theirs_fields in [
                    (ours["arguments"], theirs["request"]),
                    (ours["response"], theirs["response"]),
                ]:
                    self.assertEqual(
                        [(f["name"], f["type"]) for f in ours_fields], [(f["name"], f["type"]) for f in theirs_fields]
                    )

    def test_no_operation_of_the_protocols_groups_is_unknown_to_the_model(self):
        groups = {name.partition(".")[0] for name in self.model["operations"]}
        ours = {name for name in self.operations if name.partition(".")[0] in groups}
        self.assertEqual(ours - self.model["operations"].keys(), set())


if __name__ == "__main__":
    unittest.main()
