#!/usr/bin/env python3
"""Reading files of other formats than text, beside others, in one run.

  python3 tests/bench/formats.py [--shared ../shared] [--copies 20] [--work build/bench/formats]

PDF: pages a second by foi-index's reader (one sandboxed worker, one processor) and by poppler-glib called
in one process, in turns over the same files. DOCX and mails: files a second by foi-index, omindex and
recollindex, each indexing the same folder from nothing. Copies differ in a few bytes that are no text, since
foi-index reads equal files once.
"""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import zipfile

import measure
import ours
import peers

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[1]
TURNS = 5
ROUNDS = 10


class Folder:
    """Files to be indexed, as the engines expect them."""

    def __init__(self, docs):
        self.docs = docs
        self.count = sum(1 for one in docs.rglob("*") if one.is_file())


def files_of(shared, suffix):
    found = sorted(path for path in (shared / "fixtures").rglob("*")
                   if path.suffix.lower() == suffix and path.is_file())
    if not found:
        sys.exit(f"no {suffix} files below {shared}/fixtures")
    return found


def is_whole_package(path):
    try:
        with zipfile.ZipFile(path) as package:
            return package.testzip() is None
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return False


def copy_of(path, number, target):
    """A copy whose bytes differ from all others where no reader of text looks."""
    shutil.copyfile(path, target)
    if path.suffix.lower() == ".docx":
        with zipfile.ZipFile(target, "a") as package:
            package.comment = str(number).encode()
    else:
        target.write_bytes(f"X-Copy: {number}\r\n".encode() + path.read_bytes())


def make_folder(files, copies, docs):
    shutil.rmtree(docs, ignore_errors=True)
    for number in range(copies):
        place = docs / str(number)
        place.mkdir(parents=True)
        for index, path in enumerate(files):
            copy_of(path, number * len(files) + index, place / f"{index}{path.suffix.lower()}")
    return Folder(docs)


def pages(program, mode, files):
    """Pages a second on one processor."""
    said = subprocess.run(["taskset", "-c", "0", program, mode, str(ROUNDS)], check=True,
                          input="".join(f"{path}\n" for path in files).encode(),
                          stdout=subprocess.PIPE).stdout.split()
    return int(said[1]) / float(said[2])


def compare_pdf(programs, files):
    rates = {"poppler": [], "worker": []}
    for _ in range(TURNS):
        for mode, seen in rates.items():
            seen.append(pages(programs / "tests" / "bench-pages", mode, files))
    medians = {mode: statistics.median(seen) for mode, seen in rates.items()}
    ratio = statistics.median(w / p for w, p in zip(rates["worker"], rates["poppler"]))
    print(f"PDF: {len(files)} files {ROUNDS} times, {TURNS} turns, one processor")
    print(f"  poppler-glib, one process   {medians['poppler']:10.0f} pages/s")
    print(f"  foi-worker with its tags    {medians['worker']:10.0f} pages/s")
    print(f"  ratio                       {ratio:10.2f}  (goal 0.8)")


def compare_engines(name, engines, folder):
    print(f"{name}: {folder.count} files")
    rates = {}
    for engine in engines:
        run = measure.repeat(lambda engine=engine: engine.build(folder))
        rates[engine.name] = folder.count / run.wall
        print(f"  {engine.name:27} {rates[engine.name]:10.0f} files/s"
              f"  ({folder.count / run.cpu:.0f} a CPU-second)")
    for other, rate in rates.items():
        if other != ours.NAME:
            print(f"  {ours.NAME} / {other:15} {rates[ours.NAME] / rate:10.1f}")


class Omindex(peers.Omindex):
    """It knows no mails by the end of their names."""

    def run(self, *words):
        return super().run("--mime-type=eml:message/rfc822", *words)


class Ours(ours.Ours):
    """foi-index, over files of which some may be bad. The others do not read pictures either."""

    def run(self, paths, options=(), processors=None):
        return measure.Run([self.programs / "foi-index", "-q", "--ocr=never", "-i", self.index,
                            *options, *paths],
                           accept=(0, 1))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=pathlib.Path, default=SOURCE.parent / "shared")
    parser.add_argument("--copies", type=int, default=20)
    parser.add_argument("--work", type=pathlib.Path, default=SOURCE / "build" / "bench" / "formats")
    asked = parser.parse_args()
    programs = SOURCE / "build" / "bench"
    ours.make_programs(SOURCE, programs)
    subprocess.run(["cmake", "--build", programs, "--target", "bench-pages"], check=True,
                   stdout=subprocess.DEVNULL)
    os.environ["FOI_WORKER"] = str(programs / "bin" / "foi-worker")
    asked.work.mkdir(parents=True, exist_ok=True)
    compare_pdf(programs, files_of(asked.shared, ".pdf"))
    engines = [Ours(programs, asked.work)]
    engines += [peer(asked.work) for peer in (Omindex, peers.Recoll) if not peer.missing()]
    packages = [path for path in files_of(asked.shared, ".docx") if is_whole_package(path)]
    compare_engines("DOCX", engines, make_folder(packages, asked.copies, asked.work / "docx"))
    mails = make_folder(files_of(asked.shared, ".eml"), asked.copies, asked.work / "eml")
    compare_engines("Mails", engines, mails)


if __name__ == "__main__":
    main()
