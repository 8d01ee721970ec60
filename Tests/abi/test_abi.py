"""What the library promises to programs that were linked with it, today and in ten years."""

import ctypes
import importlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(os.environ.get("CHATCORE_ROOT", Path(__file__).resolve().parents[2]))
HERE = ROOT / "Tests/abi"
LIBRARY = (ROOT / "build/lib/libchatcore.so").resolve()
HEADER = (ROOT / "Include/chatcore.h").read_text()
SONAME = "libchatcore.so.1"
LARGEST = 8_400_000
SLOWEST = 10.0
MAY_NEED = {"libc.so.6", "libm.so.6", "libgcc_s.so.1", "libstdc++.so.6", "libsqlite3.so.0", "libsodium.so.23"}
LOADER = re.compile(r"ld-linux-.*\.so\.\d")


def tool(*command, **options):
    command = [str(word) for word in command]
    return subprocess.run(command, check=True, capture_output=True, text=True, errors="replace", **options).stdout


def entries(file):
    lines = (HERE / file).read_text().splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def ledger():
    return dict(line.split() for line in entries("ledger.txt"))


def layout():
    """{struct: (size, {field: offset})}, in the order of the header."""
    structs = {}
    for line in entries("layout.txt"):
        name, number = line.split()
        if line.startswith(" "):
            fields[name] = int(number)
        else:
            fields = {}
            structs[name] = (int(number), fields)
    return structs


def declarations():
    """{function: the version of its "Since"}, as the header has them."""
    found = {}
    comment, function = r"(/\*(?:(?!\*/).)*?\*/)\n", r"(?!static|typedef|#)[a-z][\w ]*[ *](chatcore_\w+)\("
    for comment, name in re.findall(comment + function, HEADER, re.DOTALL):
        since = re.search(r"Since\s+(?:\*\s+)?([\d.]+\d)", comment)
        found[name] = since[1] if since else None
    return found


class SymbolTest(unittest.TestCase):
    def exported(self):
        lines = tool("nm", "-D", "--defined-only", LIBRARY).splitlines()
        return {line.split()[-1]: line.split()[-2] for line in lines}

    def test_the_library_exports_what_the_ledger_lists_and_nothing_else(self):
        self.assertEqual(sorted(self.exported()), sorted(ledger()))

    def test_every_export_is_a_function(self):
        self.assertEqual(set(self.exported().values()), {"T"})

    def test_the_header_declares_what_the_ledger_lists_since_the_same_version(self):
        self.assertEqual(declarations(), ledger())

    def test_no_code_has_the_value_of_another(self):
        codes = re.findall(r"#define (CHATCORE_(?:OK|ERROR_\w+)) (\d+)", HEADER)
        self.assertEqual(len(codes), len({value for _, value in codes}))
        self.assertEqual([int(value) for _, value in codes], list(range(len(codes))))


class FileTest(unittest.TestCase):
    def dynamic(self, tag):
        values = re.findall(rf"\({tag}\)\s+(.*)$", tool("readelf", "-dW", LIBRARY), re.MULTILINE)
        return [re.sub(r".*\[(.*)\]", r"\1", value) for value in values]

    def test_the_soname_carries_the_abi_number(self):
        self.assertEqual(self.dynamic("SONAME"), [SONAME])

    def test_the_links_lead_to_the_library(self):
        folder = ROOT / "build/lib"
        self.assertEqual(os.readlink(folder / "libchatcore.so"), SONAME)
        self.assertEqual((folder / SONAME).resolve(), LIBRARY)
        version = re.search(r'#define CHATCORE_VERSION "(.*)"', HEADER)[1]
        self.assertEqual(LIBRARY.name, f"{SONAME}.{version}")

    def test_it_needs_nothing_but_the_system_and_sqlite_and_sodium(self):
        needed = {name for name in self.dynamic("NEEDED") if not LOADER.fullmatch(name)}
        self.assertLessEqual(needed, MAY_NEED)

    def test_it_looks_for_libraries_where_the_system_does(self):
        self.assertEqual(self.dynamic("RUNPATH") + self.dynamic("RPATH"), [])

    def test_it_stays_loaded(self):
        self.assertIn("NODELETE", " ".join(self.dynamic("FLAGS_1")))

    def test_it_asks_for_no_executable_stack_and_no_relocation_of_code(self):
        self.assertRegex(tool("readelf", "-lW", LIBRARY), r"GNU_STACK(?:\s+0x\w+)+\s+RW\s")
        self.assertEqual(self.dynamic("TEXTREL"), [])

    def test_it_is_at_most_8_mb_and_has_no_symbol_table(self):
        self.assertLessEqual(LIBRARY.stat().st_size, LARGEST)
        self.assertNotIn(".symtab", tool("readelf", "-SW", LIBRARY))

    def test_the_debug_symbols_beside_it_are_its_own(self):
        symbols = LIBRARY.parent / ".debug" / f"{LIBRARY.name}.debug"
        self.assertIn(symbols.name, tool("readelf", "--string-dump=.gnu_debuglink", LIBRARY))

        def build_id(file):
            return re.search(r"Build ID: (\w+)", tool("readelf", "-nW", file))[1]

        self.assertEqual(build_id(symbols), build_id(LIBRARY))
        self.assertIn("chatcore_open", tool("nm", symbols))

    def test_pkg_config_tells_how_to_link_with_it(self):
        environment = {**os.environ, "PKG_CONFIG_PATH": str(ROOT / "build/lib")}
        self.assertIn("-lchatcore", tool("pkg-config", "--libs", "chatcore", env=environment))
        version = tool("pkg-config", "--modversion", "chatcore", env=environment).strip()
        self.assertEqual(version, re.search(r'#define CHATCORE_VERSION "(.*)"', HEADER)[1])


