#!/usr/bin/env python3
"""Is the reader of the law linear on hostile texts? hostile.py BUILD [LENGTH]

Counts the instructions of BUILD/tests/bench-hostile over each row of tests/unit/law_hostile_texts.h
under callgrind, at LENGTH bytes (default 65536) and at four times as many, and prints them for each
byte. Fails where the longer text costs more than a fifth more for each byte.
"""
import pathlib
import re
import subprocess
import sys
import tempfile


def instructions(program, row, length):
    with tempfile.TemporaryDirectory() as directory:
        out = pathlib.Path(directory) / "out"
        done = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", program,
                               str(row), str(length)], capture_output=True, text=True, check=True)
        dump = next(path for path in sorted(out.parent.iterdir()) if "scanned" in path.read_text())
        counted = re.search(r"^(?:totals|summary): (\d+)", dump.read_text(), flags=re.M)
        return int(counted.group(1)), done.stdout.split(" ", 1)[1].strip()


def main():
    program = pathlib.Path(sys.argv[1]) / "tests" / "bench-hostile"
    length = int(sys.argv[2]) if len(sys.argv) > 2 else 65536
    rows = int(subprocess.run([program], capture_output=True, text=True, check=True).stdout)
    worst = 0
    for row in range(rows):
        short, unit = instructions(program, row, length)
        long, _ = instructions(program, row, 4 * length)
        ratio = long / 4 / short
        worst = max(worst, ratio)
        print(f"{short / length:8.0f} {long / 4 / length:8.0f}  {ratio:5.2f}  {unit!r}", flush=True)
    if worst > 1.2:
        sys.exit(f"not linear: up to {worst:.2f} times as much for each byte")


if __name__ == "__main__":
    main()
