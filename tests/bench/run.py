#!/usr/bin/env python3
"""Measure foi-index and libfoi beside other engines, over the same letters, in one run.

  python3 tests/bench/run.py [--docs 100000] [--million] [--peers sqlite,groonga,omindex,recoll]
                             [--out build/bench/results]

Makes the letters, builds the programs, runs everything, prints each figure and then the goals with
the ratios, and writes figures.csv, goals.csv, notes.txt and figures.svg. README.md beside this says
what is measured how.
"""
import argparse
import collections
import os
import pathlib
import platform
import shutil
import sqlite3
import statistics
import subprocess
import sys

import corpus
import measure
import ours
import peers
import report
from report import MILLION, OURS

PARTS = ("build", "queries", "processes", "rerun", "add", "jobs", "line", "floor", "real")
FLOOR_LETTERS = 20000


class Bench:
    def __init__(self, asked):
        self.asked = asked
        self.work = asked.work
        self.letters = corpus.generate(asked.shared, asked.work, asked.docs)
        self.report = report.Report(asked.out, asked.docs)
        self.ours = ours.Ours(asked.build, asked.work)
        self.peers = [peers.ALL[name](asked.work) for name in asked.peers]
        self.few = self.letters
        if asked.peer_docs and asked.peer_docs != asked.docs:
            self.few = corpus.generate(asked.shared, asked.work, asked.peer_docs)
            self.report.note(f"omindex and recollindex are given {asked.peer_docs:,} letters only; "
                             "their rates, which fall as an index grows, are from these, and "
                             "nothing else of theirs is compared")
        self.refused = 0

    def letters_of(self, peer):
        return self.few if isinstance(peer, (peers.Omindex, peers.Recoll)) else self.letters

    def has(self, part):
        return part in self.asked.parts

    # --- building

    def add_build(self, engine, letters, run, stored):
        put, count = self.report.add, letters.count
        put("build rate", engine, count, count / run.wall, "letters/s", run.runs)
        put("build rate by CPU", engine, count, count / run.cpu, "letters/CPU-second", run.runs)
        put("build time", engine, count, run.wall, "s", run.runs)
        put("time a letter", engine, count, run.wall / count * 1e6, "us", run.runs)
        put("index size", engine, count, measure.size_of(stored) / letters.bytes,
            "bytes/byte of text")
        put("peak memory", engine, count, run.peak / 2**20, "MB", run.runs)

    def build_ours(self, letters, index=None):
        index = index or self.ours
        run = measure.repeat(lambda: index.build(letters))
        self.add_build(OURS, letters, run, index.index)

    def build_peers(self):
        for peer in self.peers:
            letters = self.letters_of(peer)
            run = measure.repeat(lambda: peer.build(letters))
            self.add_build(peer.name, letters, run, peer.stored())
            if isinstance(peer, peers.Omindex):
                took = peer.compact().wall
                self.report.add("compaction", peer.name, letters.count, took, "s")
                self.report.add("index size compacted", peer.name, letters.count,
                                measure.size_of(peer.index / "compact") / letters.bytes,
                                "bytes/byte of text")

    def floor(self):
        count, cpu, size, text = ours.floor(self.asked.build, self.work, self.letters,
                                            FLOOR_LETTERS)
        self.report.add("build rate by CPU", "libxapian", count, count / cpu, "letters/CPU-second")
        self.report.add("index size", "libxapian", count, size / text, "bytes/byte of text")
        rate = self.report.get("build rate by CPU", OURS)
        if rate:
            self.report.add("CPU over libxapian's", OURS, self.letters.count, count / cpu / rate,
                            "times")

    def straight_line(self):
        """A tenth of the letters; with all, and with a million, the points of the line."""
        if self.asked.docs >= 1000:
            small = corpus.generate(self.asked.shared, self.work, self.asked.docs // 10)
            self.build_ours(small, ours.Ours(self.asked.build, self.work, "foi-tenth"))

    def jobs(self):
        other = ours.Ours(self.asked.build, self.work, "foi-jobs")
        put, count = self.report.add, self.letters.count
        walls = {}
        for what, options, processors in (("2 jobs", ["--jobs=2"], None),
                                          ("1 job", ["--jobs=1"], None),
                                          ("2 jobs on 2 cores", ["--jobs=2"], "0,1"),
                                          ("1 job on 1 core", ["--jobs=1"], "0")):
            run = measure.repeat(lambda: other.build(self.letters, options, processors))
            walls[what] = run.wall
            put(f"build with {what}", OURS, count, run.wall, "s", run.runs)
        put("2 jobs against 1", OURS, count, walls["1 job"] / walls["2 jobs"], "times as fast")
        put("2 cores against 1", OURS, count,
            walls["1 job on 1 core"] / walls["2 jobs on 2 cores"], "times as fast")
        shutil.rmtree(other.index)

    # --- asking

    def add_times(self, figure, engine, count, runs, values=("p50", "p95", "p99")):
        found = measure.percentiles(runs)
        for name in values:
            self.report.add(f"{figure} {name}", engine, count, found[name], "ms", len(runs))

    def ask(self, engine, name, letters, queries, warm, figure):
        """Five processes, each asked every query once. Gives the matches by class of query."""
        answers = [engine.ask(queries, warm) for _ in range(measure.RUNS)]
        refused = [why for took, why in answers[0] if took is None]
        if refused:
            self.refused += len(refused)
            self.report.note(f"{name} refuses {len(refused)} of {len(queries)} queries, which are "
                             f"in no figure: {refused[0]}")
        self.add_times(figure, name, letters.count,
                       [[took for took, _ in one if took is not None] for one in answers])
        matches = collections.Counter()
        for query, (took, total) in zip(queries, answers[0]):
            matches[query.cls] += total if took is not None else 0
        if figure == "mixed queries":
            self.add_classes(name, letters, queries, answers)
        return matches

    def add_classes(self, name, letters, queries, answers):
        for cls in corpus.CLASSES:
            times = [[took for query, (took, _) in zip(queries, one)
                      if query.cls == cls and took is not None] for one in answers]
            if times[0]:
                self.add_times(f"{cls} queries", name, letters.count, times)

    def queries(self):
        queries, warm = corpus.mixed_queries(self.letters)
        matches = {OURS: self.ask(self.ours, OURS, self.letters, queries, warm, "mixed queries")}
        for peer in self.peers:
            if hasattr(peer, "ask"):
                matches[peer.name] = self.ask(peer, peer.name, self.letters, queries, warm,
                                              "mixed queries")
        self.report.note("documents that match, all queries of a class together:")
        for name, found in matches.items():
            self.report.note(f"  {name:<12} " + "  ".join(f"{cls} {found[cls]:,}"
                                                          for cls in corpus.CLASSES))

    def processes(self):
        """From exec to the last byte: every query once, in five rounds."""
        queries, _ = corpus.mixed_queries(self.letters)
        nothing = statistics.median(measure.until_last_byte(["true"]) for _ in range(50))
        self.report.note(f"a process that does nothing takes {nothing * 1e3:.2f} ms")
        self.new_processes(self.ours, OURS, self.letters, queries)
        for peer in self.peers:
            if peer.asker:
                self.new_processes(peer, peer.asker, self.letters_of(peer), queries)

    def new_processes(self, engine, name, letters, queries):
        for query in queries[:24]:
            measure.until_last_byte(engine.command(query))
        runs = [[measure.until_last_byte(engine.command(query)) * 1e3 for query in queries]
                for _ in range(measure.RUNS)]
        self.add_times("new process", name, letters.count, runs)

    def real_text(self):
        letters = corpus.real_letters(self.asked.shared, self.work, self.asked.real_docs)
        if letters is None:
            self.report.note(f"{self.asked.shared} has no judgments: no phrases on real text")
            return
        queries, warm = corpus.phrase_queries(letters)
        index = ours.Ours(self.asked.build, self.work, "foi-real")
        index.build(letters)
        found = {OURS: self.ask(index, OURS, letters, queries, warm, "real phrases")}
        for name in ("sqlite", "groonga"):
            if name in self.asked.peers:
                peer = peers.ALL[name](self.work / "real-peers")
                peer.build(letters)
                found[peer.name] = self.ask(peer, peer.name, letters, queries, warm, "real phrases")
        self.report.note("documents that match: " + "  ".join(
            f"{name} {sum(one.values()):,}" for name, one in found.items()))

    # --- keeping up to date

    def rerun(self):
        run = measure.repeat(lambda: self.ours.run([self.letters.docs]))
        self.report.add("unchanged rerun", OURS, self.letters.count, run.wall, "s", run.runs)
        for peer in self.peers:
            if hasattr(peer, "rerun"):
                run = measure.repeat(peer.rerun)
                self.report.add("unchanged rerun", peer.name, self.letters_of(peer).count,
                                run.wall, "s", run.runs)

    def place(self, letters, seed):
        """100 new letters, and the folder among LETTERS into which they were put."""
        new = corpus.generate(self.asked.shared, self.work, 100, seed)
        place = letters.docs / f"added-{seed}"
        shutil.copytree(new.docs, place)
        return new, place

    def add(self):
        self.add_ours("add 100", 100, lambda place: [place])
        self.add_ours("add 100, whole folder walked", 200, lambda _: [self.letters.docs])
        for peer in self.peers:
            runs = []
            for number in range(measure.RUNS):
                new, place = self.place(self.letters_of(peer), 300 + number)
                runs.append(peer.add(new, place))
                shutil.rmtree(place)
            self.report.add("add 100", peer.name, self.letters_of(peer).count,
                            measure.Median(runs).wall, "s", len(runs))

    def add_ours(self, figure, seed, paths):
        runs, places = [], []
        for number in range(measure.RUNS):
            _, place = self.place(self.letters, seed + number)
            places.append(place)
            runs.append(self.ours.run(paths(place)))
            if self.ours.indexed_below(place) != 100:
                sys.exit(f"the letters in {place} are not found after they were added")
        for place in places:
            shutil.rmtree(place)
        self.report.add(figure, OURS, self.letters.count, measure.Median(runs).wall, "s", len(runs))

    def million(self):
        letters = corpus.generate(self.asked.shared, self.work, MILLION)
        index = ours.Ours(self.asked.build, self.work, "foi-million")
        self.build_ours(letters, index)
        queries, warm = corpus.mixed_queries(self.letters)
        self.ask(index, OURS, letters, queries, warm, "mixed queries")
        self.new_processes(index, OURS, letters, queries)

    def run(self):
        if self.has("build"):
            self.build_ours(self.letters)
            self.build_peers()
        for part, step in (("floor", self.floor), ("queries", self.queries),
                           ("processes", self.processes), ("rerun", self.rerun), ("add", self.add),
                           ("jobs", self.jobs), ("line", self.straight_line),
                           ("real", self.real_text)):
            if self.has(part):
                step()
        if self.asked.million:
            self.million()
        report.goals(self.report, self.refused)
        drawn = self.has("build") and self.has("queries")
        if drawn and self.report.plot(pathlib.Path(__file__).with_name("plot.gp")) != 0:
            print("there is no plot: gnuplot failed or is not installed (package gnuplot-nox)")


def options():
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--docs", type=int, default=100000, help="letters (default 100000)")
    asked.add_argument("--million", action="store_true", help="ours with 1,000,000 letters, too")
    asked.add_argument("--peers", default=",".join(peers.ALL), metavar="NAMES",
                       help="of sqlite, groonga, omindex, recoll; \"\" for none (default: all)")
    asked.add_argument("--peer-docs", type=int, default=0, metavar="N",
                       help="letters for omindex and recollindex (default: all)")
    asked.add_argument("--real-docs", type=int, default=20000, metavar="N",
                       help="letters of real text (default 20000)")
    asked.add_argument("--parts", default=",".join(PARTS),
                       help="only these (default: all: %(default)s); the others want the indexes "
                       "that `build` left")
    build = corpus.SOURCE / "build" / "bench"
    asked.add_argument("--build", type=pathlib.Path, default=build,
                       help="where to build the programs")
    asked.add_argument("--work", type=pathlib.Path, default=build / "work",
                       help="where letters and indexes lie; kept")
    asked.add_argument("--shared", type=pathlib.Path, default=corpus.SHARED,
                       help="where bench/gen_corpus.py and fixtures/judgments lie (default "
                       "%(default)s)")
    asked.add_argument("--out", type=pathlib.Path, default=build / "results", help="for the results")
    asked = asked.parse_args()
    asked.peers = [name for name in asked.peers.split(",") if name]
    asked.parts = [name for name in asked.parts.split(",") if name]
    for path in ("build", "work", "shared", "out"):
        setattr(asked, path, getattr(asked, path).resolve())
    return asked


def main():
    asked = options()
    unknown = set(asked.peers) - set(peers.ALL) | set(asked.parts) - set(PARTS)
    if unknown:
        sys.exit(f"unknown: {', '.join(sorted(unknown))}")
    for name in asked.peers:
        missing = peers.ALL[name].missing()
        if missing:
            sys.exit(f"not installed: {', '.join(missing)} (sh tests/set-up.sh build test peer)")
    asked.work.mkdir(parents=True, exist_ok=True)
    measure.adopt_orphans()
    ours.make_programs(corpus.SOURCE, asked.build)
    bench = Bench(asked)
    bench.report.note(f"{asked.docs:,} letters, {bench.letters.bytes / 1e6:.1f} MB of text; "
                      f"{os.cpu_count()} processors, Linux {platform.release()}; source "
                      f"{ours.commit_of(corpus.SOURCE)}; SQLite {sqlite3.sqlite_version}; load "
                      f"{os.getloadavg()[0]:.2f} at the start")
    versions = subprocess.run(["dpkg-query", "-W", "-f", "${Package} ${Version}; ", "groonga-bin",
                               "recollcmd", "xapian-omega", "libxapian30"],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout
    bench.report.note(versions.decode().rstrip("; "))
    bench.run()


if __name__ == "__main__":
    main()
