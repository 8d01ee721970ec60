"""Installs what the peers need and builds each of them with every compiler there is."""

import concurrent.futures
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile

# source, how it is called in the results, Debian package of its headers, what the compiler is told besides
PEERS = [
    ("simdjson_ondemand", "simdjson On Demand", "libsimdjson-dev", ["-lsimdjson"]),
    ("simdjson_dom", "simdjson DOM", "libsimdjson-dev", ["-lsimdjson"]),
    ("rapidjson_sax", "rapidjson", "rapidjson-dev", []),
    ("rapidjson_dom", "rapidjson DOM", "rapidjson-dev", []),
    ("json_c", "json-c", "libjson-c-dev", ["-ljson-c"]),
    ("pugixml", "pugixml", "libpugixml-dev", ["-lpugixml"]),
    ("libxml2", "libxml2", "libxml2-dev", ["-I/usr/include/libxml2", "-lxml2"]),
    ("gsoap", "gSOAP", "libgsoap-dev", ["-lgsoap++"]),
]
TOOLS = ["g++", "gsoap", "util-linux", "python3-venv"]

# Debian has neither of these. The first comes as the C source that its Python package is made of.
YYJSON = "yyjson==4.0.6"
MSGSPEC = "msgspec==0.22.0"


def say(text):
    sys.stdout.write(text + "\n")  # in one piece: builds run side by side
    sys.stdout.flush()


def run(command, **options):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def installed(package):
    found = subprocess.run(["dpkg-query", "-W", "-f", "${db:Status-Status} ${Version}", package], capture_output=True, text=True, check=False)
    status, _, version = found.stdout.partition(" ")
    return version if status == "installed" else None


def install():
    missing = [package for package in [*dict.fromkeys(peer[2] for peer in PEERS), *TOOLS] if not installed(package)]
    if not missing:
        return
    if os.geteuid() != 0:
        sys.exit("bench: these packages are missing: " + " ".join(missing))
    say("Installing " + " ".join(missing))
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-q"], env=environment)
    run(["apt-get", "install", "-y", "-q", "--no-install-recommends", *missing], env=environment)


