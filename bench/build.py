"""Installs what the peers need and builds each of them with every compiler there is."""

import concurrent.futures
import hashlib
import os
import shutil
import subprocess
import sys

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
TOOLS = ["g++", "gsoap", "util-linux"]


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
        jobs = [(peer, compiler) for peer in PEERS for compiler in self.compilers]
        with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
            paths = list(pool.map(lambda job: self.compile(*job), jobs))
        built = {peer[1]: {} for peer in PEERS}
        for (peer, compiler), path in zip(jobs, paths):
            if path:
                built[peer[1]][compiler] = path
        for name, variants in built.items():
            if not variants:
                sys.exit(f"bench: no compiler builds {name}")
        return built

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
        for note in self.notes:
            say(f"  note: {note}")
