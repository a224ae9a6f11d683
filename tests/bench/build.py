#!/usr/bin/env python3
"""Index N generated letters with foi-index and with omindex, side by side in one run.

  python3 tests/bench/build.py [--docs 10000] [--build build/try] [--generator ../shared/bench/gen_corpus.py]

Prints documents a second (wall and CPU), the largest memory of all processes together, and the size of
the index for each byte of text. Wants omindex (package xapian-omega), the letter generator and a word
list (wamerican); what is missing is named.
"""
import argparse
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]


def children_of(pid):
    try:
        tasks = pathlib.Path(f"/proc/{pid}/task").iterdir()
        kids = [int(kid) for task in tasks for kid in (task / "children").read_text().split()]
    except OSError:
        return []
    return kids + [grandkid for kid in kids for grandkid in children_of(kid)]


def memory_of(pid):
    """Resident bytes of a process, shared pages counted by their share."""
    try:
        for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


class Measured:
    """Runs a command and watches it and its children."""

    def __init__(self, command, environment=None):
        self.peak = 0
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   env=environment)
        watcher = threading.Thread(target=self.watch, args=(process,))
        watcher.start()
        self.status = process.wait()
        self.wall = time.monotonic() - started
        watcher.join()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def watch(self, process):
        while process.poll() is None:
            family = [process.pid] + children_of(process.pid)
            self.peak = max(self.peak, sum(memory_of(pid) for pid in family))
            time.sleep(0.05)


def size_of(directory):
    return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())


def row(name, docs, text, run, index):
    print(f"{name:<10} {run.wall:7.1f} {run.cpu:7.1f} {docs / run.wall:9.0f} {docs / run.cpu:9.0f} "
          f"{run.peak / 2**20:8.0f} {size_of(index) / text:9.2f}")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--docs", type=int, default=10000)
    options.add_argument("--build", type=pathlib.Path, default=SOURCE / "build" / "try")
    options.add_argument("--generator", type=pathlib.Path,
                         default=SOURCE.parent / "shared" / "bench" / "gen_corpus.py")
    asked = options.parse_args()
    for path in (asked.generator, asked.build / "bin" / "foi-index"):
        if not path.exists():
            sys.exit(f"{path} is not there")
    with tempfile.TemporaryDirectory(prefix="foi-bench-") as scratch:
        scratch = pathlib.Path(scratch)
        subprocess.run([sys.executable, asked.generator, "--docs", str(asked.docs), "--out",
                        scratch / "corpus", "--seed", "1", "--format", "txt"], check=True,
                       stdout=subprocess.DEVNULL)
        letters = scratch / "corpus" / "docs"
        text = size_of(letters)
        print(f"{asked.docs} letters, {text / 2**20:.1f} MB, {os.cpu_count()} processors")
        print(f"{'':<10} {'wall s':>7} {'CPU s':>7} {'docs/s':>9} {'docs/CPUs':>9} {'peak MB':>8} "
              f"{'idx/text':>9}")
        index = scratch / "foi"
        ours = Measured([asked.build / "bin" / "foi-index", "-q", "-i", index, letters])
        if ours.status != 0:
            sys.exit(f"foi-index ended with {ours.status}")
        row("foi-index", asked.docs, text, ours, index)
        if shutil.which("omindex") is None:
            print("omindex is not installed (package xapian-omega)")
            return
        index = scratch / "omega"
        peer = Measured(["omindex", "--db", index, "--url", "/", letters])
        row("omindex", asked.docs, text, peer, index)
        print(f"ratio: {peer.wall / ours.wall:.1f} by wall clock, {peer.cpu / ours.cpu:.1f} by CPU")


if __name__ == "__main__":
    main()
