"""SOAP and REST's XML by the carriers' tables: a writer and a reader that share nothing with the library's."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any, List
from xml.sax.saxutils import escape, quoteattr

import lxml.etree
from carriers import CARRIERS, ENUMS, Field, fields, is_list, item, pair

INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMA = "http://www.w3.org/2001/XMLSchema"
ARRAYS = "http://schemas.microsoft.com/2003/10/Serialization/Arrays"
SERIALIZATION = "http://schemas.microsoft.com/2003/10/Serialization/"
# Carriers whose fields are in another namespace than the service's, as its description has it.
FOREIGN = {"DSAParameters": "http://schemas.datacontract.org/2004/07/System.Security.Cryptography"}
ENVELOPES = {"1.1": "http://schemas.xmlsoap.org/soap/envelope/", "1.2": "http://www.w3.org/2003/05/soap-envelope"}


def namespace(release: int) -> str:
    return f"http://www.superoffice.net/ws/crm/NetServer/Services{release}"


@dataclass
class Writer:
    """Writes values as elements, in one of the ways in which that can be done."""

    chance: random.Random
    release: int = 0
    typed: bool = False
    leaves_null_out: bool = False
    shuffled: bool = False

    def __post_init__(self) -> None:
        soap = self.release > 0
        self.ours = self.chance.choice(("", "c:", "Chat:", "_1:")) if soap else ""
        self.arrays = self.chance.choice(("a:", "NetServerServices2:")) if soap else ""
        self.foreign = self.chance.choice(("b:", "NetServerServices1:")) if soap else ""
        self.instance = self.chance.choice(("i:", "xsi:"))
        self.parts: "List[str]" = []

    def declarations(self) -> str:
        bound = {self.instance: INSTANCE, "xsd:": SCHEMA}
        if self.release:
            bound.update({self.ours: namespace(self.release), self.arrays: ARRAYS})
            bound.update({f"{self.foreign[:-1]}{index}:": uri for index, uri in enumerate(FOREIGN.values())})
        return "".join(f" xmlns{':' + prefix[:-1] if prefix else ''}={quoteattr(uri)}" for prefix, uri in bound.items())

    def text(self, text: str) -> str:
        written = escape(text).replace("\r", "&#13;")
        way = self.chance.random()
        if way < 0.1 and text and "]]>" not in text and "\r" not in text:
            return f"<![CDATA[{text}]]>"
        if way < 0.2 and text:
            return written[:0] + "".join(f"&#{ord(letter)};" if self.chance.random() < 0.3 else escape(letter).replace("\r", "&#xD;") for letter in text)
        return written

    def element(self, field: Field, value: Any, prefix: "str | None" = None) -> None:
        name = (self.ours if prefix is None else prefix) + field.name
        if value is None:
            if not self.leaves_null_out or prefix is not None:
                self.parts.append(f'<{name} {self.instance}nil="true"/>')
            return
        kind = f' {self.instance}type="{self.type(field.type)}"' if self.typed and self.chance.random() < 0.8 else ""
        self.parts.append(f"<{name}{kind}>")
        self.content(field.type, value)
        self.parts.append(f"</{name}>")

    def type(self, kind: str) -> str:
        return f"xsd:{kind[3:]}" if kind.startswith("xs:") else f"{self.ours}{kind}"

    def content(self, kind: str, value: Any) -> None:
        entries = pair(kind)
        if is_list(kind):
            only = item(kind)
            prefix = self.arrays if only.type.startswith("xs:") else None
            for element in value:
                self.element(only, element, prefix)
        elif entries:
            name, key, held = entries
            for word, element in value.items():
                self.parts.append(f"<{self.ours}{name}>")
                # Keys are kept as they were written, white space and all.
                self.element(Field(key.name, "xs:string"), word)
                self.element(held, element)
                self.parts.append(f"</{self.ours}{name}>")
        elif kind in CARRIERS:
            known = {field.name: field for field in fields(kind)}
            members = list(value.items())
            if self.shuffled:
                self.chance.shuffle(members)
            for member, held in members:
                if member in known:
                    self.element(known[member], held, self.prefix_in(kind))
                else:
                    self.unknown(member, held)
        elif kind in ENUMS and ENUMS[kind]["flags"]:
            # An empty set that has a name need not be named.
            self.parts.append(value.replace(", ", " "))
        elif kind == "xs:string":
            self.parts.append(self.text(value))
        elif kind == "xs:boolean":
            self.parts.append("true" if value else "false")
        elif kind == "xs:double":
            self.parts.append(repr(value))
        else:
            self.parts.append(f" {value}\n" if self.chance.random() < 0.05 else str(value))

    def prefix_in(self, kind: str) -> "str | None":
        """What stands before a carrier's own fields, when that is not what stands before all others."""
        return f"{self.foreign[:-1]}{list(FOREIGN).index(kind)}:" if self.release and kind in FOREIGN else None

    def unknown(self, name: str, value: Any) -> None:
        for one in value if isinstance(value, list) else [value]:
            if one is None:
                self.parts.append(f'<{self.ours}{name} {self.instance}nil="1"/>')
            else:
                self.parts.append(f"<{self.ours}{name}>")
                if isinstance(one, dict):
                    for member, held in one.items():
                        self.unknown(member, held)
                else:
                    self.parts.append(self.text(one))
                self.parts.append(f"</{self.ours}{name}>")

    def message(self, version: str, name: str, members: "List[tuple[Field, Any]]") -> bytes:
        """An envelope with one element, and in it these."""
        s = self.chance.choice(("s", "SOAP-ENV", "env"))
        self.parts = [f"<{s}:Envelope xmlns:{s}={quoteattr(ENVELOPES[version])}{self.declarations()}>"]
        if self.chance.random() < 0.3:
            self.parts.append(f"<{s}:Header/>")
        self.parts.append(f"<{s}:Body><{self.ours}{name}>")
        for field, value in members:
            self.element(field, value)
        self.parts.append(f"</{self.ours}{name}></{s}:Body></{s}:Envelope>")
        return "".join(self.parts).encode("utf-8")

    def document(self, name: str, kind: str, value: Any) -> bytes:
        """REST's XML: the value under an element that is named by its type."""
        if value is None:
            return f'<{name}{self.declarations()} {self.instance}nil="true"/>'.encode()
        self.parts = [f"<{name}{self.declarations()}>"]
        self.content(kind, value)
        self.parts.append(f"</{name}>")
        return "".join(self.parts).encode("utf-8")


