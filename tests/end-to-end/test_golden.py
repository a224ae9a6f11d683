"""Whole outputs over the example corpus, compared with those that a person has looked at.

`python3 tests/end-to-end/test_golden.py BUILD_DIRECTORY` makes them anew; look at what changed.
"""
import os
import pathlib
import re
import sys

if __name__ == "__main__":
    os.environ["FOI_BUILD"] = str(pathlib.Path(sys.argv.pop()).resolve())
    os.environ["FOI_RENEW"] = "1"

import foi  # noqa: E402 (it reads FOI_BUILD)

GOLDEN = pathlib.Path(__file__).resolve().parent / "golden"
RENEW = "FOI_RENEW" in os.environ

# Sorted by date: a better ranking is no other format.
SEARCH = ("ruling:rejected:43(2)", "--sort=-date", "--facet=exemption,outcome", "--facet-size=3")
HITS = ("ruling:rejected:43(2)", "--sort=-date")
COUNTS = HITS + ("--limit=0", "--facet=exemption,outcome", "--facet-size=3")
DECISION = "dwp-assessment-reports/dwp-06-decision-notice.pdf"
LETTER = "councils/hackney-review-request.eml"
TABLE = ("--tabulate=exemption,ruling", "type:decision-notice", "--facet-size=5")
TIME = ("--timeline=year", "exemption:31")

# Name of the file, columns, arguments; @ stands for the folder of the corpus.
CASES = {
    "search.txt": (80, SEARCH),
    "search-40.txt": (40, SEARCH),
    "search-200.txt": (200, SEARCH),
    "search.json": (80, SEARCH + ("--format=json",)),
    "search.jsonl": (80, HITS + ("--format=jsonl",)),
    "search.csv": (80, HITS + ("--format=csv",)),
    "search.tsv": (80, HITS + ("--format=tsv",)),
    "search.md": (80, SEARCH + ("--format=markdown",)),
    "counts.csv": (80, COUNTS + ("--format=csv",)),
    "counts.tsv": (80, COUNTS + ("--format=tsv",)),
    "counts.jsonl": (80, COUNTS + ("--format=jsonl",)),
    "show.txt": (80, ("--show", "@" + LETTER)),
    "show-40.txt": (40, ("--show", "@" + LETTER)),
    "show.json": (80, ("--show", "@" + LETTER, "--format=json")),
    "show.md": (80, ("--show", "@" + LETTER, "--format=markdown")),
    "paragraphs.txt": (80, ("--show", "@" + DECISION, "--paragraph=3-5")),
    "paragraphs.json": (80, ("--show", "@" + DECISION, "--paragraph=3-5", "--format=json")),
    "paragraphs.md": (80, ("--show", "@" + DECISION, "--paragraph=3-5", "--format=markdown")),
    "table.txt": (80, TABLE),
    "table-40.txt": (40, TABLE),
    "table.csv": (80, TABLE + ("--format=csv",)),
    "table.tsv": (80, TABLE + ("--format=tsv",)),
    "table.json": (80, TABLE + ("--format=json",)),
    "table.md": (80, TABLE + ("--format=markdown",)),
    "timeline.txt": (80, TIME),
    "timeline-40.txt": (40, TIME),
    "timeline.csv": (80, TIME + ("--format=csv",)),
    "timeline.json": (80, TIME + ("--format=json",)),
    "timeline.md": (80, TIME + ("--format=markdown",)),
}


class Golden(foi.Scratch):
    maxDiff = None

    def setUp(self):
        super().setUp()
        foi.make_corpus(self.documents)
        self.update()

    def output(self, columns, arguments):
        folder = str(self.documents) + "/"
        done = foi.run("foi-query", "-i", self.index,
                       *(re.sub("^@", folder, argument) for argument in arguments),
                       env=dict(os.environ, COLUMNS=str(columns)))
        text = done.stdout.decode().replace(folder, "/foi/")
        text = re.sub(r'"(took_ms|score)":[0-9.]+', r'"\1":0', text)
        text = re.sub(r"(?m)^(\d+[,\t])[0-9.]+(?=[,\t])", r"\g<1>0", text)  # scores in rows
        # Where the id stands depends on how long the folder's name was.
        return re.sub(r"( /foi/\S+)\s+(?=\[)", r"\1  ", text)

    def test_outputs_are_as_they_were(self):
        for name, (columns, arguments) in CASES.items():
            with self.subTest(name):
                text = self.output(columns, arguments)
                if RENEW:
                    (GOLDEN / name).write_bytes(text.encode())
                self.assertEqual(text, (GOLDEN / name).read_bytes().decode())

    def test_there_is_no_file_that_nothing_is_compared_with(self):
        self.assertEqual({path.name for path in GOLDEN.iterdir()}, set(CASES))


if __name__ == "__main__":
    import unittest
    GOLDEN.mkdir(exist_ok=True)
    unittest.main()
