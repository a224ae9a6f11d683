#!/usr/bin/env python3
"""How well foi-query ranks, beside libxapian's plain BM25 and beside an index without zones.

  python3 tests/bench/ranking.py [--build build/bench] [--shared ../shared]

Cranfield: the 1,400 abstracts of ../shared/fixtures/ranking as web pages through foi-index and foi-query,
225 questions; beside it libxapian with the same stemmer over a grid of parameters. Judged questions over the
example corpus (corpus/judged.tsv), with zones and on a copy of the index in which every word counts the same.
"""
import argparse
import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests"))
import judge  # noqa: E402  (tests/judge.py)

DEPTH = 1000
PARAMETERS = [(k1, b, least) for k1 in (1.0, 1.2, 1.5, 2.0, 2.5, 3.0)
              for b in (0.5, 0.6, 0.75, 0.9) for least in (0.1, 0.5)]
TITLE_TIMES = (0, 1, 3)


def build(directory):
    for command in (["cmake", "-S", SOURCE, "-B", directory, "-G", "Ninja", "-DFOI_BUILD_TESTS=ON"],
                    ["cmake", "--build", directory, "--target", "foi-index", "foi-query",
                     "foi-worker", "bench-flatten"]):
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def run(*command, **options):
    done = subprocess.run([str(part) for part in command], capture_output=True, check=False,
                          **options)
    if done.returncode not in (0, 1):
        sys.exit(f"{command[0]}: {done.stderr.decode(errors='replace')}")
    return done.stdout


class Cranfield:
    """The collection: documents, questions, and which documents answer each."""

    def __init__(self, folder):
        self.folder = folder
        text = (folder / "cran.all.1400.xml").read_text(encoding="utf-8", errors="replace")
        self.documents = [self.document(part) for part in re.findall(r"<doc>(.*?)</doc>", text, re.S)]
        text = (folder / "cran.qry.xml").read_text()
        # The judgments count the questions from 1, whatever number a question has.
        self.questions = [" ".join(title.split())
                          for title in re.findall(r"<title>(.*?)</title>", text, re.S)]
        self.relevant = [{} for _ in self.questions]
        for line in (folder / "cranqrel.trec.txt").read_text().splitlines():
            question, _, document, grade = line.split()
            self.relevant[int(question) - 1][document] = int(grade)

    @staticmethod
    def document(part):
        def cell(name):
            found = re.search(rf"<{name}>(.*?)</{name}>", part, re.S)
            return found[1].strip() if found else ""
        return cell("docno"), " ".join(cell("title").split()), cell("text")

    def write(self, folder):
        for number, title, text in self.documents:
            page = (f"<html><head><title>{html.escape(title)}</title></head>"
                    f"<body><p>{html.escape(text)}</p></body></html>")
            (folder / f"{number}.html").write_text(page)

    def figures(self, answers):
        """Mean average precision and nDCG at ten."""
        pairs = list(zip(answers, self.relevant))
        return (sum(judge.average_precision(*pair) for pair in pairs) / len(pairs),
                sum(judge.ndcg(*pair) for pair in pairs) / len(pairs))


def ours_on_cranfield(collection, programs, work):
    pages, index = work / "pages", work / "cranfield"
    pages.mkdir()
    collection.write(pages)
    run(programs / "foi-index", "-i", index, pages)
    answers = []
    for question in collection.questions:
        names = judge.ask(str(programs / "foi-query"), str(index),
                            re.sub(r"[^\w\s]", " ", question), DEPTH)
        answers.append([name.removesuffix(".html") for name in names])
    return collection.figures(answers)


def plain_on_cranfield(collection):
    asked = {"documents": collection.documents, "questions": collection.questions,
             "parameters": PARAMETERS, "title_times": TITLE_TIMES}
    lines = run("/usr/bin/python3", pathlib.Path(__file__).with_name("plain_xapian.py"),
                input=json.dumps(asked).encode()).splitlines()
    if not lines:
        print("libxapian: not measured; python3-xapian is not installed (sh tests/set-up.sh peer)")
        return
    found = []
    for line in lines:
        one = json.loads(line)
        found.append((*collection.figures(one["answers"]), one["title_times"], one["parameters"]))
    for of, place in (("best MAP", 0), ("best nDCG@10", 1)):
        best = max(found, key=lambda one: one[place])
        print(f"libxapian, {of} of {len(found)}: MAP {best[0]:.4f}  nDCG@10 {best[1]:.4f}  "
              f"(k1, b, least length {best[3]}, title beside the text {best[2]} times)")
    best = max((one for one in found if one[2] == 0), key=lambda one: one[0])
    print(f"libxapian, text alone, best MAP: MAP {best[0]:.4f}  nDCG@10 {best[1]:.4f}  ({best[3]})")


def judged_corpus(programs, flatten, work):
    documents, index, flat = work / "documents", work / "index", work / "flat"
    run(sys.executable, SOURCE / "corpus" / "make-documents.py", documents)
    run(programs / "foi-index", "-i", index, documents)
    run(flatten, index, flat)
    judged = judge.read_judged(SOURCE / "corpus" / "judged.tsv")
    for name, place in (("with zones     ", index), ("without zones  ", flat)):
        judge.print_figures(judge.measure(judged, lambda question, at=place: judge.ask(
            str(programs / "foi-query"), str(at), question)), name)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path, default=SOURCE / "build" / "bench" / "build")
    parser.add_argument("--shared", type=pathlib.Path, default=SOURCE.parent / "shared")
    asked = parser.parse_args()
    build(asked.build)
    programs, flatten = asked.build / "bin", asked.build / "tests" / "bench-flatten"
    if not flatten.exists():
        flatten = programs / "bench-flatten"
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        folder = asked.shared / "fixtures" / "ranking"
        if folder.is_dir():
            collection = Cranfield(folder)
            precision, gain = ours_on_cranfield(collection, programs, work)
            print(f"foi-query on Cranfield: MAP {precision:.4f}  nDCG@10 {gain:.4f}")
            plain_on_cranfield(collection)
        else:
            print(f"Cranfield: not measured; {folder} is not there")
        judged_corpus(programs, flatten, work)


if __name__ == "__main__":
    main()
