"""The shape of the benchmark's types, read from the library's own description of its carriers.

The description is what chatcore_describe("carriers") answers:

    {"carriers": {NAME: {"base": "Carrier"?, "fields": [{"name", "type", "nillable"?, "many"?, "pair"?}]}},
     "enums": {NAME: {"flags": bool, "values": [[name, number], ...], "empty": name}}}

Everything else in this folder works on the closure of one root carrier.
"""

ROOT = "ChatSessionEntity"

SCALARS = {
    "xs:int": "int",
    "xs:short": "short",
    "xs:boolean": "bool",
    "xs:double": "double",
    "xs:string": "string",
    "xs:dateTime": "date",
}


class Field:
    def __init__(self, name, kind, type_name):
        self.name = name
        self.kind = kind          # a value of SCALARS, or enum, flags, record, list, dictionary
        self.type = type_name     # the protocol's type name


class Record:
    """A carrier with fields; `rights` are the base fields, which SOAP writes first and JSON last."""

    kind = "record"

    def __init__(self, name, own, rights):
        self.name = name
        self.own = own
        self.rights = rights

    @property
    def in_json_order(self):
        return self.own + self.rights

    @property
    def in_xml_order(self):
        return self.rights + self.own


class List:
    kind = "list"

    def __init__(self, name, item_name, item_type):
        self.name = name
        self.item_name = item_name
        self.item_type = item_type


class Dictionary:
    kind = "dictionary"

    def __init__(self, name, item_name, value):
        self.name = name
        self.item_name = item_name
        self.value = value        # the Field "Value"; the key is always a string


class Enum:
    def __init__(self, name, flags, values, empty=None):
        self.empty = empty        # what JSON writes for a set of flags without any
        self.name = name
        self.kind = "flags" if flags else "enum"
        self.values = [(name, number) for name, number in values]

    def first_names(self):
        """One name per number, the first given: what an encoder writes."""
        names = {}
        for name, number in self.values:
            names.setdefault(number, name)
        return names


class Shape:
    def __init__(self, model):
        self.model = model
        self.types = {}           # name -> Record, List or Dictionary; used types before their users
        self.enums = {}
        self.add(ROOT)
        self.root = self.types[ROOT]

    def add(self, name):
        if name in self.types:
            return
        carrier = self.model["carriers"][name]
        fields = [field for field in carrier["fields"] if not field.get("earlier")]
        base = carrier.get("base")
        if not base and len(fields) == 1 and fields[0].get("many"):
            made = self.container(name, fields[0])
        else:
            rights = self.model["carriers"][base]["fields"] if base else []
            made = Record(name, [self.field(f) for f in fields], [self.field(f) for f in rights])
        self.types[name] = made

    def container(self, name, field):
        pair = field.get("pair")
        if pair:
            return Dictionary(name, field["name"], self.field(pair[1]))
        self.add(field["type"])
        return List(name, field["name"], field["type"])

    def field(self, field):
        name, type_name = field["name"], field["type"]
        if field.get("many"):
            raise ValueError(f"{name}: a list beside other fields is not supported")
        if type_name in SCALARS:
            return Field(name, SCALARS[type_name], type_name)
        if type_name in self.model["enums"]:
            enum = self.model["enums"][type_name]
            self.enums[type_name] = Enum(type_name, enum["flags"], enum["values"], enum.get("empty"))
            return Field(name, self.enums[type_name].kind, type_name)
        if type_name not in self.model["carriers"]:
            raise ValueError(f"{name}: unknown type {type_name}")
        self.add(type_name)
        return Field(name, self.types[type_name].kind, type_name)
