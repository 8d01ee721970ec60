"""Writes the C++ side of the benchmark's types from their shape.

`model.hpp`     typed structs with owned strings, and for each the list of its fields, which every peer but gSOAP visits
`gsoap.h`       the same types as input of soapcpp2
`gsoap_visit.hpp`  the same list of fields over gSOAP's own structs, for the checksum
`shape.json`    the same types for the peer in Python
"""

import json

NAMESPACE = "http://www.superoffice.net/ws/crm/NetServer/Services88"
SMALL = 2  # a nested record of at most so many fields is held in place, a larger one on the heap


def member(name):
    return name + "_"


def literal(name):
    return f'NAME("{name}")'


class ModelHeader:
    def __init__(self, shape):
        self.shape = shape

    def write(self):
        out = ["// Made by bench/generate.py.", "#pragma once", '#include "values.hpp"', "", "namespace model {", ""]
        out += [f"enum class {name} : int32_t {{}};" for name in self.shape.enums]
        for made in self.shape.types.values():
            out += ["", *self.type(made)]
        out += ["", "}  // namespace model", ""]
        for enum in self.shape.enums.values():
            out += self.enum(enum)
        for made in self.shape.types.values():
            if made.kind == "record":
                out += self.record_shape(made)
        return "\n".join(out) + "\n"

    def type(self, made):
        if made.kind == "record":
            return [f"struct {made.name} {{", *(f"    {self.cpp(field)} {member(field.name)}{{}};" for field in made.in_json_order), "};"]
        if made.kind == "list":
            return [f"struct {made.name} {{", f"    static constexpr Name item_name = {literal(made.item_name)};",
                    f"    using Item = model::{made.item_type};", "    std::vector<Item> items;", "};"]
        return [f"struct {made.name} {{", f"    static constexpr Name item_name = {literal(made.item_name)};",
                f"    struct Pair {{ std::string key; {self.cpp(made.value)} value{{}}; }};", "    std::vector<Pair> pairs;", "};"]

    def cpp(self, field):
        if field.kind == "record":
            made = self.shape.types[field.type]
            holder = "std::optional" if len(made.in_json_order) <= SMALL else "std::unique_ptr"
            return f"{holder}<model::{field.type}>"
        if field.kind in ("list", "dictionary"):
            return f"std::optional<model::{field.type}>"
        return {"int": "int32_t", "short": "int16_t", "bool": "bool", "double": "double", "date": "DateTime",
                "string": "std::optional<std::string>"}.get(field.kind, f"model::{field.type}")

    def enum(self, enum):
        names = enum.first_names()
        out = ["", f"template <> struct EnumShape<model::{enum.name}> {{",
               f"    static constexpr bool flags = {'true' if enum.kind == 'flags' else 'false'};",
               "    static constexpr NamedNumber first_names[] = {"]
        out += [f'        {{"{name}", {number}}},' for number, name in names.items()]
        out += ["    };", "    static bool parse(std::string_view text, int32_t &number) {", "        switch (text.size()) {"]
        for size in sorted({len(name) for name, _ in enum.values}):
            out.append(f"        case {size}:")
            out += [f'            if (memcmp(text.data(), "{name}", {size}) == 0) {{ number = {number}; return true; }}'
                    for name, number in enum.values if len(name) == size]
            out.append("            return false;")
        out += ["        default: return false;", "        }", "    }", "    static std::string_view name(int32_t number) {",
                "        switch (number) {"]
        out += [f'        case {number}: return "{name}";' for number, name in names.items()]
        out += ["        default: return {};", "        }", "    }", "};"]
        return out

    def record_shape(self, made):
        """Indices count in JSON order; XML starts at the base fields, which are the last of them."""
        fields = made.in_json_order
        names = [field.name for field in fields]
        out = ["", f"template <> struct RecordShape<model::{made.name}> {{",
               f"    static constexpr Name type_name = {literal(made.name)};",
               f"    static constexpr int count = {len(fields)};", f"    static constexpr int first_in_xml = {len(made.own) if made.rights else 0};",
               "    static constexpr Name names[] = {" + ", ".join(literal(name) for name in names) + "};"]
        for function, part in (("own", made.own), ("rights", made.rights)):
            out.append(f"    template <class V, class T> static FORCE_INLINE void {function}([[maybe_unused]] V &visitor, [[maybe_unused]] T &value) {{")
            out += [f"        visitor.field({literal(f.name)}, value.{member(f.name)});" for f in part]
            out.append("    }")
        out += ["    template <class V> static void assign(V &&visitor, model::" + made.name + " &value, int index) {", "        switch (index) {"]
        out += [f"        case {i}: visitor.set(value.{member(f.name)}); break;" for i, f in enumerate(fields)]
        out += ["        default: break;", "        }", "    }", "    static int find(std::string_view name) {", "        switch (name.size()) {"]
        for size in sorted({len(name) for name in names}):
            out.append(f"        case {size}:")
            out += [f'            if (memcmp(name.data(), "{name}", {size}) == 0) return {i};' for i, name in enumerate(names) if len(name) == size]
            out.append("            return -1;")
        out += ["        default: return -1;", "        }", "    }", "};"]
        return out


