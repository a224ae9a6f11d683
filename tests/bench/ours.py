"""foi-index and libfoi as they are measured."""
import json
import os
import shutil
import subprocess
import sys

from corpus import TYPES
from measure import Run

NAME = "foi-index"


def query_text(query):
    if query.phrase:
        return f'"{query.phrase}"'
    if query.prefix:
        return query.prefix + "*"
    text = (" AND " if query.all else " OR ").join(query.words)
    if query.authority:
        return f'({text}) authority:"{query.authority}" type:{TYPES[query.type]}'
    if query.since:
        return f"({text}) date:{query.since}..{query.until}"
    return text


class Ours:
    """An index by foi-index below the directory WORK, made with the programs of BUILD."""

    name = NAME

    def __init__(self, build, work, label="foi"):
        self.programs = build / "bin"
        self.asker = build / "tests" / "bench-query"
        self.index = work / label
        self.queries = work / f"{label}-queries"

    def run(self, paths, options=(), processors=None):
        pin = ["taskset", "-c", processors] if processors else []
        run = Run(pin + [self.programs / "foi-index", "-q", "-i", self.index, *options, *paths])
        if run.survivors:
            sys.exit(f"processes outlive foi-index: {run.survivors}")
        return run

    def build(self, letters, options=(), processors=None):
        shutil.rmtree(self.index, ignore_errors=True)
        return self.run([letters.docs], options, processors)

    def indexed_below(self, path):
        said = subprocess.run([self.programs / "foi-query", "-i", self.index, "--format=json",
                               "--limit=0", "--facet=", f'path:"{path}"'],
                              stdout=subprocess.PIPE, check=False).stdout
        return json.loads(said)["total"]

    def ask(self, queries, warm):
        """For each query milliseconds and matches, or None and the reason of the refusal."""
        lines = [query_text(query) + "\n" for query in warm + queries]
        self.queries.write_text("".join(lines))
        with open(self.queries, encoding="utf-8") as asked:
            run = Run([self.asker, self.index, len(warm)], stdin=asked, keep_output=True)
        answers = []
        for line in run.output.decode().splitlines():
            took, rest = line.split(" ", 1)
            answers.append((None, rest) if took == "-" else (float(took), int(rest.split()[0])))
        return answers

    def command(self, query):
        return [self.programs / "foi-query", "-i", self.index, query_text(query)]


def commit_of(source):
    said = subprocess.run(["git", "-C", source, "describe", "--always", "--dirty"],
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout
    return said.decode().strip() or "unknown"


def make_programs(source, build):
    """Configure and build what is measured, with the options that a user gets."""
    subprocess.run(["cmake", "-S", source, "-B", build, "-G", "Ninja", "-DFOI_BUILD_TESTS=ON"],
                   check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", build, "--target", "foi-index", "foi-query", "foi-worker",
                    "bench-query", "bench-floor"], check=True, stdout=subprocess.DEVNULL)


def floor(build, work, letters, count):
    """What libxapian alone takes for COUNT letters: (letters, CPU seconds, bytes of index)."""
    scratch = work / "floor"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    paths = [letters.directory / row["path"] for _, row in zip(range(count), letters.rows())]
    said = subprocess.run([build / "tests" / "bench-floor", scratch], check=True,
                          input="".join(f"{path}\n" for path in paths).encode(),
                          stdout=subprocess.PIPE).stdout.split()
    shutil.rmtree(scratch)
    return (int(said[0]), float(said[1]) + float(said[2]), int(said[3]),
            sum(os.path.getsize(path) for path in paths))
