"""JSON documents: generated ones in every odd spelling, and known traps."""

from __future__ import annotations

import random

SPLINTERS = (
    b'"', b"\\", b"{", b"}", b"[", b"]", b":", b",", b"null", b"true", b"fals", b"nan", b"NaN", b"-", b"+", b".", b"e", b"E+", b"0", b"00",
    b"1e999", b"-0", b"\\u", b"\\ud800", b"\\udc00", b"\\u0000", b"\\x", b"\t", b"\n", b"\r", b" ", b"\x00", b"\x1f", b"\x7f", b"\xff", b"\xc0\xaf",
    b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\xc2\x85", b"//", b"/*", b"'", b'"a":1,', b",,", b"{}", b"[]", b"\xf0\x9f\x98\x80",
)  # fmt: skip
_TEXTS = (
    "", "a", "Name", "é", "日本", "😀", "\x7f", "\u2028", "\ufeff", "\ufffe", "\U0010ffff", "0123456789abcdef", "x" * 40, "/", "'", "\u0080", "\ud7ff", "\ue000",
    "Grüße aus Köln, sechzehn und mehr", "ab\x7fcd", "a/b", "</script>", "&amp;",
)  # fmt: skip
_ESCAPES = ('\\"', "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u0000", "\\u0041", "\\u00e9", "\\uD83D\\uDE00", "\\udbff\\udfff", "\\uFFFF", "\\u001f")
_NUMBERS = (
    "0", "-0", "1", "-1", "10", "2147483647", "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "18446744073709551616", "0.0", "-0.0",
    "1.0", "0.1", "1e5", "1E5", "1e+5", "1e-5", "0e0", "0E-0", "-0e+0", "1e400", "1e-400", "1.7976931348623157e308", "5e-324", "123456789012345678901234567890", "0.000000000000000000001",
)  # fmt: skip