class GsoapHeader:
    """Input of soapcpp2 as wsdl2h would write it for C++, with flat structs in SOAP's order and one custom type for dates."""

    def __init__(self, shape):
        self.shape = shape

    def write(self):
        out = ["//gsoap ns service name: chat", "//gsoap ns service style: document", "//gsoap ns service encoding: literal",
               f"//gsoap ns schema namespace: {NAMESPACE}", "//gsoap ns schema form: qualified", "#import \"stlvector.h\"", "#include \"gsoap_date.hpp\"", "",
               "extern typedef struct BenchDate xsd__dateTime;"]
        for enum in self.shape.enums.values():
            out += self.enum(enum)
        for made in self.shape.types.values():
            out += ["", *self.type(made)]
        root = self.shape.root.name
        out += ["", "struct ns__ArrayOfSessions {", f"    std::vector<struct ns__{root} *> {root} 0;", "};", "",
                "struct _ns__ChatSessionsForUserResponse {", "    struct ns__ArrayOfSessions *Response 0:1;", "};", "",
                "struct SOAP_ENV__Header {", "    bool *ns__Succeeded 0:1;", "};"]
        return "\n".join(out) + "\n"

    def enum(self, enum):
        prefix = f"ns__{enum.name}__"
        if enum.kind == "flags":  # a bitmask: soapcpp2 numbers its members 1, 2, 4, ...
            names = enum.first_names()
            if [number for number in names if number] != [1 << i for i in range(len([n for n in names if n]))]:
                raise ValueError(f"{enum.name}: gSOAP needs its flags to be consecutive powers of two")
            members = ", ".join(prefix + name for number, name in names.items() if number)
            return ["", f"enum *ns__{enum.name} {{ {members} }};"]
        members = ", ".join(f"{prefix}{name} = {number}" for name, number in enum.values)
        return ["", f"enum ns__{enum.name} {{ {members} }};"]

    def type(self, made):
        if made.kind == "record":
            return [f"struct ns__{made.name} {{", *(f"    {self.cpp(field)} {member(field.name)} 0:1;" for field in made.in_xml_order), "};"]
        if made.kind == "list":
            return [f"struct ns__{made.name} {{", f"    std::vector<struct ns__{made.item_type} *> {member(made.item_name)} 0;", "};"]
        pair = f"ns__{made.name}_pair"
        return [f"struct {pair} {{", "    std::string *Key 0:1;", f"    {self.cpp(made.value)} Value 0:1;", "};", "",
                f"struct ns__{made.name} {{", f"    std::vector<struct {pair} *> {member(made.item_name)} 0;", "};"]

    def cpp(self, field):
        if field.kind in ("record", "list", "dictionary"):
            return f"struct ns__{field.type} *"
        return {"int": "int", "short": "short", "bool": "bool", "double": "double", "date": "xsd__dateTime",
                "string": "std::string *"}.get(field.kind, f"enum ns__{field.type}")


class GsoapVisit:
    def __init__(self, shape):
        self.shape = shape

    def write(self):
        out = ["// Made by bench/generate.py.", "#pragma once", ""]
        for made in self.shape.types.values():
            out.append(f"template <class V> void visit(V &visitor, const ns__{made.name} &value) {{")
            if made.kind == "record":
                out += [f"    visitor.add(value.{member(field.name)});" for field in made.in_json_order]
            else:
                out += [f"    visitor.count(value.{member(made.item_name)}.size());",
                        f"    for (const auto *item : value.{member(made.item_name)}) {{",
                        "        visit(visitor, *item);" if made.kind == "list" else "        visitor.key(*item->Key); visitor.add(item->Value);", "    }"]
            out.append("}")
        return "\n".join(out) + "\n"


def python_shape(shape):
    def field(field):
        return {"name": field.name, "kind": field.kind, "type": field.type}

    def describe(made):
        if made.kind == "record":
            return {"kind": "record", "fields": [field(each) for each in made.in_json_order]}
        if made.kind == "list":
            return {"kind": "list", "item": made.item_type}
        return {"kind": "dictionary", "value": field(made.value)}

    enums = {enum.name: list(enum.first_names().values()) for enum in shape.enums.values() if enum.kind == "enum"}
    return json.dumps({"root": shape.root.name, "enums": enums, "types": {made.name: describe(made) for made in shape.types.values()}})


def write_all(shape, folder):
    for name, text in (("shape.json", python_shape(shape)), ("model.hpp", ModelHeader(shape).write()), ("gsoap.h", GsoapHeader(shape).write()),
                       ("gsoap_visit.hpp", GsoapVisit(shape).write())):
        path = folder / name
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
