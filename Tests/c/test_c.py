"""The header and the library as C and C++ programs meet them."""

import os
import re
import shlex
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(os.environ.get("CHATCORE_ROOT", Path(__file__).resolve().parents[2]))
HEADERS = sorted((ROOT / "Include").glob("*.h"))
CC = shlex.split(os.environ.get("CC", "gcc"))
CXX = shlex.split(os.environ.get("CXX", "g++"))
WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Wstrict-prototypes", "-Werror"]
CXX_WARNINGS = [flag for flag in WARNINGS if flag != "-Wstrict-prototypes"] + ["-Wold-style-cast"]
LINK = ["-L", str(ROOT / "build/lib"), "-lchatcore", f"-Wl,-rpath,{ROOT / 'build/lib'}"]


class CTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="chatcore-c-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def run_command(self, command, **environment):
        done = subprocess.run(
            [str(word) for word in command], env={**os.environ, **environment}, text=True, errors="replace",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
        self.assertEqual(done.returncode, 0, f"{' '.join(map(str, command))}\n{done.stdout}")
        return done.stdout

    def compile(self, compiler, *flags, source, language=None):
        program = self.folder / "program"
        language = ["-x", language] if language else []
        flags = ["-g", "-I", ROOT / "Include", *flags]
        self.run_command([*compiler, *flags, *language, source, "-x", "none", "-o", program, *LINK])
        return program


class HeaderTest(CTest):
    def compile_header(self, compiler, standard, warnings, suffix):
        for header in HEADERS:
            source = self.folder / f"only{suffix}"
            # Twice: it guards itself. And nothing before it: it includes what it needs.
            source.write_text(f'#include "{header.name}"\n#include "{header.name}"\nint the_header_is_enough;\n')
            flags = [f"-std={standard}", *warnings, "-I", ROOT / "Include"]
            self.run_command([*compiler, *flags, "-c", source, "-o", os.devnull])

    def test_the_header_is_c99_without_a_warning(self):
        self.compile_header(CC, "c99", WARNINGS, ".c")

    def test_the_header_is_c23_without_a_warning(self):
        self.compile_header(CC, "c2x", WARNINGS, ".c")

    def test_the_header_is_cpp17_without_a_warning(self):
        self.compile_header(CXX, "c++17", CXX_WARNINGS, ".cpp")

    def test_the_first_program_of_the_manual_compiles(self):
        text = (ROOT / "Include/chatcore.h").read_text()
        example = re.search(r"A first program:\n(.*?)\n \* [A-Z]", text, re.DOTALL)[1]
        lines = [re.sub(r"^ \*(?:     )?", "", line) for line in example.splitlines()]
        body = "\n".join(line for line in lines if line.strip() != "...")
        source = self.folder / "first.c"
        source.write_text(f"#include <stdio.h>\n#include <chatcore.h>\nint main(void) {{\n{body}\nreturn 0;\n}}\n")
        self.compile(CC, "-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror", source=source)


class ProgramTests:
    """A program that checks itself, in both languages and under the tools that watch memory."""

    source = None

    def test_a_c_program_can_do_nothing_that_ends_it(self):
        print(self.run_command([self.compile(CC, "-std=gnu99", "-O2", *WARNINGS, source=self.source)]))

    def test_a_cpp_program_can_do_nothing_that_ends_it(self):
        warnings = [flag for flag in CXX_WARNINGS if flag != "-Wold-style-cast"]
        self.run_command([self.compile(CXX, "-std=c++17", "-O2", *warnings, source=self.source, language="c++")])

    def test_it_is_clean_under_valgrind(self):
        program = self.compile(CC, "-std=gnu99", "-O1", source=self.source)
        self.run_command([
            "valgrind", "--quiet", "--error-exitcode=99", "--leak-check=full", "--show-leak-kinds=definite,indirect",
            "--errors-for-leak-kinds=definite,indirect", f"--suppressions={ROOT / 'Tests/c/swift.supp'}", program])

    def test_it_is_clean_under_address_and_undefined_behaviour_sanitizers(self):
        sanitizers = ["-fsanitize=address,undefined", "-fno-sanitize-recover=undefined"]
        program = self.compile(CC, "-std=gnu99", "-O1", *sanitizers, source=self.source)
        self.run_command([program], ASAN_OPTIONS="detect_leaks=1", SWIFT_BACKTRACE="enable=no")


class MisuseTest(ProgramTests, CTest):
    source = ROOT / "Tests/c/misuse.c"


class HandlesTest(ProgramTests, CTest):
    source = ROOT / "Tests/c/handles.c"


class BearerTest(ProgramTests, CTest):
    source = ROOT / "Tests/c/bearer.c"


class EventsTest(ProgramTests, CTest):
    source = ROOT / "Tests/c/events.c"


if __name__ == "__main__":
    unittest.main()
