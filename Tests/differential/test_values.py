"""Numbers, dates, durations and base64 against Python's."""

from __future__ import annotations

import base64
import datetime
import json
import math
import random
import re
import struct
import unittest
from decimal import Decimal
from fractions import Fraction
from typing import Any, Optional

import chatcore
from chance import Judged
from library import JSON, decode
from rfc8259 import parse

REST_XML = "application/xml"
DOUBLES = ("Amount", "WeightedAmount", "EarningPercent", "Earning")


def fields(operation: str, body: bytes, content_type: str = JSON) -> Any:
    """An answer's members with their numbers as they are spelled, or the error."""
    result = decode(operation, body, content_type)
    return result if isinstance(result, chatcore.ChatCoreError) else dict(parse(result))


def in_xml(root: str, values: "dict[str, str]") -> bytes:
    return f"<{root}>{''.join(f'<{name}>{value}</{name}>' for name, value in values.items())}</{root}>".encode()


def random_double(chance: random.Random) -> float:
    kind = chance.randrange(6)
    if kind == 0:
        return chance.choice((0.0, -0.0, 5e-324, 2.2250738585072014e-308, 2.225073858507201e-308, 1.7976931348623157e308, 1e23, 9007199254740993.0, 0.1, 1e21, 1e-7, 123456789012345680.0))
    if kind == 1:
        return float(chance.randrange(-(10**6), 10**6))
    if kind == 2:
        return chance.randrange(10**9) / 10 ** chance.randrange(12)
    if kind == 3:
        return math.ldexp(1.0, chance.randrange(-1074, 1024)) * chance.choice((1, 1, 1 - 2**-53, 1 + 2**-52))
    while True:
        value: float = struct.unpack("<d", chance.randbytes(8))[0]
        if math.isfinite(value):
            return value


def random_decimal(chance: random.Random) -> str:
    """The text of a number, of the kind that is hard to round."""
    kind = chance.randrange(4)
    if kind == 0:
        return f"{chance.choice(('', '-'))}{chance.randrange(10 ** chance.randint(1, 30))}{chance.choice(('', '.5', '.' + str(chance.randrange(10**9)), '.0'))}{chance.choice(('', '', 'e' + str(chance.randint(-350, 300)), 'E+5', 'e-00'))}"
    value = abs(random_double(chance))
    if kind == 1 or value == 0 or value > 1e300:
        return repr(value)
    # Exactly between two doubles, or a little beside that.
    middle = (Fraction(value) + Fraction(math.nextafter(value, math.inf))) / 2
    digits = Decimal(middle.numerator) / Decimal(middle.denominator) if middle.denominator == 1 else None
    if digits is None:
        exponent = middle.denominator.bit_length() - 1
        whole = middle.numerator * 5**exponent
        text = f"{whole}e-{exponent}"
    else:
        text = str(middle.numerator)
    if kind == 3:
        head, mark, tail = text.partition("e")
        text = f"{head}{chance.choice(('', '.'))}{'0' * chance.randrange(30)}{mark}{tail}" if not mark else f"{head}.{'0' * chance.randrange(30)}{chance.choice('01')}{mark}{tail}"
        text = text.rstrip(".")
    return text


