#!/usr/bin/env python3
"""Count the instructions of the hot paths and compare them with those that were recorded.

  python3 tests/bench/instructions.py [--build build/test] [--update]
  python3 tests/bench/instructions.py --hostile [BYTES]

Runs bench-instructions under callgrind, always on the same made-up letters, and prints for each path
the instructions a letter (or match, hit, search). Fails when one has grown by more than a tenth over
instructions.tsv. Counts depend on the compiler and on the libraries: where these are not the
recorded ones, the counts are printed and nothing fails. --update records what was counted.

--hostile tags texts that lead taggers astray (hostile.c), of BYTES bytes, of half and of a quarter of
them, and fails where twice the text costs more than 2.2 times the instructions.
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
ALLOWED_FOR_TWICE = 2.2
HOSTILE_BYTES = 128 * 1024


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


def run_counted(program, *arguments):
    """[(path, units, unit, instructions)] in the program's order."""
    with tempfile.TemporaryDirectory(prefix="foi-instructions-") as scratch:
        said = subprocess.run(["valgrind", "-q", "--tool=callgrind", "--instr-atstart=no",
                               f"--callgrind-out-file={scratch}/counts", program, *arguments],
                              check=True, stdout=subprocess.PIPE, text=True).stdout
        counts = instructions_by_path(pathlib.Path(scratch))
    rows = [line.split() for line in said.splitlines()]
    return [(path, int(units), unit, counts[path]) for path, units, unit in rows]


def count(program):
    """[(path, unit, instructions a unit)] in the program's order."""
    with tempfile.TemporaryDirectory(prefix="foi-instructions-") as scratch:
        index = pathlib.Path(scratch) / "index"
        subprocess.run([program, "prepare", index], check=True)
        rows = run_counted(program, "measure", index)
    return [(path, unit, total // units) for path, units, unit, total in rows]


def check_hostile(program, most):
    """0 where twice the text costs at most ALLOWED_FOR_TWICE times the instructions, else 1."""
    sizes = [most // 4, most // 2, most]
    counts = [dict((name, total) for name, _, _, total in run_counted(program, "hostile", str(size)))
              for size in sizes]
    print(f"instructions a byte at {most} bytes, and times those for half the text")
    bad = []
    for name in counts[-1]:
        quarter, half, whole = (by_name[name] for by_name in counts)
        print(f"  {name:<12} {whole / most:>8.1f}   {half / quarter:5.2f} {whole / half:5.2f}")
        if max(half / quarter, whole / half) > ALLOWED_FOR_TWICE:
            bad.append(name)
    if bad:
        print("more than linear: " + ", ".join(bad))
    return 1 if bad else 0


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
    options.add_argument("--hostile", type=int, nargs="?", const=HOSTILE_BYTES, metavar="BYTES")
    asked = options.parse_args()
    program = asked.build.resolve() / "tests" / "bench-instructions"
    if not program.exists():
        sys.exit(f"{program} is not there: build it with -DFOI_BUILD_TESTS=ON")
    if asked.hostile:
        return check_hostile(program, asked.hostile)
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
