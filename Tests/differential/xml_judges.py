"""What expat and libxml2 say of a document: whether it is one, and what the record in it holds."""

from __future__ import annotations

import xml.parsers.expat
from typing import Any, List, Optional, Tuple

import lxml.etree
from xml_documents import INSTANCE, SERVICE

# A tree: None, a text, or an element's children with their names.
Tree = Any
Children = List[Tuple[str, Tree]]

_REFUSED_FOR_ITS_NAMES = {
    xml.parsers.expat.errors.codes[getattr(xml.parsers.expat.errors, name)]
    for name in ("XML_ERROR_UNBOUND_PREFIX", "XML_ERROR_UNDECLARING_PREFIX", "XML_ERROR_RESERVED_PREFIX_XML", "XML_ERROR_RESERVED_PREFIX_XMLNS", "XML_ERROR_RESERVED_NAMESPACE_URI", "XML_ERROR_DUPLICATE_ATTRIBUTE")
}  # fmt: skip


class _Element:
    def __init__(self, name: str, is_nil: bool) -> None:
        self.name, self.is_nil = name, is_nil
        self.text = ""
        self.children: Children = []

    def tree(self) -> Tree:
        if self.is_nil:
            return None
        return self.children if self.children else self.text


class Expat:
    """One reading by expat. `error` is its error's number; `record` what is inside the service's element `Response`."""

    def __init__(self, document: bytes) -> None:
        self.error = 0
        self.has_doctype = False
        self.depth = 0
        self.attributes = 0
        self.record: Optional[Tree] = None
        self._open: "list[_Element]" = []
        parser = xml.parsers.expat.ParserCreate(namespace_separator="\x01")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        try:
            parser.Parse(document, True)
        except xml.parsers.expat.ExpatError as error:
            self.error = error.code
        except (ValueError, LookupError):
            # A coding that Python would have to help with.
            self.error = -1

    @property
    def refused_names(self) -> bool:
        return self.error in _REFUSED_FOR_ITS_NAMES

    def _doctype(self, *_: Any) -> None:
        self.has_doctype = True

    def _start(self, name: str, attributes: "dict[str, str]") -> None:
        nil = attributes.get(f"{INSTANCE}\x01nil", "false")
        self._open.append(_Element(name.rpartition("\x01")[2], nil.strip() in ("true", "1")))
        self.depth = max(self.depth, len(self._open))
        self.attributes = max(self.attributes, len(attributes))

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1].text += text

    def _end(self, name: str) -> None:
        element = self._open.pop()
        if self._open:
            self._open[-1].children.append((element.name, element.tree()))
        if len(self._open) == 3 and name == f"{SERVICE}\x01Response" and not element.is_nil:
            self.record = element.children


def libxml2(document: bytes) -> bool:
    """Whether libxml2 takes the document. It does so without its namespaces being right."""
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=False)
    try:
        lxml.etree.fromstring(document, parser)
        return True
    except lxml.etree.XMLSyntaxError:
        # What it says of namespaces, such as that one is no address, is no syntax error.
        return len(parser.error_log) > 0 and all(entry.domain_name == "NAMESPACE" for entry in parser.error_log)
    except ValueError:
        return False


def as_json(children: Children) -> "dict[str, Any]":
    """Children as the library keeps fields that it does not know: elements that repeat become one list."""
    values: "dict[str, list[Any]]" = {}
    for name, tree in children:
        values.setdefault(name, []).append(as_json(tree) if isinstance(tree, list) else tree)
    return {name: items[0] if len(items) == 1 else items for name, items in values.items()}