class DoublesTest(Judged):
    def test_doubles_are_read_as_by_python_and_written_as_shortly(self) -> None:
        for case, chance in self.cases(3_000, 0.06):
            texts = {name: repr(random_double(chance)) if chance.random() < 0.5 else random_decimal(chance) for name in DOUBLES}
            texts = {name: text.replace("e+", "e") if chance.random() < 0.5 else text for name, text in texts.items()}
            for content_type in (JSON, REST_XML):
                body = "{%s}" % ",".join(f'"{name}":{text}' for name, text in texts.items())
                read = fields("Directory.GetSale", body.encode() if content_type == JSON else in_xml("Sale", texts), content_type)
                if any(math.isinf(float(text)) for text in texts.values()):
                    self.assertIsInstance(read, chatcore.InvalidValueError, f"{case}: {texts}")
                    continue
                self.assertIsInstance(read, dict, f"{case}: {texts}: {read}")
                for name, text in texts.items():
                    self.assert_same(f"{case} {content_type}", text, read[name])

    def assert_same(self, case: str, text: str, written: str) -> None:
        expected = float(text)
        self.assertEqual(struct.pack("<d", float(written)), struct.pack("<d", expected), f"{case}: {text} became {written}")
        # As many digits as Python's shortest, and the same ones: the nearest of the shortest.
        self.assertEqual(Decimal(written), Decimal(repr(expected)), f"{case}: {text} became {written}, Python has {expected!r}")
        self.assertRegex(written, r"[.eE]", f"{case}: {text}")

    def test_what_is_no_finite_number_is_refused(self) -> None:
        for text in ("1e309", "-1e309", "1.7976931348623159e308", "179769313486231580793728971405304" + "0" * 276):
            for content_type, body in ((JSON, f'{{"Amount":{text}}}'.encode()), (REST_XML, in_xml("Sale", {"Amount": text}))):
                self.assertIsInstance(fields("Directory.GetSale", body, content_type), chatcore.InvalidValueError, text)
        for text in ("1.7976931348623158e308", "1.7976931348623158079e308", "1e-400", "-1e-999999999999999999999", "0e999999999999999999999", "0." + "0" * 400 + "1e400"):
            for content_type, body in ((JSON, f'{{"Amount":{text}}}'.encode()), (REST_XML, in_xml("Sale", {"Amount": text}))):
                read = fields("Directory.GetSale", body, content_type)
                self.assertIsInstance(read, dict, text)
                self.assert_same(content_type, text, read["Amount"])
        for text in ("NaN", "INF", "-INF", "Infinity", "0x1p3", "1,5", "1e", "e5", ".", "--1", "1_0", "١", "1f"):
            self.assertIsInstance(fields("Directory.GetSale", in_xml("Sale", {"Amount": text}), REST_XML), chatcore.InvalidValueError, text)

    def test_whole_numbers_have_the_bounds_of_their_type(self) -> None:
        for name, bits in (("Rank", 16), ("PersonId", 32)):
            for value in (0, 1, -1, 2 ** (bits - 1) - 1, -(2 ** (bits - 1)), 2 ** (bits - 1), -(2 ** (bits - 1)) - 1, 2**bits, 2**63, 2**64 + 1, -(2**64), 10**30):
                fits = -(2 ** (bits - 1)) <= value < 2 ** (bits - 1)
                for content_type, body in ((JSON, f'{{"{name}":{value}}}'.encode()), (REST_XML, in_xml("Associate", {name: str(value)}))):
                    read = fields("Directory.GetAssociate", body, content_type)
                    if fits:
                        self.assertEqual(read[name], str(value))
                    else:
                        self.assertIsInstance(read, chatcore.InvalidValueError, f"{name} {value} {content_type}")


