#!/usr/bin/env python3
"""Is tagging linear in the length of the text, on texts made to be hard?

  python3 tests/bench/linear.py [--build build/test] [--bytes 131072] [--seconds]

Runs bench-hostile under callgrind and prints, for each text, the instructions a byte at that many bytes
and at twice as many. Fails where twice the text takes more than two and a half times the instructions
and a byte more than NOTICED of them, or where a byte takes more than MOST. A size at which a limit is
reached (the first 4,096 references) says more than a smaller one, where the work up to the limit still
grows. --seconds runs it natively instead, for large texts, and only prints the processor time: time
decides nothing.
"""
import argparse
import pathlib
import subprocess
import sys
import tempfile

import instructions

GROWTH = 2.5
NOTICED = 500
MOST = 20000
SOURCE = pathlib.Path(__file__).resolve().parents[2]


def lines_of(command):
    """[(number, bytes, milliseconds, text)] as the program prints them."""
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    for line in said.splitlines():
        number, size, spent, text = line.split(" ", 3)
        yield number, int(size), int(spent), text


def counted(program, size):
    """{text: [(bytes, instructions)]}"""
    with tempfile.TemporaryDirectory(prefix="foi-linear-") as scratch:
        lines = list(lines_of(["valgrind", "-q", "--tool=callgrind", "--instr-atstart=no",
                               f"--callgrind-out-file={scratch}/counts", program, str(size)]))
        counts = instructions.instructions_by_path(pathlib.Path(scratch))
    texts = {}
    for number, length, _, text in lines:
        texts.setdefault(text, []).append((length, counts[f"{number}-{length}"]))
    return texts


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--build", type=pathlib.Path, default=SOURCE / "build" / "test")
    options.add_argument("--bytes", type=int, default=131072)
    options.add_argument("--seconds", action="store_true")
    asked = options.parse_args()
    program = asked.build.resolve() / "tests" / "bench-hostile"
    if not program.exists():
        sys.exit(f"{program} is not there: build it with -DFOI_BUILD_TESTS=ON")
    if asked.seconds:
        for _, size, spent, text in lines_of([program, str(asked.bytes)]):
            print(f"{spent:>7} ms {size:>9} bytes of {text}")
        return 0
    bad = 0
    print(f"instructions a byte at {asked.bytes} bytes and at twice as many, counted by callgrind")
    for text, ((small, few), (large, many)) in counted(program, asked.bytes).items():
        steep = many > max(GROWTH * few, NOTICED * large) or many > MOST * large
        bad += steep
        print(f"{few // small:>7}{many // large:>7}  {text}{'   MORE THAN LINEAR' if steep else ''}")
    print("tagging is linear" if bad == 0 else f"{bad} texts take more than they may")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
