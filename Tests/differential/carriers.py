"""Values for every field of every carrier, made by chance after the library's own description of them."""

from __future__ import annotations

import base64
import random
from dataclasses import dataclass
from typing import Any, Dict, List, Optional

import chatcore

_DESCRIBED = chatcore.describe("carriers")
CARRIERS: "Dict[str, Any]" = _DESCRIBED["carriers"]
ENUMS: "Dict[str, Any]" = _DESCRIBED["enums"]
OPERATIONS: "Dict[str, Any]" = chatcore.describe("operations")


@dataclass(frozen=True)
class Field:
    """A field: `pair` for the entries of a dictionary, whose key and value it has."""

    name: str
    type: str
    nillable: bool = False


def fields(carrier: str) -> "List[Field]":
    """A carrier's fields in the wire's order, those of its base first, without what only earlier releases had."""
    described = CARRIERS[carrier]
    base = fields(described["base"]) if "base" in described else []
    own = [Field(field["name"], field["type"], field.get("nillable", False)) for field in described["fields"] if not field.get("earlier")]
    return base + own


def item(array: str) -> Field:
    """What the elements of a list are."""
    only = CARRIERS[array]["fields"][0]
    return Field(only["name"], only["type"], only.get("nillable", False))


def is_list(kind: str) -> bool:
    return kind.startswith("ArrayOf")


def pair(kind: str) -> "Optional[tuple[str, Field, Field]]":
    """The name of a dictionary's entries, their key and their value; None for other carriers."""
    first = CARRIERS.get(kind, {"fields": []})["fields"][:1]
    if not first or "pair" not in first[0]:
        return None
    key, value = (Field(part["name"], part["type"], part.get("nillable", False)) for part in first[0]["pair"])
    return first[0]["name"], key, value


_TEXTS = (
    "", "a", "two\nlines", " spaces ", "tab\tbed", "return\r\nfeed", "<b>&amp;</b>", "]]>", "é å 日本 😀", "\u2028\u0085\ufeff\ufffd\U0010ffff", '"quoted" \'twice\'', "back\\slash/", "null", "true", "0", "x" * 300,
    "\u00a0", "a\u0301", "\ud7ff\ue000", "&#13;", "<![CDATA[x]]>", "<!-- x -->", "=?%00", "\U00010000",
)  # fmt: skip
_UNWRITABLE_IN_XML = ("\x00", "a\x01b", "\x0b\x0c", "\x1f", "\ufffe", "\uffff")


# Flags that only Services88 has names for; to older services they are not written.
NEWEST_BITS = {"ETableRight": 64 | 128}