class JSONDocuments:
    """Documents of one seed: an object whose names no carrier knows."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def document(self) -> bytes:
        return (self.space() + self.object(0) + self.space()).encode("utf-8")

    def space(self) -> str:
        return self.chance.choice(("", "", "", "", " ", "\n", "\t", "\r\n", "  "))

    def value(self, level: int) -> str:
        kind = self.chance.randrange(9 if level < 6 else 7)
        if kind <= 2:
            return self.string()
        if kind <= 4:
            return self.number()
        if kind <= 6:
            return self.chance.choice(("null", "true", "false"))
        return self.object(level + 1) if kind == 7 else self.list(level + 1)

    def object(self, level: int) -> str:
        members = [self.string(f"#{index}") + self.space() + ":" + self.space() + self.value(level) for index in range(self.chance.randrange(5))]
        return self.joined("{", members, "}")

    def list(self, level: int) -> str:
        return self.joined("[", [self.value(level) for _ in range(self.chance.randrange(5))], "]")

    def joined(self, opening: str, parts: "list[str]", closing: str) -> str:
        inside = ",".join(self.space() + part + self.space() for part in parts)
        return opening + (inside or self.space()) + closing

    def string(self, unique: str = "") -> str:
        parts = [self.chance.choice(_ESCAPES if self.chance.random() < 0.4 else _TEXTS) for _ in range(self.chance.randrange(4))]
        return '"' + unique + "".join(parts) + '"'

    def number(self) -> str:
        if self.chance.random() < 0.5:
            return self.chance.choice(_NUMBERS)
        whole = str(self.chance.randrange(10 ** self.chance.randint(1, 25)))
        fraction = "." + str(self.chance.randrange(10**6)).zfill(self.chance.randint(1, 20)) if self.chance.random() < 0.5 else ""
        exponent = self.chance.choice("eE") + self.chance.choice(("", "+", "-")) + str(self.chance.randrange(400)) if self.chance.random() < 0.3 else ""
        return self.chance.choice(("", "-")) + whole + fraction + exponent


# Each stands as a value inside an object and a list.
YES = (
    "0", "-0", "-0.0", "0e1", "0e+1", "0E1", "1E22", "1E-2", "1E+2", "123e45", "1.5e-300", "-1", "[]", "{}", "[[]   ]", "[null, 1, \"1\", {}]", '""', '"\\u0060\\u012a\\u12AB"',
    '"\\uD801\\udc37"', '"\\ud83d\\ude39\\ud83d\\udc8d"', '"\\"\\\\\\/\\b\\f\\n\\r\\t"', '"\\\\u0000"', '"\\u0000"', '"\\\\n"', '"a/*b*/c/*d//e"', '"\\u0012"', '"\\uFFFF"', '"\uffff"',
    '"\U0010ffff"', '"\U0001bfff"', '"\u2028\u2029"', '"\x7f"', '"\\uDBFF\\uDFFE"', '"\\u200B\\u2064"', '"\\uFEFF"', '"\u20ac\U0001d11e"', '{"":0}', '{"\\u0000":1}', '{"a":{"a":{"a":1}}}',
    "[ 1 , 2 ]", "\t[\r\n1\t]\r\n", "123456789012345678901234567890123456789012345678901234567890", "1e99999", "-1e-99999", "[" * 50 + "]" * 50, '"' + "x" * 5000 + '"',
)  # fmt: skip
NO = (
    "", " ", "nul", "nulll", "True", "TRUE", "NaN", "Infinity", "-Infinity", "-NaN", "+1", "++1", "-", "--1", "- 1", "01", "-01", "00", "012", "0x1", "0b1", "1.", ".5", "-.5", "1.e5", "0.e1", "1e", "1e+",
    "1e1.5", "1E+-2", "1ee2", "1_000", "1,000 x", "1a", "0.1.2", "2.e+3", "-2.", "０", "1\u00a0", "'a'", '"a', 'a"', '"a\nb"', '"a\tb"', '"\x00"', '"\x1f"', '"\\a"', '"\\x41"', '"\\u"', '"\\u1"', '"\\u12G4"',
    '"\\U0041"', '"\\', '"\\"', '"\\ud800"', '"\\ud800x"', '"\\ud800\\ud800"', '"\\udc00"', '"\\udc00\\ud800"', '"\\ud83d\\u0041"', '"\\ud800\\udc"', '"\\e"', '"\\\t"', '"\\\\\\"', "[1,]", "[,1]", "[,]", "[1,,2]", "[1 2]",
    "[1", "1]", "[", "]", "[}", "[1}", "[1:2]", "[\"\": 1]", "{", "}", "{]", '{"a"}', '{"a":}', '{"a":1,}', '{,"a":1}', '{"a" 1}', '{"a"::1}', '{"a":1 "b":2}', '{"a":1;"b":2}', "{a:1}", "{1:1}", "{null:1}", "{'a':1}", '{"a":1,,"b":2}',
    '{"a":1}}', '{"a":1}]', '{"a":1,"a":2}', '{"a":1,"\\u0061":2}', '{"a":{"b":1,"b":1}}', "// x\n1", "/* x */ 1", "1 // x", "# x\n1", "1 2", '"a" "b"', "true false", "\x0b1", "\x0c1", "\u00a01", "\u20281", "\x001", "1\x00", "tru\x00e", "\ufeff1", "<a/>", "⁠1",
    "undefined", "None", "nil", "[1,\n1\n,1", "[\"a\",\n4\n,1,", "*", "\\u0031", "&#49;", "%31", "`1`", '"a"+"b"', "(1)", "[...1]", "1n", ".", "e5", "-e5",
)  # fmt: skip
# Bytes that are no UTF-8, inside a string.
NO_TEXT = (
    b"\xff", b"\x80", b"\xc0\xaf", b"\xc1\xbf", b"\xe0\x80\xaf", b"\xe0\x9f\xbf", b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xf0\x80\x80\xaf", b"\xf0\x8f\xbf\xbf", b"\xf4\x90\x80\x80", b"\xf5\x80\x80\x80", b"\xf8\x88\x80\x80\x80", b"\xfc\x84\x80\x80\x80\x80",
    b"\xc3", b"\xe2\x82", b"\xf0\x9f\x98", b"\xc3(", b"\xe2(\xa1", b"\xf0(\x8c\xbc", b"\xe9", b"\xfe", b"a\xc3", b"\xc3\xc3\xa9",
)  # fmt: skip