class LayoutTest(unittest.TestCase):
    def test_the_header_has_exactly_the_structs_of_the_record(self):
        declared = re.findall(r"typedef struct (\w+) \{", HEADER)
        self.assertEqual(declared, list(layout()))
        for name, (_, fields) in layout().items():
            body = re.search(rf"typedef struct {name} \{{(.*?)\}} {name};", HEADER, re.DOTALL)[1]
            body = re.sub(r"/\*.*?\*/", "", body, flags=re.DOTALL)
            self.assertEqual(re.findall(r"(\w+);", body), list(fields), name)

    def test_c_lays_the_structs_out_as_recorded(self):
        lines = []
        for name, (size, fields) in layout().items():
            lines.append(f'_Static_assert(sizeof({name}) == {size}, "{name}");')
            for field, offset in fields.items():
                lines.append(f'_Static_assert(offsetof({name}, {field}) == {offset}, "{name}.{field}");')
        source = '#include "chatcore.h"\n' + "\n".join(lines) + "\n"
        command = ["gcc", "-std=c11", f"-I{ROOT / 'Include'}", "-x", "c", "-", "-c", "-o", os.devnull]
        done = subprocess.run(command, input=source, text=True, capture_output=True)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_ctypes_lays_the_structs_out_as_recorded(self):
        sys.path.insert(0, str(ROOT / "bindings/python"))
        self.addCleanup(sys.path.pop, 0)
        structs = importlib.import_module("chatcore.structs")
        for name, (size, fields) in layout().items():
            python = getattr(structs, name.removeprefix("chatcore_").capitalize())
            self.assertEqual(ctypes.sizeof(python), size, name)
            offsets = {field[0]: getattr(python, field[0]).offset for field in python._fields_}
            self.assertEqual(offsets, fields, name)


class FirstCallTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="chatcore-abi-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.program = cls.folder / "first_call"
        tool("gcc", "-std=gnu11", "-O2", f"-I{ROOT / 'Include'}", HERE / "first_call.c", "-o", cls.program, "-ldl")

    def test_the_version_functions_say_what_the_header_says(self):
        _, version, number = tool(self.program, LIBRARY).split()
        self.assertEqual(version, re.search(r'#define CHATCORE_VERSION "(.*)"', HEADER)[1])
        self.assertEqual(number, re.search(r"#define CHATCORE_VERSION_NUMBER (\d+)", HEADER)[1])
        major, minor, patch = (int(part) for part in version.split("."))
        self.assertEqual(int(number), major * 1_000_000 + minor * 1_000 + patch)

    def test_it_is_loaded_and_has_answered_within_10_milliseconds(self):
        times = sorted(float(tool(self.program, LIBRARY).split()[0]) for _ in range(15))
        print(f"loading and the first answers: {times[0]:.2f} ms at best, {times[7]:.2f} ms in the middle")
        self.assertLessEqual(times[0], SLOWEST)

    def test_it_runs_with_the_swift_toolchain_out_of_reach(self):
        resources = json.loads(tool("swiftc", "-print-target-info"))["paths"]["runtimeResourcePath"]
        toolchain = Path(resources).parents[2]
        if toolchain == Path("/"):
            toolchain = Path(resources)
        empty = self.folder / "empty"
        empty.mkdir()
        script = 'mount --bind "$1" "$2" && [ -z "$(ls -A "$2")" ] && "$3" "$4"'
        for unshare in (["unshare", "--mount"], ["unshare", "--mount", "--map-root-user"]):
            if subprocess.run([*unshare, "true"], capture_output=True).returncode == 0:
                answer = tool(*unshare, "sh", "-c", script, "sh", empty, toolchain, self.program, LIBRARY)
                self.assertRegex(answer, r"^[\d.]+ \d")
                return
        # Where no mount is allowed, nothing of the toolchain may be among the files that are opened.
        opened = subprocess.run(
            [self.program, LIBRARY], env={**os.environ, "LD_DEBUG": "files,libs"}, capture_output=True, text=True)
        self.assertEqual(opened.returncode, 0, opened.stderr)
        self.assertNotIn(str(toolchain), opened.stderr)
        self.assertNotIn("libswift", opened.stderr)


if __name__ == "__main__":
    unittest.main()
