"""Generators of input that cannot be read. Each case is bad for a reason that its name tells."""

from __future__ import annotations

import random
from typing import Iterator, Tuple

Case = Tuple[str, bytes]

# Texts that no JSON reader may take, to stand where a value is expected.
NO_JSON_VALUES = (
    b"", b"nul", b"True", b"NaN", b"Infinity", b"-", b"+1", b"01", b"-01", b"1.", b".5", b"1e", b"1e+", b"0x10", b"1_000",
    b"'text'", b'"text', b'"\x01"', b'"line\nbreak"', b'"\\x41"', b'"\\u12"', b'"\\u12G4"', b'"\\ud800"', b'"\\udc00\\ud800"',
    b'"\\ud800x"', b'"\xff"', b'"\xc0\xaf"', b'"\xed\xa0\x80"', b'"\xf5\x80\x80\x80"', b'"\xe2\x82"', b"[1,]", b"[,1]", b"[1 2]", b"[1",
    b"1]", b"{", b"}", b'{"a"}', b'{"a":}', b'{"a":1,}', b"{,}", b'{a:1}', b"{1:1}", b'{"a":1 "b":2}', b"[}", b"{]", b"//x\n1",
    b"/*x*/1", b"\x00", b"\xef\xbb\xbf1", b"tru\x00e", b"1 2", b'"a" "b"', b"\xa0" b"1",
)  # fmt: skip


def bad_json(good: bytes, seed: int = 1) -> Iterator[Case]:
    """Bad documents made out of a good one whose outermost value is an object or a list."""
    chance = random.Random(seed)
    for cut in range(len(good.rstrip())):
        yield f"cut at byte {cut}", good[:cut]
    places = [at for at, byte in enumerate(good) if byte in b"{[,:" and _outside_strings(good, at)]
    for value in NO_JSON_VALUES:
        for at in chance.sample(places, min(6, len(places))):
            # The bad text comes in front of a value or a name, which then follows where nothing may follow.
            if value.strip():
                yield f"{value!r} put in at byte {at + 1}", good[: at + 1] + value + b" \x01 " + good[at + 1 :]
    for at in places:
        if good[at] in b"{[":
            yield f"the bracket at byte {at} changed", good[:at] + (b"[" if good[at] == 0x7B else b"{") + good[at + 1 :]
    for depth in (65, 100, 1_000, 100_000, 1_000_000):
        yield f"{depth} lists in each other", b"[" * depth
        yield f"{depth} lists in each other, closed", b"[" * depth + b"]" * depth
        yield f"{depth} objects in each other", b'{"a":' * depth
    for coding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        yield f"in {coding}", good.decode("utf-8").encode(coding)


def _outside_strings(text: bytes, end: int) -> bool:
    inside = False
    at = 0
    while at < end:
        if text[at] == 0x5C and inside:
            at += 1
        elif text[at] == 0x22:
            inside = not inside
        at += 1
    return not inside


# Texts that no XML reader may take inside an element.
NO_XML_CONTENT = (
    b"&", b"&;", b"&nosuch;", b"&amp", b"&#0;", b"&#1;", b"&#xD800;", b"&#xFFFE;", b"&#x110000;", b"&#;", b"&#x;", b"&#xG;", b"&#99999999999;",
    b"<", b"< a/>", b"<a", b"<a>", b"</a>", b"<a></b>", b"<a b></a>", b"<a b=c/>", b"<a b='1' b='2'/>", b"<a b='<'/>", b"<a b='&'/>", b"<a b='1'c='2'/>",
    b"<1/>", b"<:a/>", b"<a:/>", b"<no:prefix/>", b"<a no:prefix='1'/>", b"<a xmlns:p=''/>", b"]]>", b"<![CDATA[", b"<![CDATA[x]>", b"<!-- -- -->",
    b"<!--", b"<!-->", b"<?xml version='1.0'?>", b"<?", b"<?pi", b"<!DOCTYPE a>", b"<!ELEMENT a ANY>", b"<![IGNORE[x]]>", b"\x00", b"\x01", b"\x0b", b"\x1f",
    b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xef\xbf\xbe", b"\xf4\x90\x80\x80", b"\xe2\x82",
)  # fmt: skip

BOMB = b"""<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>"""


def bad_xml(good: bytes, seed: int = 1) -> Iterator[Case]:
    """Bad documents made out of a good SOAP message, with or without an XML declaration."""
    chance = random.Random(seed)
    end = good.rindex(b">")
    for cut in range(end):
        yield f"cut at byte {cut}", good[:cut]
    start = good.index(b"Envelope")
    places = [at + 1 for at in range(good.index(b">", start), end) if good[at : at + 1] == b">"]
    for content in NO_XML_CONTENT:
        for at in chance.sample(places, min(10, len(places))):
            yield f"{content!r} put in at byte {at}", good[:at] + content + good[at:]
    for at in places:
        if good[at : at + 2] == b"</":
            yield f"the end tag at byte {at} changed", good[: at + 2] + b"x" + good[at + 2 :]
    declaration = good.index(b"?>") + 2 if good.startswith(b"<?xml") else 0
    body = good[good.index(b"<", declaration) :]
    yield "a DTD", b'<?xml version="1.0"?><!DOCTYPE x>' + body
    yield "an external DTD", b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd">' + body
    yield "an entity bomb", BOMB + body
    yield "two documents", good + body
    yield "text behind the document", good.rstrip() + b"x"
    yield "text in front of the document", b"x" + good
    yield "a coding that is not known", b'<?xml version="1.0" encoding="EBCDIC"?>' + body
    yield "a version that is not known", b'<?xml version="7.0"?>' + body
    yield "UTF-16 without a mark", body.decode("utf-8").encode("utf-16-le")
    yield "UTF-16 cut in the middle of a unit", '<?xml version="1.0" encoding="UTF-16"?>'.encode("utf-16") + body.decode("utf-8").encode("utf-16-le")[:-1]
    for depth in (65, 1_000, 100_000, 1_000_000):
        yield f"{depth} elements in each other", b"<a>" * depth
    many = b"".join(b' a%d="1"' % number for number in range(5_000))
    yield "five thousand attributes", b"<a" + many + b"/>"
    for other in (b"<a/>", b"<Envelope/>", b'<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"/>', b"", b" ", b"\xef\xbb\xbf", b"{}"):
        yield f"no envelope: {other!r}", other


def scrambled(good: bytes, count: int, seed: int = 1) -> Iterator[bytes]:
    """The good document with random bytes changed, taken out, doubled or moved. Some are still good."""
    chance = random.Random(seed)
    for _ in range(count):
        text = bytearray(good)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(text))
            span = chance.randint(1, 12)
            kind = chance.randrange(4)
            if kind == 0:
                text[at] = chance.randrange(256)
            elif kind == 1:
                del text[at : at + span]
            elif kind == 2:
                text[at:at] = text[at : at + span]
            else:
                text[at:at] = bytes(chance.randrange(256) for _ in range(span))
            if not text:
                text += b"x"
        yield bytes(text)
