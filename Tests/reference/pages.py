"""The vendor's pages, service descriptions and the model, read where they lie: at CHATCORE_REFERENCE, else beside the project.

Nothing of them is copied here. Without them every module of this suite says that it is skipped.
"""

import ctypes
import json
import os
import re
import sys
import unittest
from pathlib import Path

ROOT = Path(os.environ.get("CHATCORE_ROOT", Path(__file__).resolve().parents[2]))
REFERENCE = Path(os.environ.get("CHATCORE_REFERENCE", ROOT.parent / "shared" / "reference"))

sys.path.insert(0, str(ROOT / "Tests/conformance"))

PRESENCE = "services86-chat-getchatpresence"
DELETION = "services86-customerservice-deletechatsessions"
SESSIONS = "services87-customerservice-chatsessionsforuser"
REST_POST = "v1chatagent_chatsessionsforuser"
REST_GET = "v1chatsessionentity_chatsessionsforuser"


def setUpModule():
    if not REFERENCE.is_dir():
        print(f"reference: skipped, there is no {REFERENCE}", file=sys.stderr)
        raise unittest.SkipTest(f"there is no {REFERENCE}")


class Page:
    """A page of the manual."""

    def __init__(self, text):
        self.text = text

    def blocks(self, language):
        """What stands in the page's fenced blocks of a language, without the fence and the line end before it."""
        return re.findall(rf"^```{re.escape(language)}\n(.*?)\n```", self.text, re.MULTILINE | re.DOTALL)

    @property
    def soap_request(self):
        return self.blocks("xml")[0].encode()

    @property
    def soap_response(self):
        return self.blocks("xml")[1].encode()

    @property
    def rest_request(self):
        """Method, path and headers of the sample request."""
        first, *lines = self.blocks("http!")[0].splitlines()
        method, path = first.split()
        return method, path, [tuple(line.split(": ", 1)) for line in lines]

    @property
    def rest_response(self):
        """Status, headers and body of the sample response."""
        head, _, body = self.blocks("http_")[0].partition("\n\n")
        first, *lines = head.splitlines()
        return int(first.split()[1]), [tuple(line.split(": ", 1)) for line in lines], body.encode()

    @property
    def header_names(self):
        """The names in the table of request headers."""
        table = self.text.partition("## Request Headers")[2].partition("\n## ")[0]
        return [row.split("|")[1].strip() for row in table.splitlines() if row.startswith("| ")][1:]

    @property
    def property_names(self):
        """The names in the table of the response's properties."""
        table = self.text.partition("Response body: array")[2].partition("\n## ")[0]
        return [row.split("|")[1].strip() for row in table.splitlines() if row.startswith("| ")][1:]


def page(name):
    """The page with that uid or id."""
    for file in sorted((REFERENCE / "documents").glob("*.txt")):
        text = file.read_bytes().decode("utf-8")
        found = re.search(r"^(?:uid|id): (.+)$", text, re.MULTILINE)
        if found and found[1].strip().lower() == name:
            return Page(text)
    raise AssertionError(f"there is no page {name}")


def model():
    return json.loads((REFERENCE / "model.json").read_bytes())


def wsdl(release, service):
    """The path of a service description."""
    return REFERENCE / "wsdl" / f"Services{release}-{service}.xml"


def decode_text(operation, response):
    """chatcore.decode, but the JSON as the library wrote it: Python would spell numbers its own way."""
    from chatcore.library import load, read_buffer
    from chatcore.messages import BorrowedMessage
    from chatcore.structs import BufferPointer, ErrorPointer, borrow

    library, name, borrowed = load(), operation.encode(), BorrowedMessage(response)
    result, error = BufferPointer(), ErrorPointer()
    try:
        code = library.functions.chatcore_decode(
            borrow(name), ctypes.byref(borrowed.struct), ctypes.byref(result), ctypes.byref(error)
        )
        library.check(code, error)
        return read_buffer(result.contents)
    finally:
        library.release(result)
        library.release(error)


class Number(str):
    """A number as it is spelled."""


def spelled(text):
    """JSON with its numbers as they are spelled; two spellings of one number differ."""
    return json.loads(text, parse_int=Number, parse_float=Number)


class SampleTest(unittest.TestCase):
    """Comparing the library's JSON with a sample's."""

    maxDiff = None

    def assert_holds(self, sample, ours, place="$"):
        """Ours has every field of the sample, spelled alike and in the sample's order, and may have more."""
        if isinstance(sample, dict):
            self.assertIsInstance(ours, dict, place)
            names = list(sample)
            self.assertEqual([name for name in ours if name in sample], names, f"order of fields at {place}")
            for name in names:
                self.assert_holds(sample[name], ours[name], f"{place}.{name}")
        elif isinstance(sample, list):
            self.assertIsInstance(ours, list, place)
            self.assertEqual(len(ours), len(sample), place)
            for index, value in enumerate(sample):
                self.assert_holds(value, ours[index], f"{place}[{index}]")
        else:
            self.assertEqual((type(ours), ours), (type(sample), sample), place)