class Builder:
    def __init__(self, source, folder, compilers, march):
        self.source = source      # the folder of the peers' own files
        self.folder = folder      # where everything that is made goes
        self.compilers = [compiler for compiler in compilers if shutil.which(compiler)]
        self.flags = ["-std=c++20", "-O3", "-DNDEBUG", f"-march={march}", "-mtune=generic"]
        self.notes = []
        if not self.compilers:
            sys.exit("bench: none of these compilers is here: " + " ".join(compilers))

    def build(self):
        """Builds all; answers {peer's name: {compiler: path}}."""
        self.make_gsoap()
        fetched = [("yyjson", "yyjson", None, [])] if self.fetch_yyjson() else []
        peers = [*PEERS, *fetched]
        jobs = [(peer, compiler) for peer in peers for compiler in self.compilers]
        with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
            paths = list(pool.map(lambda job: self.compile(*job), jobs))
        built = {peer[1]: {} for peer in peers}
        for (peer, compiler), path in zip(jobs, paths):
            if path:
                built[peer[1]][compiler] = path
        for name, variants in built.items():
            if not variants:
                sys.exit(f"bench: no compiler builds {name}")
        if python := self.make_msgspec():
            built["msgspec"] = {"CPython": python}
        return built

    def python(self, *arguments):
        """Runs the Python that has the peers' packages; made when it is first asked for."""
        python = self.folder / "venv" / "bin" / "python"
        if not python.exists():
            run([sys.executable, "-m", "venv", str(self.folder / "venv")])
        return run([str(python), *arguments])

    def fetch_yyjson(self):
        """Puts yyjson.h and yyjson.c into the folder; without a package index there is no such peer."""
        source = self.folder / "yyjson"
        stamp = source / "stamp"
        if stamp.exists() and stamp.read_text() == YYJSON:
            return True
        try:
            source.mkdir(exist_ok=True)
            self.python("-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:", "--dest", str(source), YYJSON)
            with tarfile.open(next(source.glob("*.tar.gz"))) as archive:
                for member in archive.getmembers():
                    if member.name.endswith(("/yyjson.c", "/yyjson.h")):
                        (source / os.path.basename(member.name)).write_bytes(archive.extractfile(member).read())
        except (subprocess.CalledProcessError, StopIteration):
            self.notes.append(f"{YYJSON} cannot be fetched: yyjson is left out")
            return False
        stamp.write_text(YYJSON)
        return True

    def make_msgspec(self):
        """A program that runs the peer in Python; without a package index there is no such peer."""
        program = self.folder / "msgspec"
        try:
            self.python("-m", "pip", "install", "--quiet", "--disable-pip-version-check", MSGSPEC)
        except subprocess.CalledProcessError:
            self.notes.append(f"{MSGSPEC} cannot be installed: msgspec is left out")
            return None
        command = [self.folder / "venv/bin/python", self.source / "msgspec_out.py", self.folder / "shape.json"]
        program.write_text("#!/bin/sh\nexec " + " ".join(f"'{word}'" for word in command) + ' "$@"\n')
        program.chmod(0o755)
        return program

    def make_gsoap(self):
        made = self.folder / "gsoap"
        made.mkdir(exist_ok=True)
        header = self.folder / "gsoap.h"
        stamp = made / "stamp"
        if stamp.exists() and stamp.read_text() == header.read_text():
            return
        run(["soapcpp2", "-c++17", "-1", "-C", "-L", "-x", "-w", "-I/usr/share/gsoap/import", f"-d{made}", str(header)])
        stamp.write_text(header.read_text())

    def compile(self, peer, compiler):
        source, name, _, libraries = peer
        target = self.folder / f"{source}.{compiler}"
        includes = [f"-I{self.source}", f"-I{self.folder}"]
        sources = [str(self.source / f"{source}.cpp")]
        if source == "gsoap":
            includes.append(f"-I{self.folder / 'gsoap'}")
            sources.append(str(self.folder / "gsoap" / "soapC.cpp"))
        if source == "yyjson":
            includes.append(f"-I{self.folder / 'yyjson'}")
            libraries = [*libraries, str(self.object(compiler))]
        command = [compiler, *self.flags, *includes, *sources, "-o", str(target), *libraries]
        stamp = target.with_suffix(target.suffix + ".stamp")
        state = self.state(command)
        if target.exists() and stamp.exists() and stamp.read_text() == state:
            return target
        say(f"Building {name} with {compiler}")
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        if made.returncode != 0:
            errors = [line for line in made.stderr.splitlines() if "error" in line]
            self.notes.append(f"{compiler} does not compile {name}: {errors[0] if errors else made.stderr[:200]}")
            return None
        stamp.write_text(state)
        return target

    def object(self, compiler):
        """yyjson itself, which is C."""
        target = self.folder / "yyjson" / f"yyjson.{compiler}.o"
        run([{"g++": "gcc", "clang++": "clang"}.get(compiler, compiler), *self.flags[1:], "-c", str(self.folder / "yyjson/yyjson.c"), "-o", str(target)])
        return target

    def state(self, command):
        """What a build depends on: the command and every file of ours that it may read."""
        digest = hashlib.sha256(" ".join(command).encode())
        for path in sorted([*self.source.glob("*"), *self.folder.glob("*.hpp"), self.folder / "gsoap.h"]):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def describe(self):
        for compiler in self.compilers:
            say(f"  {compiler}: {run([compiler, '--version']).stdout.splitlines()[0]}")
        say(f"  flags: {' '.join(self.flags)} (simdjson chooses its kernels at run time)")
        say("  " + ", ".join(f"{package} {installed(package)}" for package in dict.fromkeys(peer[2] for peer in PEERS)))
        say(f"  {YYJSON} (the C library in it), {MSGSPEC}, Python {sys.version.split()[0]}")
        for note in self.notes:
            say(f"  note: {note}")
