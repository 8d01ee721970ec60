"""Our service descriptions beside the vendor's: the same types, element for element, and the same messages for the same calls."""

import unittest

import chatcore
from lxml import etree
from pages import setUpModule, wsdl  # noqa: F401  (unittest calls it)

XS = "{http://www.w3.org/2001/XMLSchema}"
WSDL = "{http://schemas.xmlsoap.org/wsdl/}"
SOAP = "{http://schemas.xmlsoap.org/wsdl/soap/}"

SERVICES = [(service, release) for service in ("SoPrincipal", "CustomerService") for release in range(84, 89)]
SERVICES += [("Chat", release) for release in range(86, 89)]


class Description:
    """One WSDL: its types and elements in a form that can be compared, and its operations."""

    def __init__(self, root):
        self.root = root
        self.types, self.elements = {}, {}
        for schema in root.iter(XS + "schema"):
            namespace = schema.get("targetNamespace")
            for node in schema:
                if node.tag == XS + "element":
                    inner = node.find(XS + "complexType")
                    self.elements[namespace, node.get("name")] = (
                        self.name(node, node.get("type")),
                        node.get("nillable") == "true",
                        None if inner is None else self.content(inner),
                    )
                elif node.tag in (XS + "complexType", XS + "simpleType"):
                    self.types[namespace, node.get("name")] = self.type(node)
        self.operations = {node.get("name"): self.operation(node) for node in root.iter(WSDL + "operation") if len(node) == 3}

    @staticmethod
    def name(node, text):
        """A qualified name with its prefix resolved."""
        if text is None:
            return None
        prefix, _, local = text.rpartition(":")
        return node.nsmap[prefix or None], local

    def type(self, node):
        restrictions = [
            (facet.tag.removeprefix(XS), facet.get("value")) for inner in node.iter(XS + "restriction") for facet in inner
        ]
        if node.tag == XS + "simpleType":
            # The pattern says that a hyphen is one with a backslash or without it.
            return node.find(XS + "list") is not None, [(name, value.replace("\\-", "-")) for name, value in restrictions]
        return self.content(node)

    def content(self, node):
        extension = next(node.iter(XS + "extension"), None)
        sequence = next(node.iter(XS + "sequence"), [])
        fields = [
            (
                field.get("name"),
                self.name(field, field.get("type")),
                field.get("minOccurs", "1"),
                field.get("maxOccurs", "1"),
                field.get("nillable") == "true",
                None if field.find(XS + "complexType") is None else self.content(field.find(XS + "complexType")),
            )
            for field in sequence
        ]
        return None if extension is None else self.name(extension, extension.get("base")), fields

    def operation(self, node):
        """Of the binding: the action, the headers of both ways, and the elements that the messages are."""
        action = node.find(SOAP + "operation").get("soapAction")
        ways = []
        port = next(
            other for other in self.root.iter(WSDL + "operation") if other.get("name") == node.get("name") and len(other) == 2
        )
        for way in ("input", "output"):
            headers = []
            for header in node.find(WSDL + way).iter(SOAP + "header"):
                headers.append((header.get("part"), self.part(header.get("message"), header.get("part"))))
            ways.append((headers, self.part(port.find(WSDL + way).get("message"), "parameters"), port.find(WSDL + way).get("name")))
        return action, ways

    def part(self, message, name):
        local = message.rpartition(":")[2]
        for node in self.root.iter(WSDL + "message"):
            if node.get("name") == local:
                part = next(part for part in node if part.get("name") == name)
                return self.name(part, part.get("element"))
        raise AssertionError(f"no message {message}")

    def ports(self):
        """The names by which programs find their way."""
        return [
            (node.tag.removeprefix(WSDL), node.get("name"), node.get("binding", "").rpartition(":")[2])
            for kind in ("portType", "binding", "service", "port")
            for node in self.root.iter(WSDL + kind)
        ]


class WSDLTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.pairs = [
            (
                f"Services{release}/{service}",
                Description(etree.fromstring(chatcore.describe(f"wsdl/{service}/{release}").encode())),
                Description(etree.parse(str(wsdl(release, service))).getroot()),
            )
            for service, release in SERVICES
        ]

    def test_every_type_of_ours_is_the_vendors(self):
        for place, ours, theirs in self.pairs:
            self.assertGreater(len(ours.types), 10, place)
            for name, type in ours.types.items():
                with self.subTest(f"{place} {name[1]}"):
                    self.assertEqual(type, theirs.types.get(name))

    def test_every_element_of_ours_is_the_vendors(self):
        for place, ours, theirs in self.pairs:
            for name, element in ours.elements.items():
                with self.subTest(f"{place} {name[1]}"):
                    self.assertEqual(element, theirs.elements.get(name))

    def test_every_operation_has_the_vendors_action_headers_and_elements(self):
        for place, ours, theirs in self.pairs:
            self.assertTrue(ours.operations, place)
            for name, operation in ours.operations.items():
                with self.subTest(f"{place} {name}"):
                    self.assertEqual(operation, theirs.operations.get(name))

    def test_soprincipal_and_chat_have_every_operation_of_the_vendors(self):
        for place, ours, theirs in self.pairs:
            if not place.endswith("CustomerService"):
                with self.subTest(place):
                    self.assertEqual(set(ours.operations), set(theirs.operations))

    def test_ports_bindings_and_services_have_the_vendors_names(self):
        for place, ours, theirs in self.pairs:
            with self.subTest(place):
                self.assertEqual(ours.ports(), theirs.ports())


if __name__ == "__main__":
    unittest.main()