class Reader:
    """Reads what a client sends, and is strict: names, namespaces, order and said types have to be right."""

    def __init__(self, body: bytes, release: int) -> None:
        self.ours = namespace(release)
        self.root = lxml.etree.fromstring(body, lxml.etree.XMLParser(resolve_entities=False, huge_tree=True))

    def arguments(self, version: str, name: str, expected: "List[Field]") -> "dict[str, Any]":
        envelope = ENVELOPES[version]
        assert self.root.tag == f"{{{envelope}}}Envelope", self.root.tag
        bodies = self.root.findall(f"{{{envelope}}}Body")
        assert len(bodies) == 1 and len(bodies[0]) == 1
        call = bodies[0][0]
        assert call.tag == f"{{{self.ours}}}{name}", call.tag
        return self.members(call, expected)

    def members(self, element: Any, expected: "List[Field]", space: str = "") -> "dict[str, Any]":
        record: "dict[str, Any]" = {}
        place = 0
        for child in element:
            tag = lxml.etree.QName(child)
            assert tag.namespace == (space or self.ours), child.tag
            found = next((index for index, field in enumerate(expected) if field.name == tag.localname), None)
            if found is None:
                value = self.unknown(child)
                name = tag.localname
                record[name] = ([*record[name], value] if isinstance(record[name], list) else [record[name], value]) if name in record else value
                continue
            assert found >= place, f"{tag.localname} stands too late"
            place = found + 1
            record[tag.localname] = self.value(child, expected[found].type)
        for field in expected:
            # What the manual's form leaves out.
            record.setdefault(field.name, None)
        return record

    def value(self, element: Any, kind: str) -> Any:
        if element.get(f"{{{INSTANCE}}}nil") == "true":
            return None
        self.check_type(element, kind)
        entries = pair(kind)
        if is_list(kind):
            only = item(kind)
            space = ARRAYS if only.type.startswith("xs:") else self.ours
            for child in element:
                assert child.tag == f"{{{space}}}{only.name}", child.tag
            return [self.value(child, only.type) for child in element]
        if entries:
            name, key, held = entries
            dictionary = {}
            for child in element:
                assert child.tag == f"{{{self.ours}}}{name}", child.tag
                read = self.members(child, [key, held])
                dictionary[read[key.name]] = read[held.name]
            return dictionary
        if kind in CARRIERS:
            return self.members(element, fields(kind), FOREIGN.get(kind, ""))
        text = element.text or ""
        if kind in ("xs:int", "xs:short"):
            return int(text)
        if kind == "xs:double":
            return float(text)
        if kind == "xs:boolean":
            return {"true": True, "false": False}[text]
        if kind in ENUMS and ENUMS[kind]["flags"]:
            return text.replace(" ", ", ") or ENUMS[kind].get("empty", "")
        return text

    def check_type(self, element: Any, kind: str) -> None:
        said = element.get(f"{{{INSTANCE}}}type")
        if said is None:
            return
        prefix, _, local = said.rpartition(":")
        space = element.nsmap.get(prefix or None)
        expected = (SCHEMA, kind[3:]) if kind.startswith("xs:") else (SERIALIZATION, kind) if kind == "duration" else (ARRAYS if kind in ("ArrayOfint", "ArrayOfstring") else self.ours, kind)
        assert (space, local) == expected, f"{element.tag} says it is {said}, not {expected}"

    def unknown(self, element: Any) -> Any:
        if element.get(f"{{{INSTANCE}}}nil") == "true":
            return None
        return {lxml.etree.QName(child).localname: self.unknown(child) for child in element} if len(element) else element.text or ""
