"""XML in every odd spelling: the content of a record in a SOAP response, with elements that no carrier knows."""

from __future__ import annotations

import random

SERVICE = "http://www.superoffice.net/ws/crm/NetServer/Services88"
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"

SPLINTERS = (
    b"<", b">", b"&", b"/", b"=", b"'", b'"', b"]]>", b"<!--", b"-->", b"--", b"<?", b"?>", b"<?xml version='1.0'?>", b"<![CDATA[", b"&#0;", b"&#x0;", b"&x;", b"&lt", b"&lt;", b"&#x1F600;", b"&#xD800;", b"&#xFFFE;",
    b"&#1;", b"&#9;", b"&#x110000;", b"&#99999999999999999999;", b":", b"p:", b"xmlns:", b"xmlns:p='urn:z' ", b"xmlns:p='' ", b"xmlns='' ", b" a='1'", b" a='1' a='2'", b" p:a='1' q:a='2'", b"</a>", b"<a>", b"<a/>", b"<p:a/>", b"<none:a/>", b"<a none:b=''/>",
    b"<!DOCTYPE a>", b"<!ELEMENT a ANY>", b"<![IGNORE[", b" ", b"\t", b"\r\n", b"\xc3\xa9", b"\x01", b"\x00", b"\x0b", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbf\xbe", b"\xef\xbf\xbf", b"\xef\xbb\xbf", b"\xc2\x85", b"\xe2\x80\xa8", b"\x7f", b"xml:", b"<xml:a/>", b"<1/>", b"<-a/>", b"<a.b-c_d/>",
    b" i:nil='true'", b" i:nil='1'", b" i:type='x:y'",
)  # fmt: skip
_TEXTS = (
    "text", "&amp;", "&lt;&gt;", "&quot;&apos;", "&#x20AC;", "&#8364;", "&#13;", "&#xA;", "\n", "\r", "\r\n", "\r\r\n", "\t", " ", "Grüße", "水", "😀", "]]", "]", ">", "\"'", "<![CDATA[]]>", "<![CDATA[<a>&b;]]]]>", "<![CDATA[\r\n]]>",
    "<![CDATA[]]]>", "0123456789ABCDEF", "\u0085\u007f", "\ufffd", "\u2028", "\U0010ffff", "x" * 70, "&#x10FFFF;", "&#000065;",
)  # fmt: skip
_VALUES = ("x", "&lt;", "&#10;", "\n", "\r\n", "\t", "&quot;&apos;", "ü", "😀", "&#x6C34;", ">", "]]>", "0123456789", "  ")
_ASIDES = ("\n", "  ", "<!-- a < b & c -->", "<!---->", "<!-- - -->", "<?p?>", "<?p x > ? >?>", "<?xml-stylesheet href='a'?>", "\r\n\t")


class XMLDocuments:
    """Documents of one seed."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def document(self) -> str:
        """A whole SOAP response. Prefixes p, q and i are bound around the record's fields."""
        s = self.chance.choice(("s:", "SOAP-ENV:", "p:", ""))
        default = f"xmlns{':' + s[:-1] if s else ''}='{SOAP}'"
        # The service's namespace is said in double quotes within the first bytes, where the release is looked for.
        c = self.chance.choice(("", "c:", "p:"))
        ours = f"xmlns{':' + c[:-1] if c else ''}=\"{SERVICE}\""
        bound = f"xmlns:p='{SERVICE if c == 'p:' else 'urn:p'}' xmlns:q=\"urn:q\" xmlns:i='{INSTANCE}'"
        body = f"<{c}GetChatTopicUserAgentResponse {ours}>{self.some(1, self.aside)}<{c}Response {'' if c == 'p:' else bound}>" if c != "p:" else f"<p:GetChatTopicUserAgentResponse {bound}><p:Response>"
        inside = self.some(5, self.part)
        return f"<{s}Envelope {default}>{self.some(1, self.aside)}<{s}Body>{body}{inside}</{c}Response></{c}GetChatTopicUserAgentResponse></{s}Body>{self.some(1, self.aside)}</{s}Envelope>"

    def some(self, most: int, part: "object") -> str:
        assert callable(part)
        return "".join(part() for _ in range(self.chance.randint(0, most)))

    def aside(self) -> str:
        return self.chance.choice(_ASIDES)

    def space(self) -> str:
        return self.chance.choice(("", "", "", " ", "\n", "\t ", "\r\n"))

    def part(self, level: int = 0) -> str:
        kind = self.chance.randrange(6)
        if kind == 0:
            return self.aside()
        if kind == 1 and level > 0:
            return self.chance.choice(_TEXTS)
        return self.element(level)

    def name(self) -> str:
        return self.chance.choice(("a", "b", "Name", "x-1", "_y.z", "é", "日本", "ChatSessionId", "nil", "a" * 40))

    def element(self, level: int) -> str:
        attributes = ""
        used = set()
        for _ in range(self.chance.randrange(4)):
            kind = self.chance.randrange(8)
            if kind == 0:
                name, value = self.chance.choice((("xmlns", "urn:p"), ("xmlns", ""), ("xmlns", SERVICE), ("xmlns:r", "urn:r"), ("xmlns:q", "urn:&#113;2"), ("xmlns:x", INSTANCE), ("xmlns:i", "urn:i"), ("xmlns:xml", "http://www.w3.org/XML/1998/namespace")))
            elif kind == 1:
                name, value = self.chance.choice(("i:nil", "i:nil", "x:nil", "nil", "q:nil")), self.chance.choice(("true", "1", "false", "0"))
            elif kind == 2:
                name, value = self.chance.choice((("i:type", "q:string"), ("i:type", "string"), ("xml:lang", "en"), ("xml:space", "preserve")))
            else:
                name, value = self.chance.choice(("", "", "q:")) + self.name(), "".join(self.chance.choice(_VALUES) for _ in range(self.chance.randrange(3)))
            if name in used:
                continue
            used.add(name)
            quote = self.chance.choice("'\"")
            attributes += self.chance.choice((" ", "\n", "  ")) + name + self.space() + "=" + self.space() + quote + value.replace(quote, "&#34;" if quote == '"' else "&#39;") + quote
        tag = self.chance.choice(("", "", "q:", "r:" if "xmlns:r" in used else "")) + self.name()
        if self.chance.random() < 0.25:
            return f"<{tag}{attributes}{self.space()}/>"
        inside = "" if level > 5 else self.some(4, lambda: self.part(level + 1))
        if self.chance.random() < 0.3:
            inside = self.some(3, lambda: self.chance.choice(_TEXTS))
        return f"<{tag}{attributes}{self.space()}>{inside}</{tag}{self.space()}>"


def encoded(text: str, chance: random.Random) -> bytes:
    """A document in one of the codings that a reader has to know, with or without a declaration."""
    coding, names, mark = chance.choice((
        ("utf-8", ("", "UTF-8", "utf-8"), b""), ("utf-8", ("", "UTF-8"), b""), ("utf-8", ("", "utf-8"), b"\xef\xbb\xbf"),
        ("utf-16-le", ("", "UTF-16"), b"\xff\xfe"), ("utf-16-be", ("", "UTF-16", "utf-16"), b"\xfe\xff"),
    ))  # fmt: skip
    name = chance.choice(names)
    said = f" encoding='{name}'" if name else ""
    declaration = chance.choice(("", f"<?xml version='1.0'{said}?>", f"<?xml\tversion = \"1.0\"\n{said} standalone='yes' ?>\n"))
    if name and not declaration:
        declaration = f'<?xml version="1.0"{said}?>'
    return mark + (declaration + text).encode(coding)
