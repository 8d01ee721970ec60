"""What the library says of carriers, enums and operations, beside the model that was derived from the vendor's descriptions."""

import unittest

import chatcore
from pages import model, setUpModule  # noqa: F401  (unittest calls it)

# PATCH is in the protocol's text and in none of the vendor's files.
OURS = {"Chat.PatchChatSessionEntity", "Chat.PatchChatTopicEntity"}

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
        for operation in self.model["operations"].values():
            open += [field["type"] for field in operation.get("request", []) + operation.get("response", [])]
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

    def test_every_operation_is_described_and_no_other_of_the_protocols_groups(self):
        groups = {name.partition(".")[0] for name in self.model["operations"]}
        ours = {name for name in self.operations if name.partition(".")[0] in groups}
        self.assertEqual(ours, self.model["operations"].keys() | OURS)

    def test_all_operation_versions_and_routes_are_counted(self):
        ours = [self.operations[name] for name in self.model["operations"]]
        self.assertEqual(sum(len(operation["soap"]) for operation in ours), 90)
        self.assertEqual(sum(len(operation["rest"]) for operation in ours), 63)

    def each(self):
        for name, theirs in self.model["operations"].items():
            with self.subTest(name):
                yield self.operations[name], theirs

    def test_operations_have_the_models_versions_and_routes(self):
        for ours, theirs in self.each():
            self.assertEqual(sorted(ours["soap"]), sorted(theirs["soap"]))
            self.assertEqual(sorted(ours["rest"]), sorted(route["route"] for route in theirs["rest"]))

    def test_soap_operations_have_the_models_elements_with_their_types_in_order(self):
        for ours, theirs in self.each():
            if not theirs["soap"]:
                continue
            self.assertEqual(ours["response_element"], theirs["response_element"])
            for ours_fields, theirs_fields in [
                (ours["arguments"], theirs["request"]),
                (ours["response"], theirs["response"]),
            ]:
                self.assertEqual(
                    [(field["name"], field["type"]) for field in ours_fields],
                    [(field["name"], field["type"]) for field in theirs_fields],
                )

    def test_routes_have_the_models_query_body_and_result(self):
        for ours, theirs in self.each():
            routes = {f"{route['method']} {route['path']}": route for route in ours["routes"]}
            types = {field["name"]: field["type"] for field in ours["arguments"]}
            for route in theirs["rest"]:
                with self.subTest(route["route"]):
                    described = routes[route["route"]]
                    # Every route takes $select, whether or not it is an argument of the operation.
                    self.assertEqual(set(described["query_arguments"]) | {"$select"}, set(route["query"]) | {"$select"})
                    self.assertEqual(self.body(described["body"], types), self.body_kind(route["body"]))
                    self.assertEqual(self.result(ours["result"], described["links"]), route["result"])
                    arguments = {**described["path_arguments"], **described["query_arguments"]}.values()
                    self.assertLessEqual(set(arguments), types.keys())

    @staticmethod
    def body(described, types):
        return types.get(described, described)

    @staticmethod
    def body_kind(body):
        """The model's words for a body in ours: none, an object of arguments, or the type of one argument."""
        if body is None:
            return ""
        if body.endswith("Request"):
            return "arguments"
        return f"ArrayOf{body[1:-1]}" if body.startswith("[") else body

    @staticmethod
    def result(described, links):
        if not described:
            return None
        if described.startswith("ArrayOf"):
            return f"[{described.removeprefix('ArrayOf')}]"
        return described + "WithLinks" if links else described


if __name__ == "__main__":
    unittest.main()
