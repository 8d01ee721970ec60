"""The binding's structs, codes and prototypes against the header, as a C compiler reads it."""

from __future__ import annotations

import ctypes
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

import chatcore
from chatcore import errors, library, structs
from scenery import ROOT

HEADER = ROOT / "Include/chatcore.h"

STRUCTS = {
    "chatcore_bytes": structs.Bytes,
    "chatcore_buffer": structs.Buffer,
    "chatcore_error": structs.Error,
    "chatcore_header": structs.Header,
    "chatcore_message": structs.Message,
}


def measured_by_c() -> "dict[str, int]":
    """sizeof and offsetof of every struct that the binding mirrors, printed by a C program."""
    lines = []
    for name, mirror in STRUCTS.items():
        lines.append(f'    printf("%s %zu\\n", "{name}", sizeof({name}));')
        for field in mirror._fields_:
            lines.append(f'    printf("%s %zu\\n", "{name}.{field[0]}", offsetof({name}, {field[0]}));')
            lines.append(f'    printf("%s %zu\\n", "{name}.{field[0]}:size", sizeof((({name} *)0)->{field[0]}));')
    program = "#include <chatcore.h>\n#include <stdio.h>\nint main(void) {\n" + "\n".join(lines) + "\n    return 0;\n}\n"
    with tempfile.TemporaryDirectory() as folder:
        source, binary = Path(folder) / "layout.c", Path(folder) / "layout"
        source.write_text(program)
        subprocess.run(["cc", "-std=c99", f"-I{HEADER.parent}", str(source), "-o", str(binary)], check=True)
        output = subprocess.run([str(binary)], check=True, capture_output=True, text=True).stdout
    return {name: int(number) for name, number in (line.split() for line in output.splitlines())}


class TheBindingMirrorsTheHeader(unittest.TestCase):
    def test_structs_have_the_sizes_and_offsets_that_the_c_compiler_gives_them(self) -> None:
        measured = measured_by_c()
        for name, mirror in STRUCTS.items():
            with self.subTest(name):
                self.assertEqual(measured[name], ctypes.sizeof(mirror))
            for field in mirror._fields_:
                with self.subTest(f"{name}.{field[0]}"):
                    descriptor = getattr(mirror, field[0])
                    self.assertEqual(measured[f"{name}.{field[0]}"], descriptor.offset)
                    self.assertEqual(measured[f"{name}.{field[0]}:size"], descriptor.size)

    def test_structs_have_all_the_fields_of_the_header(self) -> None:
        text = re.sub(r"/\*.*?\*/", "", HEADER.read_text(), flags=re.S)
        for name, mirror in STRUCTS.items():
            with self.subTest(name):
                body = re.search(r"typedef struct %s \{(.*?)\} %s;" % (name, name), text, flags=re.S)
                assert body is not None
                declared = re.findall(r"(\w+);", body.group(1))
                self.assertEqual(declared, [field[0] for field in mirror._fields_])

    def test_every_code_of_the_header_has_an_exception(self) -> None:
        codes = dict(re.findall(r"#define CHATCORE_ERROR_(\w+) (\d+)", HEADER.read_text()))
        self.assertEqual(sorted(map(int, codes.values())), sorted(errors._CLASSES))
        for name, number in codes.items():
            kind = type(errors.make_error(int(number), "a message"))
            spoken = {"VALUE": "InvalidValue", "MEMORY": "OutOfMemory"}.get(name, name.title().replace("_", ""))
            self.assertEqual(kind.__name__, f"{spoken}Error", name)

    def test_every_function_of_the_header_has_a_prototype_with_as_many_arguments(self) -> None:
        text = re.sub(r"/\*.*?\*/|static inline.*?\n\}", "", HEADER.read_text(), flags=re.S)
        declared = {
            name: 0 if arguments.strip() == "void" else arguments.count(",") + 1
            for name, arguments in re.findall(r"\b(chatcore_\w+)\(([^)]*)\);", text)
        }
        self.assertEqual(declared, {name: len(prototype[0]) for name, prototype in library._PROTOTYPES.items()})

    def test_the_library_that_is_loaded_has_the_version_of_the_header(self) -> None:
        text = HEADER.read_text()
        version = re.search(r'#define CHATCORE_VERSION "(.*)"', text)
        number = re.search(r"#define CHATCORE_VERSION_NUMBER (\d+)", text)
        assert version is not None and number is not None
        self.assertEqual(chatcore.version(), version.group(1))
        self.assertEqual(chatcore.load().version_number(), int(number.group(1)))


if __name__ == "__main__":
    unittest.main()
