"""docs/services/ says what the library says of its operations."""

from __future__ import annotations

import importlib.util
import re
import unittest
from importlib.machinery import SourceFileLoader
from types import ModuleType

import chatcore
from scenery import ROOT

FOLDER = ROOT / "docs/services"


def generator() -> ModuleType:
    loader = SourceFileLoader("service_docs", str(ROOT / "scripts/service-docs"))
    spec = importlib.util.spec_from_loader("service_docs", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


class ServiceDocsTest(unittest.TestCase):
    maxDiff = None

    def setUp(self) -> None:
        self.operations = chatcore.describe("operations")
        self.pages = generator().pages(self.operations)

    def test_the_pages_are_those_that_the_catalogue_makes(self) -> None:
        self.assertEqual(sorted(path.name for path in FOLDER.iterdir()), sorted(self.pages))
        for name, text in self.pages.items():
            with self.subTest(name):
                self.assertEqual(
                    (FOLDER / name).read_text(encoding="utf-8"), text, f"run scripts/service-docs; docs/services/{name} is old"
                )

    def test_every_operation_of_the_services_has_its_place_with_routes_and_a_sentence(self) -> None:
        text = "".join(self.pages.values())
        for name, operation in self.operations.items():
            service, _, method = name.partition(".")
            if service in {"SoPrincipal", "CustomerService", "Chat", "Customer"}:
                with self.subTest(name):
                    self.assertIn(f"\n### {method}\n\n{operation['summary']}\n", text)
                    self.assertTrue(operation["summary"].endswith("."))
                    for route in operation["rest"]:
                        self.assertIn(f"- `{route}`", text)

    def test_links_between_the_pages_lead_somewhere(self) -> None:
        for name, text in self.pages.items():
            for target in re.findall(r"\]\(([^)#]*)(?:#[^)]*)?\)", text):
                with self.subTest(f"{name} {target}"):
                    self.assertTrue(not target or (FOLDER / target).exists())


if __name__ == "__main__":
    unittest.main()
