#!/usr/bin/env python3
"""msgspec as a contender (README.md has the protocol): typed structs to JSON through its Python interface, timed inside.

    msgspec_out.py SHAPE.json CORPUS.json CORPUS.xml

Dates and flags are the texts that they are on the wire: msgspec's own dates have no seventh digit.
"""

import enum
import json
import sys
import time

import msgspec

HOLDERS = {"int": int, "short": int, "bool": bool, "double": float, "date": str, "flags": str, "string": str | None}


def make_types(shape):
    """A struct for each record; the shape lists used types before their users."""
    types = {name: enum.Enum(name, [(value, value) for value in values]) for name, values in shape["enums"].items()}

    def holder(field):
        if field["kind"] in HOLDERS:
            return HOLDERS[field["kind"]]
        made = types[field["type"]]
        return made if field["kind"] == "enum" else made | None

    for name, made in shape["types"].items():
        if made["kind"] == "record":
            types[name] = msgspec.defstruct(name, [(field["name"], holder(field)) for field in made["fields"]])
        elif made["kind"] == "list":
            types[name] = list[types[made["item"]]]
        else:
            types[name] = dict[str, holder(made["value"])]
    return types[shape["root"]]


def fnv1a(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        root = make_types(json.load(file))
    sessions = None
    encoder = msgspec.json.Encoder()
    document = bytearray()
    known = None
    for line in sys.stdin:
        command, *words = line.split()
        if command == "modes":
            print("json-out", flush=True)
            continue
        if sessions is None:
            with open(sys.argv[2], "rb") as file:
                sessions = msgspec.json.decode(file.read(), type=list[root])
        if command == "run":
            start = time.perf_counter_ns()
            for _ in range(int(words[1])):
                encoder.encode_into(sessions, document)
            spent = time.perf_counter_ns() - start
            # The same bytes as in the round before need not be added up again, which takes Python seconds.
            if known is None or known[0] != document:
                known = (bytes(document), fnv1a(document))
            print(f"{spent} {known[1]:016x}", flush=True)
        else:
            encoder.encode_into(sessions, document)
            with open(words[1], "wb") as file:
                file.write(document)
            print(len(document), flush=True)


if __name__ == "__main__":
    main()
