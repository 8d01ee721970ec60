"""The reference decoder and the checksum that every contender has to reach; README.md defines it.

Plain and slow on purpose, on nothing but the standard library: it shares no code with any contender.
"""

import json
import re
import struct
import xml.etree.ElementTree as ElementTree
from datetime import date as Day

NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,7}))?(Z|[+-]\d\d:\d\d)?\Z")
ZONE_UTC, ZONE_NONE = 0x7FFE, 0x7FFF


def fnv1a(data, value=0xCBF29CE484222325):
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def integer(value):
    return struct.pack("<q", value)


def date_bytes(text):
    match = DATE.match(text)
    if not match:
        raise ValueError(f"not a date: {text}")
    year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
    seconds = (Day(year, month, day).toordinal() - 1) * 86400 + hour * 3600 + minute * 60 + second
    ticks = seconds * 10_000_000 + int((match[7] or "0").ljust(7, "0"))
    zone = match[8]
    if zone is None:
        minutes = ZONE_NONE
    elif zone == "Z":
        minutes = ZONE_UTC
    else:
        minutes = (int(zone[1:3]) * 60 + int(zone[4:6])) * (-1 if zone[0] == "-" else 1)
    return integer(ticks) + integer(minutes)


def string_bytes(text):
    data = text.encode()
    return integer(len(data)) + data


class Reference:
    """Turns a document into the bytes that the checksum runs over."""

    def __init__(self, shape):
        self.shape = shape

    def json_checksum(self, text):
        sessions = json.loads(text)
        out = [integer(len(sessions))]
        for session in sessions:
            self.json_record(self.shape.root, session, out)
        return fnv1a(b"".join(out))

    def json_record(self, record, value, out):
        for field in record.in_json_order:
            self.json_value(field, value.get(field.name), out)

    def json_value(self, field, value, out):
        if field.kind in ("string", "record", "list", "dictionary"):
            if value is None:
                out.append(b"\xff")
                return
            out.append(b"\x01")
        if field.kind in ("enum", "flags"):
            out.append(integer(self.enum_number(field, value or "", ",")))
        elif field.kind in ("record", "list", "dictionary"):
            self.json_container(self.shape.types[field.type], value, out)
        else:
            out.append(self.scalar(field.kind, value))

    def json_container(self, made, value, out):
        if made.kind == "record":
            self.json_record(made, value, out)
        elif made.kind == "list":
            out.append(integer(len(value)))
            for item in value:
                self.json_container(self.shape.types[made.item_type], item, out)
        else:
            out.append(integer(len(value)))
            for key, item in value.items():
                out.append(string_bytes(key))
                self.json_value(made.value, item, out)

    def xml_checksum(self, text):
        root = ElementTree.fromstring(text)
        response = next(element for element in root.iter() if local(element) == "Response")
        sessions = [element for element in response if local(element) == self.shape.root.name]
        out = [integer(len(sessions))]
        for session in sessions:
            self.xml_record(self.shape.root, session, out)
        return fnv1a(b"".join(out))

    def xml_record(self, record, element, out):
        children = {local(child): child for child in element}
        for field in record.in_json_order:
            self.xml_value(field, children.get(field.name), out)

    def xml_value(self, field, element, out):
        null = element is None or element.get(NIL) in ("true", "1")
        if field.kind in ("string", "record", "list", "dictionary"):
            out.append(b"\xff" if null else b"\x01")
            if null:
                return
        text = None if null else element.text or ""
        if field.kind in ("enum", "flags"):
            out.append(integer(self.enum_number(field, text or "", None)))
        elif field.kind in ("record", "list", "dictionary"):
            self.xml_container(self.shape.types[field.type], element, out)
        elif field.kind == "bool":
            out.append(self.scalar("bool", text in ("true", "1")))
        elif field.kind in ("int", "short"):
            out.append(self.scalar("int", int(text or "0")))
        elif field.kind == "double":
            out.append(self.scalar("double", float(text or "0")))
        else:
            out.append(self.scalar(field.kind, text))

    def xml_container(self, made, element, out):
        if made.kind == "record":
            self.xml_record(made, element, out)
            return
        out.append(integer(len(element)))
        for item in element:
            if made.kind == "list":
                self.xml_container(self.shape.types[made.item_type], item, out)
            else:
                pair = {local(child): child for child in item}
                out.append(string_bytes(pair["Key"].text or ""))
                self.xml_value(made.value, pair.get("Value"), out)

    def enum_number(self, field, text, separator):
        numbers = dict(self.shape.enums[field.type].values)
        if field.kind == "enum":
            return numbers[text] if text else 0
        total = 0
        for name in text.split(separator):
            if name.strip() not in ("", self.shape.enums[field.type].empty):
                total |= numbers[name.strip()]
        return total

    @staticmethod
    def scalar(kind, value):
        if kind in ("int", "short"):
            return integer(value or 0)
        if kind == "bool":
            return b"\x01" if value else b"\x00"
        if kind == "double":
            return struct.pack("<d", value or 0.0)
        if kind == "date":
            return date_bytes(value or "0001-01-01T00:00:00")
        return string_bytes(value)


def local(element):
    return element.tag.rsplit("}", 1)[-1]
