"""The service descriptions that an engine serves: each by its address, and its schemas for checking answers."""

import tempfile
from pathlib import Path

from lxml import etree

XS = "http://www.w3.org/2001/XMLSchema"
WSDL = "{http://schemas.xmlsoap.org/wsdl/}"

SERVICES = [(service, release) for service in ("SoPrincipal", "CustomerService") for release in range(84, 89)]
SERVICES += [("Chat", release) for release in range(86, 89)]


def schema_of(root):
    """The schemas of a service description as one, in files so that they can import each other."""
    schemas = root.findall(f".//{{{XS}}}schema")
    with tempfile.TemporaryDirectory() as folder:
        files = {schema.get("targetNamespace"): f"{index}.xsd" for index, schema in enumerate(schemas)}
        for schema in schemas:
            for include in schema.findall(f"{{{XS}}}import"):
                include.set("schemaLocation", files[include.get("namespace")])
            Path(folder, files[schema.get("targetNamespace")]).write_bytes(etree.tostring(schema))
        whole = "".join(f"<xs:import namespace='{name}' schemaLocation='{file}'/>" for name, file in files.items())
        Path(folder, "all.xsd").write_text(f"<xs:schema xmlns:xs='{XS}'>{whole}</xs:schema>")
        return etree.XMLSchema(etree.parse(str(Path(folder, "all.xsd"))))


def operations_of(root):
    return [node.get("name") for node in root.find(WSDL + "portType")]
