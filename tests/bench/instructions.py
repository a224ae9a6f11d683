#!/usr/bin/env python3
"""Count the instructions of the hot paths and compare them with those that were recorded.

  python3 tests/bench/instructions.py [--build build/test] [--update]

Runs bench-instructions under callgrind, always on the same made-up letters, and prints for each path
the instructions a letter (or match, hit, search). Fails when one has grown by more than a tenth over
instructions.tsv. Counts depend on the compiler and on the libraries: where these are not the
recorded ones, the counts are printed and nothing fails. --update records what was counted.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
RECORDED = pathlib.Path(__file__).with_name("instructions.tsv")
ALLOWED = 1.10


def instructions_by_path(directory):
    """The total of each dump that callgrind wrote, by the name that triggered it."""
    counts = {}
    for dump in directory.glob("counts*"):
        text = dump.read_text(errors="replace")
        name = re.search(r"^desc: Trigger: Client Request: (\S+)$", text, re.M)
        total = re.search(r"^totals: (\d+)", text, re.M)
        if name and total:
            counts[name[1]] = int(total[1])
    return counts


def count(program):
    """[(path, unit, instructions a unit)] in the program's order."""
    with tempfile.TemporaryDirectory(prefix="foi-instructions-") as scratch:
        scratch = pathlib.Path(scratch)
        index = scratch / "index"
        subprocess.run([program, "prepare", index], check=True)
        said = subprocess.run(["valgrind", "-q", "--tool=callgrind", "--instr-atstart=no",
                               f"--callgrind-out-file={scratch}/counts", program, "measure", index],
                              check=True, stdout=subprocess.PIPE, text=True).stdout
        counts = instructions_by_path(scratch)
    rows = [line.split() for line in said.splitlines()]
    return [(path, unit, counts[path] // int(units)) for path, units, unit in rows]


def recorded():
    """The versions that the file names, and {path: instructions a unit}."""
    versions, counts = None, {}
    if RECORDED.exists():
        for line in RECORDED.read_text().splitlines():
            if line.startswith("# counted with: "):
                versions = line.removeprefix("# counted with: ")
            elif line and not line.startswith("#"):
                path, _, instructions = line.split("\t")
                counts[path] = int(instructions)
    return versions, counts


def record(versions, rows):
    lines = ["# Instructions of the hot paths, by instructions.py --update: path, unit, count.",
             f"# counted with: {versions}"]
    lines += ["\t".join(map(str, row)) for row in rows]
    RECORDED.write_text("\n".join(lines) + "\n")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--build", type=pathlib.Path, default=SOURCE / "build" / "test")
    options.add_argument("--update", action="store_true")
    asked = options.parse_args()
    program = asked.build.resolve() / "tests" / "bench-instructions"
    if not program.exists():
        sys.exit(f"{program} is not there: build it with -DFOI_BUILD_TESTS=ON")
    versions = subprocess.run([program, "versions"], check=True, stdout=subprocess.PIPE,
                              text=True).stdout.strip()
    rows = count(program)
    known_versions, known = recorded()
    grown = [path for path, _, now in rows if path in known and now > known[path] * ALLOWED]
    print("instructions a unit, counted by callgrind")
    for path, unit, now in rows:
        change = f"{now / known[path] - 1:+7.1%}" if path in known else "    new"
        print(f"  {path:<14} {now:>10,} a {unit:<7} {change}")
    if asked.update:
        record(versions, rows)
        print(f"recorded in {RECORDED.relative_to(SOURCE)}")
    elif versions != known_versions:
        print(f"nothing is compared: recorded with {known_versions}, this is {versions}")
    elif grown:
        print("grown by more than a tenth: " + ", ".join(grown) +
              "; mend it, or give the reason in the commit that records the new counts (--update)")
        return 1
    elif any(path in known and now * ALLOWED < known[path] for path, _, now in rows):
        print("fallen by more than a tenth: record it with --update, so that it stays so")
    return 0


if __name__ == "__main__":
    sys.exit(main())