class Values:
    """Values of one seed. `in_xml` leaves out what only JSON can say, `newest` allows for what older releases have no name for."""

    def __init__(
        self, chance: random.Random, in_xml: bool, plain_unknowns: bool = False, controls: bool = False, newest: bool = True
    ) -> None:
        self.newest = newest
        self.chance = chance
        self.in_xml = in_xml
        self.plain_unknowns = plain_unknowns
        self.controls = controls
        self.deepest = chance.randint(1, 5)

    def value(self, field: Field, level: int = 0) -> Any:
        kind = field.type
        if field.nillable and self.chance.random() < (0.15 if level < self.deepest else 0.85):
            return None
        if kind in ENUMS:
            return self.enum(ENUMS[kind], 0 if self.newest else NEWEST_BITS.get(kind, 0))
        if kind in CARRIERS:
            return self.carrier(kind, level)
        chance = self.chance
        if kind == "xs:string":
            return self.text()
        if kind in ("xs:int", "xs:short"):
            most = 2**31 if kind == "xs:int" else 2**15
            return chance.choice((0, 1, -1, most - 1, -most, chance.randrange(-most, most)))
        if kind == "xs:boolean":
            return chance.random() < 0.5
        if kind == "xs:double":
            return chance.choice((0.0, 1.0, -0.1, 5e-324, 1.7976931348623157e308, 1e21, 123456.789, chance.uniform(-1e6, 1e6)))
        if kind == "xs:dateTime":
            return self.date()
        if kind == "duration":
            return self.duration()
        if kind == "xs:base64Binary":
            return base64.b64encode(chance.randbytes(chance.randrange(8))).decode()
        raise AssertionError(f"{field.name} is of the unknown type {kind}")

    def carrier(self, kind: str, level: int) -> Any:
        chance = self.chance
        if is_list(kind):
            only = item(kind)
            # Records that are null are left out of lists.
            keeps_null = only.type == "xs:string"
            element = Field(only.name, only.type, keeps_null and not self.plain_unknowns)
            return [self.value(element, level + 1) for _ in range(chance.choice((0, 1, 2, 3)))]
        entries = pair(kind)
        if entries:
            _, key, value = entries
            return {self.key(key, index): self.value(value, level + 1) for index in range(chance.randrange(3))}
        record = {field.name: self.value(field, level + 1) for field in fields(kind)}
        if chance.random() < 0.2 and level > 0:
            record.update({f"Unknown{index}": self.unknown(0) for index in range(chance.randint(1, 3))})
        return record

    def key(self, field: Field, index: int) -> str:
        return self.date(index + 2000) if field.type == "xs:dateTime" else f"{self.text()}#{index}"

    def unknown(self, level: int) -> Any:
        """The value of a field that no carrier has. XML has texts and children, and lists of two or more."""
        chance = self.chance
        kind = chance.randrange(6)
        if self.plain_unknowns:
            return self.text() or "x"
        if kind == 0:
            return None
        if kind == 1 and level < 4:
            return {f"n{index}": self.unknown(level + 1) for index in range(chance.randint(1, 3))}
        if self.in_xml:
            return [self.text(), self.text()] if kind == 2 and level == 0 else self.text()
        if kind == 2 and level < 4:
            return [self.unknown(level + 1) for _ in range(chance.randrange(4))]
        return chance.choice((self.text(), True, False, 0, -1.5, 10**30, {}, []))

    def text(self) -> str:
        texts = _TEXTS + _UNWRITABLE_IN_XML if self.controls else _TEXTS
        return "".join(self.chance.choice(texts) for _ in range(self.chance.randrange(3)))

    def enum(self, described: Any, without: int = 0) -> str:
        names = {number: name for name, number in reversed(described["values"])}
        if not described["flags"]:
            return str(self.chance.choice(list(names.values())))
        chosen = [names[number] for number in sorted(names) if number and not number & (number - 1 | without) and self.chance.random() < 0.4]
        return ", ".join(chosen) if chosen else str(described.get("empty", ""))

    def date(self, year: Optional[int] = None) -> str:
        chance = self.chance
        if year is None and chance.random() < 0.2:
            return chance.choice(("0001-01-01T00:00:00", "9999-12-31T23:59:59.9999999", "2024-02-29T23:59:59Z"))
        fraction = chance.choice(("", f".{chance.randrange(1, 10**7):07}".rstrip("0")))
        zone = chance.choice(("", "Z", "+02:00", "-11:30", "+14:00", "+05:45"))
        day = f"{year or chance.randint(2, 9998):04}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        return f"{day}T{chance.randrange(24):02}:{chance.randrange(60):02}:{chance.randrange(60):02}{fraction}{zone}"

    def duration(self) -> str:
        chance = self.chance
        parts = [(chance.randrange(1, bound), unit) for bound, unit in ((24, "H"), (60, "M"), (60, "S")) if chance.random() < 0.5]
        days = f"{chance.randrange(1, 1000)}D" if chance.random() < 0.1 else ""
        time = "".join(f"{count}{unit}" for count, unit in parts)
        return "PT0S" if not days and not time else f"P{days}{'T' + time if time else ''}"