def read_date(text: str) -> "Optional[tuple[datetime.datetime, int]]":
    """A date and its ticks beyond the second by Python's datetime; None where there is no such moment."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,38}))?(Z|[+-]\d\d:\d\d)?", text, re.ASCII)
    if found is None:
        return None
    zone = found[3] or ""
    if zone not in ("", "Z") and (int(zone[1:3]) * 60 + int(zone[4:]) > 14 * 60 or int(zone[4:]) > 59):
        return None
    try:
        moment = datetime.datetime.fromisoformat(found[1] + zone.replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment, int((found[2] or "0")[:7].ljust(7, "0"))


def random_date(chance: random.Random) -> str:
    kind = chance.randrange(4)
    if kind == 0:
        year, month, day = chance.choice((1, 4, 100, 400, 1600, 1900, 1970, 2000, 2024, 2100, 9999)), chance.choice((2, 2, 1, 12)), chance.choice((1, 28, 29, 30, 31))
    else:
        year, month, day = chance.randrange(0, 10000), chance.randint(0 if kind == 1 else 1, 13 if kind == 1 else 12), chance.randint(0 if kind == 1 else 1, 32 if kind == 1 else 28)
    hour, minute, second = (chance.randint(0, bound) for bound in ((25, 60, 61) if kind == 1 and chance.random() < 0.3 else (23, 59, 59)))
    fraction = chance.choice(("", "", ".1", ".1234567", ".0000001", ".9999999", ".99999999", f".{chance.randrange(10**7)}", "." + "3" * chance.randint(1, 38), "." + "3" * 39, "."))
    zone = chance.choice(("", "Z", "Z", f"{chance.choice('+-')}{chance.randint(0, 15):02}:{chance.choice((0, 30, 45, 59, 60)):02}", "+00:00", "-00:00", "+14:00", "-14:00", "z", "+0100"))
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}{zone}"


class DatesTest(Judged):
    def test_dates_are_taken_as_by_python_and_keep_moment_and_offset(self) -> None:
        taken = refused = 0
        for case, chance in self.cases(4_000, 0.05):
            text = random_date(chance)
            if chance.random() < 0.1:
                at = chance.randrange(len(text))
                text = text[:at] + chance.choice("0:-T.+Zx ") + text[at + chance.randrange(2) :]
            for content_type, body in ((JSON, json.dumps({"SaleDate": text}).encode()), (REST_XML, in_xml("Sale", {"SaleDate": text}))):
                read = fields("Directory.GetSale", body, content_type)
                # In XML, white space around a value is not part of it.
                expected = read_date(text.strip() if content_type == REST_XML else text)
                if expected is None:
                    refused += 1
                    self.assertIsInstance(read, chatcore.InvalidValueError, f"{case}: {text}")
                    continue
                taken += 1
                self.assertIsInstance(read, dict, f"{case}: {text}: {read}")
                again = read_date(read["SaleDate"])
                self.assertIsNotNone(again, f"{case}: {text} became {read['SaleDate']}")
                assert again is not None
                self.assertEqual((again[0].replace(tzinfo=None), again[0].utcoffset(), again[1]), (expected[0].replace(tzinfo=None), expected[0].utcoffset(), expected[1]), f"{case}: {text} became {read['SaleDate']}")
                self.assertEqual(read["SaleDate"].endswith("Z"), text.strip().endswith("Z"))
        self.assertGreater(taken, 4_000)
        self.assertGreater(refused, 2_000)

    def test_moments_are_stored_in_utc_as_python_computes_it(self) -> None:
        with chatcore.Engine.open({"store": "sqlite::memory:"}) as engine:
            engine.call("Directory.SaveTopic", {"Topic": {"ChatTopicId": 1, "Name": "t"}})
            for case, chance in self.cases(200, 0.04):
                dates = {}
                while len(dates) < 5:
                    text = random_date(chance)
                    read = read_date(text)
                    if read is not None and read[0].tzinfo is not None and 2 < read[0].year < 9999:
                        dates[("WhenRequested", "WhenStarted", "WhenEnded", "WhenIdle", "WhenFetched")[len(dates)]] = text
                engine.call("Directory.SaveChatSession", {"ChatSession": {"ChatSessionId": 1, "TopicId": 1, "Status": "Closed", **dates}})
                stored = engine.call("Directory.GetChatSession", {"ChatSessionId": 1})
                for name, text in dates.items():
                    moment, ticks = read_date(text) or (None, 0)
                    assert moment is not None
                    again = read_date(stored[name])
                    assert again is not None and stored[name].endswith("Z"), f"{case}: {text} became {stored[name]}"
                    self.assertEqual(again, (moment.astimezone(datetime.timezone.utc), ticks), f"{case}: {text} became {stored[name]}")


_DURATION = re.compile(r"(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d+))?S)?)?", re.ASCII)


def read_duration(text: str) -> Optional[int]:
    """The ticks of an ISO 8601 duration of days and smaller, or of a time of day; None where it is neither."""
    clock = re.fullmatch(r"([0-5]\d):([0-5]\d)(?::([0-5]\d))?", text, re.ASCII)
    if clock:
        hours, minutes, seconds = (int(part) for part in clock.groups("0"))
        if clock[3] is None and hours >= 60:
            return None
        return ((hours * 60 + minutes) * 60 + seconds) * 10**7
    found = _DURATION.fullmatch(text)
    if found is None or text.endswith(("P", "T")):
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:5])
    ticks = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 10**7 + int((found[6] or "0")[:7].ljust(7, "0"))
    return None if ticks >= 1 << 63 else -ticks if found[1] else ticks


class DurationsTest(Judged):
    def test_durations_are_read_and_written_as_iso_8601_has_them(self) -> None:
        taken = refused = 0
        for case, chance in self.cases(2_000, 0.03):
            if chance.random() < 0.2:
                text = f"{chance.randrange(70):02}:{chance.randrange(70):02}" + (f":{chance.randrange(70):02}" if chance.random() < 0.7 else "")
            else:
                days = chance.choice(("", "", f"{chance.randrange(10 ** chance.randint(1, 9))}D"))
                parts = [f"{chance.randrange(10 ** chance.randint(1, 7))}{unit}" for unit in "HMS" if chance.random() < 0.5]
                text = chance.choice(("", "", "-")) + "P" + days + ("T" if parts or chance.random() < 0.1 else "") + "".join(parts)
                if text.endswith("S"):
                    text = text[:-1] + chance.choice(("", ".5", ".0000001", ".12345678")) + "S"
            if chance.random() < 0.15:
                at = chance.randrange(len(text) + 1)
                text = text[:at] + chance.choice("PTDHMS-0.+Y9") + text[at + chance.randrange(2) :]
            body = json.dumps({"OpeningHours": {"MonStart": text}}).encode()
            read = fields("Directory.GetTopic", body)
            expected = read_duration(text)
            if expected is None:
                refused += 1
                self.assertTrue(isinstance(read, chatcore.InvalidValueError), f"{case}: {text} was taken")
                continue
            taken += 1
            self.assertIsInstance(read, dict, f"{case}: {text}: {read}")
            written = dict(read["OpeningHours"])["MonStart"]
            self.assertEqual(read_duration(written), expected, f"{case}: {text} became {written}")
            again = fields("Directory.GetTopic", json.dumps({"OpeningHours": {"MonStart": written}}).encode())
            self.assertEqual(dict(again["OpeningHours"])["MonStart"], written)
        self.assertGreater(taken, 1_500)
        self.assertGreater(refused, 300)


class Base64Test(Judged):
    def read(self, text: str) -> Any:
        body = {"License": {"PublicKey": {"Key": {"G": text}}}}
        read = fields("SoPrincipal.GetSystemInfo", json.dumps(body).encode())
        if isinstance(read, chatcore.ChatCoreError):
            return read
        for name in ("License", "PublicKey", "Key"):
            self.assertIn(name, read)
            read = dict(read[name])
        return read["G"]

    def test_base64_is_taken_as_by_python_and_comes_back(self) -> None:
        for case, chance in self.cases(1_000, 0.02):
            text = base64.b64encode(chance.randbytes(chance.randrange(60))).decode()
            for _ in range(chance.randrange(3)):
                at = chance.randrange(len(text) + 1)
                text = text[:at] + chance.choice((" ", "\n", "=", "A", "/", "-", "_", "é", "\x00")) + text[at + chance.randrange(2) :]
            read = self.read(text)
            letters = re.sub("[ \t\r\n]", "", text)
            # Python is lenient about padding that is not needed.
            if not re.fullmatch("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?", letters):
                self.assertIsInstance(read, chatcore.InvalidValueError, f"{case}: {text!r}")
                continue
            expected = base64.b64decode(letters, validate=True)
            self.assertIsInstance(read, str, f"{case}: {text!r}: {read}")
            self.assertEqual(read, base64.b64encode(expected).decode(), f"{case}: {text!r}")



if __name__ == "__main__":
    unittest.main()
