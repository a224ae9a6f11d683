"""What the end-to-end tests share: the programs, a scratch directory, the example corpus."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("FOI_BUILD", SOURCE / "build" / "test"))
BIN = BUILD / "bin"
SHARED = SOURCE.parent / "shared"
SANITIZED = "FOI_SANITIZE:STRING=address" in (BUILD / "CMakeCache.txt").read_text()

# Long enough for a sanitizer build on a busy machine: a hang fails, slowness does not.
PATIENCE = 300


def run(program, *arguments, status=0, **options):
    """Run one of our programs and return what it said; fail when it ends with another status."""
    command = [os.fsencode(BIN / program)] + [os.fsencode(a) for a in arguments]
    done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False, **options)
    if status is not None and done.returncode != status:
        raise AssertionError(f"{command} ended with {done.returncode}, not {status}:\n"
                             f"{done.stdout.decode(errors='replace')[-2000:]}\n"
                             f"{done.stderr.decode(errors='replace')[-2000:]}")
    return done


def install(prefix):
    subprocess.run(["cmake", "--install", BUILD, "--prefix", prefix], check=True,
                   stdout=subprocess.DEVNULL)


def make_corpus(directory):
    subprocess.run([sys.executable, SOURCE / "corpus" / "make-documents.py", directory], check=True,
                   stdout=subprocess.DEVNULL)


class Scratch(unittest.TestCase):
    """A test with a directory of its own, an index in it, and short ways to ask."""

    def setUp(self):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="foi-test-"))
        self.addCleanup(shutil.rmtree, self.directory, ignore_errors=True)
        self.index = self.directory / "index"
        self.documents = self.directory / "documents"
        self.documents.mkdir()

    def update(self, *arguments, status=0, **options):
        return run("foi-index", "-i", self.index, *(arguments or (self.documents,)),
                   status=status, **options)

    def query(self, *arguments, status=None):
        done = run("foi-query", "-i", self.index, "--format=json", *arguments, status=status)
        self.assertIn(done.returncode, (0, 1) if status is None else (status,), done.stderr)
        return json.loads(done.stdout)

    def names(self, *arguments):
        """Base names of the files that a query hits, sorted."""
        hits = self.query("--limit=1000", *arguments)["hits"]
        return sorted(os.path.basename(hit["location"]) for hit in hits)

    def inspect(self, *paths, status=None):
        done = run("foi-index", "--inspect", "--format=json", *paths, status=status)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def failures(self):
        """base name (of the member, else of the file) -> status, as --failures tells."""
        done = run("foi-index", "-i", self.index, "--failures", "--format=json", status=None)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        return {os.path.basename(line["member"] or line["location"]): line["status"]
                for line in lines}

    def write(self, name, content):
        path = os.path.join(os.fsencode(self.documents), os.fsencode(name))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return path


def needs_shared(*parts):
    path = SHARED.joinpath(*parts)
    return unittest.skipUnless(path.exists(), f"{path} is not there")
