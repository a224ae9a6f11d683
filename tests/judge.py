#!/usr/bin/env python3
"""How well an index answers questions whose right documents are known.

  python3 tests/judge.py JUDGED.tsv INDEX [--program foi-query] [--show] [--min=mrr=0.9 ...]

JUDGED.tsv has the columns question, kind (known: one document is wanted; topical: several) and relevant
(FILE=GRADE, parted by blanks; 2: it is what is wanted, 1: useful, else not relevant), as corpus/judged.tsv.
Prints for each kind the mean reciprocal rank of the first document of grade 2, nDCG at ten, and the share of
those of grade 2 among the first hundred hits. --show names the questions whose best hit is another one. Ends
with 1 where a figure over all questions is below its --min.
"""
import argparse
import csv
import json
import math
import os
import subprocess
import sys

DEPTH = 100
FIGURES = ("mrr", "ndcg", "recall")


def read_judged(path):
    """Question, kind and {file name: grade} of each row."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["question"], row["kind"],
                 {name: int(grade) for name, _, grade in
                  (cell.rpartition("=") for cell in row["relevant"].split())}) for row in rows]


def ask(program, index, question, limit=DEPTH, options=()):
    """The base names of the files that QUESTION finds, best first, each once."""
    command = [program, "-i", index, "--format=json", "--facet=", "--snippets=0", f"--limit={limit}",
               *options, "--", question]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{question}: {done.stderr.decode(errors='replace')}")
    names = [os.path.basename(hit["location"]) for hit in json.loads(done.stdout)["hits"]]
    return list(dict.fromkeys(names))


def reciprocal_rank(names, relevant, grade=2):
    return next((1 / place for place, name in enumerate(names, 1)
                 if relevant.get(name, 0) >= grade), 0.0)


def gain(grades):
    return sum((2 ** grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def ndcg(names, relevant, depth=10):
    best = gain(sorted(relevant.values(), reverse=True)[:depth])
    return gain([relevant.get(name, 0) for name in names[:depth]]) / best if best else 0.0


def average_precision(names, relevant):
    found, total = 0, 0.0
    for place, name in enumerate(names, 1):
        if relevant.get(name, 0) > 0:
            found += 1
            total += found / place
    wanted = sum(grade > 0 for grade in relevant.values())
    return total / wanted if wanted else 0.0


def recall(names, relevant):
    wanted = {name for name, grade in relevant.items() if grade >= 2}
    return len(wanted & set(names)) / len(wanted)


def measure(judged, answer, show=False):
    """{kind: {figure: mean}} of the questions, and over "all"; ANSWER gives the names for one."""
    sums = {}
    for question, kind, relevant in judged:
        names = answer(question)
        figures = {"mrr": reciprocal_rank(names, relevant), "ndcg": ndcg(names, relevant),
                   "recall": recall(names, relevant)}
        if show and figures["mrr"] < 1:
            print(f"{figures['mrr']:.2f}  {question}\n      {' '.join(names[:3])}")
        for group in (kind, "all"):
            sums.setdefault(group, []).append(figures)
    return {group: {name: sum(one[name] for one in rows) / len(rows) for name in FIGURES}
            for group, rows in sums.items()}


def print_figures(figures, of=""):
    for kind, means in sorted(figures.items()):
        print(f"{of}{kind:8s}" + "".join(f"  {name} {means[name]:.3f}" for name in FIGURES))


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("judged")
    parser.add_argument("index")
    parser.add_argument("--program", default="foi-query")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--min", action="append", default=[], metavar="FIGURE=LEAST")
    asked = parser.parse_args(arguments)
    figures = measure(read_judged(asked.judged),
                      lambda question: ask(asked.program, asked.index, question), asked.show)
    print_figures(figures)
    ended = 0
    for minimum in asked.min:
        name, _, least = minimum.partition("=")
        if figures["all"][name] < float(least):
            print(f"{name} is below {least}")
            ended = 1
    return ended


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
